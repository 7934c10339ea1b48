"""What a narrative's sentences mention: terms, clauses and lists of places, shared by all extractors."""

"""Phrases and clauses: the tree of a sentence, and the labels on it."""

"""Words and what they may mean: sentences, tokens, tags, and the labels of the ontology."""

"""The readers of JSON: country files of the Factbook, documents, JSON Lines."""

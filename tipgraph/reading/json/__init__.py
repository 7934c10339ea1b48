"""The readers of JSON Lines, JSON documents and country files of the World Factbook."""

"""The values that the program works on: documents, claims, vocabulary, IRIs."""

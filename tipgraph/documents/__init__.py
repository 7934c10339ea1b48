"""Readers: files, folders and streams in, narratives out."""

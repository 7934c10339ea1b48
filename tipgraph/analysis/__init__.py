"""Analyze a graph: queries, tables and networks of routes."""

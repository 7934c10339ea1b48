"""Measures of governments, with their status."""

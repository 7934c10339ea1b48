"""Statements as claims, with their evidence."""

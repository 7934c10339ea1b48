"""Helpers that know nothing of reports or graphs."""

"""Results in numbers."""

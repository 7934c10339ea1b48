"""Tools that make what the repository keeps; no part of the package."""

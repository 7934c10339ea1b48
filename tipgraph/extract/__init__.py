"""Extraction: a narrative in, its claims out; one module a kind of claim."""

from tipgraph.extract.extractor import Extractor

__all__ = ["Extractor"]

"""Extraction: a narrative in, its claims out; one module a kind of claim.

What a narrative's sentences mention: terms, clauses and lists of places, shared by all extractors.
"""

from __future__ import annotations

from tipgraph.understanding.extractor import Extractor

__all__ = ["Extractor"]

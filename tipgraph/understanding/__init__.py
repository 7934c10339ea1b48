"""Turns a narrative into claims.

`Extractor` analyzes a narrative once. One module per kind of claim then reads the analysis: `routes` (and
roles), `codes`, `tiers`, `measures` and `counts`. They read it by structure.
"""

from __future__ import annotations

from tipgraph.understanding.extractor import Extractor

__all__ = ["Extractor"]

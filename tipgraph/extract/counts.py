"""Results in numbers."""

from __future__ import annotations

from collections.abc import Iterator

from tipgraph.claims import CountClaim
from tipgraph.language.analysis import Analysis

__all__ = ["extract"]


def extract(analysis: Analysis) -> Iterator[CountClaim]:
    """Yield the counts."""
    return iter(())

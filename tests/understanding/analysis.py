"""A short way from a text to its analysis."""

from __future__ import annotations

from tests.understanding.extraction import narrative, shared_extractor
from tipgraph.model.documents import Section
from tipgraph.understanding.reader import Analysis, analyze

__all__ = ["analysis"]


def analysis(text: str, country: str = "MEX", *, sections: tuple[Section, ...] = ()) -> Analysis:
    """Return the analysis of a text on a country."""
    return analyze(narrative(country, text, sections=sections), shared_extractor().reader)

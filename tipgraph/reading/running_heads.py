"""Removes running heads that copying from a PDF left inside sentences: "women 268LATVIAChinese workers"."""

from __future__ import annotations

import re

from tipgraph.reading.identify import country_code

__all__ = ["without_running_heads"]

_HEAD = re.compile(r"(?<= )\d{1,3}([A-Z][A-Z ,.’'-]*[A-Z])(?=[a-z])")
"""A page number with a name in capitals, both joined to the next word."""


def without_running_heads(text: str) -> str:
    """Return a text without page numbers and names of countries that are joined to a word.

    >>> without_running_heads("women and 268LATVIAChinese men; forced to 92BARBADOSbeg; 12ABCs of law")
    'women and Chinese men; forced to beg; 12ABCs of law'
    """
    return _HEAD.sub(_word, text)


def _word(found: re.Match[str]) -> str:
    """Return the capital of the next word, if the name has one too many, or the text itself."""
    capitals = found[1]
    if country_code(capitals):
        return ""
    return capitals[-1] if len(capitals) > 4 and country_code(capitals[:-1]) else found[0]

"""Values of filters, as people write them, to the codes of the vocabularies."""

from __future__ import annotations

from typing import Any

from tipgraph.errors import UsageError
from tipgraph.routes.selection import Selection
from tipgraph.spelling import alike
from tipgraph.vocabulary import load

__all__ = ["place", "selection"]

_NEIGHBORS = "/neighbors"
_SCHEMES = {
    "exploitation": "exploitation", "victims": "victim-group", "sectors": "sector", "reporting": "place",
    "within": "place",
}  # fmt: skip
"""The vocabulary of each filter that has one."""


def selection(filters: dict[str, Any]) -> Selection:
    """Return a selection. Raises UsageError for a value that its vocabulary does not have."""
    codes = {
        name: frozenset(_code(_SCHEMES[name], value) if name in _SCHEMES else value for value in values)
        for name, values in filters.items()
        if name not in ("first", "last")
    }
    return Selection(filters["first"], filters["last"], **codes)


def place(value: str) -> str:
    """Return the code of a place given as a code or a name.

    >>> place("Thailand"), place("tha")
    ('THA', 'THA')
    >>> place("Guatemala/neighbors")
    'GTM/neighbors'
    """
    country, neighbors, rest = value.partition(_NEIGHBORS)
    return _code("place", value if rest else country) + ("" if rest else neighbors)


def _code(scheme: str, value: str) -> str:
    concepts = load()[scheme]
    for spelling in (value, value.upper(), value.lower()):
        if spelling in concepts:
            return spelling
    named = [code for code, each in concepts.items() if value.casefold() in map(str.casefold, each.names)]
    if not named:
        names = [*concepts, *(each.label for each in concepts.values())]
        remedy = alike(value, names, "use a code or a name of the vocabulary")
        raise UsageError(f"{value}: there is no such {scheme}", remedy=remedy)
    return min(named, key=lambda code: ("-" in code, code))

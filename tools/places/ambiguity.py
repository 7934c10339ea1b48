"""Excludes names of cities and provinces that also mean something else.

A name is excluded if

1. it is a label of a country, a region or a historic country, or a demonym (Luxembourg, Niger);
2. it is a common English word (Nice, Reading, Perm), according to the column ``word`` of the table;
3. another country has a place of that name and of comparable size (Valencia, Hyderabad), according to the
   column ``others``;
4. all its words mean a direction or a kind of place (Northern, Central Region, Capital District);
5. it has fewer than four letters;
6. it contains characters that narratives do not use in names (digits, brackets), or is a parish (Saint John);
7. it is in ``data/excluded.csv``, with the reason.

Names in ``data/parts.csv`` were selected by hand. Only the first and the last rule apply to them.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache

from tools.places.spelling import key, plain
from tools.places.tables import Labels, Row, labels, rows

__all__ = ["ambiguous", "excluded", "taken"]

_DIRECTIONS = ("north", "south", "east", "west", "northeast", "northwest", "southeast", "southwest")
_VAGUE = frozenset(
    {
        *_DIRECTIONS,
        *(direction + "ern" for direction in _DIRECTIONS),
        *("central", "centre", "mid", "upper", "lower", "middle", "inner", "outer", "greater", "capital"),
        *("federal", "national", "insular", "littoral", "maritime", "autonomous", "territory", "territories"),
        *("province", "region", "district", "department", "division", "governorate", "area", "state", "city"),
        *("county", "community", "and", "of", "the", "republic"),
    }
)
"""Words that do not name a place, alone or together."""
_SIGNS = re.compile(r"[\d()/,&]")
_FEWEST_LETTERS = 4
_TABLES = ("country-names", "regions", "historic-countries")


def ambiguous(name: str, row: Row) -> bool:
    """Tell whether the name in a row of cities or subdivisions must not be a label."""
    return bool(row["others"] or row["word"]) or _vague(name) or taken(name) or excluded(name)


def _vague(name: str) -> bool:
    words = re.split(r"\W+", name.lower())
    too_short = sum(map(str.isalpha, name)) < _FEWEST_LETTERS
    parish = name.startswith(("Saint ", "St. "))
    return too_short or parish or bool(_SIGNS.search(name)) or _VAGUE.issuperset(words)


def excluded(name: str) -> bool:
    """Tell whether a name is excluded by hand.

    >>> excluded("Santiago"), excluded("Lima")
    (True, False)
    """
    return key(name) in _excluded()


def taken(name: str) -> bool:
    """Tell whether a country, a region or a people has the name.

    >>> taken("Luxembourg"), taken("Lagos")
    (True, False)
    """
    return key(plain(name)) in _taken()


@lru_cache(maxsize=1)
def _excluded() -> frozenset[str]:
    return frozenset(key(row["name"]) for row in rows("excluded"))


@lru_cache(maxsize=1)
def _taken() -> frozenset[str]:
    return frozenset(key(plain(word)) for own in _labels() for word in _words(own))


def _labels() -> Iterator[Labels]:
    for table in _TABLES:
        yield from map(labels, rows(table))


def _words(own: Labels) -> tuple[str, ...]:
    return (own.preferred, *own.alternative, *own.hidden, *own.demonyms)

"""Regions and their countries."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence

from tools.places.tables import Row, codes

__all__ = ["members", "regions_of"]


def members(regions: Sequence[Row]) -> dict[str, frozenset[str]]:
    """Return the countries of each region: its own, and those of its parts."""
    by_code = {row["code"]: row for row in regions}
    return {code: _members(code, by_code) for code in by_code}


def _members(code: str, by_code: Mapping[str, Row]) -> frozenset[str]:
    row = by_code[code]
    return frozenset(codes(row["members"])).union(*(_members(part, by_code) for part in codes(row["parts"])))


def regions_of(regions: Sequence[Row]) -> dict[str, list[str]]:
    """Return the regions of each country, in the order of the table."""
    found: dict[str, list[str]] = defaultdict(list)
    for code, countries in members(regions).items():
        for country in countries:
            found[country].append(code)
    return dict(found)

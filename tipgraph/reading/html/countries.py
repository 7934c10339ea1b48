"""Splits pages with the narratives of several countries ("Countries A through C") at their headings."""

from __future__ import annotations

from collections.abc import Sequence

from tipgraph.reading.html.lines import Line
from tipgraph.reading.identify import country_heading

__all__ = ["countries_of"]

_ENOUGH = 150
"""The least number of characters below a country's heading; an entry of an index or a caption has fewer."""


def countries_of(lines: Sequence[Line]) -> tuple[Sequence[Line], list[tuple[str, list[Line]]]]:
    """Return the lines above the first country, and each country's code and lines from its heading on.

    A heading is a country's name with a tier, or a name alone that is marked as a heading or in capitals.
    Entries of an index are not headings, as no text follows them.
    """
    starts = [(at, code) for at, line in enumerate(lines) if (code := _heading(line))]
    ends = [*(at for at, _ in starts), len(lines)][1:]
    parts: dict[str, list[Line]] = {}
    first = len(lines)
    for (at, code), end in zip(starts, ends, strict=True):
        part = lines[at:end]
        if sum(len(line.text) for line in part[1:]) >= _ENOUGH:
            parts.setdefault(code, []).extend(part)
            first = min(first, at)
    return lines[:first], list(parts.items())


def _heading(line: Line) -> str | None:
    heading = country_heading(line.text)
    if heading is None or not (heading.with_tier or line.marked or line.text.isupper()):
        return None
    return heading.country

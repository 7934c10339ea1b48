"""The rows of a panel."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Set
from dataclasses import dataclass
from decimal import Decimal

from tipgraph.analysis.bootstrap import Bootstrap
from tipgraph.analysis.panel.columns import RANKS, ROLES, Column, columns
from tipgraph.analysis.panel.statements import (
    MIXED,
    NOT_MENTIONED,
    STATED,
    Key,
    Pair,
    Statements,
    collect,
    role_state,
    verdict,
)
from tipgraph.model.claims import Extraction
from tipgraph.model.vocabulary import Vocabulary, load

__all__ = ["Cell", "Panel", "panel"]

Cell = str | int | float | None
"""A value; None if it is not known. A column of states says why."""

_YES_NO = {"yes": 1, "done": 1, "insufficient": 1, "not-done": 0}


@dataclass(frozen=True, slots=True)
class Panel:
    """The table: its columns, and rows sorted by country and year."""

    columns: tuple[Column, ...]
    rows: tuple[tuple[Cell, ...], ...]

    @property
    def names(self) -> tuple[str, ...]:
        """The names of the columns."""
        return tuple(column.name for column in self.columns)


def panel(
    extractions: Iterable[Extraction],
    vocabulary: Vocabulary | None = None,
    *,
    balanced: bool = False,
    reprints: bool = False,
    min_precision: float | None = None,
    reviewed: bool = False,
    intervals: bool = False,
) -> Panel:
    """Return the panel of readings; an empty one where there are none.

    It has a row for each country and year with a report or a tier. If it is ``balanced``, it has a row for
    each of these countries in each year from the first to the last. A document that repeats an earlier
    edition counts only with ``reprints``: its statements are those of that edition's year.

    A tier counts for the year that it applies to, or else for the year of its report. A count counts for the
    year of its report if it applies to that year, to the year before or to no stated year; of several counts
    (a total and its parts), the largest is used. A route counts once, whatever the number of its claims: in
    ``routes_out`` and ``routes_in`` if it is asserted trafficking, in ``…_possible`` if no claim of the
    country's reports asserts it. The number of mentions does not measure how common trafficking is.

    Claims count if they have ``min_precision``, or only ``reviewed`` ones (see `collect`). With
    ``intervals``, ``routes_out`` and ``routes_in`` have bounds (see `tipgraph.analysis.bootstrap`); a row is
    one document.
    """
    stated = collect(extractions, reprints=reprints, min_precision=min_precision, reviewed=reviewed)
    bootstrap = Bootstrap() if intervals else None
    known = load() if vocabulary is None else vocabulary
    measures = sorted({*known["measure"], *(code for own in stated.values() for code in own.measures)})
    counts = sorted({name for own in stated.values() for name in own.counts})
    asserted = _asserted(stated)
    rows = (
        (
            *_heading(key, known),
            *_cells(
                key[0],
                stated.get(key) or Statements(),
                asserted.get(key[1], set()),
                measures,
                counts,
                bootstrap,
            ),
        )
        for key in sorted(_balanced(stated) if balanced else stated)
    )
    return Panel(columns(known, measures, counts, intervals=intervals), tuple(rows))


def _asserted(stated: Mapping[Key, Statements]) -> dict[int, set[Pair]]:
    """Return the routes that any report asserts, by year."""
    found: dict[int, set[Pair]] = {}
    for (_, year), own in stated.items():
        found.setdefault(year, set()).update(own.routes["asserted"])
    return found


def _balanced(stated: Mapping[Key, Statements]) -> Iterator[Key]:
    """Yield all countries in all years from the first to the last."""
    if not stated:
        return
    years = {year for _, year in stated}
    for country in {country for country, _ in stated}:
        yield from ((country, year) for year in range(min(years), max(years) + 1))


def _heading(key: Key, vocabulary: Vocabulary) -> tuple[Cell, ...]:
    """Return the country's code, name and Correlates of War number (None if it has none), and the year."""
    country, year = key
    place = vocabulary["place"].get(country)
    number = place.all("cow") if place else []
    return country, place.label if place else country, int(number[0]) if number else None, year


def _cells(
    country: str,
    own: Statements,
    asserted: set[Pair],
    measures: Iterable[str],
    counts: Iterable[str],
    bootstrap: Bootstrap | None,
) -> Iterator[Cell]:
    yield len(own.reports)
    yield len(own.reprints - own.reports)
    yield from _tier(own)
    for role in ROLES:
        state = role_state(own.roles[role]) or own.missing("routes", role)
        yield from (0 if state == NOT_MENTIONED else _YES_NO.get(state), state)
    yield from _routes(country, own)
    yield from _ends(country, asserted - own.routes["asserted"].keys() - own.routes["possible"].keys())
    if bootstrap is not None:
        yield from _bounds(country, own, bootstrap)
    for measure in measures:
        state = verdict(own.measures[measure]) or own.missing("measures", measure)
        yield from (_YES_NO.get(state), state)
    for count in counts:
        yield _number(max(own.counts[count])) if own.counts[count] else None


def _tier(own: Statements) -> tuple[Cell, ...]:
    if len(own.tiers) == 1:
        tier = next(iter(own.tiers))
        return tier, RANKS.get(tier), STATED
    return None, None, MIXED if own.tiers else own.missing("measures", "tier")


def _routes(country: str, own: Statements) -> tuple[int | None, ...]:
    """Return the numbers of routes that the country's reports state; None if none speaks of routes."""
    if "routes" not in own.read:
        return (None,) * 4
    asserted = own.routes["asserted"].keys()
    return *_ends(country, asserted), *_ends(country, own.routes["possible"].keys() - asserted)


def _bounds(country: str, own: Statements, bootstrap: Bootstrap) -> Iterator[int | None]:
    """Yield the bounds of the numbers of asserted routes that start in a country and that end there."""
    for end in (0, 1):
        rules = [
            bootstrap.rule(made) for pair, made in own.routes["asserted"].items() if pair[end] == country
        ]
        yield from bootstrap.interval([rules]) if "routes" in own.read else (None, None)


def _ends(country: str, routes: Set[Pair]) -> tuple[int, int]:
    """Return the number of routes that start in a country, and the number that end there."""
    return sum(pair[0] == country for pair in routes), sum(pair[1] == country for pair in routes)


def _number(number: Decimal) -> int | float:
    return int(number) if number == number.to_integral_value() else float(number)

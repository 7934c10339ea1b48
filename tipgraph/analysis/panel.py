"""The panel: one row a country and year, as social scientists start from it.

Rows are balanced: every country with a report, in every year from the first to the last that a report
is of or that a tier is stated for. A cell never leaves open why it has no value:

=================  ==================================================================================
cell               meaning
=================  ==================================================================================
``yes``            the report says so
``possible``       the report only says that it may be so
``done``           a measure that is said to exist or to have been taken
``insufficient``   one that is said to have been taken, but to fall short
``planned``        one that is only said to be planned
``recommended``    one that the report only recommends
``not-done``       the report says that it is not so
``mixed``          reports of the year, or sentences of one, say both; two different tiers, too
``not-mentioned``  a report was read, and does not speak of it: this is not ``not-done``
``no-report``      no report of this country and year was read
=================  ==================================================================================

The tier is the one stated *for* the year, by whichever report: a yearly summary of 2017 that says "Tier 3
(2015)" fills the year 2015, and leaves 2017 ``not-mentioned``. So a row may have no report and a tier.

Numbers are counted in the country's own reports of the year: 0 means read, and none named. The columns
``…_elsewhere`` count routes that only other countries' reports of the year name; they have a number in
every row.

A mention is no measure of how common a thing is.
"""

from __future__ import annotations

import csv
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from typing import TextIO

from tipgraph.model.claims import (
    Claim,
    CountClaim,
    Extraction,
    MeasureClaim,
    RoleClaim,
    RouteClaim,
    TierClaim,
)
from tipgraph.model.documents import Report
from tipgraph.model.vocabulary import Vocabulary, load

__all__ = ["MIXED", "NOT_MENTIONED", "NO_REPORT", "Panel", "panel"]

NOT_MENTIONED = "not-mentioned"
"""The cell where a report was read, and does not speak of it."""
NO_REPORT = "no-report"
"""The cell where no report of the country and year was read."""
MIXED = "mixed"
"""The cell where both is said."""

_ROLES = ("source", "transit", "destination", "internal")
_ROUTES = ("routes_out", "routes_in", "routes_out_possible", "routes_in_possible")
_ELSEWHERE = ("routes_out_elsewhere", "routes_in_elsewhere")

Key = tuple[str, int]
"""A country and a year."""
Pair = tuple[str, str]
"""Origin and destination."""
Cell = str | int


@dataclass(frozen=True, slots=True)
class Panel:
    """The table: its columns, and its rows by country and year."""

    columns: tuple[str, ...]
    rows: tuple[tuple[Cell, ...], ...]

    def write_csv(self, file: TextIO) -> None:
        """Write the table with a header, as statistics programs read it."""
        csv.writer(file, lineterminator="\n").writerows([self.columns, *self.rows])


@dataclass(slots=True)
class _Year:
    """What the reports on a country say in a year."""

    reports: set[Report] = field(default_factory=set)
    tiers: set[str] = field(default_factory=set)
    roles: dict[str, set[str]] = field(default_factory=lambda: defaultdict(set))
    routes: dict[str, set[Pair]] = field(default_factory=lambda: defaultdict(set))
    measures: dict[str, set[str]] = field(default_factory=lambda: defaultdict(set))
    counts: dict[str, list[Decimal]] = field(default_factory=lambda: defaultdict(list))


def panel(extractions: Iterable[Extraction], vocabulary: Vocabulary | None = None) -> Panel:
    """Return the panel of readings; an empty one where there are none.

    A tier stands in the year that it is said to be of, and else in its report's. A count stands in its
    report's year, if it is said to be of that year or the year before, or of no year; where there are
    several (a total and its parts), the largest does. Routes are counted once, however many claims make
    them: asserted trafficking in ``routes_out`` and ``routes_in``, and what no claim of the country's
    reports asserts in ``…_possible``.
    """
    gathered = _Gathering()
    for extraction in extractions:
        gathered.add(extraction)
    return gathered.panel(load() if vocabulary is None else vocabulary)


class _Gathering:
    """Collects what each country's reports say, year by year."""

    def __init__(self) -> None:
        self._years: dict[Key, _Year] = defaultdict(_Year)

    def add(self, extraction: Extraction) -> None:
        """Add what a document says."""
        report = extraction.document.report
        self._years[report.country, report.year].reports.add(report)
        for claim in extraction.claims:
            self._claim(report, claim)

    def _claim(self, report: Report, claim: Claim) -> None:
        year = self._years[report.country, report.year]
        if isinstance(claim, RoleClaim):
            year.roles[claim.role].add(claim.certainty)
        elif isinstance(claim, RouteClaim) and claim.route_kind == "trafficking":
            year.routes[claim.certainty].add((claim.origin, claim.destination))
        elif isinstance(claim, MeasureClaim):
            year.measures[claim.type].add(claim.status)
        elif isinstance(claim, CountClaim) and _is_current(claim, report.year):
            year.counts[_count_column(claim)].append(claim.count)
        elif isinstance(claim, TierClaim) and claim.tier is not None:
            self._years[report.country, claim.tier_year or report.year].tiers.add(claim.tier)

    def panel(self, vocabulary: Vocabulary) -> Panel:
        """Return the rows of every country with a report, in every year of a report or of a stated tier."""
        if not self._years:
            return Panel((), ())
        years = _span(year for _, year in self._years)
        counts = sorted({column for year in self._years.values() for column in year.counts})
        measures = sorted(
            {*vocabulary["measure"], *(code for y in self._years.values() for code in y.measures)}
        )
        named = self._named(years)
        columns = _columns(measures, counts)
        rows = tuple(
            self._row((country, year), named[year], measures, counts, vocabulary)
            for country in sorted({country for country, _ in self._years})
            for year in years
        )
        return Panel(columns, rows)

    def _named(self, years: Iterable[int]) -> dict[int, set[Pair]]:
        """Return the routes that any report of a year asserts."""
        found: dict[int, set[Pair]] = {year: set() for year in years}
        for (_, year), said in self._years.items():
            found[year] |= said.routes["asserted"]
        return found

    def _row(
        self,
        key: Key,
        named: set[Pair],
        measures: Sequence[str],
        counts: Sequence[str],
        vocabulary: Vocabulary,
    ) -> tuple[Cell, ...]:
        said = self._years.get(key, _Year())
        silent = NOT_MENTIONED if said.reports else NO_REPORT
        return (
            *_heading(key, vocabulary),
            len(said.reports),
            _tier(said, silent),
            *(_role(said.roles[role], silent) for role in _ROLES),
            *(_routes(key[0], said) if said.reports else [NO_REPORT] * len(_ROUTES)),
            *_ends(key[0], named - said.routes["asserted"] - said.routes["possible"]),
            *(verdict(said.measures[measure]) or silent for measure in measures),
            *(_plain(max(said.counts[count])) if said.counts[count] else silent for count in counts),
        )


def _span(years: Iterable[int]) -> range:
    """Return all years from the first to the last."""
    known = set(years)
    return range(min(known), max(known) + 1)


def _columns(measures: Sequence[str], counts: Sequence[str]) -> tuple[str, ...]:
    return (
        *("country", "name", "cow", "year", "reports", "tier"),
        *(f"role_{role}" for role in _ROLES),
        *_ROUTES,
        *_ELSEWHERE,
        *(f"measure_{measure}" for measure in measures),
        *counts,
    )


def _heading(key: Key, vocabulary: Vocabulary) -> tuple[Cell, ...]:
    """Return the country's code, name and Correlates-of-War number (empty: it has none), and the year."""
    country, year = key
    place = vocabulary["place"].get(country)
    number = place.all("cow") if place else []
    return country, place.label if place else country, number[0] if number else "", year


def _tier(said: _Year, silent: str) -> str:
    if len(said.tiers) > 1:
        return MIXED
    return next(iter(said.tiers), silent)


def _role(certainties: set[str], silent: str) -> str:
    if "asserted" in certainties:
        return "yes"
    return "possible" if certainties else silent


def _routes(country: str, said: _Year) -> list[int]:
    sure = said.routes["asserted"]
    return [*_ends(country, sure), *_ends(country, said.routes["possible"] - sure)]


def _ends(country: str, routes: set[Pair]) -> tuple[int, int]:
    """Return how many of the routes start, and how many end, in a country."""
    return sum(pair[0] == country for pair in routes), sum(pair[1] == country for pair in routes)


def verdict(statuses: set[str]) -> str:
    """Return what the statuses of a measure come to; empty where there are none.

    >>> verdict({"done", "insufficient"}), verdict({"insufficient", "not-done"}), verdict({"recommended"})
    ('insufficient', 'mixed', 'recommended')
    """
    if "not-done" in statuses and statuses & {"done", "insufficient"}:
        return MIXED
    order = ("not-done", "insufficient", "done", "planned", "recommended")
    return next((status for status in order if status in statuses), "")


def _is_current(claim: CountClaim, year: int) -> bool:
    return claim.period is None or claim.period in (year - 1, year)


def _count_column(claim: CountClaim) -> str:
    return f"count_{claim.type}_{claim.unit}"


def _plain(number: Decimal) -> Cell:
    return int(number) if number == number.to_integral_value() else str(number)

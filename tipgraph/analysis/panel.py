"""The panel: a table with one row for each country and year, as social scientists use it.

The panel is balanced: it has all countries with a report, in all years from the first to the last with a
report or a stated tier. Each cell shows why it has no value:

=================  ==================================================================================
cell               meaning
=================  ==================================================================================
``yes``            the report asserts it
``possible``       the report only calls it possible
``done``           the report states that the measure exists or was taken
``insufficient``   the report states that the measure was taken, but falls short
``planned``        the report only states that the measure is planned
``recommended``    the report only recommends the measure
``not-done``       the report states that the measure was not taken
``mixed``          reports of the year, or sentences of one, state both; also for two different tiers
``not-mentioned``  a report was read and does not mention it; this is not ``not-done``
``no-report``      no report of this country and year was read
=================  ==================================================================================

A tier belongs to the year that it applies to, whichever report states it: a summary of 2017 with "Tier 3
(2015)" gives a tier for 2015 and leaves 2017 ``not-mentioned``. So a row can have a tier but no report.

Numbers count what the country's own reports of the year state; 0 means that a report was read and states
none. The columns ``…_elsewhere`` count routes that only reports on other countries of the year state; they
have a number in every row. The number of mentions does not measure how common trafficking is.
"""

from __future__ import annotations

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
from tipgraph.util.csv_output import write_rows

__all__ = ["Panel", "panel"]

NOT_MENTIONED = "not-mentioned"
"""The value of a cell if a report was read and does not mention it."""
NO_REPORT = "no-report"
"""The value of a cell if no report of the country and year was read."""
MIXED = "mixed"
"""The value of a cell if both are stated."""

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
    """The table: columns, and rows sorted by country and year."""

    columns: tuple[str, ...]
    rows: tuple[tuple[Cell, ...], ...]

    def write_csv(self, file: TextIO, *, raw: bool = False) -> None:
        """Write the table as CSV with a header. Only with ``raw``, a cell can be a formula."""
        write_rows(file, [self.columns, *self.rows], raw=raw)


@dataclass(slots=True)
class _Year:
    """What the reports on a country state in a year."""

    reports: set[Report] = field(default_factory=set)
    tiers: set[str] = field(default_factory=set)
    roles: dict[str, set[str]] = field(default_factory=lambda: defaultdict(set))
    routes: dict[str, set[Pair]] = field(default_factory=lambda: defaultdict(set))
    measures: dict[str, set[str]] = field(default_factory=lambda: defaultdict(set))
    counts: dict[str, list[Decimal]] = field(default_factory=lambda: defaultdict(list))


def panel(extractions: Iterable[Extraction], vocabulary: Vocabulary | None = None) -> Panel:
    """Return the panel of readings; an empty one where there are none.

    A tier counts for the year that it applies to, or else for the year of its report. A count counts for the
    year of its report if it applies to that year, to the year before or to no stated year; of several counts
    (a total and its parts), the largest is used. A route counts once, whatever the number of its claims: in
    ``routes_out`` and ``routes_in`` if it is asserted trafficking, in ``…_possible`` if no claim of the
    country's reports asserts it.
    """
    collector = _Collector()
    for extraction in extractions:
        collector.add(extraction)
    return collector.panel(load() if vocabulary is None else vocabulary)


class _Collector:
    """Collects what the reports of each country and year state."""

    def __init__(self) -> None:
        self._years: dict[Key, _Year] = defaultdict(_Year)

    def add(self, extraction: Extraction) -> None:
        """Add the claims of a document."""
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
        """Return the panel with a row for each country with a report and each year."""
        if not self._years:
            return Panel((), ())
        years = _span(year for _, year in self._years)
        counts = sorted({column for year in self._years.values() for column in year.counts})
        measures = sorted(
            {*vocabulary["measure"], *(code for y in self._years.values() for code in y.measures)}
        )
        routes = self._routes_by_year(years)
        columns = _columns(measures, counts)
        rows = tuple(
            self._row((country, year), routes[year], measures, counts, vocabulary)
            for country in sorted({country for country, _ in self._years})
            for year in years
        )
        return Panel(columns, rows)

    def _routes_by_year(self, years: Iterable[int]) -> dict[int, set[Pair]]:
        """Return the routes that any report asserts, by year."""
        found: dict[int, set[Pair]] = {year: set() for year in years}
        for (_, year), stated in self._years.items():
            found[year] |= stated.routes["asserted"]
        return found

    def _row(
        self,
        key: Key,
        all_routes: set[Pair],
        measures: Sequence[str],
        counts: Sequence[str],
        vocabulary: Vocabulary,
    ) -> tuple[Cell, ...]:
        stated = self._years.get(key, _Year())
        missing = NOT_MENTIONED if stated.reports else NO_REPORT
        return (
            *_heading(key, vocabulary),
            len(stated.reports),
            _tier(stated, missing),
            *(_role(stated.roles[role], missing) for role in _ROLES),
            *(_routes(key[0], stated) if stated.reports else [NO_REPORT] * len(_ROUTES)),
            *_ends(key[0], all_routes - stated.routes["asserted"] - stated.routes["possible"]),
            *(verdict(stated.measures[measure]) or missing for measure in measures),
            *(_plain(max(stated.counts[count])) if stated.counts[count] else missing for count in counts),
        )


def _span(years: Iterable[int]) -> range:
    """Return all years from the first to the last one."""
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
    """Return the country's code, name and Correlates of War number (empty if it has none), and the year."""
    country, year = key
    place = vocabulary["place"].get(country)
    number = place.all("cow") if place else []
    return country, place.label if place else country, number[0] if number else "", year


def _tier(stated: _Year, missing: str) -> str:
    if len(stated.tiers) > 1:
        return MIXED
    return next(iter(stated.tiers), missing)


def _role(certainties: set[str], missing: str) -> str:
    if "asserted" in certainties:
        return "yes"
    return "possible" if certainties else missing


def _routes(country: str, stated: _Year) -> list[int]:
    asserted = stated.routes["asserted"]
    return [*_ends(country, asserted), *_ends(country, stated.routes["possible"] - asserted)]


def _ends(country: str, routes: set[Pair]) -> tuple[int, int]:
    """Return the number of routes that start in a country, and the number that end there."""
    return sum(pair[0] == country for pair in routes), sum(pair[1] == country for pair in routes)


def verdict(statuses: set[str]) -> str:
    """Return the verdict on a measure by its statuses; empty without any.

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

"""Compare two years: statistics of the network, pairs of places, and values and ranks of places."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import NamedTuple

from tipgraph.analysis.routes.gazetteer import Gazetteer
from tipgraph.analysis.routes.measures import MEASURES, Change, changes
from tipgraph.analysis.routes.network import Networks, networks
from tipgraph.analysis.routes.route import Report, Routes
from tipgraph.analysis.routes.statistics import network_statistics

__all__ = ["Comparison", "common_countries", "compare"]


class StatisticChange(NamedTuple):
    """A statistic of the whole network in two years; None if a network is too small for it."""

    name: str
    before: float | None
    after: float | None

    @property
    def difference(self) -> float | None:
        """The increase; None unless both years have a value."""
        return None if self.before is None or self.after is None else self.after - self.before


@dataclass(frozen=True, slots=True)
class Comparison:
    """The changes between two years; ``places`` has the changes of all places by the name of the measure."""

    statistics: Sequence[StatisticChange]
    places: Mapping[str, Sequence[Change]]


def compare(
    routes: Routes,
    years: tuple[int, int],
    gazetteer: Gazetteer,
    *,
    measures: Iterable[str] = MEASURES,
    regions: bool = False,
) -> Comparison:
    """Return the changes from one year of reports to another.

    ``regions`` counts regions as places. A year without reports gives an empty network. The countries with a
    report differ between years: see `common_countries`.
    """
    first, second = (_of_year(routes, year) for year in years)
    before, after = networks(first, gazetteer, regions=regions), networks(second, gazetteer, regions=regions)
    found = [*_statistics(first, before, second, after), *_pairs(before, after)]
    return Comparison(found, {name: _changes(name, before, after) for name in measures})


def _changes(name: str, before: Networks, after: Networks) -> list[Change]:
    return changes(MEASURES[name].of(before), MEASURES[name].of(after))


def _statistics(
    first: Routes, before: Networks, second: Routes, after: Networks
) -> Iterator[StatisticChange]:
    for old, new in zip(network_statistics(first, before), network_statistics(second, after), strict=True):
        if not old.name.endswith(" year"):
            yield StatisticChange(old.name, old.value, new.value)


def _pairs(before: Networks, after: Networks) -> Iterator[StatisticChange]:
    old, new = set(before.pairs.edges), set(after.pairs.edges)
    yield StatisticChange("pairs of this year only", len(old - new), len(new - old))
    yield StatisticChange("pairs of both years", len(old & new), len(old & new))


def _of_year(routes: Routes, year: int) -> Routes:
    return _of(routes, {report for report in routes.reports if report.year == year})


def common_countries(routes: Routes, years: tuple[int, int]) -> Routes:
    """Return the routes of reports on countries that have a report in both years.

    Otherwise the routes of a country without an earlier report would look new.
    """
    first, second = ({report.country for report in routes.reports if report.year == year} for year in years)
    both = first & second
    return _of(routes, {report for report in routes.reports if report.country in both})


def _of(routes: Routes, reports: set[Report]) -> Routes:
    kept = [route for route in routes.routes if route.report in reports]
    unfiltered = [route for route in routes.all_claims if route.report in reports]
    return replace(routes, routes=kept, reports=tuple(sorted(reports)), unfiltered=unfiltered)

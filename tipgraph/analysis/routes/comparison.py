"""Two years beside each other: the figures of the whole, the pairs that came and went, and places' ranks."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import NamedTuple

from tipgraph.analysis.routes.atlas import Atlas
from tipgraph.analysis.routes.measures import MEASURES, Change, changes
from tipgraph.analysis.routes.network import Networks, networks
from tipgraph.analysis.routes.overview import figures
from tipgraph.analysis.routes.route import Report, Routes

__all__ = ["Comparison", "FigureChange", "compare", "of_same_countries"]


class FigureChange(NamedTuple):
    """A figure of the whole network in two years; None where a network is too small to have it."""

    name: str
    before: float | None
    after: float | None

    @property
    def difference(self) -> float | None:
        """What it rose by; None where it was not there both times."""
        return None if self.before is None or self.after is None else self.after - self.before


@dataclass(frozen=True, slots=True)
class Comparison:
    """What changed between two years; ``places`` has the changes of every place by the measure's name."""

    figures: Sequence[FigureChange]
    places: Mapping[str, Sequence[Change]]


def compare(
    routes: Routes,
    years: tuple[int, int],
    atlas: Atlas,
    *,
    measures: Iterable[str] = MEASURES,
    regions: bool = False,
) -> Comparison:
    """Return what changed from one year to another, by the years of reports.

    With ``regions``, regions count as places. A year without reports is an empty network. The countries
    that are reported on differ between years: see `of_same_countries`.
    """
    first, second = (_of_year(routes, year) for year in years)
    before, after = networks(first, atlas, regions=regions), networks(second, atlas, regions=regions)
    found = [*_figures(first, before, second, after), *_pairs(before, after)]
    return Comparison(found, {name: _changes(name, before, after) for name in measures})


def _changes(name: str, before: Networks, after: Networks) -> list[Change]:
    return changes(MEASURES[name].of(before), MEASURES[name].of(after))


def _figures(first: Routes, before: Networks, second: Routes, after: Networks) -> Iterator[FigureChange]:
    for old, new in zip(figures(first, before), figures(second, after), strict=True):
        if not old.name.endswith(" year"):
            yield FigureChange(old.name, old.value, new.value)


def _pairs(before: Networks, after: Networks) -> Iterator[FigureChange]:
    old, new = set(before.pairs.edges), set(after.pairs.edges)
    yield FigureChange("pairs of this year only", len(old - new), len(new - old))
    yield FigureChange("pairs of both years", len(old & new), len(old & new))


def _of_year(routes: Routes, year: int) -> Routes:
    return _of(routes, {report for report in routes.reports if report.year == year})


def of_same_countries(routes: Routes, years: tuple[int, int]) -> Routes:
    """Return what reports of two years say that are on countries with a report in both.

    Without this, a country that was not reported on before looks like one whose routes are new.
    """
    first, second = ({report.country for report in routes.reports if report.year == year} for year in years)
    same = first & second
    return _of(routes, {report for report in routes.reports if report.country in same})


def _of(routes: Routes, reports: set[Report]) -> Routes:
    kept = [route for route in routes.routes if route.report in reports]
    told = [route for route in routes.testimony if route.report in reports]
    return replace(routes, routes=kept, reports=tuple(sorted(reports)), told=told)

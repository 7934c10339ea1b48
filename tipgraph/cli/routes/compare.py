"""``tipgraph routes compare``."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

import click

from tipgraph.cli.routes.options import MEASURES, Request, counts_regions, of_routes, with_regions
from tipgraph.cli.routes.output import Result, alike, first, formats, top, write
from tipgraph.errors import UsageError

if TYPE_CHECKING:
    from tipgraph.analysis.routes import Routes
    from tipgraph.analysis.routes.comparison import Comparison

__all__ = ["compare"]

_COLUMNS = (
    "part", "code", "name", "before", "after", "change", "rank_before", "rank_after", "moved"
)  # fmt: skip
_LONGEST = 5


@click.command()
@click.option("--by", "measures", type=click.Choice(MEASURES), multiple=True, help="Only by this measure.")
@click.option(
    "--same-countries", is_flag=True, help="Only what reports on countries say that have one in both years."
)
@top(_LONGEST)
@formats
@with_regions
@of_routes
@click.argument("before", type=int, metavar="YEAR")
@click.argument("after", type=int, metavar="YEAR")
def compare(
    request: Request,
    form: str,
    top: int | None,
    measures: tuple[str, ...],
    same_countries: bool,
    with_regions: bool,
    before: int,
    after: int,
) -> None:
    """Compare two years.

    GRAPH is an RDF file or a store; the years are those of reports. Figures of the whole network, and for
    each measure the places that changed most, with their ranks and the ranks that they moved up (or, with a
    minus, down). What reports write of changes for many reasons: it is not yet what happens.

    \b
    Examples:
      tipgraph routes compare graph.trig 2012 2019 --same-countries
      tipgraph routes compare archive/ 2010 2020 --by in-strength --by betweenness --top 20
      tipgraph routes compare archive/ 2010 2020 --format csv > changes.csv
    """
    from tipgraph.analysis.routes.comparison import common_countries
    from tipgraph.analysis.routes.comparison import compare as find

    years = (before, after)
    _check(request.routes, years)
    routes = common_countries(request.routes, years) if same_countries else request.routes
    regions = counts_regions(request, with_regions)
    found = find(routes, years, request.gazetteer, measures=measures or MEASURES, regions=regions)
    rows = [*_statistics(found), *_places(request, found, form, top)]
    write(request.console, form, Result(f"{before} and {after}", _COLUMNS, rows, parted=True))
    _tell_ties(request, found, form, top)


def _check(routes: Routes, years: tuple[int, int]) -> None:
    known = sorted({report.year for report in routes.reports})
    for year in years:
        if year not in known:
            remedy = f"years with reports are {', '.join(map(str, known))}" if known else "no report was read"
            raise UsageError(f"there is no report of {year}", remedy=remedy)


def _statistics(found: Comparison) -> Iterator[tuple[object, ...]]:
    for statistic in found.statistics:
        yield (
            "the network",
            statistic.name,
            "",
            statistic.before,
            statistic.after,
            statistic.difference,
            None,
            None,
            None,
        )


def _places(request: Request, found: Comparison, form: str, top: int | None) -> Iterator[tuple[object, ...]]:
    for measure, changes in found.places.items():
        for place, *values in first(changes, form, top, _LONGEST):
            yield measure, place, request.gazetteer.label(place), *values


def _tell_ties(request: Request, found: Comparison, form: str, top: int | None) -> None:
    for measure, changes in found.places.items():
        shown = first(changes, form, top, _LONGEST)
        if remark := alike(changes, shown, lambda each: abs(each.difference)):
            request.console.note(f"{measure}: {remark}")

"""``tipgraph routes compare``."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

import click

from tipgraph.cli.routes.measuring import (
    MEASURES,
    available_measures,
    regions_are_places,
    with_regions_option,
)
from tipgraph.cli.routes.request import Request, route_options
from tipgraph.cli.routes.tables import Result, first_rows, table_format_option, tie_note, top_option, write
from tipgraph.errors import UsageError

if TYPE_CHECKING:
    from tipgraph.analysis.routes import Routes
    from tipgraph.analysis.routes.statistics import Comparison

__all__ = ["compare"]

_COLUMNS = (
    "part", "code", "name", "before", "after", "change", "rank_before", "rank_after", "moved"
)  # fmt: skip
_SHOWN = 5
"""Places of each measure in a table."""


@click.command()
@click.option(
    "--by", "measures", type=click.Choice(MEASURES), multiple=True, help="Compare only this measure."
)
@click.option(
    "--same-countries", is_flag=True, help="Use only reports on countries that have one in both years."
)
@top_option(_SHOWN)
@table_format_option
@with_regions_option
@route_options
@click.argument("before", type=int, metavar="YEAR")
@click.argument("after", type=int, metavar="YEAR")
def compare(
    request: Request,
    output_format: str,
    top: int | None,
    measures: tuple[str, ...],
    same_countries: bool,
    with_regions: bool,
    before: int,
    after: int,
) -> None:
    """Compare two years.

    GRAPH is an RDF file, a store's folder or a SPARQL server's address. The years are those of reports. The
    result has statistics of the whole network and, for each measure, the places that changed most, with
    their ranks in both years and the difference (negative: down). Reports change for many reasons: a change
    in them is not yet a change in the world.

    \b
    Examples:
      tipgraph routes compare graph.trig 2012 2019 --same-countries
      tipgraph routes compare archive/ 2010 2020 --by in-strength --by betweenness --top 20
      tipgraph routes compare archive/ 2010 2020 --format csv > changes.csv
    """
    from tipgraph.analysis.routes.statistics import common_countries
    from tipgraph.analysis.routes.statistics import compare as find

    years = (before, after)
    _check(request.routes, years)
    routes = common_countries(request.routes, years) if same_countries else request.routes
    chosen = measures or available_measures(request.console)
    regions = regions_are_places(request, with_regions)
    found = find(routes, years, request.gazetteer, measures=chosen, regions=regions)
    rows = [*_statistics(found), *_places(request, found, output_format, top)]
    write(request.console, output_format, Result(f"{before} and {after}", _COLUMNS, rows, sections=True))
    _note_ties(request, found, output_format, top)


def _check(routes: Routes, years: tuple[int, int]) -> None:
    known = sorted({report.year for report in routes.reports})
    for year in years:
        if year not in known:
            remedy = f"years with reports are {', '.join(map(str, known))}" if known else "no report was read"
            raise UsageError(f"there is no report of {year}", remedy=remedy)


def _statistics(found: Comparison) -> Iterator[tuple[object, ...]]:
    for each in found.statistics:
        yield "the network", each.name, "", each.before, each.after, each.difference, None, None, None


def _places(
    request: Request, found: Comparison, output_format: str, top: int | None
) -> Iterator[tuple[object, ...]]:
    for measure, changes in found.places.items():
        for place, *values in first_rows(changes, output_format, top, _SHOWN):
            yield measure, place, request.gazetteer.label(place), *values


def _note_ties(request: Request, found: Comparison, output_format: str, top: int | None) -> None:
    for measure, changes in found.places.items():
        shown = first_rows(changes, output_format, top, _SHOWN)
        if note := tie_note(changes, shown, lambda each: abs(each.difference)):
            request.console.note(f"{measure}: {note}")

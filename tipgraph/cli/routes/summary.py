"""``tipgraph routes summary``."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING

import click

from tipgraph.cli.options import intervals_option
from tipgraph.cli.routes.measuring import available_measures, measured_networks, with_regions_option
from tipgraph.cli.routes.request import Request, route_options
from tipgraph.cli.routes.tables import Result, table_format_option, write

if TYPE_CHECKING:
    from tipgraph.analysis.routes import Networks, TopPlaces

__all__ = ["summary"]

_COLUMNS = ("part", "figure", "value", "meaning")
_WITH_INTERVALS = ("part", "figure", "value", "low", "high", "meaning")


@click.command()
@table_format_option
@with_regions_option
@intervals_option
@route_options
def summary(request: Request, output_format: str, with_regions: bool, intervals: bool) -> None:
    """Print statistics of the network and its leading places.

    GRAPH is an RDF file, a store's folder or a SPARQL server's address. A statistic that is not defined for
    a small network is empty (null in JSON). csv and json also list the bridges, the cut vertices and the
    parts of cycles that a table only counts. docs/routes.md has the sources of the measures.

    --intervals gives counts of routes a range that holds 95 % of 1,000 runs. Each run draws reports with
    replacement, and keeps a route with the precision of its rule. Routes that were missed are not in it.

    \b
    Examples:
      tipgraph routes summary graph.trig
      tipgraph routes summary archive/ --from 2015 --exploitation forced-labor
      tipgraph routes summary archive/ --format json > summary.json
    """
    from tipgraph.analysis.routes import top_places

    request.rules = intervals
    found = measured_networks(request, with_regions)
    places = list(top_places(found, available_measures(request.console)))
    figures = list(_statistics(request, found, output_format))
    others = list(_top_places(request, places, output_format))
    if output_format != "table":
        others += _structures(found)
    columns = _WITH_INTERVALS if intervals else _COLUMNS
    rows = [_row(row, intervals) for row in (*figures, *((*other, None) for other in others))]
    write(request.console, output_format, Result("Routes", columns, rows, sections=True))
    for name, *_, ties in places:
        if ties:
            request.console.note(f"{name}: and {ties:,} more with the same value as the last")


def _row(row: tuple[object, ...], intervals: bool) -> tuple[object, ...]:
    """Return a row with its interval, the last cell, before the meaning, or without it."""
    part, figure, value, meaning, interval = row
    low, high = interval if isinstance(interval, tuple) else (None, None)
    return (part, figure, value, *((low, high) if intervals else ()), meaning)


def _statistics(request: Request, found: Networks, output_format: str) -> Iterator[tuple[object, ...]]:
    from tipgraph.analysis.bootstrap import Bootstrap
    from tipgraph.analysis.routes import network_statistics

    bootstrap = Bootstrap() if request.rules else None
    for name, value, meaning, interval in network_statistics(request.routes, found, bootstrap):
        is_year = name.endswith(" year") and value is not None
        shown = str(value) if is_year and output_format == "table" else value
        yield "the network", name, shown, meaning, interval


def _top_places(
    request: Request, found: Iterable[TopPlaces], output_format: str
) -> Iterator[tuple[object, ...]]:
    label = request.gazetteer.label
    for name, places, meaning, _ in found:
        shown = tuple(map(label, places)) if output_format == "table" else places
        yield "leading places", name, shown, meaning


def _structures(found: Networks) -> Iterator[tuple[object, ...]]:
    from tipgraph.analysis.routes import structures

    for name, places, meaning in structures(found):
        yield "structures", name, places, meaning

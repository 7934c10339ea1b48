"""``tipgraph routes summary``."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING

import click

from tipgraph.cli.routes.measuring import available_measures, measured_networks, with_regions_option
from tipgraph.cli.routes.request import Request, route_options
from tipgraph.cli.routes.tables import Result, table_format_option, write

if TYPE_CHECKING:
    from tipgraph.analysis.routes import Networks, TopPlaces

__all__ = ["summary"]

_COLUMNS = ("part", "figure", "value", "meaning")


@click.command()
@table_format_option
@with_regions_option
@route_options
def summary(request: Request, output_format: str, with_regions: bool) -> None:
    """Print statistics of the network and its leading places.

    GRAPH is an RDF file, a store's folder or a SPARQL server's address. A statistic that is not defined for
    a small network is empty (null in JSON). csv and json also list the bridges, the cut vertices and the
    parts of cycles that a table only counts. docs/routes.md has the sources of the measures.

    \b
    Examples:
      tipgraph routes summary graph.trig
      tipgraph routes summary archive/ --from 2015 --exploitation forced-labor
      tipgraph routes summary archive/ --format json > summary.json
    """
    from tipgraph.analysis.routes import top_places

    found = measured_networks(request, with_regions)
    places = list(top_places(found, available_measures(request.console)))
    rows = [*_statistics(request, found, output_format), *_top_places(request, places, output_format)]
    if output_format != "table":
        rows += _structures(found)
    write(request.console, output_format, Result("Routes", _COLUMNS, rows, sections=True))
    for name, *_, ties in places:
        if ties:
            request.console.note(f"{name}: and {ties:,} more with the same value as the last")


def _statistics(request: Request, found: Networks, output_format: str) -> Iterator[tuple[object, ...]]:
    from tipgraph.analysis.routes import network_statistics

    for name, value, meaning in network_statistics(request.routes, found):
        is_year = name.endswith(" year") and value is not None
        yield "the network", name, str(value) if is_year and output_format == "table" else value, meaning


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

"""``tipgraph routes summary``."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING

import click

from tipgraph.cli.routes.options import Request, networks_of, of_routes, with_regions
from tipgraph.cli.routes.output import Result, formats, write

if TYPE_CHECKING:
    from tipgraph.analysis.routes import Networks, TopPlaces

__all__ = ["summary"]

_COLUMNS = ("part", "figure", "value", "meaning")


@click.command()
@formats
@with_regions
@of_routes
def summary(request: Request, form: str, with_regions: bool) -> None:
    """The network at a glance.

    GRAPH is an RDF file or a store. Figures of the whole network, and the leading places by each measure.
    What is not defined for a network as small as it is stays empty (null in JSON). CSV and JSON list the
    bridges, cut vertices and parts of cycles that a table only counts. docs/routes.md has the sources of the
    measures.

    \b
    Examples:
      tipgraph routes summary graph.trig
      tipgraph routes summary archive/ --from 2015 --exploitation forced-labor
      tipgraph routes summary archive/ --format json > summary.json
    """
    from tipgraph.analysis.routes import top_places

    found = networks_of(request, with_regions)
    places = list(top_places(found))
    rows = [*_statistics(request, found, form), *_top_places(request, places, form)]
    if form != "table":
        rows += _structures(found)
    write(request.console, form, Result("Routes", _COLUMNS, rows, parted=True))
    for name, *_, alike in places:
        if alike:
            request.console.note(f"{name}: and {alike:,} more with the same value as the last")


def _statistics(request: Request, found: Networks, form: str) -> Iterator[tuple[object, ...]]:
    from tipgraph.analysis.routes import network_statistics

    for name, value, meaning in network_statistics(request.routes, found):
        is_year = name.endswith(" year") and value is not None
        yield "the network", name, str(value) if is_year and form == "table" else value, meaning


def _top_places(request: Request, found: Iterable[TopPlaces], form: str) -> Iterator[tuple[object, ...]]:
    label = request.gazetteer.label
    for name, places, meaning, _ in found:
        yield "leading places", name, tuple(map(label, places)) if form == "table" else places, meaning


def _structures(found: Networks) -> Iterator[tuple[object, ...]]:
    from tipgraph.analysis.routes import structures

    for name, places, meaning in structures(found):
        yield "structures", name, places, meaning

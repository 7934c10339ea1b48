"""``tipgraph routes communities``."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

import click

from tipgraph.cli.routes.measuring import measured_networks, with_regions_option
from tipgraph.cli.routes.request import Request, route_options
from tipgraph.cli.routes.tables import Result, table_format_option, write

if TYPE_CHECKING:
    from tipgraph.analysis.routes.measures import Communities

__all__ = ["communities"]


@click.command()
@click.option(
    "--seed", type=click.IntRange(min=0), default=0, show_default=True, help="The seed of the random order."
)
@click.option(
    "--seeds", type=click.IntRange(min=1), default=10, show_default=True,
    help="The number of seeds that stability compares.",
)  # fmt: skip
@click.option(
    "--resolution", type=click.FloatRange(min=0, min_open=True), default=1, show_default=True,
    help="Values above 1 give more and smaller groups.",
)  # fmt: skip
@table_format_option
@with_regions_option
@route_options
def communities(
    request: Request, output_format: str, seed: int, seeds: int, resolution: float, with_regions: bool
) -> None:
    """Group places that are densely connected.

    GRAPH is an RDF file, a store's folder or a SPARQL server's address. The Louvain method finds the groups;
    the same seed gives the same groups. Stability compares the groups of several seeds: 1 if all are equal,
    about 0 if they agree no more than by chance. Groups of low stability mean little.

    \b
    Examples:
      tipgraph routes communities graph.trig
      tipgraph routes communities archive/ --from 2015 --seeds 50
      tipgraph routes communities archive/ --format csv > communities.csv
    """
    from tipgraph.analysis.routes.measures import communities as find

    found = find(measured_networks(request, with_regions).pairs, seed, seeds, resolution)
    label = request.gazetteer.label
    if output_format == "table":
        rows = [
            (number, len(group), sorted(map(label, group))) for number, group in enumerate(found.groups, 1)
        ]
        write(request.console, output_format, Result("Communities", ("community", "size", "places"), rows))
    else:
        members = [(number, place, label(place)) for number, place in _members(found)]
        write(request.console, output_format, Result("Communities", ("community", "place", "name"), members))
    request.console.note(f"modularity: {_number(found.modularity)}; stability: {_number(found.stability)}")


def _members(found: Communities) -> Iterator[tuple[int, str]]:
    for number, group in enumerate(found.groups, 1):
        for place in sorted(group):
            yield number, place


def _number(value: float | None) -> str:
    return "not defined" if value is None else f"{value:.3f}"

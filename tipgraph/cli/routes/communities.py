"""``tipgraph routes communities``."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

import click

from tipgraph.cli.routes.options import Request, networks_of, of_routes, with_regions
from tipgraph.cli.routes.output import Result, formats, write

if TYPE_CHECKING:
    from tipgraph.analysis.routes.measures import Communities

__all__ = ["communities"]


@click.command()
@click.option("--seed", type=click.IntRange(min=0), default=0, show_default=True, help="Where to begin.")
@click.option(
    "--seeds", type=click.IntRange(min=1), default=10, show_default=True,
    help="How many seeds are compared for stability.",
)  # fmt: skip
@click.option(
    "--resolution", type=click.FloatRange(min=0, min_open=True), default=1, show_default=True,
    help="Above 1, more and smaller groups.",
)  # fmt: skip
@formats
@with_regions
@of_routes
def communities(
    request: Request, form: str, seed: int, seeds: int, resolution: float, with_regions: bool
) -> None:
    """Group places that are densely joined.

    GRAPH is an RDF file or a store. Groups are found by Louvain's method, with the same result for the
    same seed. Stability tells how far other seeds give the same groups: 1 if all do, about 0 if they agree
    no more than by chance. Do not read much into groups of low stability.

    \b
    Examples:
      tipgraph routes communities graph.trig
      tipgraph routes communities archive/ --from 2015 --seeds 50
      tipgraph routes communities archive/ --format csv > communities.csv
    """
    from tipgraph.analysis.routes.measures import communities as find

    found = find(networks_of(request, with_regions).pairs, seed, seeds, resolution)
    label = request.gazetteer.label
    if form == "table":
        rows = [
            (number, len(group), sorted(map(label, group))) for number, group in enumerate(found.groups, 1)
        ]
        write(request.console, form, Result("Communities", ("community", "size", "places"), rows))
    else:
        members = [(number, place, label(place)) for number, place in _members(found)]
        write(request.console, form, Result("Communities", ("community", "place", "name"), members))
    request.console.note(f"modularity: {_said(found.modularity)}; stability: {_said(found.stability)}")


def _members(found: Communities) -> Iterator[tuple[int, str]]:
    for number, group in enumerate(found.groups, 1):
        for place in sorted(group):
            yield number, place


def _said(value: float | None) -> str:
    return "not defined" if value is None else f"{value:.3f}"

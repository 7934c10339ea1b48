"""What the commands that measure places share: the measures, and the networks to measure."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

import click

from tipgraph.cli.console import Console
from tipgraph.cli.routes.request import Request
from tipgraph.util.optional import install_command, installed

if TYPE_CHECKING:
    from tipgraph.analysis.routes import Networks

__all__ = [
    "MEASURES",
    "NEED_SCIPY",
    "available_measures",
    "measured_networks",
    "regions_are_places",
    "with_regions_option",
]

MEASURES = (
    "in-strength", "out-strength", "transit", "betweenness", "pagerank", "hubs", "authorities", "cores",
    "reciprocity",
)  # fmt: skip
"""The names of `tipgraph.analysis.routes.measures.MEASURES`. Help needs them without that import."""

NEED_SCIPY = ("pagerank", "hubs", "authorities")
"""The measures that need the extra ``networks``."""

with_regions_option = click.option(
    "--with-regions", is_flag=True,
    help="Count regions as places. A region then connects countries that no report connects.",
)  # fmt: skip


def available_measures(console: Console) -> Sequence[str]:
    """Return the measures that can be computed; report those that need an extra which is not installed."""
    if installed("networks"):
        return MEASURES
    console.note(f"Not computed: {', '.join(NEED_SCIPY)}. They need: {install_command('networks')}")
    return [measure for measure in MEASURES if measure not in NEED_SCIPY]


def regions_are_places(request: Request, with_regions: bool) -> bool:
    """Return whether regions count as places. After ``--regions roll-up`` there is nothing else."""
    return with_regions or request.regions == "roll-up"


def measured_networks(request: Request, with_regions: bool) -> Networks:
    """Return the networks of a request; report how many of their routes are inferred."""
    from tipgraph.analysis.routes import networks

    if inferred := sum(route.inferred for route in request.routes.routes):
        request.console.note(f"The measures include {inferred:,} inferred routes, which no report names.")
    regions = regions_are_places(request, with_regions)
    return networks(request.routes, request.gazetteer, regions=regions)

"""What the commands that measure share: the names of measures, and whether regions count as places."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Any

import click

from tipgraph.cli.routes.options import Request

if TYPE_CHECKING:
    from tipgraph.routes import Networks

__all__ = ["MEASURES", "counts_regions", "networks_of", "with_regions"]

MEASURES = (
    "in-strength", "out-strength", "passages", "betweenness", "pagerank", "hubs", "authorities", "cores",
    "reciprocity",
)  # fmt: skip
"""The names of `tipgraph.routes.measures.MEASURES`, for help that imports nothing heavy."""

with_regions: Callable[[Callable[..., Any]], Callable[..., Any]] = click.option(
    "--with-regions", is_flag=True,
    help="Count regions as places. As one place, a region joins countries that no text connects.",
)  # fmt: skip
"""The option ``--with-regions``."""


def counts_regions(request: Request, wanted: bool) -> bool:
    """Tell whether regions count as places: where one wants it, and where there is nothing else."""
    return wanted or request.regions == "roll-up"


def networks_of(request: Request, wanted: bool) -> Networks:
    """Return the networks that are measured, and say where inferred routes are among what is counted."""
    from tipgraph.routes import networks

    if inferred := sum(route.inferred for route in request.routes.routes):
        request.console.note(f"counted with others: {inferred:,} inferred routes, which no report names")
    return networks(request.routes, request.atlas, regions=counts_regions(request, wanted))

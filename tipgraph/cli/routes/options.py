"""What the commands on routes share: the graph, the filters, and what becomes of regions."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import cached_property, wraps
from typing import TYPE_CHECKING, Any

import click

from tipgraph.cli.console import Console
from tipgraph.cli.options import common

if TYPE_CHECKING:
    from tipgraph.graph.queryable import Queryable
    from tipgraph.routes import Atlas, Routes, Selection

__all__ = ["Request", "of_routes", "region_option"]


@dataclass
class Request:
    """A graph and the filters given with it; nothing is read before it is asked for."""

    console: Console
    graph: str
    filters: dict[str, Any]
    regions: str

    @cached_property
    def atlas(self) -> Atlas:
        """The places of the ontology."""
        from tipgraph.routes import Atlas

        return Atlas()

    @cached_property
    def store(self) -> Queryable:
        """The graph, opened."""
        from tipgraph.store import open_graph

        return open_graph(self.graph, reference=False)

    @cached_property
    def everything(self) -> Routes:
        """All routes of the graph, unfiltered."""
        from tipgraph.routes import read_routes

        found = read_routes(self.store)
        if found.left_out:
            why = f"they lack a part of the model: see tipgraph validate {self.graph}"
            self.console.warn(f"routes left out: {found.left_out}, as {why}")
        return found

    @cached_property
    def routes(self) -> Routes:
        """The routes that the filters let through, regions treated as asked."""
        from tipgraph.routes import Regions, select, with_regions

        found = select(self.everything, self.selection, self.atlas)
        if not found.routes:
            self.console.note("No route passes the filters.")
        return with_regions(found, Regions(self.regions), self.atlas)

    @cached_property
    def selection(self) -> Selection:
        """The filters, their values looked up in the vocabularies."""
        from tipgraph.cli.routes.values import selection

        return selection(self.filters)

    def place(self, value: str) -> str:
        """Return the code of a place given as a code or a name."""
        from tipgraph.cli.routes.values import place

        return place(value)


_FILTERS = (
    click.option("--from", "first", type=int, metavar="YEAR", help="Only reports of this year or later."),
    click.option("--until", "last", type=int, metavar="YEAR", help="Only reports of this year or earlier."),
    click.option("--exploitation", multiple=True, metavar="CODE", help="Only routes with this exploitation."),
    click.option("--victims", multiple=True, metavar="CODE", help="Only routes of this victim group."),
    click.option("--sector", "sectors", multiple=True, metavar="CODE", help="Only routes into this sector."),
    click.option(
        "--kind", "kinds", multiple=True, type=click.Choice(["trafficking", "migration"]),
        help="Only routes of this kind.",
    ),
    click.option(
        "--certainty", multiple=True, type=click.Choice(["asserted", "possible"]),
        help="Only what reports say so surely: as a fact, or only as possible.",
    ),
    click.option("--reporting", multiple=True, metavar="COUNTRY", help="Only what reports on it say."),
    click.option("--within", multiple=True, metavar="PLACE", help="Only routes with both ends in it."),
)  # fmt: skip


def region_option(default: str = "keep") -> Callable[[Callable[..., Any]], Callable[..., Any]]:
    """Return ``--regions``, with the default that suits a command."""
    return click.option(
        "--regions", type=click.Choice(["keep", "roll-up", "spread", "drop"]), default=default,
        show_default=True,
        help="Regions as the text names them; countries taken for their part of the world; regions taken for "
        "all of their countries, as possible routes that no text states; or routes of regions left out.",
    )  # fmt: skip


def of_routes(command: Callable[..., Any]) -> Callable[..., Any]:
    """Give a command GRAPH, all filters, ``--regions`` and its function a `Request` as first argument.

    Filters may be repeated: a route then passes with any of the values.
    """

    @click.argument("graph")
    @region_option()
    @common
    @wraps(command)
    def wrapped(console: Console, graph: str, regions: str, **options: Any) -> Any:
        filters = {name: options.pop(name) for name in _NAMES}
        return command(Request(console, graph, filters, regions), **options)

    for option in reversed(_FILTERS):
        wrapped = option(wrapped)
    return wrapped


_NAMES = (
    "first", "last", "exploitation", "victims", "sectors", "kinds", "certainty", "reporting", "within",
)  # fmt: skip

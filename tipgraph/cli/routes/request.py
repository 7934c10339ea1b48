"""What all commands on routes take: a graph, filters, and how to treat regions."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import cached_property, wraps
from typing import TYPE_CHECKING, Any

import click

from tipgraph.cli.console import Console
from tipgraph.cli.options import console_options, reprints_option, reviewed_option
from tipgraph.cli.routes import filters

if TYPE_CHECKING:
    from tipgraph.analysis.routes import Gazetteer, Routes, Selection
    from tipgraph.rdf.queryable import Queryable

__all__ = ["Request", "route_options"]


@dataclass
class Request:
    """The arguments of a command on routes. The graph is read on first use, with rules on request."""

    console: Console
    graph: str
    filters: dict[str, Any]
    regions: str
    reprints: bool = False
    reviewed: bool = False
    rules: bool = False

    @cached_property
    def gazetteer(self) -> Gazetteer:
        """The places of the ontology."""
        from tipgraph.analysis.routes import Gazetteer

        return Gazetteer()

    @cached_property
    def store(self) -> Queryable:
        """The graph, opened."""
        from tipgraph.rdf.store import open_graph, refuse_older_model

        store = open_graph(self.graph, reference=False)
        refuse_older_model(store, self.graph)
        return store

    @cached_property
    def selection(self) -> Selection:
        """The filters, with codes for names."""
        return filters.selection(self.filters)

    @cached_property
    def routes(self) -> Routes:
        """The routes that match the filters, with regions treated as requested."""
        from tipgraph.analysis.routes import Regions, read_routes, select, with_regions
        from tipgraph.validation.conformance import explained

        with explained(self.graph, lambda: self.store):
            rules = self.rules or self.selection.min_precision is not None
            found = read_routes(self.store, reprints=self.reprints, reviewed=self.reviewed, rules=rules)
        self.console.violation(self.graph, self.store)
        if found.skipped:
            self.console.warn(
                f"incomplete routes, skipped: {found.skipped:,}; for details: tipgraph validate {self.graph}"
            )
        selected = select(found, self.selection, self.gazetteer)
        self.console.reprints(len(selected.reprints))
        if not selected.routes:
            self.console.note("No route matches the filters.")
        return with_regions(selected, Regions(self.regions), self.gazetteer)


_regions_option = click.option(
    "--regions", type=click.Choice(["keep", "roll-up", "spread", "drop"]), default="keep", show_default=True,
    help="keep: regions as in the text. roll-up: subregions instead of countries. spread: all countries of "
    "a region instead of it, as possible routes that no report states. drop: no routes with a region.",
)  # fmt: skip


def route_options(command: Callable[..., Any]) -> Callable[..., Any]:
    """Add GRAPH, the filters and the other options; the command gets a `Request`.

    A filter may be repeated: a route then matches with any of its values.
    """

    @click.argument("graph")
    @_regions_option
    @reprints_option
    @reviewed_option
    @console_options
    @wraps(command)
    def wrapped(
        console: Console, graph: str, regions: str, reprints: bool, reviewed: bool, **options: Any
    ) -> Any:
        values = {name: options.pop(name) for name in filters.FILTERS}
        return command(Request(console, graph, values, regions, reprints, reviewed), **options)

    for option in reversed(filters.FILTER_OPTIONS):
        wrapped = option(wrapped)
    return wrapped

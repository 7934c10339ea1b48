"""What all commands on routes take: a graph, filters, and how to treat regions."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import cached_property, wraps
from typing import TYPE_CHECKING, Any

import click

from tipgraph.cli.console import Console
from tipgraph.cli.options import console_options, min_precision_option, reprints_option, reviewed_option
from tipgraph.errors import UsageError
from tipgraph.model.iris import NEIGHBORS_END
from tipgraph.util.text import did_you_mean

if TYPE_CHECKING:
    from tipgraph.analysis.routes import Gazetteer, Routes, Selection
    from tipgraph.rdf.store import Queryable

__all__ = ["Request", "place_code", "route_options"]

_FILTER_OPTIONS = (
    click.option("--from", "first", type=int, metavar="YEAR", help="Only reports of this year or later."),
    click.option("--until", "last", type=int, metavar="YEAR", help="Only reports of this year or earlier."),
    click.option("--exploitation", multiple=True, metavar="CODE", help="Only routes with this exploitation."),
    click.option("--victims", multiple=True, metavar="CODE", help="Only routes with this victim group."),
    click.option("--sector", "sectors", multiple=True, metavar="CODE", help="Only routes with this sector."),
    click.option(
        "--kind", "kinds", multiple=True, type=click.Choice(["trafficking", "migration"]),
        help="Only routes of this kind.",
    ),
    click.option(
        "--certainty", multiple=True, type=click.Choice(["asserted", "possible"]),
        help="Only routes that reports assert, or only those that they call possible.",
    ),
    click.option("--reporting", multiple=True, metavar="COUNTRY", help="Only reports on this country."),
    click.option(
        "--publication", "publications", multiple=True, metavar="CODE",
        help="Only reports of this publication.",
    ),
    click.option(
        "--place", "places", multiple=True, metavar="PLACE", help="Only routes from, to or through it."
    ),
    click.option("--within", multiple=True, metavar="PLACE", help="Only routes with both ends in it."),
    min_precision_option,
)  # fmt: skip

_FILTERS = (
    "first", "last", "exploitation", "victims", "sectors", "kinds", "certainty", "reporting", "within",
    "min_precision", "publications", "places",
)  # fmt: skip
"""The arguments that the options give a command."""

_SCHEMES = {
    "exploitation": "exploitation", "victims": "victim-group", "sectors": "sector", "reporting": "place",
    "within": "place", "places": "place", "publications": "publication",
}  # fmt: skip
"""The vocabularies of filters."""


def _selection(filters: dict[str, Any]) -> Selection:
    """Return filters as a selection. Raises UsageError for a value that is not in its vocabulary."""
    from tipgraph.analysis.routes import Selection

    codes = {
        name: frozenset(_code(_SCHEMES[name], value) if name in _SCHEMES else value for value in values)
        for name, values in filters.items()
        if name not in ("first", "last", "min_precision")
    }
    return Selection(filters["first"], filters["last"], min_precision=filters["min_precision"], **codes)


def place_code(value: str) -> str:
    """Return the code of a place from its code or name. Raises UsageError for an unknown place.

    >>> place_code("Thailand"), place_code("tha")
    ('THA', 'THA')
    >>> place_code("Guatemala/neighbors")
    'GTM/neighbors'
    """
    country, neighbors, rest = value.partition(NEIGHBORS_END)
    return _code("place", value if rest else country) + ("" if rest else neighbors)


def _code(scheme: str, value: str) -> str:
    from tipgraph.model.vocabulary import load

    concepts = load()[scheme]
    for spelling in (value, value.upper(), value.lower()):
        if spelling in concepts:
            return spelling
    named = [code for code, each in concepts.items() if value.casefold() in map(str.casefold, each.names)]
    if not named:
        names = [*concepts, *(each.label for each in concepts.values())]
        remedy = did_you_mean(value, names, "use a code or a name of the vocabulary")
        raise UsageError(f"{value}: there is no such {scheme}", remedy=remedy)
    return min(named, key=lambda code: ("-" in code, code))


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
        return _selection(self.filters)

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
        values = {name: options.pop(name) for name in _FILTERS}
        return command(Request(console, graph, values, regions, reprints, reviewed), **options)

    for option in reversed(_FILTER_OPTIONS):
        wrapped = option(wrapped)
    return wrapped

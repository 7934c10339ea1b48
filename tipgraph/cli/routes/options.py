"""Values of filters, as people write them, to the codes of the vocabularies.

What the commands on routes share: the graph, the filters, and what becomes of regions.

What the commands that measure share: the names of measures, and whether regions count as places.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import cached_property, wraps
from typing import TYPE_CHECKING, Any

import click

from tipgraph.analysis.routes.selection import Selection
from tipgraph.cli.console import Console
from tipgraph.cli.options import console_options
from tipgraph.errors import UsageError
from tipgraph.model.vocabulary import load
from tipgraph.util.messages import did_you_mean

if TYPE_CHECKING:
    from tipgraph.analysis.routes import Gazetteer, Networks, Routes, Selection
    from tipgraph.rdf.queryable import Queryable

__all__ = [
    "MEASURES",
    "Request",
    "counts_regions",
    "networks_of",
    "of_routes",
    "place",
    "region_option",
    "selection",
    "with_regions",
]

_NEIGHBORS = "/neighbors"
_SCHEMES = {
    "exploitation": "exploitation", "victims": "victim-group", "sectors": "sector", "reporting": "place",
    "within": "place",
}  # fmt: skip
"""The vocabulary of each filter that has one."""


def selection(filters: dict[str, Any]) -> Selection:
    """Return a selection. Raises UsageError for a value that its vocabulary does not have."""
    codes = {
        name: frozenset(_code(_SCHEMES[name], value) if name in _SCHEMES else value for value in values)
        for name, values in filters.items()
        if name not in ("first", "last")
    }
    return Selection(filters["first"], filters["last"], **codes)


def place(value: str) -> str:
    """Return the code of a place given as a code or a name.

    >>> place("Thailand"), place("tha")
    ('THA', 'THA')
    >>> place("Guatemala/neighbors")
    'GTM/neighbors'
    """
    country, neighbors, rest = value.partition(_NEIGHBORS)
    return _code("place", value if rest else country) + ("" if rest else neighbors)


def _code(scheme: str, value: str) -> str:
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
    """A graph and the filters given with it; nothing is read before it is asked for."""

    console: Console
    graph: str
    filters: dict[str, Any]
    regions: str

    @cached_property
    def gazetteer(self) -> Gazetteer:
        """The places of the ontology."""
        from tipgraph.analysis.routes import Gazetteer

        return Gazetteer()

    @cached_property
    def store(self) -> Queryable:
        """The graph, opened."""
        from tipgraph.rdf.store import open_graph

        return open_graph(self.graph, reference=False)

    @cached_property
    def everything(self) -> Routes:
        """All routes of the graph, unfiltered."""
        from tipgraph.analysis.routes import read_routes

        found = read_routes(self.store)
        if found.skipped:
            why = f"they lack a part of the model: see tipgraph validate {self.graph}"
            self.console.warn(f"routes left out: {found.skipped}, as {why}")
        return found

    @cached_property
    def routes(self) -> Routes:
        """The routes that the filters let through, regions treated as asked."""
        from tipgraph.analysis.routes import Regions, select, with_regions

        found = select(self.everything, self.selection, self.gazetteer)
        if not found.routes:
            self.console.note("No route passes the filters.")
        return with_regions(found, Regions(self.regions), self.gazetteer)

    @cached_property
    def selection(self) -> Selection:
        """The filters, their values looked up in the vocabularies."""

        return selection(self.filters)

    def place(self, value: str) -> str:
        """Return the code of a place given as a code or a name."""

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
    @console_options
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


MEASURES = (
    "in-strength", "out-strength", "transit", "betweenness", "pagerank", "hubs", "authorities", "cores",
    "reciprocity",
)  # fmt: skip
"""The names of `tipgraph.analysis.routes.measures.MEASURES`, for help that imports nothing heavy."""

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
    from tipgraph.analysis.routes import networks

    if inferred := sum(route.inferred for route in request.routes.routes):
        request.console.note(f"counted with others: {inferred:,} inferred routes, which no report names")
    return networks(request.routes, request.gazetteer, regions=counts_regions(request, wanted))

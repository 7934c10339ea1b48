"""Pages that only a server has: the query page, the page on how to get data, and the map of routes."""

from __future__ import annotations

from collections.abc import Iterable
from functools import cache, partial
from typing import Any

from jinja2 import ChoiceLoader, Environment, PackageLoader, StrictUndefined
from pyoxigraph import NamedNode, Store

from tipgraph import __version__
from tipgraph.analysis.queries import Query, catalog
from tipgraph.analysis.queries.results import prefixes
from tipgraph.analysis.routes import pictures
from tipgraph.model.iris import BASE
from tipgraph.rdf.queryable import english_label
from tipgraph.rdf.terms import code_of, scheme, term
from tipgraph.web.pages import Crumb, Head, Site

__all__ = ["data_page", "map_page", "map_picture", "query_page"]

_FREE = ("year", "integer", "string")
"""The parameter types without a list of codes."""

_IN_SCHEME = term("skos:inScheme")
_LISTED = tuple(map(term, ("tg:Country", "tg:Region", "tg:HistoricCountry")))
"""The places in the list. The thousands of settlements are not in it, but can be typed."""

_START = """\
PREFIX tg: <https://w3id.org/tipgraph/ontology#>
PREFIX sector: <https://w3id.org/tipgraph/concept/sector/>

# The countries whose reports mention mining, by year.
SELECT DISTINCT ?country ?year
WHERE {
  ?claim tg:sector sector:mining ;
    tg:reportCountry ?country ;
    tg:reportYear ?year .
}
ORDER BY ?country ?year
LIMIT 1000
"""


@cache
def _environment() -> Environment:
    # The layout is that of all pages.
    loaders = [
        PackageLoader("tipgraph.web.server", "templates"),
        PackageLoader("tipgraph.web.pages", "templates"),
    ]
    return Environment(
        loader=ChoiceLoader(loaders), autoescape=True, undefined=StrictUndefined, trim_blocks=True,
        lstrip_blocks=True,
    )  # fmt: skip


def _render(site: Site, template: str, head: Head, **values: Any) -> str:
    made = _environment().get_template(template)
    return made.render(site=site, head=head, links=site.links, version=__version__, **values)


def query_page(site: Site) -> str:
    """Return the query page, with lists of the codes in the store's vocabularies."""
    queries = catalog().values()
    head = Head("Query", "query", description="Query the graph in SPARQL, or by ready-made questions.")
    lists = _lists(site.archive.store)
    content = {
        "base": BASE,
        "root": site.links.file(""),
        "prefixes": prefixes(),
        "questions": [_content(query) for query in queries],
        "points": _points(site, (code for code, _ in lists["place"])),
    }
    return _render(site, "query.html", head, content=content, queries=queries, lists=lists, start=_START)


def data_page(site: Site) -> str:
    """Return the page on how to get data: by queries, and as documents next to pages."""
    head = Head(
        "Data", "data", (Crumb("Data", ""),), description="How to query the graph and download parts of it."
    )
    return _render(site, "served.html", head)


def map_page(site: Site) -> str:
    """Return the map of all routes, as `tipgraph routes map` makes it. Raises UsageError without its extra.

    Previews of links need the address of the picture, which only a server with a public address knows.
    """
    archive = site.archive
    addresses = [site.base + path if site.base else "" for path in ("map", "map.png")]
    quotes = partial(pictures.read_quote_texts, archive.store)
    title = f"Map of routes · {site.name}"
    return pictures.page(archive.routes, quotes, archive.gazetteer, title=title, addresses=addresses).html


def map_picture(site: Site) -> bytes:
    """Return a picture of the map, for previews of links. Raises UsageError without its extra."""
    wanted = pictures.Figure(width=pictures.PREVIEW)
    return pictures.figure(site.archive.routes, site.archive.gazetteer, wanted, ".png")


def _points(site: Site, places: Iterable[str]) -> dict[str, tuple[float, float]]:
    """Return the positions of places on the map, in degrees east and north."""
    found = ((place, site.archive.gazetteer.point(place)) for place in places)
    return {place: (round(at.longitude, 1), round(at.latitude, 1)) for place, at in found if at is not None}


def _content(query: Query) -> dict[str, Any]:
    parameters = [
        {"name": each.name, "type": each.type, "meaning": each.meaning, "need": each.need,
         "required": each.required, "listed": each.type not in _FREE}
        for each in query.parameters
    ]  # fmt: skip
    return {
        "name": query.name, "title": query.title, "description": query.description,
        "text": _body(query.text), "header": _header(query.text), "parameters": parameters,
    }  # fmt: skip


def _header(text: str) -> str:
    """Return the lines that declare parameters. They are sent with the query, and not shown."""
    return "".join(line for line in text.splitlines(keepends=True) if line.startswith("#+"))


def _body(text: str) -> str:
    return "".join(line for line in text.splitlines(keepends=True) if not line.startswith("#+"))


def _lists(store: Store) -> dict[str, list[tuple[str, str]]]:
    """Return codes with their labels, sorted by label, for each parameter type."""
    types = {each.type for query in catalog().values() for each in query.parameters} - {*_FREE}
    return {kind: sorted(_members(kind, store), key=lambda pair: pair[1]) for kind in sorted(types)}


def _members(kind: str, store: Store) -> set[tuple[str, str]]:
    where = (
        [(term("rdf:type"), each) for each in _LISTED] if kind == "place" else [(_IN_SCHEME, scheme(kind))]
    )
    found = (quad.subject for link, value in where for quad in store.quads_for_pattern(None, link, value))
    nodes = {node for node in found if isinstance(node, NamedNode)}
    return {(code_of(node.value), english_label(node, store)) for node in nodes}

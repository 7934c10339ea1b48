"""The pages of a server: the page or document at each path of a store, and pages that only a server has."""

from __future__ import annotations

import json
import posixpath
from collections.abc import Iterable
from dataclasses import asdict
from functools import cache, cached_property, partial
from pathlib import Path
from typing import Any
from urllib.parse import quote, unquote

from pyoxigraph import NamedNode, Quad, RdfFormat, Store, serialize

from tipgraph import __version__
from tipgraph.analysis.queries import Query, catalog
from tipgraph.analysis.queries.results import prefixes
from tipgraph.analysis.routes import pictures
from tipgraph.analysis.search import Hit, search
from tipgraph.model.iris import BASE
from tipgraph.rdf.formats import FORMATS
from tipgraph.rdf.store import english_label
from tipgraph.rdf.terms import code_of, scheme, term
from tipgraph.util.optional import installed
from tipgraph.util.resources import html_templates
from tipgraph.web import pages
from tipgraph.web.pages import Archive, Crumb, Head, Site
from tipgraph.web.publish.description import Counts, citations, count, dataset, dcat, serialized, void
from tipgraph.web.publish.extras import own_link, search_tables
from tipgraph.web.publish.linked_data import (
    about,
    document,
    of_concept,
    of_country,
    of_list,
    of_ontology,
    of_parts,
    of_report,
    of_route,
    of_scheme,
)
from tipgraph.web.publish.plan import LICENCE, Plan
from tipgraph.web.server.http import PAGES_WITHOUT_ENDING, PublicURL
from tipgraph.web.server.jobs import DescriptionJob, Problem, Reply, SearchJob
from tipgraph.web.server.protocol import HTML

__all__ = ["map_page", "site", "write_search_tables"]

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


def _render(site: Site, template: str, head: Head, **values: Any) -> str:
    made = html_templates("tipgraph.web.server", "tipgraph.web.pages").get_template(template)
    return made.render(site=site, head=head, links=site.links, version=__version__, **values)


def _query_page(site: Site) -> str:
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


def _data_page(site: Site) -> str:
    """Return the page on how to get data: by queries, and as documents next to pages."""
    head = Head(
        "Data", "data", (Crumb("Data", ""),), description="How to query the graph and download parts of it."
    )
    return _render(site, "served.html", head, dataset=dataset(_plan(site.base or BASE), site.archive, []))


def map_page(site: Site) -> str:
    """Return the map of all routes, as `tipgraph routes map` makes it. Raises UsageError without its extra.

    Previews of links need the address of the picture, which only a server with a public address knows.
    """
    archive = site.archive
    addresses = [site.base + path if site.base else "" for path in ("map", "map.png")]
    quotes = partial(pictures.read_quote_texts, archive.store)
    title = f"Map of routes · {site.name}"
    return pictures.page(archive.routes, quotes, archive.gazetteer, title=title, addresses=addresses).html


def _map_picture(site: Site) -> bytes:
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


_DOCUMENT_TYPES = {
    ".ttl": "text/turtle; charset=utf-8",
    ".trig": "application/trig; charset=utf-8",
    ".jsonld": "application/ld+json",
    ".nt": "application/n-triples; charset=utf-8",
    ".nq": "application/n-quads; charset=utf-8",
}
"""The media types of RDF documents, by their ending."""

_ASSET_TYPES = {
    ".css": "text/css; charset=utf-8",
    ".js": "text/javascript; charset=utf-8",
    ".json": "application/json",
    ".svg": "image/svg+xml",
}

_PAGES = {**pages.GENERAL, "data": _data_page, "query": _query_page, "map": map_page}
"""The pages that do not describe a single thing."""

_REPORT = "/report/"
_MENU = (("Query", "query", "Questions with forms, and an editor for SPARQL"),)
_MAP = ("Map", "map", "All routes on a map, with filters")


@cache
def site(store: Store, public: PublicURL) -> ServedSite:
    """Return the site of a store. It keeps what all its pages need."""
    return ServedSite(store, public)


class ServedSite:
    """The site of a store. Pages and documents are made on request."""

    def __init__(self, store: Store, public: PublicURL) -> None:
        self._archive = pages.Archive(store, base=_base_of(store))
        menu = (_MAP, *_MENU) if installed("pictures") else _MENU
        self._site = pages.Site(
            self._archive, public, base=public.url, menu=menu, search="search.json", review=public.review
        )

    def reply(self, requested: str) -> Reply:
        """Return what is at a path.

        A thing such as a country has no page at its own address. Then the reply has an empty type, and its
        body is the path of the page about it, with the part of the page. Raises Problem (404).
        """
        path = _normalized(requested)
        reply = self._file(path) or self._thing(path)
        if reply is None:
            raise Problem(404, f"there is nothing at /{path}", "begin at /")
        return reply

    def describe(self, job: DescriptionJob) -> Reply:
        """Return the description of the dataset, with the endpoint as the way to access it."""
        plan, endpoint = _plan(job.base), job.base + "sparql"
        graph = (
            dcat(plan, self._archive, (), endpoint)
            if job.vocabulary == "dcat"
            else void(plan, self._archive, (), self._counts, endpoint)
        )
        return Reply(_DOCUMENT_TYPES[job.ending], serialized(graph, job.ending))

    def search(self, job: SearchJob, tables: Path) -> Reply:
        """Return sentences with their pages, and the values of all that match by facet, as JSON."""
        found = search(tables, job.words, dict(job.facets), offset=job.start)
        hits = [self._hit(hit) for hit in found.hits]
        facets = {facet: [asdict(value) for value in values] for facet, values in found.facets.items()}
        answer = {"total": found.total, "hits": hits, "facets": facets}
        return Reply("application/json", json.dumps(answer, ensure_ascii=False).encode())

    def _hit(self, hit: Hit) -> dict[str, Any]:
        claims = [
            {
                "kind": each.kind,
                "what": each.description,
                "address": each.claim,
                "page": own_link(self._site, each.claim),
            }
            for each in hit.claims
        ]
        return {
            "address": hit.evidence, "page": own_link(self._site, hit.evidence), "title": hit.title,
            "country": hit.country, "year": hit.year, "parts": hit.parts, "claims": claims,
        }  # fmt: skip

    @cached_property
    def _counts(self) -> Counts:
        return count(self._archive)

    def _file(self, path: str) -> Reply | None:
        if path in PAGES_WITHOUT_ENDING:
            return Reply(HTML.header, _PAGES[path](self._site).encode())
        if path == "map.png":
            return Reply("image/png", _map_picture(self._site))
        if path.startswith("CITATION."):
            text = self._citations().get(path)
            return Reply("text/plain; charset=utf-8", text.encode()) if text else None
        stem, ending = posixpath.splitext(path)
        if path.startswith("static/"):
            return self._asset(path, ending)
        if ending == ".html":
            return self._page(stem)
        return self._document(stem, ending) if ending in _DOCUMENT_TYPES else None

    def _citations(self) -> dict[str, str]:
        plan = _plan(self._site.base or BASE)
        return citations(plan, self._archive, f"as served by tipgraph {__version__}")

    def _asset(self, path: str, ending: str) -> Reply | None:
        content = self._assets.get(path)
        if content is None:
            return None
        return Reply(_ASSET_TYPES.get(ending, "application/octet-stream"), content)

    @cached_property
    def _assets(self) -> dict[str, bytes]:
        return pages.assets()

    def _page(self, path: str) -> Reply | None:
        try:
            html = self._html(path)
        except KeyError:
            return None
        return Reply(HTML.header, html.encode())

    def _html(self, path: str) -> str:
        """Return the page at a path. Raises KeyError if there is none."""
        if path in _PAGES and path not in PAGES_WITHOUT_ENDING:
            return _PAGES[path](self._site)
        if path in self._years:
            return pages.year_page(self._site, self._years[path])
        return pages.page_of(self._site, self._iri(path))

    def _document(self, path: str, ending: str) -> Reply | None:
        quads = _quads(self._archive, self._iri(path), path)
        if not quads:
            return None
        base = self._site.base
        own = about(f"{base}{path}{ending}", LICENCE, f"{base}data#graph") if base else ()
        return _serialized([*quads, *own], ending)

    def _iri(self, path: str) -> str:
        bases = (BASE, self._archive.base)
        described = (base + path for base in bases if self._is_described(base + path))
        return self._reports.get(path) or next(described, BASE + path)

    @cached_property
    def _reports(self) -> dict[str, str]:
        """The IRIs of reports by the paths of their pages. They may have another base than the model's."""
        return {self._site.path(iri): iri for iri in self._archive.reports}

    @cached_property
    def _years(self) -> dict[str, int]:
        """The years of reports by the paths of their pages."""
        return {f"year/{year}": year for year in self._archive.by_year}

    def _thing(self, path: str) -> Reply | None:
        """Return the path of the page about a thing, or of a page that was requested without its ending."""
        if path in _PAGES or path in self._years:
            return Reply("", path.encode())
        iri = self._iri(path)
        if not self._is_described(iri):
            iri = self._archive.successor(iri) or iri
        address = pages.address(self._archive, iri)
        if address is None or not self._is_described(iri):
            return None
        part = f"#{quote(address.fragment, safe='/-._~%')}" if address.fragment else ""
        return Reply("", f"{address.path}{part}".encode())

    def _is_described(self, iri: str) -> bool:
        return next(self._archive.store.quads_for_pattern(NamedNode(iri), None, None), None) is not None


def write_search_tables(store: Path, target: Path) -> None:
    """Write the tables that a search reads from a store to a database."""
    opened = Store.read_only(str(store))
    search_tables(Archive(opened, base=_base_of(opened)), target)


def _base_of(store: Store) -> str:
    """Return what the IRIs of reports begin with: the model's base, or that of a site with its own."""
    reports = (quad.object for quad in store.quads_for_pattern(None, term("tg:report"), None))
    iris = (report.value for report in reports if isinstance(report, NamedNode))
    own = (iri.partition(_REPORT)[0] for iri in iris if _REPORT in iri and not iri.startswith(BASE))
    return next((f"{base}/" for base in own), BASE)


def _quads(archive: Archive, iri: str, path: str) -> list[Quad]:
    """Return the statements about the thing whose page is at a path; none if there is no such thing."""
    if (report := archive.reports.get(iri)) is not None:
        stated = archive.quads(report)
        return of_report(archive, stated, archive.extractions(report, stated))
    if iri in archive.route_ends:
        return of_route(archive, iri)
    if path == "ontology":
        return of_ontology(archive)
    if path == "parts":
        return of_parts(archive)
    if iri not in archive.thesaurus:
        return of_list(archive, path)
    resource = archive.thesaurus[iri]
    if resource.has_type("tg:Country") or resource.has_type("tg:HistoricCountry"):
        return of_country(archive, iri)
    return of_scheme(archive, iri) if resource.has_type("skos:ConceptScheme") else of_concept(archive, iri)


def _serialized(quads: list[Quad], ending: str) -> Reply:
    if ending in FORMATS:
        return Reply(_DOCUMENT_TYPES[ending], document(quads, ending))
    lines = serialize(sorted({quad.triple for quad in quads}, key=str), format=RdfFormat.N_TRIPLES)
    return Reply(_DOCUMENT_TYPES[ending], lines or b"")


def _plan(base: str) -> Plan:
    unused = Path()  # nothing is written
    return Plan(unused, unused, unused, base=base)


def _normalized(path: str) -> str:
    """Return a path with the escapes that IRIs have.

    >>> _normalized("report/tip/2014/a%20b%2fc"), _normalized("place/%41GO")
    ('report/tip/2014/a%20b%2Fc', 'place/AGO')
    """
    return "/".join(quote(unquote(step), safe="-._~") for step in path.split("/"))

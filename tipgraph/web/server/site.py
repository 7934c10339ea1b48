"""The RDF documents of a site's paths: what the graph says of a thing, in the format of an ending.

The pages and documents of a store, by their paths below the server's root.
"""

from __future__ import annotations

import posixpath
from functools import cache, cached_property
from pathlib import Path
from urllib.parse import quote, unquote

from pyoxigraph import NamedNode, Quad, RdfFormat, Store, serialize

from tipgraph import __version__
from tipgraph.model.iris import BASE
from tipgraph.rdf.formats import FORMATS
from tipgraph.web import pages
from tipgraph.web.pages import Archive
from tipgraph.web.publish.citation import citation
from tipgraph.web.publish.counting import counted
from tipgraph.web.publish.description import Counts, dcat, serialized, void
from tipgraph.web.publish.linked_data import (
    document,
    of_concept,
    of_country,
    of_list,
    of_ontology,
    of_parts,
    of_scheme,
)
from tipgraph.web.publish.plan import Plan
from tipgraph.web.server.front import OWN_ADDRESS, Front
from tipgraph.web.server.job import Description, Reply
from tipgraph.web.server.media import HTML
from tipgraph.web.server.problem import Problem
from tipgraph.web.server.querypage import data_page, query_page

__all__ = ["TYPES", "Served", "reply", "said", "site"]

TYPES = {
    ".ttl": "text/turtle; charset=utf-8",
    ".trig": "application/trig; charset=utf-8",
    ".jsonld": "application/ld+json",
    ".nt": "application/n-triples; charset=utf-8",
    ".nq": "application/n-quads; charset=utf-8",
}
"""The media types of documents, by their ending."""


def said(archive: Archive, iri: str, path: str) -> list[Quad]:
    """Return what there is to say of the thing whose page is at a path; nothing where there is no such."""
    if (report := archive.reports.get(iri)) is not None:
        return archive.quads(report)
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


def reply(quads: list[Quad], ending: str) -> Reply:
    """Return a document."""
    if ending in FORMATS:
        return Reply(TYPES[ending], document(quads, ending))
    lines = serialize(sorted({quad.triple for quad in quads}, key=str), format=RdfFormat.N_TRIPLES)
    return Reply(TYPES[ending], lines or b"")


_ASSETS = {
    ".css": "text/css; charset=utf-8",
    ".js": "text/javascript; charset=utf-8",
    ".json": "application/json",
    ".svg": "image/svg+xml",
}

_PAGES = {**pages.GENERAL, "data": data_page, "query": query_page}
"""The pages that are of no single thing."""

_MENU = (("Query", "query", "Questions with forms, and an editor for SPARQL"),)


class Served:
    """A store's site: pages and documents are made when they are asked for."""

    def __init__(self, store: Store, front: Front) -> None:
        self._archive = pages.Archive(store)
        self._site = pages.Site(self._archive, front, base=front.url, menu=_MENU)

    def reply(self, asked: str) -> Reply:
        """Return what is at a path.

        For a thing, which has no page of its own address, the reply has no type, and as its body the path
        of the page on it (with the part of the page). Raises Problem (404) where there is nothing.
        """
        path = _normal(asked)
        found = self._file(path) or self._thing(path)
        if found is None:
            raise Problem(404, f"there is nothing at /{path}", "begin at /")
        return found

    def _file(self, path: str) -> Reply | None:
        if path in OWN_ADDRESS:
            return Reply(HTML.header, _PAGES[path](self._site).encode())
        if path == "CITATION.cff":
            return Reply("text/plain; charset=utf-8", self._citation().encode())
        stem, ending = posixpath.splitext(path)
        if path.startswith("static/"):
            return self._asset(path, ending)
        if ending == ".html":
            return self._page(stem)
        return self._document(stem, ending) if ending in TYPES else None

    def described(self, asked: Description) -> Reply:
        """Return the description of the dataset, with the endpoint as the way to it."""
        plan, endpoint = _plan(asked.base), asked.base + "sparql"
        made = (
            dcat(plan, self._archive, (), endpoint)
            if asked.vocabulary == "dcat"
            else void(plan, self._archive, (), self._counts, endpoint)
        )
        return Reply(TYPES[asked.ending], serialized(made, asked.ending))

    @cached_property
    def _counts(self) -> Counts:
        return counted(self._archive)

    def _citation(self) -> str:
        plan = _plan(self._site.base or BASE)
        return citation(plan, self._archive, f"as served by tipgraph {__version__}")

    def _asset(self, path: str, ending: str) -> Reply | None:
        content = self._assets.get(path)
        return None if content is None else Reply(_ASSETS.get(ending, "application/octet-stream"), content)

    @cached_property
    def _assets(self) -> dict[str, bytes]:
        return pages.assets()

    def _page(self, path: str) -> Reply | None:
        try:
            made = self._made(path)
        except KeyError:
            return None
        return Reply(HTML.header, made.encode())

    def _made(self, path: str) -> str:
        """Return a page; raises KeyError where there is none at a path."""
        if path in _PAGES and path not in OWN_ADDRESS:
            return _PAGES[path](self._site)
        if path in self._years:
            return pages.year_page(self._site, self._years[path])
        return pages.page_of(self._site, self._iri(path))

    def _document(self, path: str, ending: str) -> Reply | None:
        quads = said(self._archive, self._iri(path), path)
        return reply(quads, ending) if quads else None

    def _iri(self, path: str) -> str:
        return self._reports.get(path, BASE + path)

    @cached_property
    def _reports(self) -> dict[str, str]:
        """The IRIs of reports by the paths of their pages: they may have another base than the model's."""
        return {self._site.path(iri): iri for iri in self._archive.reports}

    @cached_property
    def _years(self) -> dict[str, int]:
        """The years of reports by the paths of their pages."""
        return {f"year/{year}": year for year in self._archive.by_year}

    def _thing(self, path: str) -> Reply | None:
        """Return where a thing, or a page without its ending, is to be found."""
        if path in _PAGES or path in self._years:
            return Reply("", path.encode())
        iri = self._iri(path)
        found = pages.address(self._archive, iri)
        if found is None or not self._is_there(iri):
            return None
        part = f"#{quote(found.fragment, safe='/-._~%')}" if found.fragment else ""
        return Reply("", f"{found.path}{part}".encode())

    def _is_there(self, iri: str) -> bool:
        return next(self._archive.store.quads_for_pattern(NamedNode(iri), None, None), None) is not None


def _plan(base: str) -> Plan:
    nowhere = Path()  # nothing is written
    return Plan(nowhere, nowhere, nowhere, base=base)


def _normal(path: str) -> str:
    """Return a path of an address as IRIs have it, however its signs were escaped.

    >>> _normal("report/tip/2014/a%20b%2fc"), _normal("place/%41GO")
    ('report/tip/2014/a%20b%2Fc', 'place/AGO')
    """
    return "/".join(quote(unquote(step), safe="-._~") for step in path.split("/"))


@cache
def site(store: Store, front: Front) -> Served:
    """Return the site of a store, which keeps what all its pages need."""
    return Served(store, front)

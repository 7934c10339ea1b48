"""The graph behind the pages: its reports, vocabularies, places and routes."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property
from typing import NamedTuple, TypeVar

from pyoxigraph import NamedNode, Quad, Store

from tipgraph.analysis.routes import Gazetteer, Routes, aggregate, read_routes
from tipgraph.analysis.routes.network import DiGraph
from tipgraph.errors import UnreadableError
from tipgraph.model.claims import Extraction
from tipgraph.model.iris import BASE
from tipgraph.rdf.restore import extraction_of
from tipgraph.rdf.terms import code_of, term
from tipgraph.web.pages.thesaurus import Thesaurus

__all__ = ["Archive", "Copy", "Report"]

Key = TypeVar("Key")
Item = TypeVar("Item")

_TEXT = term("tg:text")
_PLACES = f"{BASE}place/"


@dataclass(frozen=True, slots=True)
class Report:
    """A report of the graph, with the IRIs of its documents.

    ``country`` and ``publication`` are IRIs. ``section`` is empty, unless an edition has several texts on a
    country.
    """

    iri: str
    title: str
    publication: str
    edition: str
    country: str
    year: int
    section: str = ""
    issued: str = ""
    rights: str = ""
    documents: tuple[str, ...] = ()

    @property
    def order(self) -> tuple[int, str, str, str]:
        """The sort key among the reports on a country: the oldest first."""
        return self.year, self.edition, self.publication, self.section


class Copy(NamedTuple):
    """A document's IRI and its claims."""

    iri: str
    extraction: Extraction


class Archive:
    """A store, with the data that its pages share. Each part is computed once, on first use.

    ``texts`` tells whether pages show narratives in full, if the store has them. The IRIs of reports and
    documents begin with ``base``.
    """

    def __init__(self, store: Store, *, texts: bool = False, base: str = BASE) -> None:
        self.store = store
        self.base = base
        self.texts = texts

    @cached_property
    def thesaurus(self) -> Thesaurus:
        """The vocabularies, the places, the ontology."""
        return Thesaurus(self.store)

    @cached_property
    def reports(self) -> dict[str, Report]:
        """The reports by their IRIs, sorted by country and age.

        Raises UnreadableError for a report without country, year, edition or publication.
        """
        documents: dict[str, list[str]] = defaultdict(list)
        for quad in self.store.quads_for_pattern(None, term("tg:report"), None, None):
            documents[_value(quad)].append(_subject(quad))
        found = (self._report(iri, documents[iri]) for iri in sorted(documents))
        return {report.iri: report for report in sorted(found, key=lambda each: (each.country, each.order))}

    def _report(self, iri: str, documents: Iterable[str]) -> Report:
        values: dict[str, str] = {}
        for quad in self.store.quads_for_pattern(NamedNode(iri), None, None, None):
            values[quad.predicate.value] = _value(quad)

        def value(name: str) -> str:
            if (found := values.get(term(name).value)) is None:
                raise UnreadableError(f"{iri} has no {name}", remedy="run tipgraph validate on the graph")
            return found

        def optional(name: str) -> str:
            return values.get(term(name).value, "")

        return Report(
            iri=iri,
            title=optional("dcterms:title") or code_of(iri),
            publication=value("tg:publication"),
            edition=value("tg:edition"),
            country=value("tg:country"),
            year=int(value("tg:year")),
            section=optional("tg:section"),
            issued=optional("dcterms:issued"),
            rights=optional("dcterms:rights"),
            documents=tuple(sorted(set(documents))),
        )

    @cached_property
    def documents(self) -> dict[str, str]:
        """The IRI of each document's report, by the document's IRI."""
        return {document: report.iri for report in self.reports.values() for document in report.documents}

    def owner(self, iri: str) -> tuple[Report, str] | None:
        """Return the report of a document, claim or piece of evidence, and its part of the report's page.

        Returns None for an IRI that belongs to no document of the graph.
        """
        head, tail = iri.partition("#")[0], ""
        while "/document/" in head:
            if head in self.documents:
                identifier = head.rpartition("/")[2]
                return self.reports[self.documents[head]], f"{identifier}/{tail}" if tail else identifier
            head, _, step = head.rpartition("/")
            tail = f"{step}/{tail}" if tail else step
        return None

    @cached_property
    def by_country(self) -> dict[str, list[Report]]:
        """The reports on each country by the country's IRI, the oldest first."""
        return _grouped((report.country, report) for report in self.reports.values())

    @cached_property
    def by_year(self) -> dict[int, list[Report]]:
        """The reports of each year, by country."""
        found = _grouped((report.year, report) for report in self.reports.values())
        return dict(sorted(found.items()))

    @cached_property
    def publications(self) -> list[tuple[str, str, str]]:
        """The publications of the reports: IRI, name, rights."""
        stated = {report.publication: report.rights for report in self.reports.values()}
        named = ((iri, self.thesaurus[iri]) for iri in sorted(stated))
        return [(iri, known.label, known.one("dcterms:rights") or stated[iri]) for iri, known in named]

    def quads(self, report: Report) -> list[Quad]:
        """Return the statements about a report and its documents, with texts only if they are shown."""
        found: list[Quad] = []
        for document in report.documents:
            found += self.store.quads_for_pattern(None, None, None, NamedNode(f"{document}#graph"))
            if self.texts:
                found += self.store.quads_for_pattern(None, None, None, NamedNode(f"{document}#text"))
        return found if self.texts else [quad for quad in found if quad.predicate != _TEXT]

    def extractions(self, report: Report, quads: Iterable[Quad] | None = None) -> list[Copy]:
        """Return the claims of each document of a report; ``quads`` are the report's statements, if known."""
        by_graph: dict[str, list[Quad]] = defaultdict(list)
        for quad in self.quads(report) if quads is None else quads:
            by_graph[str(getattr(quad.graph_name, "value", ""))].append(quad)
        own = ((document, by_graph[f"{document}#graph"]) for document in report.documents)
        return [Copy(document, extraction_of(document, quads)) for document, quads in own if quads]

    def text(self, document: str) -> str | None:
        """Return a document's text, or None if the store has none or texts are not shown."""
        if not self.texts:
            return None
        found = self.store.quads_for_pattern(NamedNode(document), _TEXT, None, None)
        return next((_value(quad) for quad in found), None)

    @cached_property
    def gazetteer(self) -> Gazetteer:
        """The positions of places."""
        return Gazetteer(self.thesaurus.vocabulary)

    @cached_property
    def routes(self) -> Routes:
        """All routes of the graph."""
        return read_routes(self.store)

    @cached_property
    def route_ends(self) -> dict[str, tuple[str, str]]:
        """The IRIs of the places of origin and destination of each route, by the route's IRI."""
        origins, destinations = (
            {
                _subject(quad): _value(quad)
                for quad in self.store.quads_for_pattern(None, term(name), None, None)
            }
            for name in ("tg:routeOrigin", "tg:routeDestination")
        )
        return {
            iri: (origins[iri], destinations[iri]) for iri in sorted(origins.keys() & destinations.keys())
        }

    def route(self, origin: str, destination: str) -> str | None:
        """Return the IRI of the route between two places by their codes in the network, or None."""
        return self._routes_by_ends.get((_PLACES + origin, _PLACES + destination))

    @cached_property
    def _routes_by_ends(self) -> dict[tuple[str, str], str]:
        return {ends: iri for iri, ends in self.route_ends.items()}

    def successor(self, iri: str) -> str | None:
        """Return what the address of a claim of an older graph now stands for, or None.

        Until version 0.1, the addresses of routes, measures and counts had no offset. That of a route claim
        now stands for the route, the others for the report.
        """
        owner = self.owner(iri)
        if owner is None or iri in self.documents:
            return None
        report, _ = owner
        for document in report.documents:
            for quad in self.store.quads_for_pattern(None, term("tg:document"), NamedNode(document), None):
                if _subject(quad).rpartition("/")[0] == iri:
                    routes = self.store.quads_for_pattern(quad.subject, term("tg:onRoute"), None, None)
                    return next((_value(found) for found in routes), report.iri)
        return None

    @cached_property
    def network(self) -> DiGraph:
        """The network of routes, with one edge for each pair of places."""
        return aggregate(self.routes, self.gazetteer)


def _grouped(pairs: Iterable[tuple[Key, Item]]) -> dict[Key, list[Item]]:
    found: dict[Key, list[Item]] = defaultdict(list)
    for key, item in pairs:
        found[key].append(item)
    return dict(found)


def _value(quad: Quad) -> str:
    return str(getattr(quad.object, "value", quad.object))


def _subject(quad: Quad) -> str:
    return str(getattr(quad.subject, "value", quad.subject))

"""The graph behind the pages: its reports, vocabularies, places and routes.

Vocabularies come from the store and not from the files of the program, so that concepts of users have pages
too.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field
from functools import cached_property
from typing import NamedTuple, TypeVar

from pyoxigraph import Literal, NamedNode, Quad, Store

from tipgraph.analysis.routes import Gazetteer, Routes, aggregate, read_routes
from tipgraph.analysis.routes.network import DiGraph
from tipgraph.errors import UnreadableError
from tipgraph.model.claims import Extraction
from tipgraph.model.iris import BASE, PREFIXES
from tipgraph.model.vocabulary import Concept, Vocabulary
from tipgraph.rdf.reference import REFERENCE
from tipgraph.rdf.restore import extraction_of
from tipgraph.rdf.terms import code_of, term

__all__ = ["Archive", "Copy", "Report", "Resource", "Thesaurus"]

Value = NamedNode | Literal

_SKOS = PREFIXES["skos"]
_APART_CLASSES = ("Settlement", "Subdivision", "NeighboringCountries")
_PARTS = {PREFIXES["tg"] + name for name in _APART_CLASSES}


@dataclass(slots=True)
class Resource:
    """A resource of the vocabularies, places or ontology. Values are stored by the predicate's IRI."""

    iri: str
    values: dict[str, list[Value]] = field(default_factory=lambda: defaultdict(list))

    def all(self, name: str) -> list[str]:
        """Return the values of a property by its prefixed name: of texts, only the English ones."""
        found = self.values.get(term(name).value, ())
        return [value.value for value in found if _is_english(value)]

    def one(self, name: str) -> str:
        """Return the first value of a property, or an empty string."""
        return next(iter(self.all(name)), "")

    def has_type(self, name: str) -> bool:
        """Tell whether it has a class, by the class's prefixed name."""
        return term(name).value in self.all("rdf:type")

    @property
    def label(self) -> str:
        """Its label or title, or else the last segment of its IRI."""
        names = (self.one(name) for name in ("skos:prefLabel", "rdfs:label", "dcterms:title", "schema:name"))
        return next(filter(None, names), "") or code_of(self.iri)


def _is_english(value: Value) -> bool:
    return not isinstance(value, Literal) or value.language in (None, "en")


class Thesaurus:
    """The resources of a store's vocabularies, places and ontology."""

    def __init__(self, store: Store) -> None:
        self.resources: dict[str, Resource] = {}
        for graph in REFERENCE:
            for quad in store.quads_for_pattern(None, None, None, graph):
                if isinstance(quad.subject, NamedNode) and isinstance(quad.object, NamedNode | Literal):
                    self._add(quad.subject.value, quad.predicate.value, quad.object)
        for resource in self.resources.values():
            for values in resource.values.values():
                values.sort(key=lambda value: value.value)

    def _add(self, subject: str, predicate: str, value: Value) -> None:
        resource = self.resources.get(subject)
        if resource is None:
            resource = self.resources[subject] = Resource(subject)
        resource.values[predicate].append(value)

    def __contains__(self, iri: str) -> bool:
        return iri in self.resources

    def __getitem__(self, iri: str) -> Resource:
        """Return a resource; an empty one if the graph has no statement about it."""
        return self.resources.get(iri) or Resource(iri)

    def label(self, iri: str) -> str:
        """Return the label of a resource."""
        return self[iri].label

    def of_type(self, name: str) -> list[Resource]:
        """Return the resources of a class by its prefixed name, sorted by label."""
        return self._by_type.get(term(name).value, [])

    @cached_property
    def _by_type(self) -> dict[str, list[Resource]]:
        found: dict[str, list[Resource]] = defaultdict(list)
        for resource in self.resources.values():
            for kind in resource.all("rdf:type"):
                found[kind].append(resource)
        return {kind: sorted(resources, key=_by_label) for kind, resources in found.items()}

    def below(self, iri: str) -> list[Resource]:
        """Return the resources whose IRIs begin with a place's IRI: its memberships and neighbors."""
        return self._below.get(iri, [])

    @cached_property
    def _below(self) -> dict[str, list[Resource]]:
        found: dict[str, list[Resource]] = defaultdict(list)
        for iri in sorted(self.resources):
            place = "/".join(iri.split("/", 6)[:6]) if iri.startswith(f"{BASE}place/") else iri
            if place != iri:
                found[place].append(self.resources[iri])
        return found

    @cached_property
    def schemes(self) -> list[Resource]:
        """The vocabularies."""
        return self.of_type("skos:ConceptScheme")

    @cached_property
    def countries(self) -> list[Resource]:
        """The countries, former ones included."""
        return sorted([*self.of_type("tg:Country"), *self.of_type("tg:HistoricCountry")], key=_by_label)

    @cached_property
    def regions(self) -> list[Resource]:
        """The regions."""
        return self.of_type("tg:Region")

    @cached_property
    def parts(self) -> list[Resource]:
        """The settlements and subdivisions, which share a page."""
        return sorted([*self.of_type("tg:Settlement"), *self.of_type("tg:Subdivision")], key=_by_label)

    @cached_property
    def _members(self) -> dict[str, list[Resource]]:
        found: dict[str, list[Resource]] = defaultdict(list)
        for resource in self.resources.values():
            if not _PARTS.intersection(resource.all("rdf:type")):
                for scheme in resource.all("skos:inScheme"):
                    found[scheme].append(resource)
        return {scheme: sorted(members, key=_by_label) for scheme, members in found.items()}

    def members(self, scheme: str) -> list[Resource]:
        """Return the concepts of a vocabulary, sorted by label, without places that share a page."""
        return self._members.get(scheme, [])

    @cached_property
    def _narrower(self) -> dict[str, list[Resource]]:
        found: dict[str, list[Resource]] = defaultdict(list)
        for resource in self.resources.values():
            for name in ("skos:broader", "skos:broadMatch"):
                for broader in resource.all(name):
                    found[broader].append(resource)
        return {iri: sorted(below, key=_by_label) for iri, below in found.items()}

    def narrower(self, iri: str) -> list[Resource]:
        """Return the direct narrower concepts of a concept, in its own vocabulary and in others."""
        return self._narrower.get(iri, [])

    def tops(self, scheme: str) -> list[Resource]:
        """Return the concepts of a vocabulary without a broader concept in it."""
        members = self.members(scheme)
        own = {resource.iri for resource in members}
        return [each for each in members if own.isdisjoint(each.all("skos:broader"))]

    @cached_property
    def vocabulary(self) -> Vocabulary:
        """The concepts in the form of the model."""
        return Vocabulary(_concept(resource) for resource in self.resources.values())


def _by_label(resource: Resource) -> tuple[str, str]:
    return resource.label.casefold(), resource.iri


_APART = ("inScheme", "notation", "prefLabel", "definition", "broader")


def _concept(resource: Resource) -> Concept:
    made = Concept(
        resource.iri,
        scheme=resource.one("skos:inScheme").removeprefix(f"{BASE}scheme/"),
        code=resource.one("skos:notation"),
        label=resource.one("skos:prefLabel"),
        definition=resource.one("skos:definition"),
        broader=resource.all("skos:broader"),
        types=resource.all("rdf:type"),
    )
    apart = {_SKOS + name for name in _APART}
    for predicate, values in resource.values.items():
        if predicate not in apart:
            made.properties[predicate] = [value.value for value in values if _is_english(value)]
    return made


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
        return read_routes(self.store, rules=True)

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

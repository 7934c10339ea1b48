"""The vocabularies, places and ontology in a graph: resources with their properties, by IRI.

They come from the store and not from the files of the program, so that concepts of users have pages too.
"""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass, field
from functools import cached_property

from pyoxigraph import Literal, NamedNode, Store

from tipgraph.model.iris import BASE, PREFIXES
from tipgraph.model.vocabulary import Concept, Vocabulary
from tipgraph.rdf.reference import REFERENCE
from tipgraph.rdf.terms import code_of, term

__all__ = ["Resource", "Thesaurus"]

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

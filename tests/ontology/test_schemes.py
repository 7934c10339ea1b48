"""The vocabularies as SKOS: labels that do not clash, and schemes that can be walked from the top."""

from __future__ import annotations

from functools import cache
from itertools import combinations

import pytest
from rdflib import RDF, RDFS, SKOS, Graph, URIRef
from rdflib.term import Node

from tipgraph.model.iris import BASE, TG
from tipgraph.util.resources import folder


@cache
def graph() -> Graph:
    """Return the whole ontology, which is parsed when a test first needs it."""
    found = Graph()
    for path in sorted(folder("ontology").rglob("*.ttl")):
        found.parse(path)
    return found


PLACES = URIRef(f"{BASE}scheme/place")
SCHEMES = [
    "certainty", "compliance", "count-unit", "cue", "efforts", "exploitation", "htcds", "iccs",
    "ilo-indicator", "measure", "measure-category", "palermo", "place", "publication", "role", "route-kind",
    "rule", "section", "sector", "status", "tier", "tier-change", "verdict", "victim-group",
]  # fmt: skip


def test_every_scheme_is_tested() -> None:
    schemes = graph().subjects(RDF.type, SKOS.ConceptScheme)
    assert sorted(str(scheme).removeprefix(f"{BASE}scheme/") for scheme in schemes) == SCHEMES


@pytest.mark.parametrize(
    ("one", "other"), list(combinations((SKOS.prefLabel, SKOS.altLabel, SKOS.hiddenLabel), 2)), ids=str
)
def test_no_label_of_a_concept_is_of_two_kinds(one: URIRef, other: URIRef) -> None:
    """S13 of the SKOS reference."""
    both = {(node, label) for node, label in graph().subject_objects(one) if (node, other, label) in graph()}
    assert both == set()


def _members(scheme: Node) -> set[Node]:
    return set(graph().subjects(SKOS.inScheme, scheme))


def _top(scheme: Node) -> set[Node]:
    return {*graph().objects(scheme, SKOS.hasTopConcept), *graph().subjects(SKOS.topConceptOf, scheme)}


@pytest.mark.parametrize("name", SCHEMES)
def test_the_top_concepts_of_a_scheme_are_those_with_nothing_above_them(name: str) -> None:
    scheme = URIRef(f"{BASE}scheme/{name}")
    outermost = {each for each in _members(scheme) if not set(graph().objects(each, SKOS.broader))}
    if scheme == PLACES:  # Its scope note says why it has no others.
        assert graph().value(scheme, SKOS.scopeNote)
        outermost &= set(graph().subjects(RDF.type, URIRef(TG + "Region")))
    assert _top(scheme) == outermost
    assert outermost


def test_what_is_broader_is_of_the_same_scheme_and_matches_are_of_another() -> None:
    for predicate, same in ((SKOS.broader, True), (SKOS.broadMatch, False)):
        for narrow, broad in graph().subject_objects(predicate):
            schemes = (
                set(graph().objects(narrow, SKOS.inScheme)),
                set(graph().objects(broad, SKOS.inScheme)),
            )
            assert (schemes[0] == schemes[1]) is same, (narrow, broad)


def test_every_measure_has_a_category() -> None:
    categories = _members(URIRef(f"{BASE}scheme/measure-category"))
    for measure in _members(URIRef(f"{BASE}scheme/measure")):
        [category] = graph().objects(measure, SKOS.broadMatch)
        assert category in categories


def test_places_with_a_code_are_concepts_by_their_class() -> None:
    coded = {node for node in _members(PLACES) if graph().value(node, SKOS.notation)}
    for kind in {kind for node in coded for kind in graph().objects(node, RDF.type)} - {SKOS.Concept}:
        assert (kind, RDFS.subClassOf, SKOS.Concept) in graph()

"""The vocabularies as SKOS: labels that do not clash, and schemes that can be walked from the top."""

from __future__ import annotations

from itertools import combinations

import pytest
from rdflib import RDF, RDFS, SKOS, Graph, URIRef
from rdflib.term import Node

from tipgraph.model.iris import BASE, TG
from tipgraph.util.resources import folder


def _ontology() -> Graph:
    graph = Graph()
    for path in sorted(folder("ontology").glob("*.ttl")):
        graph.parse(path)
    return graph


GRAPH = _ontology()
PLACES = URIRef(f"{BASE}scheme/place")
SCHEMES = sorted(GRAPH.subjects(RDF.type, SKOS.ConceptScheme), key=str)


@pytest.mark.parametrize(
    ("one", "other"), list(combinations((SKOS.prefLabel, SKOS.altLabel, SKOS.hiddenLabel), 2)), ids=str
)
def test_no_label_of_a_concept_is_of_two_kinds(one: URIRef, other: URIRef) -> None:
    """S13 of the SKOS reference."""
    both = {(node, label) for node, label in GRAPH.subject_objects(one) if (node, other, label) in GRAPH}
    assert both == set()


def _members(scheme: Node) -> set[Node]:
    return set(GRAPH.subjects(SKOS.inScheme, scheme))


def _top(scheme: Node) -> set[Node]:
    return {*GRAPH.objects(scheme, SKOS.hasTopConcept), *GRAPH.subjects(SKOS.topConceptOf, scheme)}


@pytest.mark.parametrize("scheme", SCHEMES, ids=str)
def test_the_top_concepts_of_a_scheme_are_those_with_nothing_above_them(scheme: Node) -> None:
    outermost = {each for each in _members(scheme) if not set(GRAPH.objects(each, SKOS.broader))}
    if scheme == PLACES:  # Its scope note says why the others are none.
        assert GRAPH.value(scheme, SKOS.scopeNote)
        outermost &= set(GRAPH.subjects(RDF.type, URIRef(TG + "Region")))
    assert _top(scheme) == outermost
    assert outermost


def test_what_is_broader_is_of_the_same_scheme_and_matches_are_of_another() -> None:
    for predicate, same in ((SKOS.broader, True), (SKOS.broadMatch, False)):
        for narrow, broad in GRAPH.subject_objects(predicate):
            schemes = set(GRAPH.objects(narrow, SKOS.inScheme)), set(GRAPH.objects(broad, SKOS.inScheme))
            assert (schemes[0] == schemes[1]) is same, (narrow, broad)


def test_every_measure_has_a_category() -> None:
    categories = _members(URIRef(f"{BASE}scheme/measure-category"))
    for measure in _members(URIRef(f"{BASE}scheme/measure")):
        [category] = GRAPH.objects(measure, SKOS.broadMatch)
        assert category in categories


def test_places_with_a_code_are_concepts_by_their_class() -> None:
    coded = {node for node in _members(PLACES) if GRAPH.value(node, SKOS.notation)}
    for kind in {kind for node in coded for kind in GRAPH.objects(node, RDF.type)} - {SKOS.Concept}:
        assert (kind, RDFS.subClassOf, SKOS.Concept) in GRAPH

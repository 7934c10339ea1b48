"""The index answers patterns like rdflib's store, and does not change literals."""

from __future__ import annotations

from hypothesis import given
from pyoxigraph import BlankNode, NamedNode, Quad
from pyoxigraph import Literal as OxLiteral
from rdflib import Graph, Literal, URIRef
from rdflib.term import Node

from tests import strategies
from tipgraph.model.claims import Extraction
from tipgraph.rdf.emit import quads
from tipgraph.validation.rdflib_store import QuadIndex, to_rdflib

_XSD = "http://www.w3.org/2001/XMLSchema#"


def _graphs(extraction: Extraction) -> tuple[Graph, Graph]:
    index, plain = QuadIndex(), Graph()
    found = quads(extraction)
    index.fill(found)
    for quad in found:
        plain.add((to_rdflib(quad.subject), to_rdflib(quad.predicate), to_rdflib(quad.object)))
    return Graph(store=index), plain


@given(strategies.extractions())
def test_every_pattern_finds_what_rdflib_finds(extraction: Extraction) -> None:
    ours, plain = _graphs(extraction)
    for subject, predicate, value in list(plain)[::7]:
        patterns: list[tuple[Node | None, Node | None, Node | None]] = [
            (subject, None, None),
            (subject, predicate, None),
            (subject, predicate, value),
            (subject, None, value),
            (None, predicate, None),
            (None, predicate, value),
            (None, None, value),
        ]
        for pattern in patterns:
            assert sorted(ours.triples(pattern)) == sorted(plain.triples(pattern)), pattern
    assert set(ours) == set(plain)
    assert len(ours) == len(plain)


def test_fill_replaces_the_content() -> None:
    node = NamedNode("https://example.org/a")
    index = QuadIndex()
    assert index.fill([Quad(node, node, node)]) == 1
    assert index.fill([]) == 0
    assert list(Graph(store=index)) == []


def test_known_values_are_found_by_their_subject_only() -> None:
    node, scheme = URIRef("https://example.org/a"), URIRef("https://example.org/s")
    graph = Graph(store=QuadIndex({node: {scheme: [scheme]}}))
    assert list(graph.objects(node, scheme)) == [scheme]
    assert list(graph.subjects(scheme, scheme)) == []


def test_a_literal_keeps_its_lexical_form() -> None:
    assert to_rdflib(OxLiteral("01", datatype=NamedNode(_XSD + "integer"))).n3() == f'"01"^^<{_XSD}integer>'
    assert to_rdflib(OxLiteral("oui", language="fr")) == Literal("oui", lang="fr")


def test_a_string_has_no_datatype() -> None:
    assert to_rdflib(OxLiteral("1")) == Literal("1")
    assert to_rdflib(OxLiteral("1")) != Literal("1", datatype=URIRef(_XSD + "string"))


def test_blank_nodes_stay_apart() -> None:
    assert to_rdflib(BlankNode("a")) == to_rdflib(BlankNode("a"))
    assert to_rdflib(BlankNode("a")) != to_rdflib(BlankNode("b"))

"""A store in parts: all of it, each document together, however it is stored."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st
from pyoxigraph import BlankNode, DefaultGraph, NamedNode, Quad, Store

from tests import strategies
from tests.examples import TEXT
from tipgraph.model.claims import Extraction
from tipgraph.rdf.emit import quads
from tipgraph.rdf.terms import term
from tipgraph.validation.validator import chunks

_SEVERAL = st.lists(
    strategies.extractions(), max_size=3, unique_by=lambda extraction: extraction.document.report
)


def _store(found: list[Quad]) -> Store:
    store = Store()
    store.extend(found)
    return store


def _merged(found: list[Quad]) -> list[Quad]:
    return [Quad(quad.subject, quad.predicate, quad.object, DefaultGraph()) for quad in found]


@given(_SEVERAL)
def test_each_named_graph_is_a_chunk(several: list[Extraction]) -> None:
    expected = [set(quads(extraction)) for extraction in several]
    found = [
        set(part) for part in chunks(_store([quad for extraction in several for quad in quads(extraction)]))
    ]
    assert len(found) == len(expected)
    assert all(part in expected for part in found)


@given(_SEVERAL)
def test_a_merged_graph_has_a_chunk_for_each_document(several: list[Extraction]) -> None:
    store = _store(_merged([quad for extraction in several for quad in quads(extraction)]))
    found = list(chunks(store))
    assert {quad for part in found for quad in part} == set(store)
    documents = [sum(quad.object == term("tg:Document") for quad in part) for part in found]
    assert documents[: len(several)] == [1] * len(several)
    assert not any(documents[len(several) :])


def test_a_text_comes_with_its_document(small: Extraction) -> None:
    [part] = chunks(_store(quads(small, text=TEXT)))
    assert set(part) == set(quads(small, text=TEXT))


def test_a_text_without_its_document_is_a_chunk(small: Extraction) -> None:
    text = quads(small, text=TEXT)[-1]
    assert list(chunks(_store([text]))) == [[text]]


def test_quads_of_no_document_come_in_chunks_at_the_end() -> None:
    nodes = [NamedNode(f"https://example.org/{number}") for number in range(2_500)]
    store = _store([Quad(node, term("rdf:type"), term("skos:Concept")) for node in nodes])
    found = list(chunks(store))
    assert [len(part) for part in found] == [1_000, 1_000, 500]
    assert {quad for part in found for quad in part} == set(store)


def test_a_graph_may_have_no_name() -> None:
    node = NamedNode("https://example.org/a")
    quad = Quad(node, node, node, BlankNode("g"))
    assert list(chunks(_store([quad]))) == [[quad]]

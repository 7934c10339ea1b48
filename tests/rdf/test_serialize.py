from __future__ import annotations

from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pyoxigraph import BlankNode, DefaultGraph, Literal, NamedNode, Quad, Triple, parse

from tests.strategies import extractions
from tipgraph.model.claims import Extraction
from tipgraph.rdf.emit import quads
from tipgraph.rdf.formats import FORMATS, Format
from tipgraph.rdf.serialize import canonical_order, iri_sort_key, merge_pieces, pieces

"""The time that hypothesis takes for an extraction depends on the machine, not on the code."""
forms = pytest.mark.parametrize("form", FORMATS.values(), ids=FORMATS)

D = NamedNode("https://w3id.org/tipgraph/document/tip/2002/GTM/d")
G = NamedNode(D.value + "#graph")
P = NamedNode("https://example.org/p")


def whole(form: Format, contents: list[bytes]) -> bytes:
    return form.header + form.separator.join(contents) + form.footer


def triples(found: list[Quad]) -> set[Triple]:
    return {quad.triple for quad in found}


@forms
@given(extraction=extractions())
def test_serialized_quads_are_parsed_back(form: Format, extraction: Extraction) -> None:
    made = quads(extraction)
    text = whole(form, [piece.content for piece in pieces(made, form)])
    back = list(parse(text, form.rdf))
    if form.has_graphs:
        assert set(back) == set(made)
    else:
        assert triples(back) == triples(made)


@forms
@given(extraction=extractions(), random=st.randoms())
def test_order_of_arrival_makes_no_difference(form: Format, extraction: Extraction, random: Random) -> None:
    made = quads(extraction)
    shuffled = [*made, *made[:3]]
    random.shuffle(shuffled)
    assert sorted(pieces(shuffled, form)) == sorted(pieces(made, form))


@forms
@pytest.mark.parametrize(
    "value", ['" .\n<a> ', "\t.\n@prefix : <x> .", 'tab\t quote" back\\ nul-ish \x01', "ü \U0001f600"]
)
def test_odd_literals_survive(form: Format, value: str) -> None:
    made = [Quad(D, P, Literal(value), G), Quad(NamedNode(D.value + "/x"), P, Literal(value), G)]
    back = list(parse(whole(form, [piece.content for piece in pieces(made, form)]), form.rdf))
    assert triples(back) == triples(made)


@forms
def test_addresses_on_other_hosts_are_absolute(form: Format) -> None:
    made = [Quad(D, P, NamedNode("https://example.org/a"), G), Quad(D, P, Literal("<//example.org/a>"), G)]
    (content,) = [piece.content for piece in pieces(made, form)]
    assert b"https://example.org/a" in content
    assert triples(list(parse(whole(form, [content]), form.rdf))) == triples(made)


@forms
def test_two_pieces_of_one_thing_are_merged(form: Format) -> None:
    first, second = Quad(D, P, Literal("1"), G), Quad(D, P, Literal("2"), G)
    contents = [pieces([quad], form)[0].content for quad in (second, first)]
    assert merge_pieces(contents, form) == pieces([first, second], form)[0].content
    assert merge_pieces(contents[:1], form) == contents[0]


def test_turtle_has_a_block_for_each_resource_of_a_document() -> None:
    made = [Quad(D, P, Literal("1"), G), Quad(NamedNode(D.value + "/role/source"), P, Literal("2"), G)]
    (piece,) = pieces(made, FORMATS[".ttl"])
    assert piece.key == D.value
    assert piece.content.decode() == (
        '<document/tip/2002/GTM/d> <https://example.org/p> "1" .\n\n'
        '<document/tip/2002/GTM/d/role/source> <https://example.org/p> "2" .\n'
    )


def test_shared_resources_have_separate_pieces() -> None:
    report = NamedNode("https://w3id.org/tipgraph/report/tip/2002/GTM")
    keys = {piece.key for piece in pieces([Quad(D, P, report, G), Quad(report, P, D, G)], FORMATS[".ttl"])}
    assert keys == {D.value, report.value}


def test_statements_outside_of_graphs_are_kept_by_subject() -> None:
    made = [Quad(D, P, Literal("1"), DefaultGraph()), Quad(BlankNode("b"), P, Literal("1"), DefaultGraph())]
    for form in FORMATS.values():
        assert {piece.key for piece in pieces(made, form)} == {D.value, "b"}


@forms
def test_statements_about_a_graph_are_beside_its_content(form: Format) -> None:
    said = [Quad(G, P, Literal("of it")), Quad(D, P, Literal("in it"), G)]
    found = [quad for piece in pieces(said, form) for quad in parse(whole(form, [piece.content]), form.rdf)]
    assert triples(found) == triples(said)


def test_canonical_order() -> None:
    a = NamedNode("http://www.w3.org/1999/02/22-rdf-syntax-ns#type")
    below, beside = NamedNode(D.value + "/x"), NamedNode(D.value + "-x")
    early = NamedNode("http://a.example/")
    quads_ = [
        Quad(beside, P, D, G),
        Quad(below, P, D, G),
        Quad(D, early, P, G),
        Quad(D, a, P, G),
        Quad(D, a, P, G),
    ]
    assert [(quad.subject, quad.predicate) for quad in canonical_order(quads_)] == [
        (D, a), (D, early), (below, P), (beside, P)
    ]  # fmt: skip
    assert iri_sort_key("a/b") < iri_sort_key("a/b/c") < iri_sort_key("a/b-c")

"""What is written is read back: the same claims, documents and reports."""

from __future__ import annotations

import re
from dataclasses import replace
from io import BytesIO

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from pyoxigraph import DefaultGraph, Literal, NamedNode, Quad, RdfFormat, Store, parse, serialize

from tests import strategies
from tipgraph.errors import UnreadableError
from tipgraph.model.claims import Reading
from tipgraph.model.iris import document_iri
from tipgraph.rdf.emit import quads
from tipgraph.rdf.restore import readings
from tipgraph.rdf.terms import term

few = settings(max_examples=60, deadline=None)


def _merged(found: list[Quad]) -> list[Quad]:
    return [Quad(q.subject, q.predicate, q.object, DefaultGraph()) for q in found]


@few
@given(strategies.readings(bare=True))
def test_a_reading_comes_back_whole(reading: Reading) -> None:
    assert list(readings(quads(reading))) == [reading]


@few
@given(strategies.readings())
def test_sections_and_pages_stay_with_the_evidence_only(reading: Reading) -> None:
    bare = replace(reading, document=replace(reading.document, sections=(), pages=()))
    assert list(readings(quads(reading))) == [bare]


@few
@given(
    strategies.readings(bare=True), st.sampled_from([RdfFormat.N_QUADS, RdfFormat.TRIG, RdfFormat.JSON_LD])
)
def test_files_with_named_graphs_give_the_same(reading: Reading, form: RdfFormat) -> None:
    written = serialize(quads(reading), format=form)
    assert written is not None
    assert list(readings(parse(BytesIO(written), format=form))) == [reading]


@few
@given(st.lists(strategies.readings(bare=True), max_size=3, unique_by=lambda r: r.document.report))
def test_merged_turtle_gives_the_same_sorted_by_document(several: list[Reading]) -> None:
    found = [quad for reading in several for quad in quads(reading)]
    written = serialize((quad.triple for quad in found), format=RdfFormat.TURTLE)
    assert written is not None
    expected = sorted(several, key=lambda reading: document_iri(reading.document))
    assert list(readings(parse(BytesIO(written), format=RdfFormat.TURTLE))) == expected


@few
@given(st.lists(strategies.readings(bare=True), max_size=3, unique_by=lambda r: r.document.report))
def test_documents_may_share_a_graph_of_any_name(several: list[Reading]) -> None:
    name = NamedNode("https://example.org/all")
    written = (quad for reading in several for quad in quads(reading))
    found = [Quad(quad.subject, quad.predicate, quad.object, name) for quad in written]
    assert list(readings(found)) == sorted(several, key=lambda reading: document_iri(reading.document))


@few
@given(strategies.readings(bare=True))
def test_a_document_in_both_kinds_of_graph_is_read_once(reading: Reading) -> None:
    found = quads(reading)
    assert list(readings([*_merged(found), *found])) == [reading]


def test_texts_are_no_part_of_a_reading(small: Reading) -> None:
    assert list(readings(quads(small, text="Boys from Angola mine in Namibia."))) == [small]


@pytest.mark.parametrize(
    "missing", ["tg:report", "tg:edition", "tg:origin", "oa:start", "dcterms:identifier"]
)
def test_a_missing_part_is_an_error_that_names_it(small: Reading, missing: str) -> None:
    left = [quad for quad in quads(small) if quad.predicate != term(missing)]
    with pytest.raises(UnreadableError, match=missing.split(":")[1]):
        list(readings(left))


def test_an_unknown_kind_of_claim_is_an_error(small: Reading) -> None:
    known, other = term("tg:RouteClaim"), NamedNode("https://example.org/Rumor")
    changed = [
        Quad(q.subject, q.predicate, other if q.object == known else q.object, q.graph_name)
        for q in quads(small)
    ]
    with pytest.raises(UnreadableError, match="no known kind of claim"):
        list(readings(changed))


@pytest.mark.parametrize(
    ("predicate", "value"),
    [("tg:edition", "foo"), ("tg:edition", "201"), ("oa:start", "-1"), ("oa:start", "٣"), ("oa:end", "x.5")],
)
def test_a_bad_edition_or_offset_is_an_error(small: Reading, predicate: str, value: str) -> None:
    changed = [
        Quad(q.subject, q.predicate, Literal(value), q.graph_name) if q.predicate == term(predicate) else q
        for q in quads(small)
    ]
    with pytest.raises(UnreadableError, match=f"'{re.escape(value)}'.*validate"):
        list(readings(changed))


def test_a_number_that_is_none_is_an_error(small: Reading) -> None:
    store = Store()
    store.extend(quads(small))
    store.update(
        "PREFIX tg: <https://w3id.org/tipgraph/ontology#> DELETE { GRAPH ?g { ?c tg:count ?n } }"
        ' INSERT { GRAPH ?g { ?c tg:count "many" } } WHERE { GRAPH ?g { ?c tg:count ?n } }'
    )
    with pytest.raises(UnreadableError, match="validate"):
        list(readings(store))

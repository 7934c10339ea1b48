"""Claims, documents and reports are the same after writing and reading."""

from __future__ import annotations

import re
from dataclasses import replace
from io import BytesIO

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pyoxigraph import DefaultGraph, Literal, NamedNode, Quad, RdfFormat, Store, parse, serialize

from tests import strategies
from tipgraph.errors import UnreadableError
from tipgraph.model.claims import Extraction
from tipgraph.model.iris import document_iri
from tipgraph.rdf.emit import quads
from tipgraph.rdf.restore import extractions
from tipgraph.rdf.terms import term


def _merged(found: list[Quad]) -> list[Quad]:
    return [Quad(q.subject, q.predicate, q.object, DefaultGraph()) for q in found]


@given(strategies.extractions(bare=True))
def test_an_extraction_round_trips(extraction: Extraction) -> None:
    assert list(extractions(quads(extraction))) == [extraction]


@given(strategies.extractions())
def test_sections_and_pages_stay_with_the_evidence_only(extraction: Extraction) -> None:
    bare = replace(extraction, document=replace(extraction.document, sections=(), pages=()))
    assert list(extractions(quads(extraction))) == [bare]


@given(
    strategies.extractions(bare=True), st.sampled_from([RdfFormat.N_QUADS, RdfFormat.TRIG, RdfFormat.JSON_LD])
)
def test_files_with_named_graphs_give_the_same(extraction: Extraction, form: RdfFormat) -> None:
    written = serialize(quads(extraction), format=form)
    assert written is not None
    assert list(extractions(parse(BytesIO(written), format=form))) == [extraction]


@given(st.lists(strategies.extractions(bare=True), max_size=3, unique_by=lambda r: r.document.report))
def test_merged_turtle_gives_the_same(several: list[Extraction]) -> None:
    found = [quad for extraction in several for quad in quads(extraction)]
    written = serialize((quad.triple for quad in found), format=RdfFormat.TURTLE)
    assert written is not None
    expected = sorted(several, key=lambda extraction: document_iri(extraction.document))
    assert list(extractions(parse(BytesIO(written), format=RdfFormat.TURTLE))) == expected


@given(st.lists(strategies.extractions(bare=True), max_size=3, unique_by=lambda r: r.document.report))
def test_documents_may_share_a_graph_of_any_name(several: list[Extraction]) -> None:
    name = NamedNode("https://example.org/all")
    written = (quad for extraction in several for quad in quads(extraction))
    found = [Quad(quad.subject, quad.predicate, quad.object, name) for quad in written]
    assert list(extractions(found)) == sorted(
        several, key=lambda extraction: document_iri(extraction.document)
    )


@given(strategies.extractions(bare=True))
def test_a_document_in_both_kinds_of_graph_is_read_once(extraction: Extraction) -> None:
    found = quads(extraction)
    assert list(extractions([*_merged(found), *found])) == [extraction]


def test_texts_are_not_part_of_an_extraction(small: Extraction) -> None:
    assert list(extractions(quads(small, text="Boys from Angola mine in Namibia."))) == [small]


@pytest.mark.parametrize(
    "missing", ["tg:report", "tg:edition", "tg:origin", "oa:start", "dcterms:identifier"]
)
def test_missing_part(small: Extraction, missing: str) -> None:
    left = [quad for quad in quads(small) if quad.predicate != term(missing)]
    with pytest.raises(UnreadableError, match=missing.split(":")[1]):
        list(extractions(left))


def test_an_unknown_kind_of_claim_is_an_error(small: Extraction) -> None:
    known, other = term("tg:RouteClaim"), NamedNode("https://example.org/Rumor")
    changed = [
        Quad(q.subject, q.predicate, other if q.object == known else q.object, q.graph_name)
        for q in quads(small)
    ]
    with pytest.raises(UnreadableError, match="has no class of a known kind of claim"):
        list(extractions(changed))


@pytest.mark.parametrize(
    ("predicate", "value"),
    [("tg:edition", "foo"), ("tg:edition", "201"), ("oa:start", "-1"), ("oa:start", "٣"), ("oa:end", "x.5")],
)
def test_a_bad_edition_or_offset_is_an_error(small: Extraction, predicate: str, value: str) -> None:
    changed = [
        Quad(q.subject, q.predicate, Literal(value), q.graph_name) if q.predicate == term(predicate) else q
        for q in quads(small)
    ]
    with pytest.raises(UnreadableError, match=f"'{re.escape(value)}'.*validate"):
        list(extractions(changed))


def test_malformed_number(small: Extraction) -> None:
    store = Store()
    store.extend(quads(small))
    store.update(
        "PREFIX tg: <https://w3id.org/tipgraph/ontology#> DELETE { GRAPH ?g { ?c tg:count ?n } }"
        ' INSERT { GRAPH ?g { ?c tg:count "many" } } WHERE { GRAPH ?g { ?c tg:count ?n } }'
    )
    with pytest.raises(UnreadableError, match="validate"):
        list(extractions(store))

"""Extractions as RDF: by the model, in named graphs, the same each time."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal
from pathlib import Path

import pytest
from hypothesis import given
from pyoxigraph import BlankNode, Literal, NamedNode, Quad, RdfFormat, Store, parse
from rdflib import Graph
from rdflib.compare import isomorphic

from tests import strategies
from tests.examples import TEXT, small_extraction
from tipgraph.errors import UsageError
from tipgraph.model.claims import Claim, CountClaim, Evidence, Extraction, MeasureClaim
from tipgraph.model.documents import Report, Section
from tipgraph.model.iris import claim_iri, document_iri
from tipgraph.model.vocabulary import Vocabulary, load
from tipgraph.rdf.emit import quads
from tipgraph.rdf.terms import term
from tipgraph.validation.rdflib_store import QuadIndex

_NO_WORDS = Vocabulary([])


def _objects(found: list[Quad], predicate: str) -> list[str]:
    terms = (quad.object for quad in found if quad.predicate == term(predicate))
    return [value.value for value in terms if isinstance(value, NamedNode | Literal)]


def _graph(found: list[Quad]) -> Graph:
    index = QuadIndex()
    index.fill(found)
    return Graph(store=index)


def test_the_small_extraction_gives_the_graph_that_was_checked_by_hand() -> None:
    golden = Path(__file__).parent / "small.ttl"
    expected = list(parse(path=str(golden), format=RdfFormat.TURTLE))
    found = quads(small_extraction(bare=False), vocabulary=_NO_WORDS)
    assert isomorphic(_graph(found), _graph(expected))


@given(strategies.extractions())
def test_no_blank_nodes_and_no_duplicates(extraction: Extraction) -> None:
    found = quads(extraction)
    assert not any(isinstance(node, BlankNode) for quad in found for node in (quad.subject, quad.object))
    assert len(set(found)) == len(found)


@given(strategies.extractions())
def test_all_quads_are_in_the_graph_of_the_document(extraction: Extraction) -> None:
    name = NamedNode(document_iri(extraction.document) + "#graph")
    assert {quad.graph_name for quad in quads(extraction)} == {name}


@given(strategies.extractions())
def test_the_same_extraction_gives_the_same_quads_in_the_same_order(extraction: Extraction) -> None:
    assert quads(extraction) == quads(extraction)


def test_a_text_has_a_separate_graph(small: Extraction) -> None:
    *data, text = quads(small, text=TEXT)
    assert data == quads(small)
    assert text.object == Literal(TEXT)
    assert text.graph_name == NamedNode(document_iri(small.document) + "#text")


def test_shared_evidence_is_described_once(small: Extraction) -> None:
    evidence = {piece for claim in small.claims for piece in claim.evidence}
    assert len(_objects(quads(small), "oa:exact")) == len(evidence)


def test_context_is_evidence_of_another_property(small: Extraction) -> None:
    context = small.claims[4].evidence
    [claim] = (claim for claim in small.claims if claim.identity == ("route", ("AGO", "NAM"), 28))
    found = quads(replace(small, claims=(replace(claim, context=context),)))  # type: ignore[call-arg]
    assert [iri.rpartition("/")[2] for iri in _objects(found, "tg:context")] == ["12-26"]
    assert _objects(found, "oa:exact") == [
        "Angolan boys are made to mine in Namibia and in neighboring countries",
        "source country",
    ]


def test_words_around_a_quote_are_kept_if_the_quote_is_repeated(small: Extraction) -> None:
    text = "Boys beg. Girls beg."
    claim = replace(small.claims[4], evidence=(Evidence.of(text, 16, 19),))
    found = quads(replace(small, claims=(claim,)))
    assert (_objects(found, "oa:prefix"), _objects(found, "oa:suffix")) == (["Boys beg. Girls "], ["."])
    assert _objects(quads(small), "oa:prefix") == []


def test_claims_on_one_route_share_it(small: Extraction) -> None:
    routes = {claim.key for claim in small.claims if claim.kind == "route"}
    again = [
        replace(claim, evidence=small.claims[0].evidence) for claim in small.claims if claim.kind == "route"
    ]
    found = quads(replace(small, claims=(*small.claims, *again)))
    assert len(_objects(found, "tg:onRoute")) == 2 * len(routes)
    assert len(_objects(found, "tg:routeOrigin")) == len(routes)


def test_evidence_has_its_page_and_section() -> None:
    found = quads(small_extraction(bare=False))
    assert set(_objects(found, "tg:page")) == {"71", "72"}
    assert set(_objects(found, "tg:inSection")) == {
        "https://w3id.org/tipgraph/concept/section/profile",
        "https://w3id.org/tipgraph/concept/section/tier",
    }


def test_a_document_of_one_section_states_it_once(small: Extraction) -> None:
    document = replace(small.document, sections=(Section("tier", "", 0, 1_000),))
    found = quads(replace(small, document=document))
    stated = [quad.subject for quad in found if quad.predicate == term("tg:inSection")]
    assert stated == [NamedNode(document_iri(document))]


def test_the_title_of_a_report_has_labels(small: Extraction) -> None:
    assert _objects(quads(small), "dcterms:title")[0].endswith(" 2014: Angola")


def test_an_unknown_publication_becomes_a_concept(small: Extraction) -> None:
    report = Report("city leaflet", "2014", "AGO", "annex")
    found = quads(replace(small, document=replace(small.document, report=report)))
    node = NamedNode("https://w3id.org/tipgraph/concept/publication/city%20leaflet")
    about = {quad.predicate: quad.object for quad in found if quad.subject == node}
    assert about[term("skos:prefLabel")] == Literal("city leaflet", language="en")
    assert about[term("skos:inScheme")] == NamedNode("https://w3id.org/tipgraph/scheme/publication")
    assert _objects(found, "dcterms:title")[0] == "city leaflet 2014: Angola (annex)"


def test_rights_come_from_the_publication(small: Extraction, tmp_path: Path) -> None:
    more = tmp_path / "publications.ttl"
    more.write_text(
        "@prefix skos: <http://www.w3.org/2004/02/skos/core#> .\n"
        "<https://w3id.org/tipgraph/concept/publication/leaflet> a skos:Concept ;\n"
        " skos:inScheme <https://w3id.org/tipgraph/scheme/publication> ; skos:notation 'leaflet' ;\n"
        " skos:prefLabel 'Leaflet'@en ; <http://purl.org/dc/terms/rights> 'Ask first.'@en ,\n"
        " <https://example.org/rights> .\n",
        encoding="utf-8",
    )
    document = replace(small.document, report=Report("leaflet", "2014", "AGO"))
    found = quads(replace(small, document=document), vocabulary=load([more]))
    assert set(_objects(found, "dcterms:rights")) == {"Ask first.", "https://example.org/rights"}
    assert _objects(found, "dcterms:title")[0] == "Leaflet 2014: Angola"


def test_neighboring_countries_are_those_of_the_reports_country(small: Extraction) -> None:
    found = quads(small)
    assert "https://w3id.org/tipgraph/place/AGO/neighbors" in _objects(found, "tg:destination")
    assert _objects(found, "tg:neighborsOf") == ["https://w3id.org/tipgraph/place/AGO"]


def test_neighboring_countries_are_described_if_a_claim_names_them(small: Extraction) -> None:
    assert _objects(quads(replace(small, claims=small.claims[:5])), "tg:neighborsOf") == []


@pytest.mark.parametrize(
    ("url", "term_type", "value"),
    [
        ("https://example.org/a b", NamedNode, "https://example.org/a%20b"),
        ("https://example.org/é?x=1#y", NamedNode, "https://example.org/%C3%A9?x=1#y"),
        ("no address", Literal, "no address"),
    ],
)
def test_addresses_become_iris(
    small: Extraction, url: str, term_type: type[NamedNode | Literal], value: str
) -> None:
    found = quads(replace(small, document=replace(small.document, url=url)))
    [source] = [quad.object for quad in found if quad.predicate == term("dcterms:source")]
    assert isinstance(source, term_type)
    assert source.value == value


def test_a_kind_of_claim_without_a_mapping_is_an_error(small: Extraction) -> None:
    class Rumor(Claim):
        kind = "rumor"

    with pytest.raises(UsageError, match="Rumor"):
        quads(replace(small, claims=(Rumor(evidence=()),)))


@pytest.mark.parametrize(("count", "form"), [("1700000.0", "1700000"), ("1.50", "1.5"), ("1E+3", "1000")])
def test_decimals_are_canonical(count: str, form: str) -> None:
    evidence = small_extraction().claims[0].evidence
    claim = CountClaim(evidence=evidence, rules=("c",), type="funding", count=Decimal(count), unit="currency")
    found = quads(replace(small_extraction(), claims=(claim,)))
    assert _objects(found, "tg:count") == [form]
    store = Store()
    store.extend(found)
    assert set(store) == set(found)


def test_claims_of_different_keys_have_different_names() -> None:
    evidence = small_extraction().claims[0].evidence
    alike = [("conviction-not", "done"), ("conviction", "not-done"), ("conviction/not", "done")]
    claims = [
        MeasureClaim(evidence=evidence, rules=("r",), type=code, status=status) for code, status in alike
    ]
    assert {claim_iri("d", claim) for claim in claims} == {
        "d/measure/conviction-not/done/152",
        "d/measure/conviction/not-done/152",
        "d/measure/conviction%2Fnot/done/152",
    }

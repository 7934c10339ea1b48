"""Validation of documents during a build, and of whole graphs in all forms."""

from __future__ import annotations

import logging
import pickle
from dataclasses import replace
from functools import cache
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from pyoxigraph import DefaultGraph, Literal, NamedNode, Quad, Store
from pyshacl import validate as pyshacl_validate
from rdflib import RDF, SH, Graph
from rdflib.plugins.sparql import prepareQuery
from rdflib.plugins.sparql.sparql import Query
from rdflib.query import Result

from tests import strategies
from tests.examples import TEXT
from tests.validation.cases import CASES, Case, results
from tipgraph.model.claims import Evidence, Extraction, RouteClaim
from tipgraph.model.vocabulary import load
from tipgraph.rdf.emit import quads
from tipgraph.rdf.terms import term
from tipgraph.util.resources import folder
from tipgraph.validation.rdflib_store import QuadIndex
from tipgraph.validation.validator import Validator, validate

_SHAPES = "https://w3id.org/tipgraph/shapes#"
_GRAPH = NamedNode("https://example.org/graph")


@pytest.fixture(scope="module")
def validator() -> Validator:
    return Validator()


def _store(found: list[Quad]) -> Store:
    store = Store()
    store.extend(found)
    return store


def _shapes(found: list[Quad], validator: Validator, text: str | None = None) -> set[str]:
    report = validator.check(found, text)
    return {each.shape.removeprefix(_SHAPES) for each in report.results if each.severity == "Violation"}


def test_an_extraction_conforms(validator: Validator, small: Extraction) -> None:
    report = validator.check(quads(small), TEXT)
    assert report.conforms
    assert (report.documents, report.quads, report.unchecked) == (1, len(quads(small)), 0)


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(strategies.extractions())
def test_every_missing_property_is_found(validator: Validator, extraction: Extraction) -> None:
    # Generated texts, quotes and years may break these shapes.
    odd = {"DocumentShape-title", "EvidenceSentenceShape", "RouteClaimShape-origin"}
    assert _shapes(quads(extraction), validator) <= odd


def test_documents_without_text_count_as_unchecked(validator: Validator, small: Extraction) -> None:
    assert validator.check(quads(small)).unchecked == 1
    assert validator.check(quads(small, text=TEXT)).unchecked == 0


def test_another_text_is_found_by_digest_and_quote(validator: Validator, small: Extraction) -> None:
    other = TEXT.replace("Angola is a source country", "Angola was a source country")
    assert _shapes(quads(small), validator, other) == {"DocumentDigestShape", "EvidenceTextShape"}


def test_offsets_are_in_code_points(validator: Validator, small: Extraction) -> None:
    text = "𝔸ngola is a source country. 😀 Boys mine."
    piece = Evidence.of(text, text.index("source"), text.index("country"))
    claim = replace(small.claims[4], evidence=(piece,))
    made = quads(replace(small, claims=(claim,)))
    assert _shapes(made, validator, text) == {"DocumentDigestShape"}


@pytest.mark.parametrize(
    ("quote", "whole"),
    [
        ("The U.S. Government gave Dr. Cole a shelter on St. Lucia", True),
        ("a law (No. 5 of 2009) prohibits it, e.g. Article 3", True),
        ("farms, mines, etc. Boys are among them", True),
        ("boys mine gold. Girls cook", False),
        ("they mine in Namibia. The government", False),
        ("a law of 2009. It prohibits", False),
        ('they "work." She said', False),
        ("is that so? Courts", False),
        ("boys mine\n\nGirls cook", False),
        ("boys mine\nGold", True),
    ],
)
def test_evidence_that_spans_sentences_is_found(
    validator: Validator, small: Extraction, quote: str, whole: bool
) -> None:
    claim = replace(small.claims[4], evidence=(Evidence(0, len(quote), quote),))
    found = _shapes(quads(replace(small, claims=(claim,))), validator)
    assert found == (set() if whole else {"EvidenceSentenceShape"})


def test_a_route_to_itself_is_found(validator: Validator, small: Extraction) -> None:
    claim = replace(small.claims[5], origin="NAM")  # type: ignore[call-arg]
    assert _shapes(quads(replace(small, claims=(claim,))), validator) == {
        "RouteClaimShape-origin",
        "RouteShape-routeOrigin",
    }


@pytest.mark.parametrize(
    ("tier", "year", "existed"),
    [("2WL", 2003, False), ("2WL", 2004, True), ("special-case", 2002, False), ("special-case", 2003, True)],
)
def test_a_tier_is_one_that_its_year_had(
    validator: Validator, small: Extraction, tier: str, year: int, existed: bool
) -> None:
    claim = replace(small.claims[8], tier=tier, tier_year=year)  # type: ignore[call-arg]
    found = _shapes(quads(replace(small, claims=(claim,))), validator)
    assert found == (set() if existed else {"TierYearShape"})


def test_an_unknown_code_is_found_once(validator: Validator, small: Extraction) -> None:
    routes = [claim for claim in small.claims if isinstance(claim, RouteClaim)]
    changed = tuple(replace(claim, sectors=("no-such-sector",)) for claim in routes)
    report = validator.check(quads(replace(small, claims=changed)))
    [found] = [each for each in report.results if each.severity == "Violation"]
    assert str(found.focus).endswith("concept/sector/no-such-sector")
    assert "--vocabulary" in found.message


def test_a_code_of_the_users_vocabulary_is_known(small: Extraction, tmp_path: Path) -> None:
    more = tmp_path / "bees.ttl"
    more.write_text(
        "@prefix skos: <http://www.w3.org/2004/02/skos/core#> .\n"
        "<https://w3id.org/tipgraph/concept/sector/no-such-sector> a skos:Concept ;\n"
        " skos:inScheme <https://w3id.org/tipgraph/scheme/sector> ; skos:notation 'no-such-sector' ;\n"
        " skos:prefLabel 'Beekeeping'@en .\n",
        encoding="utf-8",
    )
    claim = replace(small.claims[7], code="no-such-sector")  # type: ignore[call-arg]
    made = quads(replace(small, claims=(claim,)))
    assert Validator(load([more])).check(made).conforms
    assert not Validator().check(made).conforms


def test_a_result_names_its_document(validator: Validator, small: Extraction) -> None:
    broken = [quad for quad in quads(small) if quad.predicate != term("tg:role")]
    [found] = [each for each in validator.check(broken).results if each.severity == "Violation"]
    assert found.document == "https://w3id.org/tipgraph/document/tip/2014/AGO/angola-2014"
    assert found.path is not None
    assert str(found.path).endswith("ontology#role")


def test_a_report_can_be_pickled(validator: Validator, small: Extraction) -> None:
    report = validator.check([quad for quad in quads(small) if quad.predicate != term("tg:role")])
    assert pickle.loads(pickle.dumps(report)) == report


def test_documents_are_validated_independently(validator: Validator, small: Extraction) -> None:
    person = Quad(_GRAPH, term("rdf:type"), term("prov:Person"), _GRAPH)
    assert _shapes([person], validator) == {"NaturalPersonShape"}
    assert _shapes(quads(small), validator) == set()


@pytest.mark.parametrize(
    "iri",
    [
        "http://xmlns.com/foaf/0.1/Person",
        "http://schema.org/Person",
        "https://schema.org/Person",
        "http://www.w3.org/ns/prov#Person",
        "http://www.w3.org/2006/vcard/ns#Individual",
        "http://www.wikidata.org/entity/Q5",
        "http://dbpedia.org/ontology/Person",
    ],
)
def test_a_natural_person_is_found_under_any_name(validator: Validator, iri: str) -> None:
    assert _shapes([Quad(_GRAPH, term("rdf:type"), NamedNode(iri))], validator) == {"NaturalPersonShape"}


def test_a_name_makes_a_natural_person(validator: Validator) -> None:
    name = Quad(_GRAPH, NamedNode("http://xmlns.com/foaf/0.1/familyName"), Literal("Doe"))
    assert _shapes([name], validator) == {"NaturalPersonShape"}


def test_two_copies_of_a_report_may_differ_in_its_date(small: Extraction) -> None:
    other = replace(small, document=replace(small.document, identifier="copy", issued="2014-06-23"))
    found = [*quads(small), *quads(other)]
    merged = [Quad(quad.subject, quad.predicate, quad.object, DefaultGraph()) for quad in found]
    assert validate(_store(merged)).conforms


def test_ill_typed_values_are_results(
    validator: Validator, small: Extraction, caplog: pytest.LogCaptureFixture
) -> None:
    count = next(quad for quad in quads(small) if quad.predicate == term("tg:count"))
    decimal = NamedNode("http://www.w3.org/2001/XMLSchema#decimal")
    bad = Quad(count.subject, count.predicate, Literal("many", datatype=decimal), count.graph_name)
    with caplog.at_level(logging.WARNING):
        found = _shapes([*(quad for quad in quads(small) if quad != count), bad], validator)
    assert "CountClaimShape-count" in found
    assert caplog.records == []


@pytest.mark.parametrize("merged", [False, True])
def test_a_graph_with_several_documents(small: Extraction, merged: bool) -> None:
    broken = [quad for quad in quads(small, text=TEXT) if quad.predicate != term("tg:role")]
    person = Quad(_GRAPH, term("rdf:type"), term("prov:Person"), _GRAPH)
    found = [*broken, person]
    if merged:
        found = [Quad(quad.subject, quad.predicate, quad.object, DefaultGraph()) for quad in found]
    report = validate(_store(found))
    shapes = {each.shape.removeprefix(_SHAPES) for each in report.results if each.severity == "Violation"}
    assert shapes == {"RoleClaimShape-role", "NaturalPersonShape"}
    assert (report.documents, report.unchecked, report.quads) == (1, 0, len(found))


def test_concepts_in_a_graph_are_known(small: Extraction) -> None:
    claim = replace(small.claims[7], code="no-such-sector")  # type: ignore[call-arg]
    concept = NamedNode("https://w3id.org/tipgraph/concept/sector/no-such-sector")
    scheme = NamedNode("https://w3id.org/tipgraph/scheme/sector")
    vocabulary = Quad(concept, term("skos:inScheme"), scheme, _GRAPH)
    assert validate(_store([*quads(replace(small, claims=(claim,))), vocabulary])).conforms


def test_the_ontology_folder_conforms() -> None:
    store = Store()
    for path in folder("ontology").rglob("*.ttl"):
        store.bulk_load(path=str(path))
    assert validate(store).results == ()


@cache
def _prepared(text: str, namespaces: frozenset[tuple[str, Any]]) -> Query:
    return prepareQuery(text, dict(namespaces))


@pytest.fixture
def parsed_once(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let rdflib parse each query once: pySHACL repeats it for every node, and parsing is 95% of its time."""
    ask = Graph.query

    def query(graph: Graph, text: str, *arguments: Any, **options: Any) -> Result:
        return ask(graph, _prepared(text, frozenset(graph.namespaces())), *arguments, **options)

    monkeypatch.setattr(Graph, "query", query)


@cache
def _shape_files() -> Graph:
    shapes = Graph()
    for path in sorted(folder("shapes").glob("*.ttl")):
        shapes.parse(path)
    return shapes


@cache
def _schemes() -> tuple[Quad, ...]:
    store = Store()
    for path in folder("ontology").rglob("*.ttl"):
        store.bulk_load(path=str(path))
    return tuple(store.quads_for_pattern(None, term("skos:inScheme"), None))


def _reference(case: Case) -> set[tuple[str, str]]:
    """Return the results of pySHACL alone, with all shapes as they are written."""
    data = QuadIndex()
    data.fill([*case.store(), *_schemes()])
    graph = Graph()
    for triple in Graph(store=data):
        graph.add(triple)
    _, report, _ = pyshacl_validate(graph, shacl_graph=_shape_files())
    assert isinstance(report, Graph)
    return {
        (str(report.value(result, SH.focusNode)), str(report.value(result, SH.sourceShape)))
        for result in report.subjects(RDF.type, SH.ValidationResult)
    }


ALL_COMPARED = {*CASES[::12], *(case for case in CASES if case.parameter == "sparql")}
COMPARED_AT_ONCE = {*CASES[::36], next(case for case in CASES if case.parameter == "sparql")}


@pytest.mark.parametrize(
    "case",
    [
        pytest.param(case, marks=[] if case in COMPARED_AT_ONCE else pytest.mark.slow)
        for case in CASES
        if case in ALL_COMPARED
    ],
    ids=str,
)
@pytest.mark.usefixtures("parsed_once")
def test_the_results_are_those_of_pyshacl_alone(case: Case) -> None:
    ours = {(str(each.focus), each.shape) for each in results(case.store())}
    assert ours == _reference(case)

"""The shapes are valid, and every constraint in them can fail."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from pyoxigraph import NamedNode, Quad
from pyshacl.constraints import CONSTRAINT_PARAMETERS_MAP
from rdflib import RDF, RDFS, SH, Graph, URIRef

from tests.validation.cases import CASES, Case, results, valid
from tipgraph.model.iris import TG
from tipgraph.util.resources import folder
from tipgraph.validation.validator import validate

_TARGETS = (SH.targetClass, SH.targetObjectsOf, SH.targetSubjectsOf)
_SHAPES = "https://w3id.org/tipgraph/shapes#"


def _graph() -> Graph:
    graph = Graph()
    for path in sorted(folder("shapes").glob("*.ttl")):
        graph.parse(path)
    return graph


SHAPES = _graph()
CONSTRAINTS = {
    (str(shape).removeprefix(_SHAPES), str(predicate).removeprefix(str(SH)))
    for shape, predicate in SHAPES.subject_predicates()
    if predicate in CONSTRAINT_PARAMETERS_MAP and predicate != SH.property
}


def _component(parameter: str) -> str:
    return str(CONSTRAINT_PARAMETERS_MAP[SH[parameter]].shacl_constraint_component)


def test_the_valid_graph_is_valid() -> None:
    assert validate(valid()).results == ()


@pytest.mark.parametrize("case", CASES, ids=str)
def test_each_case_violates_its_constraints_only(case: Case) -> None:
    found = {(each.shape, each.component) for each in results(case.store())}
    assert found == {(_SHAPES + shape, _component(parameter)) for shape, parameter in case.expected}


def test_every_constraint_has_a_case() -> None:
    assert {(case.shape, case.parameter) for case in CASES} == CONSTRAINTS


def test_every_term_of_shacl_exists() -> None:
    listed = (Path(__file__).parent / "shacl_terms.txt").read_text(encoding="utf-8").split()
    used = {str(term) for triple in SHAPES for term in triple if str(term).startswith(str(SH))}
    assert used <= {str(SH) + term for term in listed}


@pytest.mark.parametrize("shape", sorted(SHAPES.subjects(RDF.type, SH.PropertyShape), key=str))
def test_property_shapes_are_documented(shape: URIRef) -> None:
    for predicate in (SH.path, SH.name, SH.description, SH.message, SH.severity):
        assert len(list(SHAPES.objects(shape, predicate))) == 1, predicate
    assert list(SHAPES.subjects(SH.property, shape)), "no node shape has it"


@pytest.mark.parametrize("shape", sorted(SHAPES.subjects(RDF.type, SH.NodeShape), key=str))
def test_node_shapes_are_documented_and_have_a_target(shape: URIRef) -> None:
    assert SHAPES.value(shape, RDFS.label)
    assert SHAPES.value(shape, RDFS.comment)
    assert any(SHAPES.objects(shape, target) for target in _TARGETS)


def test_every_class_of_the_ontology_has_a_shape() -> None:
    ontology = Graph().parse(folder("ontology") / "tipgraph.ttl")
    classes = set(ontology.subjects(RDF.type, URIRef("http://www.w3.org/2002/07/owl#Class")))
    assert classes <= set(SHAPES.objects(None, SH.targetClass))


def test_a_claim_without_properties() -> None:
    store = valid()
    claim = NamedNode("https://example.org/claim")
    store.add(Quad(claim, NamedNode(str(RDF.type)), NamedNode(TG + "Claim")))
    found = {each.shape.removeprefix(_SHAPES) for each in validate(store).results}
    parts = SHAPES.objects(URIRef(_SHAPES + "ClaimShape"), SH.property)
    mandatory = (part for part in parts if SHAPES.value(part, SH.minCount))
    assert found == {"ClaimKindShape", *(str(each).removeprefix(_SHAPES) for each in mandatory)}


def test_the_terms_shape_lists_the_terms_of_the_ontology() -> None:
    ontology = Graph().parse(folder("ontology") / "tipgraph.ttl")
    declared = {
        str(term).removeprefix(TG) for term in ontology.subjects(RDF.type) if str(term).startswith(TG)
    }
    [constraint] = SHAPES.objects(URIRef(_SHAPES + "TermShape"), SH.sparql)
    listed = re.findall(r"tg:(\w+)", str(SHAPES.value(constraint, SH.select)))
    assert sorted(listed) == sorted(declared)

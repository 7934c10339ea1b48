"""The fast check accepts only documents that pySHACL accepts, and all that a build makes."""

from __future__ import annotations

import random
from collections.abc import Iterable

import pytest
from pyoxigraph import Literal, NamedNode, Quad
from rdflib import SH, Graph, URIRef
from rdflib import Literal as RdfLiteral

from tests.archive import EXTRACTIONS
from tests.validation.cases import CASES, Case, valid
from tipgraph.rdf.emit import quads
from tipgraph.rdf.terms import term, typed
from tipgraph.validation.fast_check import FastCheck, Term
from tipgraph.validation.validator import Validator, load_shapes

VALIDATOR = Validator()
FAST_CHECK = VALIDATOR._fast_check
WHOLE = [quads(extraction) for extraction in EXTRACTIONS]


def passes(found: list[Quad]) -> bool:
    assert FAST_CHECK
    return FAST_CHECK.passes(found)


def problems(found: list[Quad], monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """Return the results of pySHACL without the fast check."""
    with monkeypatch.context() as patch:
        patch.setattr(VALIDATOR, "_fast_check", None)
        return [each.shape for each in VALIDATOR._check_core(found, None)]


@pytest.mark.parametrize("found", WHOLE)
def test_valid_documents_pass(found: list[Quad], monkeypatch: pytest.MonkeyPatch) -> None:
    assert passes(found)
    assert problems(found, monkeypatch) == []


@pytest.mark.parametrize("case", [case for case in CASES if case.parameter != "sparql"], ids=str)
def test_violations_do_not_pass(case: Case) -> None:
    assert passes(without_spans(valid()))
    assert not passes(
        list(case.store()) if "membership" in case.shape.lower() else without_spans(case.store())
    )


def without_spans(store: Iterable[Quad]) -> list[Quad]:
    """Return all quads except memberships, whose dates the fast check does not compare."""
    return [quad for quad in store if "/membership/" not in str(quad.subject)]


TERMS: list[Term] = [
    Literal(""),
    Literal("x" * 400),
    Literal("x", language="en"),
    *(typed(value, "integer") for value in ("01", "-1", "x")),
    *(typed(value, "gYear") for value in ("1999", "2014Z")),
    *(typed(value, "date") for value in ("2014-06-31", "2014-06-30")),
    typed("1e3", "decimal"),
    term("tg:Claim"),
    *map(NamedNode, ("http://xmlns.com/foaf/0.1/Person", "https://example.org/x")),
    NamedNode("https://w3id.org/tipgraph/concept/sector/mining"),
]


def broken(chance: random.Random) -> list[Quad]:
    """Return a document with a few changes, most of which break a constraint."""
    found = list(chance.choice(WHOLE))
    for _ in range(chance.randint(1, 2)):
        at = chance.randrange(len(found))
        quad = found[at]
        value = chance.choice([*TERMS, found[chance.randrange(len(found))].object])
        predicate = chance.choice([quad.predicate, chance.choice(found).predicate, term("rdf:type")])
        kind = chance.randrange(4)
        if kind == 0:
            del found[at]
        elif kind == 1:
            found[at] = Quad(quad.subject, quad.predicate, value, quad.graph_name)
        elif kind == 2:
            found.append(Quad(quad.subject, quad.predicate, value, quad.graph_name))
        else:
            found.append(Quad(quad.subject, predicate, value, quad.graph_name))
    return found


@pytest.mark.parametrize("seed", range(60))
def test_nothing_passes_that_has_problems(seed: int, monkeypatch: pytest.MonkeyPatch) -> None:
    found = broken(random.Random(seed))
    assert not (passes(found) and problems(found, monkeypatch))


def test_subclasses_are_left_to_pyshacl() -> None:
    node = NamedNode("https://example.org/x")
    assert not passes(
        [*WHOLE[0], Quad(node, NamedNode("http://www.w3.org/2000/01/rdf-schema#subClassOf"), node)]
    )


def test_shapes_with_unsupported_constraints_have_no_fast_check() -> None:
    shapes = Graph() + load_shapes().core
    assert FastCheck.of(shapes, {})
    shape = next(shapes.subjects(SH.minCount))
    for predicate, value in ((SH.deactivated, RdfLiteral(True)), (SH.node, URIRef("https://example.org/x"))):
        assert FastCheck.of(shapes + _one(shape, predicate, value), {}) is None


def _one(subject: object, predicate: URIRef, value: object) -> Graph:
    graph = Graph()
    graph.add((subject, predicate, value))  # type: ignore[arg-type]  # terms of rdflib
    return graph

"""Reports of validation: merged, and in all output formats."""

from __future__ import annotations

import json

from pyshacl import validate as pyshacl_validate
from rdflib import RDF, SH, Graph, Literal, URIRef

from tipgraph.validation.shacl_report import ValidationReport, ValidationResult, merge, rows, shacl, to_json

_EX = "https://example.org/"
MISSING = ValidationResult(
    severity="Violation",
    focus=URIRef(_EX + "b"),
    path=URIRef(_EX + "role"),
    value=None,
    message="Give one role.",
    shape=_EX + "RoleShape",
    component=str(SH.MinCountConstraintComponent),
    document=_EX + "document",
)
ADVICE = ValidationResult(
    severity="Warning",
    focus=URIRef(_EX + "a"),
    path=None,
    value=Literal("01", datatype=URIRef(_EX + "number"), normalize=False),
    message="Say more.",
    shape=_EX + "NodeShape",
    component=str(SH.PatternConstraintComponent),
    document=_EX + "document",
)
BOTH = ValidationReport((ADVICE, MISSING), documents=2, quads=30, unchecked=1)


def test_warnings_alone_conform() -> None:
    assert ValidationReport((ADVICE,)).conforms
    assert not BOTH.conforms
    assert BOTH.counts == {"Warning": 1, "Violation": 1}


def test_reports_are_merged_in_any_order() -> None:
    one = ValidationReport((MISSING,), documents=1, quads=10)
    other = ValidationReport((ADVICE,), documents=1, quads=20, unchecked=1)
    assert merge([one, other]) == merge([other, one]) == BOTH
    assert merge([]) == ValidationReport()


def test_rows() -> None:
    assert list(rows(BOTH)) == [
        ("Warning", _EX + "a", "", "01", "Say more."),
        ("Violation", _EX + "b", _EX + "role", "", "Give one role."),
    ]


def test_json() -> None:
    found = json.loads(to_json(BOTH))
    assert (found["conforms"], found["documents"], found["quads"], found["unchecked"]) == (False, 2, 30, 1)
    assert found["counts"] == {"Warning": 1, "Violation": 1}
    assert [(each["focus"], each["path"], each["value"]) for each in found["results"]] == [
        (_EX + "a", None, "01"),
        (_EX + "b", _EX + "role", None),
    ]


def test_the_shacl_report_conforms_to_the_shapes_of_shacl() -> None:
    shapes = Graph().parse(
        format="turtle",
        data="""
        @prefix sh: <http://www.w3.org/ns/shacl#> .
        [] a sh:NodeShape ; sh:targetClass sh:ValidationReport ;
            sh:property [ sh:path sh:conforms ; sh:minCount 1 ; sh:maxCount 1 ] ;
            sh:property [ sh:path sh:result ; sh:class sh:ValidationResult ; sh:minCount 2 ] .
        [] a sh:NodeShape ; sh:targetClass sh:ValidationResult ;
            sh:property [ sh:path sh:focusNode ; sh:minCount 1 ; sh:maxCount 1 ] ;
            sh:property [ sh:path sh:resultSeverity ; sh:minCount 1 ; sh:maxCount 1 ; sh:nodeKind sh:IRI ] ;
            sh:property [ sh:path sh:sourceConstraintComponent ; sh:minCount 1 ; sh:nodeKind sh:IRI ] .
        """,
    )
    conforms, _, text = pyshacl_validate(shacl(BOTH), shacl_graph=shapes)
    assert conforms, text


def test_the_shacl_report_keeps_the_terms() -> None:
    graph = shacl(BOTH)
    [result] = graph.subjects(SH.sourceShape, URIRef(ADVICE.shape))
    assert graph.value(result, SH.value) == ADVICE.value
    assert graph.value(result, SH.resultSeverity) == SH.Warning
    assert len(set(graph.subjects(RDF.type, SH.ValidationResult))) == 2

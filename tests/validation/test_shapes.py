"""Loading shapes: core constraints for pySHACL, and SPARQL constraints as queries."""

from __future__ import annotations

from pathlib import Path

import pytest
from pyoxigraph import Store
from rdflib import RDF, SH, URIRef

from tipgraph.errors import UnreadableError
from tipgraph.validation.validator import Query, load_shapes

_QUERIES = load_shapes().queries


def test_shapes_are_read_once() -> None:
    assert load_shapes() is load_shapes()


def test_core_constraints_have_no_queries() -> None:
    assert _QUERIES
    assert not list(load_shapes().core.triples((None, SH.sparql, None)))


def test_property_shapes_have_targets() -> None:
    core = load_shapes().core
    assert not list(core.triples((None, SH.property, None)))
    for shape in core.subjects(RDF.type, SH.PropertyShape):
        targets = (SH.targetClass, SH.targetObjectsOf)
        assert any(core.value(shape, target) for target in targets), shape


@pytest.mark.parametrize("query", _QUERIES, ids=lambda query: str(query.shape).rpartition("#")[2])
def test_queries_need_no_binding(query: Query) -> None:
    assert query.severity in (SH.Violation, SH.Warning)
    assert query.message
    assert list(Store().query(query.select)) == []  # type: ignore[arg-type]  # a SELECT gives solutions


def test_load_another_folder(tmp_path: Path) -> None:
    (tmp_path / "a.ttl").write_text(
        "@prefix sh: <http://www.w3.org/ns/shacl#> . @prefix ex: <https://example.org/> .\n"
        "ex:S a sh:NodeShape ; sh:targetClass ex:A ; sh:property ex:P ; sh:severity sh:Warning ;\n"
        ' sh:sparql [ sh:message "No." ; sh:prefixes ex: ; sh:select "SELECT $this { $this a ex:A }" ] .\n'
        'ex: sh:declare [ sh:prefix "ex" ; sh:namespace "https://example.org/" ] .\n'
        "ex:P sh:path ex:p ; sh:minCount 1 .",
        encoding="utf-8",
    )
    shapes = load_shapes(tmp_path)
    assert shapes.core.value(URIRef("https://example.org/P"), SH.targetClass) == URIRef(
        "https://example.org/A"
    )
    assert shapes.queries == (
        Query(
            URIRef("https://example.org/S"),
            SH.Warning,
            "No.",
            "PREFIX ex: <https://example.org/>\nSELECT $this { $this a ex:A }",
        ),
    )


def test_an_empty_folder_is_an_error(tmp_path: Path) -> None:
    with pytest.raises(UnreadableError, match="no shapes"):
        load_shapes(tmp_path)


def test_a_damaged_file_is_an_error_that_names_it(tmp_path: Path) -> None:
    (tmp_path / "bad.ttl").write_text("this is no Turtle", encoding="utf-8")
    with pytest.raises(UnreadableError, match=r"bad\.ttl"):
        load_shapes(tmp_path)

"""The description of a run: in its own graph, with times only there."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta, timezone

from pyoxigraph import BlankNode, Literal, NamedNode, Quad

from tipgraph.rdf.provenance import RUNS, Run, quads, run_iri
from tipgraph.rdf.terms import term

RUN = Run(
    started=datetime(2026, 3, 4, 5, 6, 7, tzinfo=UTC),
    ended=datetime(2026, 3, 4, 6, 6, 7, tzinfo=timezone(timedelta(hours=1))),
    version="0.1.0",
    sources=("reports", "more.jsonl"),
    documents=("https://w3id.org/tipgraph/document/tip/2014/AGO/a",),
    claims=12,
    excluded=1,
)


def _values(found: list[Quad], predicate: str) -> list[str]:
    terms = (quad.object for quad in found if quad.predicate == term(predicate))
    return [value.value for value in terms if isinstance(value, NamedNode | Literal)]


def test_a_run_has_its_inputs_and_outputs() -> None:
    found = quads(RUN)
    assert _values(found, "dcterms:source") == ["reports", "more.jsonl"]
    assert _values(found, "prov:generated") == ["https://w3id.org/tipgraph/document/tip/2014/AGO/a#graph"]
    assert [_values(found, name) for name in ("tg:documentsRead", "tg:claimsMade", "tg:sourcesExcluded")] == [
        ["1"],
        ["12"],
        ["1"],
    ]
    assert _values(found, "schema:softwareVersion") == ["0.1.0"]


def test_times_are_in_utc() -> None:
    found = quads(RUN)
    assert _values(found, "prov:startedAtTime") == ["2026-03-04T05:06:07Z"]
    assert _values(found, "prov:endedAtTime") == ["2026-03-04T05:06:07Z"]


def test_all_is_in_the_graph_of_runs_without_blank_nodes() -> None:
    found = quads(RUN)
    assert {quad.graph_name for quad in found} == {RUNS}
    assert not any(isinstance(node, BlankNode) for quad in found for node in (quad.subject, quad.object))


def test_runs_of_the_same_second_have_different_iris() -> None:
    assert run_iri(RUN) == run_iri(replace(RUN, ended=RUN.ended + timedelta(hours=1), claims=0))
    assert run_iri(RUN) != run_iri(replace(RUN, sources=("reports",)))

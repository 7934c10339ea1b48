"""Builds with corrections by people."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from tests.build.incremental import again, change, report, state
from tests.narratives import line, write_lines
from tipgraph.analysis.facts import facts
from tipgraph.build import build_graph
from tipgraph.build.extractions import read
from tipgraph.corrections import Correction, append
from tipgraph.errors import InputError, UnreadableError
from tipgraph.rdf.restore import extractions
from tipgraph.rdf.store import open_graph
from tipgraph.validation.validator import validate

pytestmark = pytest.mark.usefixtures("small_reference")

REJECTED = Correction(
    document="HTI-2004",
    quote="It did not open a shelter for victims",
    kind="measure",
    fields={"type": "victim-services"},
    verdict="reject",
    by="kim",
    at="2026-11-27",
)
ADDED = Correction(
    document="HTI-2004",
    quote="Some boys are made to beg in the streets of the capital",
    kind="role",
    fields={"role": "internal"},
    verdict="add",
    by="0000-0002-1825-0097",
    reason="In the capital",
)


@pytest.fixture
def corrections(tmp_path: Path) -> Path:
    path = tmp_path / "corrections.jsonl"
    for each in (REJECTED, ADDED):
        append(path, each)
    return path


@pytest.fixture
def source(tmp_path: Path) -> Path:
    return write_lines(tmp_path / "in.jsonl", [line("HTI", 2004), line("GTM", 2004)])


def listed(graph: Path) -> list[dict[str, object]]:
    return [fact for found in extractions(open_graph(graph)) for fact in facts(found)]


def test_a_build_with_corrections(source: Path, corrections: Path, tmp_path: Path) -> None:
    graphs = [tmp_path / "one.trig", tmp_path / "two.trig"]
    for graph in graphs:
        summary = build_graph([source], graph, corrections=[corrections])
    assert graphs[0].read_bytes() == graphs[1].read_bytes()
    assert summary.corrections == {"add": 1, "reject": 1}
    mine = [fact for fact in listed(graphs[0]) if fact["document"] == "HTI-2004"]
    assert not [fact for fact in mine if fact.get("status") == "not-done"]
    [reviewed] = [fact for fact in mine if fact["reviews"]]
    assert reviewed["role"] == "internal"
    assert reviewed["reviews"] == [
        {"by": "0000-0002-1825-0097", "verdict": "add", "at": "", "reason": "In the capital"}
    ]
    assert [fact for fact in listed(graphs[0]) if fact.get("status") == "not-done"]


def test_a_corrected_graph_conforms(source: Path, corrections: Path, tmp_path: Path) -> None:
    replaced = Correction(
        document="GTM-2004",
        quote="It did not open a shelter for victims",
        kind="measure",
        fields={"type": "victim-services"},
        new={"status": "insufficient"},
        verdict="replace",
    )
    append(corrections, replaced)
    summary = build_graph([source], tmp_path / "graph.ttl", corrections=[corrections])
    assert not [problem for problem in summary.problems or {} if problem[0] == "Violation"]
    assert validate(open_graph(tmp_path / "graph.ttl")).conforms


def test_facts_of_reports_and_of_their_graph_are_the_same(
    source: Path, corrections: Path, tmp_path: Path
) -> None:
    from tipgraph.corrections import read_corrections

    build_graph([source], tmp_path / "graph.trig", corrections=[corrections])
    found, _ = read_corrections([corrections])
    items = [each for each in read([str(source)], corrections=found) if hasattr(each, "extraction")]
    mine = [fact for each in items for fact in facts(each.extraction)]
    assert sorted(map(json.dumps, mine)) == sorted(map(json.dumps, listed(tmp_path / "graph.trig")))


def test_corrections_of_other_documents_are_counted(source: Path, tmp_path: Path) -> None:
    path = tmp_path / "c.jsonl"
    append(path, Correction(document="NAM-1999", quote="x", kind="role", verdict="reject"))
    summary = build_graph([source], tmp_path / "graph.trig", corrections=[path], validate=False)
    assert summary.corrections == {"no-document": 1}


def test_a_wrong_line_is_left_out(source: Path, corrections: Path, tmp_path: Path) -> None:
    corrections.write_text(f"{corrections.read_text()}oops\n")
    summary = build_graph([source], tmp_path / "g.trig", corrections=[corrections], validate=False)
    assert [str(error) for error in summary.excluded] == [
        f"{corrections}, line 3: not JSON: write one correction, as one JSON object, on the line"
    ]
    assert summary.corrections == {"add": 1, "reject": 1}
    with pytest.raises(InputError, match="line 3"):
        build_graph([source], tmp_path / "g.trig", corrections=[corrections], strict=True)


def test_a_missing_file_stops_the_build(source: Path, tmp_path: Path) -> None:
    with pytest.raises(UnreadableError, match="No such file"):
        build_graph([source], tmp_path / "g.trig", corrections=[tmp_path / "c.jsonl"])
    assert not (tmp_path / "g.trig").exists()


def test_only_documents_with_changed_corrections_are_processed_again(
    folder: Path, store: Path, corrections: Path, tmp_path: Path, understood: list[str]
) -> None:
    first = again(folder, store, corrections=[corrections])
    assert change(first) == (4, 1, 1, 0)
    assert change(again(folder, store, corrections=[corrections])) == (5, 0, 0, 0)
    append(corrections, Correction(document="GTM-2004", quote="girls", kind="victim-group", verdict="accept"))
    assert change(again(folder, store, corrections=[corrections])) == (4, 1, 1, 0)
    assert understood == ["HTI-2004", "GTM-2004"]
    again(folder, tmp_path / "new", corrections=[corrections])
    assert state(store) == state(tmp_path / "new")


def test_corrections_hold_when_a_report_changes(folder: Path, store: Path, corrections: Path) -> None:
    again(folder, store, corrections=[corrections])
    report(folder, "HTI", 2004, "Some women are exploited in mines.")
    summary = again(folder, store, corrections=[corrections])
    assert change(summary) == (4, 1, 1, 0)
    assert summary.corrections == {"add": 1, "reject": 1}


def test_a_build_says_if_corrections_are_not_given_any_more(
    folder: Path, store: Path, corrections: Path, tmp_path: Path
) -> None:
    said: list[str] = []
    again(folder, store, corrections=[corrections])
    summary = again(folder, store, notify=said.append)
    assert change(summary) == (4, 1, 1, 0)
    assert summary.corrections is None
    [message] = said
    assert str(corrections) in message
    again(folder, tmp_path / "plain")
    assert state(store) == state(tmp_path / "plain")

"""``tipgraph corrections``, and corrections in builds and facts."""

from __future__ import annotations

import csv
import io
import json
from pathlib import Path

import pytest

from tests.cli.support import REPORT_OPTIONS, run
from tipgraph.corrections import Correction, append

QUOTE = "Guatemalan girls are exploited in sex trafficking in Mexico"


@pytest.fixture
def corrections(tmp_path: Path) -> Path:
    path = tmp_path / "corrections.jsonl"
    for verdict, by in (("accept", "kim"), ("reject", "lee")):
        append(path, Correction(document="report", quote=QUOTE, kind="route", verdict=verdict, by=by))
    append(path, Correction(document="report", quote="a transit country", kind="role", verdict="accept"))
    return path


def test_a_build_with_corrections(report: Path, corrections: Path, tmp_path: Path) -> None:
    options = ("--corrections", corrections, "--on-conflict", "newest", *REPORT_OPTIONS)
    done = run("build", report, "-o", tmp_path / "graph.trig", *options)
    assert done.exit_code == 0, done.output
    said = " ".join(done.stderr.replace("│", " ").split())
    for row in ("corrections: reject 1", "corrections: overruled 1", "corrections: unanchored 1"):
        assert row in said
    assert "decided by --on-conflict newest" in said
    assert "1 correction without effect" in said
    assert run("facts", tmp_path / "graph.trig", "--kind", "route", "-f", "jsonl").stdout == ""


def test_facts_with_corrections(report: Path, corrections: Path) -> None:
    options = ("--corrections", corrections, "-f", "csv", "--kind", "route", *REPORT_OPTIONS)
    assert len(run("facts", report, *options).stdout.splitlines()) == 1
    kept = run("facts", report, *options, "--reviewed", "--on-conflict", "majority").stdout
    assert kept.count("\n") == 1, "a majority of one against one is decided by the newer one"
    corrections.write_text(corrections.read_text().partition("\n")[0] + "\n")
    [row] = csv.DictReader(io.StringIO(run("facts", report, *options, "--reviewed").stdout))
    assert (row["verdict"], row["reviewed_by"], row["origin"]) == ("accept", "kim", "GTM")


def test_merged_facts_of_reviewed_claims_have_nothing_of_others(tmp_path: Path) -> None:
    report, corrections = tmp_path / "report.txt", tmp_path / "corrections.jsonl"
    first = "Guatemalan girls are exploited in Mexico"
    report.write_text(f"{first}. Guatemalan men are exploited in mines in Mexico.")
    append(corrections, Correction(document="report", quote=first, kind="route", verdict="accept", by="kim"))
    options = ("--corrections", corrections, "--kind", "route", "--merged", "-f", "jsonl", *REPORT_OPTIONS)
    [every] = map(json.loads, run("facts", report, *options).stdout.splitlines())
    [reviewed] = map(json.loads, run("facts", report, *options, "--reviewed").stdout.splitlines())
    assert (every["victims"], every["sectors"]) == (["girls", "men"], ["mining"])
    assert (reviewed["victims"], reviewed["sectors"]) == (["girls"], [])


def test_status(report: Path, corrections: Path) -> None:
    append(corrections, Correction(document="other", quote="x", kind="role", verdict="accept"))
    corrections.write_text(corrections.read_text() + "oops\n")
    shown = run("corrections", "status", report, corrections, *REPORT_OPTIONS)
    assert shown.exit_code == 1
    assert f"{corrections}, line 5: not JSON" in shown.stderr
    assert shown.stdout.splitlines() == [
        "no-document\t1",
        "overruled\t1",
        "reject\t1",
        "unanchored\t1",
        "claims in dispute\t1",
        "kappa: route\t0.00 (0 of 1 the same)",
        f"unanchored\t{corrections}, line 3: the words are not in the text",
        f"no-document\t{corrections}, line 4: no document has the id other",
        f"disputed\t{corrections}, line 2: lee reject; {corrections}, line 1: kim accept",
    ]


def test_a_graph_with_corrections_is_no_source(report: Path, tmp_path: Path) -> None:
    path, graph = tmp_path / "c.jsonl", tmp_path / "graph.trig"
    append(path, Correction(document="report", quote=QUOTE, kind="route", verdict="accept"))
    run("build", report, "-o", graph, "--corrections", path, *REPORT_OPTIONS)
    for command in ("status", "to-gold"):
        assert "was built with corrections" in run("corrections", command, graph, path).stderr
        assert "was built with" not in run("corrections", command, report, path, *REPORT_OPTIONS).stderr


def test_status_as_json(report: Path, corrections: Path) -> None:
    append(corrections, Correction(document="other", quote="x", kind="role", verdict="accept"))
    shown = run("corrections", "status", report, corrections, "-f", "json", *REPORT_OPTIONS)
    found = json.loads(shown.stdout)
    assert [each["state"] for each in found["corrections"]] == [
        "overruled", "applied", "unanchored", "no-document"
    ]  # fmt: skip
    assert len(found["disputed"]) == 1
    assert found["agreement"] == [{"kind": "route", "both": 1, "same": 0, "kappa": 0.0}]


def test_a_sample_is_reviewed_in_a_spreadsheet(report: Path, tmp_path: Path) -> None:
    drawn = run("corrections", "sample", report, "--kind", "role", "--n", "2", "--seed", "1", *REPORT_OPTIONS)
    assert "2 of" in drawn.stderr
    assert "95 % interval for a precision of 50%" in drawn.stderr
    rows = list(csv.DictReader(io.StringIO(drawn.stdout)))
    path = tmp_path / "reviewed.csv"
    with path.open("w", encoding="utf-8-sig", newline="") as file:
        writer = csv.DictWriter(file, rows[0], delimiter=";")
        writer.writeheader()
        writer.writerows([{**rows[0], "verdict": "accept", "by": "kim", "at": "2026-11-27"}, rows[1]])
    counted = json.loads(run("corrections", "report", path, "-f", "json").stdout)
    assert [(each["kind"], each["judged"], each["right"]) for each in counted] == [("role", 1, 1)]
    states = run("corrections", "status", report, path, *REPORT_OPTIONS).stdout
    assert states.splitlines()[0] == "accept\t1"


def test_report_as_a_table(corrections: Path) -> None:
    corrections.write_text(corrections.read_text() + "oops\n")
    shown = run("corrections", "report", corrections, "--on-conflict", "leave-out")
    assert shown.exit_code == 1
    assert "1.000" in shown.stdout
    assert "route" not in shown.stdout, "people disagree on it"


def test_to_gold_is_what_evaluate_reads(report: Path, corrections: Path, tmp_path: Path) -> None:
    made = run("corrections", "to-gold", report, corrections, *REPORT_OPTIONS)
    (tmp_path / "gold.jsonl").write_text(made.stdout)
    scores = run("evaluate", tmp_path / "gold.jsonl", report, "-f", "json", *REPORT_OPTIONS)
    assert scores.exit_code == 0, scores.output
    assert json.loads(scores.stdout)["route"]["p"] == 0


def test_a_missing_file(report: Path, tmp_path: Path) -> None:
    done = run("corrections", "status", report, tmp_path / "none.jsonl", *REPORT_OPTIONS)
    assert done.exit_code == 2
    assert "none.jsonl" in done.stderr


MISTAKES = (
    {"verdict": "reject", "kind": "route", "quote": "exploited in sex trafficking in Mexico"},
    {
        "verdict": "accept",
        "kind": "role",
        "quote": "source and transit country",
        "fields": {"role": "source"},
    },
    {
        "verdict": "replace",
        "kind": "measure",
        "quote": "The government convicted no traffickers",
        "fields": {"type": "conviction"},
        "new": {"status": "insufficient"},
    },
    {
        "verdict": "replace",
        "kind": "victim-group",
        "quote": "Guatemalan girls",
        "fields": {"code": "girls"},
        "new": {"code": "women"},
    },
    {
        "verdict": "add",
        "kind": "sector",
        "quote": "sex trafficking in Mexico",
        "fields": {"code": "hospitality"},
    },
)


def test_five_corrections_of_one_report(report: Path, tmp_path: Path) -> None:
    path, graph = tmp_path / "c.jsonl", tmp_path / "graph.trig"
    path.write_text("".join(json.dumps({"document": "report", **each}) + "\n" for each in MISTAKES))
    assert run("build", report, "-o", graph, "--corrections", path, *REPORT_OPTIONS).exit_code == 0
    facts = [json.loads(line) for line in run("facts", graph, "-f", "jsonl").stdout.splitlines()]
    reviewed = [(each["kind"], each["reviews"][0]["verdict"]) for each in facts if each["reviews"]]
    assert sorted(reviewed) == [
        ("measure", "replace"), ("role", "accept"), ("sector", "add"), ("victim-group", "replace")
    ]  # fmt: skip
    assert "route" not in {each["kind"] for each in facts}
    assert {each["status"] for each in facts if each["kind"] == "measure"} == {"insufficient"}
    assert {each["code"] for each in facts if each["kind"] == "victim-group"} == {"women"}
    counted = json.loads(run("corrections", "report", path, "-f", "json").stdout)
    assert [(each["kind"], each["judged"], each["right"], each["added"]) for each in counted] == [
        ("measure", 1, 0, 0), ("role", 1, 1, 0), ("route", 1, 0, 0), ("sector", 0, 0, 1),
        ("victim-group", 1, 0, 0),
    ]  # fmt: skip

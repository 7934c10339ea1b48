"""``tipgraph facts``."""

from __future__ import annotations

import csv
import io
import json
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from tests.cli.support import REPORT, REPORT_OPTIONS, run
from tipgraph.cli import main


def lines(shown: Result) -> list[dict[str, object]]:
    assert shown.exit_code == 0, shown.output
    return [json.loads(line) for line in shown.stdout.splitlines()]


def test_facts_of_a_report_and_of_its_graph_are_the_same(report: Path, folder: Path) -> None:
    built = folder / "built.trig"
    assert run("build", report, "-o", built, *REPORT_OPTIONS).exit_code == 0
    once = run("facts", report, "--format", "jsonl", *REPORT_OPTIONS)
    assert lines(once)
    assert run("facts", built, "--format", "jsonl").stdout == once.stdout


def test_facts_of_several_reports_and_their_graph(report: Path, folder: Path) -> None:
    """In the order of their documents, not of the arguments."""
    inputs = folder / "several.jsonl"
    rows = [
        {"id": name, "country": name, "year": 2014, "publication": "tip", "text": REPORT}
        for name in ("MEX", "CUB")
    ]
    inputs.write_text("".join(json.dumps(row) + "\n" for row in rows))
    built = folder / "several.nq"
    assert run("build", inputs, report, "-o", built, *REPORT_OPTIONS).exit_code == 0
    once = run("facts", report, inputs, "--format", "jsonl", *REPORT_OPTIONS).stdout
    assert once.count("\n") > 3
    assert run("facts", built, "--format", "jsonl").stdout == once


def test_facts_of_a_kind(graph: Path) -> None:
    assert {row["kind"] for row in lines(run("facts", graph, "--kind", "tier", "-f", "jsonl"))} == {"tier"}
    rows = list(csv.DictReader(io.StringIO(run("facts", graph, "--kind", "tier", "-f", "csv").stdout)))
    assert [row["tier"] for row in rows] == ["2", "2", "2", "2WL"]


def test_facts_merged(folder: Path) -> None:
    text = folder / "two.txt"
    text.write_text(
        "Guatemala. Men are subjected to forced labor in Mexico. Women are exploited in sex trafficking in "
        "Mexico."
    )
    stated, merged = (
        lines(run("facts", text, "--kind", "route", "-f", "jsonl", *REPORT_OPTIONS, *more))
        for more in ((), ("--merged",))
    )
    assert [row["victims"] for row in stated] == [["men"], ["women"]]
    assert [row["victims"] for row in merged] == [["men", "women"]]


@pytest.mark.parametrize(
    ("kind", "suggestion"),
    [("routes", "did you mean route, role?"), ("xyz", "choose from role, route, victim-group")],
)
def test_an_unknown_kind(graph: Path, kind: str, suggestion: str) -> None:
    shown = run("facts", graph, "--kind", kind)
    assert shown.exit_code == 2
    assert f"Invalid value for '--kind': unknown value '{kind}': {suggestion}" in shown.stderr


def test_facts_for_people(graph: Path) -> None:
    assert "GTM → MEX via BLZ: girls, sex-trafficking, hospitality" in run("facts", graph).stdout


def test_sources_that_cannot_be_read_are_reported(graph: Path, folder: Path) -> None:
    empty = folder / "empty.txt"
    empty.write_text("")
    shown = run("facts", graph, empty, "-f", "jsonl")
    assert shown.exit_code == 1
    assert "empty.txt" in shown.stderr
    assert shown.stdout == run("facts", graph, "-f", "jsonl").stdout
    strict = run("facts", graph, empty, "--strict")
    assert (strict.exit_code, strict.stdout) == (1, "")


@pytest.mark.parametrize("command", ["facts", "panel", "show"])
def test_no_source_can_be_read(command: str, folder: Path) -> None:
    hollow = folder / "hollow"
    hollow.mkdir(exist_ok=True)
    for source in (folder / "no-such-file", hollow):
        shown = run(command, source)
        assert (shown.exit_code, shown.stdout) == (2, ""), source
        assert shown.stderr.endswith(("no report could be read\n", "give reports, or a graph of reports\n"))


@pytest.mark.parametrize("command", ["facts", "panel", "show"])
def test_a_damaged_graph(command: str, folder: Path) -> None:
    path = folder / "damaged.ttl"
    path.write_text("@prefix a: <http://a.example/> .\na:b a:c")
    shown = run(command, path)
    assert shown.exit_code == 2
    assert "damaged.ttl" in shown.stderr


@pytest.mark.parametrize("command", ["facts", "show", "panel"])
def test_a_dash_is_standard_input_whatever_files_there_are(
    command: str, graph: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "-").write_bytes(graph.read_bytes())
    done = CliRunner().invoke(main, [command, "-", *REPORT_OPTIONS], input=REPORT)
    assert done.exit_code == 0, done.output
    assert "GTM" in done.stdout or "Guatemala" in done.stdout
    assert "CUB" not in done.stdout


@pytest.mark.parametrize(
    ("option", "message"),
    [(("--country", "Guatamala"), "did you mean Guatemala"), (("--year", "1999"), "from 2000 to 2100")],
)
def test_options_of_reading_are_checked_even_if_unused(
    graph: Path, option: tuple[str, str], message: str
) -> None:
    shown = run("facts", graph, *option)
    assert shown.exit_code == 2
    assert message in shown.stderr


def test_facts_of_reliable_rules_only(graph: Path, folder: Path) -> None:
    every = lines(run("facts", graph, "-f", "jsonl"))
    kind, rule = every[0]["kind"], every[0]["rules"][0]  # type: ignore[index]
    scores = folder / "scores.json"
    scores.write_text(json.dumps({"rules": [{"rule": rule, "kind": kind, "fired": 10, "correct": 9}]}))
    shown = run("facts", graph, "-f", "jsonl", "--min-precision", "0.9", "--scores", scores)
    kept = lines(shown)
    made = [row for row in every if row["kind"] == kind and rule in row["rules"]]  # type: ignore[operator]
    assert kept == [{**row, "precision": 0.9, "cases": 10} for row in made]
    excluded = len(every) - len(kept)
    assert f"{excluded} claims excluded: the precision of their rules is lower or, for " in shown.stderr
    assert not lines(run("facts", graph, "-f", "jsonl", "--min-precision", "0.91", "--scores", scores))


def test_built_in_precisions_know_the_rules(report: Path) -> None:
    assert lines(run("facts", report, "-f", "jsonl", "--min-precision", "0.5", *REPORT_OPTIONS))


def test_scores_of_another_format(graph: Path, folder: Path) -> None:
    scores = folder / "scores.json"
    scores.write_text("[]")
    shown = run("facts", graph, "--min-precision", "0.9", "--scores", scores)
    assert shown.exit_code == 2
    assert "scores.json is not an evaluation" in shown.stderr


@pytest.mark.parametrize(("options", "written"), [((), "'=1+1"), (("--raw",), "=1+1")])
def test_no_cell_is_a_formula(folder: Path, options: tuple[str, ...], written: str) -> None:
    source = folder / "formula.jsonl"
    source.write_text(json.dumps({"id": "=1+1", "country": "GTM", "year": 2014, "text": REPORT}))
    for form in ("csv", "jsonl"):
        shown = run("facts", source, "--kind", "route", "-f", form, *options).stdout
        rows = csv.DictReader(io.StringIO(shown)) if form == "csv" else map(json.loads, shown.splitlines())
        assert {row["document"] for row in rows} == {written if form == "csv" else "=1+1"}

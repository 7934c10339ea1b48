"""``tipgraph evaluate``."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest

from tests.cli.support import REPORT_OPTIONS, run


@pytest.fixture(scope="module")
def gold(folder: Path) -> Path:
    path = folder / "gold.jsonl"
    lists: dict[str, list[object]] = {
        key: [] for key in ("routes", "victims", "exploitation", "sectors", "measures")
    }
    row = {
        "id": "report",
        "roles": [{"role": "source", "quote": "source"}, {"role": "internal"}],
        **lists,
        "tier": None,
    }
    path.write_text(json.dumps(row) + "\n")
    return path


def test_evaluate_reports_and_their_facts_alike(gold: Path, report: Path, folder: Path) -> None:
    facts = folder / "facts.jsonl"
    facts.write_text(run("facts", report, "-f", "jsonl", *REPORT_OPTIONS).stdout)
    direct = run("evaluate", gold, report, "-f", "json", *REPORT_OPTIONS)
    by_facts = json.loads(run("evaluate", gold, facts, "-f", "json").stdout)
    found = json.loads(direct.stdout)
    assert found["role"] == by_facts["role"]
    assert found["role"]["r"] == 0.5
    [missed] = [error for error in found["errors"] if error["verdict"] == "missed"]
    assert missed["what"] == ["internal"]


def test_evaluate_shows_mistakes_in_their_sentence_and_changes(
    gold: Path, report: Path, folder: Path
) -> None:
    old = folder / "old.jsonl"
    old.write_text('{"document": "report", "kind": "role", "role": "destination", "evidence": []}\n')
    shown = run("evaluate", gold, report, "--against", old, "--errors", "--rules", *REPORT_OPTIONS)
    assert shown.exit_code == 0, shown.output
    assert "mean F1 over 1 passage:" in shown.stdout
    assert "vanished" in shown.stdout
    assert "\nmissed role: internal (report)\n" in shown.stdout
    assert "\nspurious exploitation: sex-trafficking (report, by " in shown.stdout
    unmarked = shown.stdout.replace("[", "").replace("]", "")
    assert "\n    Guatemalan girls are exploited in sex trafficking in Mexico.\n" in unmarked


def test_evaluate_chooses_passages(gold: Path, report: Path) -> None:
    two = gold.with_name("two.jsonl")
    two.write_text(gold.read_text() + gold.read_text().replace('"report"', '"tip-2014-mex"'))
    shown = run("evaluate", two, report, "--skip", "MEX", "-f", "json", *REPORT_OPTIONS)
    assert json.loads(shown.stdout)["passages"] == 1
    some = run("evaluate", two, report, *REPORT_OPTIONS)
    assert some.exit_code == 0
    assert "Warning: 1 of 2 passages is not in the sources: tip-2014-mex\n" in some.stderr
    none = run("evaluate", two, report, "--only", "MEX", *REPORT_OPTIONS)
    assert none.exit_code == 2
    assert "the sources contain none of the 1 passage of" in none.stderr


@pytest.mark.parametrize(
    ("options", "message"),
    [
        (("--skip", "REPORT"), "no passage is selected"),
        (("--only", "XYZ"), "no passage has 'xyz' in its id"),
        (("--skip", "REPROT"), "no passage has 'reprot' in its id: did you mean report?"),
    ],
)
def test_a_choice_that_matches_nothing(
    gold: Path, report: Path, options: tuple[str, str], message: str
) -> None:
    shown = run("evaluate", gold, report, *options, *REPORT_OPTIONS)
    assert shown.exit_code == 2
    assert message in shown.stderr


def test_a_file_without_annotations(folder: Path, report: Path) -> None:
    texts = folder / "texts.jsonl"
    texts.write_text('{"id": "report", "text": "Guatemala is a source country."}\n')
    shown = run("evaluate", texts, report, *REPORT_OPTIONS)
    assert shown.exit_code == 2
    assert "texts.jsonl has no annotations" in shown.stderr


def test_damaged_gold(folder: Path, report: Path) -> None:
    bad = folder / "bad.jsonl"
    bad.write_text('{"id": ')
    shown = run("evaluate", bad, report, *REPORT_OPTIONS)
    assert shown.exit_code == 2
    assert "bad.jsonl:1: not JSON" in shown.stderr
    assert run("evaluate", folder / "none.jsonl", report, *REPORT_OPTIONS).exit_code == 2


def test_a_part_of_the_sources_is_left_out(gold: Path, report: Path, folder: Path) -> None:
    facts = folder / "some.jsonl"
    facts.write_text('{"document": "report", "kind": "role", "role": "source", "rules": []}\n')
    for rest in (report, facts):
        shown = run("evaluate", gold, rest, folder / "absent", "-f", "json", *REPORT_OPTIONS)
        assert shown.exit_code == 1
        assert json.loads(shown.stdout)["role"]["r"] == 0.5
    assert run("evaluate", gold, folder / "absent").exit_code == 2


def test_a_few_of_many_missing_passages_are_named(gold: Path, report: Path) -> None:
    many = gold.with_name("many.jsonl")
    names = ["report", *(f"absent-{number}" for number in range(7))]
    many.write_text("".join(gold.read_text().replace('"report"', f'"{name}"') for name in names))
    shown = run("evaluate", many, report, *REPORT_OPTIONS)
    named = ", ".join(f"absent-{number}" for number in range(5))
    assert f"Warning: 7 of 8 passages are not in the sources: {named} and 2 more\n" in shown.stderr


def test_kinds_that_are_not_annotated_are_marked(gold: Path, folder: Path) -> None:
    facts = folder / "counts.jsonl"
    fact = {"document": "report", "kind": "count", "type": "conviction", "count": 3, "rules": ["count.a"]}
    facts.write_text(json.dumps(fact) + "\n")
    shown = run("evaluate", gold, facts, "--rules", "--errors").stdout
    assert re.search(r"count \* *│ +0 │ +1 │ +0 │ not annotated", shown)
    assert "count.a" not in shown
    assert "spurious count" not in shown
    found = json.loads(run("evaluate", gold, facts, "-f", "json").stdout)
    assert found["not_annotated"] == ["count"]
    assert found["count"] == {"p": 0.0, "r": 0.0, "f1": 0.0}, "as the scorer of the gold has it"
    assert (found["rules"], [error["measure"] for error in found["errors"]]) == ([], ["role", "role"])


def test_piped_mistakes_are_not_padded(gold: Path, folder: Path) -> None:
    long = folder / "long.jsonl"
    text = "; ".join(["women are exploited in brothels in Mexico"] * 60) + "."
    long.write_text(json.dumps({"id": "report", "text": text}) + "\n")
    shown = run("evaluate", gold, long, "--errors", *REPORT_OPTIONS).stdout.partition("\nmissed")[2]
    assert "    [women are exploited in brothels in Mexico] …\n" in shown
    assert max(map(len, shown.splitlines())) < 100

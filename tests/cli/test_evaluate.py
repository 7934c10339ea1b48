"""``tipgraph evaluate``."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from tests.cli.asking import SAID, run


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
    facts.write_text(run("facts", report, "-f", "jsonl", *SAID).stdout)
    direct = run("evaluate", gold, report, "-f", "json", *SAID)
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
    shown = run("evaluate", gold, report, "--against", old, "--errors", "--rules", *SAID)
    assert shown.exit_code == 0, shown.output
    assert "mean F1 over 1 passages" in shown.stdout
    assert "vanished" in shown.stdout
    unmarked = shown.stdout.replace("[", "").replace("]", "")
    assert "Guatemalan girls are exploited in sex trafficking in Mexico." in unmarked


def test_evaluate_chooses_passages(gold: Path, report: Path) -> None:
    two = gold.with_name("two.jsonl")
    two.write_text(gold.read_text() + gold.read_text().replace('"report"', '"tip-2014-mex"'))
    shown = run("evaluate", two, report, "--skip", "MEX", "-f", "json", *SAID)
    assert json.loads(shown.stdout)["passages"] == 1
    some = run("evaluate", two, report, *SAID)
    assert some.exit_code == 0
    assert "Warning: 1 of 2 passages are not in the sources\n" in some.stderr
    none = run("evaluate", two, report, "--only", "MEX", *SAID)
    assert none.exit_code == 2
    assert "none of the 1 passages" in none.stderr


@pytest.mark.parametrize(
    ("options", "message"),
    [
        (("--skip", "REPORT"), "no passage is left"),
        (("--only", "XYZ"), "no passage has 'xyz' in its id"),
        (("--skip", "REPROT"), "no passage has 'reprot' in its id: did you mean report?"),
    ],
)
def test_a_choice_that_matches_nothing(
    gold: Path, report: Path, options: tuple[str, str], message: str
) -> None:
    shown = run("evaluate", gold, report, *options, *SAID)
    assert shown.exit_code == 2
    assert message in shown.stderr


def test_a_file_without_annotations(folder: Path, report: Path) -> None:
    texts = folder / "texts.jsonl"
    texts.write_text('{"id": "report", "text": "Guatemala is a source country."}\n')
    shown = run("evaluate", texts, report, *SAID)
    assert shown.exit_code == 2
    assert "texts.jsonl holds no annotations" in shown.stderr


def test_damaged_gold(folder: Path, report: Path) -> None:
    bad = folder / "bad.jsonl"
    bad.write_text('{"id": ')
    shown = run("evaluate", bad, report, *SAID)
    assert shown.exit_code == 1
    assert "bad.jsonl:1" in shown.stderr

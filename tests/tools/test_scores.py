"""The figures of rules that come with the program, and the page that shows them."""

from __future__ import annotations

import csv

from tests.paths import ROOT
from tests.understanding.extraction import claims, rules
from tests.understanding.tables import CASES, cases
from tipgraph.build.extractions import ExtractionWithText, read
from tipgraph.evaluation import Evaluation, RuleScore, Score, Scores
from tipgraph.evaluation.scores import MEASURES, EvidenceShare
from tools.scores import COLUMNS, MARK, PAGE, RULES, tabled

GOLD = ROOT / "tests/gold"


def shipped() -> list[dict[str, str]]:
    with RULES.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def test_the_figures_are_of_rules_that_there_are() -> None:
    rows = shipped()
    assert tuple(rows[0]) == COLUMNS
    fired = {
        rule
        for path in sorted(CASES.glob("*.txt"))
        for case in cases(path.stem)
        for rule in rules(claims(case.country, case.text))
    }
    assert {row["rule"] for row in rows} <= fired
    assert all(0 <= int(row["correct"]) <= int(row["fired"]) for row in rows)


def test_no_rule_that_fires_on_our_own_texts_is_without_a_figure() -> None:
    sources = [str(ROOT / "examples/reports"), str(GOLD / "styles.texts.jsonl"), str(GOLD / "era2005")]
    found = [item.extraction for item in read(sources) if isinstance(item, ExtractionWithText)]
    assert len(found) > 50
    fired = {
        (claim.kind, rule) for extraction in found for claim in extraction.claims for rule in claim.rules
    }
    assert fired <= {(row["kind"], row["rule"]) for row in shipped()}


def test_the_page_shows_the_same_figures() -> None:
    page = PAGE.read_text(encoding="utf-8")
    for row in shipped():
        assert f"| {row['kind']} | {row['rule']} | {row['fired']} | {row['correct']} |" in page


def test_tables_stand_behind_the_mark() -> None:
    scores = Scores(1, dict.fromkeys(MEASURES, Score(2, 2, 1)), EvidenceShare(1, 1))
    found = Evaluation(scores, [], [RuleScore("role.named", "role", 4, 3)])
    once = tabled(f"# Page\n\n{MARK}old tables", found)
    assert once.startswith(f"# Page\n\n{MARK}\nmean F1")
    assert "old tables" not in once
    assert "| role | role.named | 4 | 3 | 0.750 |" in once
    assert tabled(once, found) == once

"""The figures of rules that come with the program, and the page that shows them."""

from __future__ import annotations

import re

import pytest
from rdflib import SKOS, Graph, Literal, URIRef

from tests.paths import ROOT
from tipgraph.build.extractions import ExtractionWithText, read
from tipgraph.evaluation import Evaluation, Score, Scores
from tipgraph.evaluation.scores import MEASURES, EvidenceShare
from tipgraph.model.iris import BASE, TG
from tipgraph.model.precision import RuleScore, shipped
from tipgraph.model.vocabulary import load
from tools.scores import MARK, PAGE, RULES, tabled, vocabulary_file

GOLD = ROOT / "tests/gold"


def test_the_figures_are_of_rules_that_there_are() -> None:
    assert {score.rule for score in shipped()} <= set(load()["rule"])
    assert len(shipped()) > 20
    assert all(0 <= score.correct <= score.fired for score in shipped())


@pytest.mark.slow
def test_no_rule_that_fires_on_our_own_texts_is_without_a_figure() -> None:
    sources = [str(ROOT / "examples/reports"), str(GOLD / "styles.texts.jsonl"), str(GOLD / "era2005")]
    found = [item.extraction for item in read(sources) if isinstance(item, ExtractionWithText)]
    assert len(found) > 50
    fired = {
        (claim.kind, rule) for extraction in found for claim in extraction.claims for rule in claim.rules
    }
    assert fired <= {(score.kind, score.rule) for score in shipped()}


def test_the_page_shows_the_same_figures() -> None:
    page = PAGE.read_text(encoding="utf-8")
    for score in shipped():
        assert f"| {score.kind} | {score.rule} | {score.fired} | {score.correct} |" in page


def test_the_vocabulary_of_rules_is_as_the_program_writes_it() -> None:
    known = {name: rule.definition for name, rule in load()["rule"].items()}
    assert all(known.values()), "every rule is defined"
    texts = int(re.search(r"on (\d+) annotated", RULES.read_text(encoding="utf-8"))[1])  # type: ignore[index]
    assert vocabulary_file(known, shipped(), texts) == RULES.read_text(encoding="utf-8")
    graph = Graph().parse(
        data=vocabulary_file({"role.a": 'Says "a".'}, [RuleScore("role.a", "role", 8, 6)], 9)
    )
    node = URIRef(f"{BASE}concept/rule/role.a")
    figures = [graph.value(node, URIRef(TG + name)) for name in ("cases", "correctCases", "precision")]
    assert list(map(str, figures)) == ["8", "6", "0.75"]
    assert graph.value(node, SKOS.definition) == Literal('Says "a".', lang="en")


def test_tables_stand_behind_the_mark() -> None:
    scores = Scores(1, dict.fromkeys(MEASURES, Score(2, 2, 1)), EvidenceShare(1, 1))
    found = Evaluation(scores, [], [RuleScore("role.named", "role", 4, 3)])
    once = tabled(f"# Page\n\n{MARK}old tables", found)
    assert once.startswith(f"# Page\n\n{MARK}\nmean F1")
    assert "old tables" not in once
    assert "| role | role.named | 4 | 3 | 0.750 |" in once
    assert tabled(once, found) == once

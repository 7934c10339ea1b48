"""Precision, recall and F1."""

from __future__ import annotations

import pytest

from tests.evaluation.passage import FACTS
from tipgraph.analysis.facts import Fact
from tipgraph.evaluation import Gold, mistakes, score
from tipgraph.evaluation.precision import rule_scores


@pytest.mark.parametrize(
    ("measure", "gold_size", "predicted", "correct"),
    [
        ("role", 2, 1, 1),
        ("route", 1, 1, 1),
        ("route-links", 3, 3, 2),
        ("victim-group", 1, 2, 1),
        ("exploitation", 0, 1, 0),
        ("sector", 1, 1, 1),
        ("tier", 4, 4, 2),
        ("measure", 1, 1, 1),
        ("route-via", 0, 1, 0),
        ("route-kind", 1, 1, 1),
        ("route-certainty", 1, 1, 0),
        ("measure-type", 1, 1, 1),
        ("count", 1, 1, 1),
    ],
)
def test_each_measure(gold: Gold, measure: str, gold_size: int, predicted: int, correct: int) -> None:
    found = score(gold.facts, FACTS, gold.documents).measures[measure]
    assert (found.gold, found.predicted, found.correct) == (gold_size, predicted, correct)


def test_the_mean_and_the_evidence(gold: Gold) -> None:
    found = score(gold.facts, FACTS, gold.documents)
    assert found.mean_f1 == pytest.approx((2 / 3 + 1 + 2 / 3 + 2 / 3 + 0 + 1 + 0.5 + 1) / 8)
    # Right and quoted in the gold: the role, the route, the boys and the measure.
    assert (found.evidence.good, found.evidence.of) == (3, 4)


def test_facts_of_other_documents_do_not_count(gold: Gold) -> None:
    other = {"document": "tip-2014-nam", "kind": "role", "role": "transit"}
    assert score(gold.facts, [*FACTS, other], gold.documents) == score(gold.facts, FACTS, gold.documents)


def test_long_quotes_prove_nothing(gold: Gold) -> None:
    long: Fact = {
        **FACTS[0],
        "kind": "role",
        "role": "source",
        "evidence": [{"quote": "Angola is a source " * 20}],
    }
    assert score(gold.facts, [long], gold.documents).evidence.good == 0


def test_nothing_at_all() -> None:
    assert score([], [], set()).mean_f1 == 0


ROUTE: Fact = {"document": "a", "kind": "route", "origin": "LAO", "destination": "THA"}
STATEMENTS: list[Fact] = [
    {**ROUTE, "certainty": "possible", "route_kind": "trafficking", "victims": ["men"], "rules": ["b"]},
    {**ROUTE, "certainty": "asserted", "route_kind": "migration", "victims": ["women"], "rules": ["a"]},
]
MERGED: Fact = {**ROUTE, "certainty": "asserted", "route_kind": "trafficking", "victims": ["men", "women"]}


def test_statements_on_one_route_count_as_one() -> None:
    for facts in (STATEMENTS, STATEMENTS[::-1]):
        found = score([MERGED], facts, {"a"})
        assert found == score([MERGED], [MERGED], {"a"})
        assert found.measures["route-certainty"].predicted == found.measures["route-kind"].predicted == 1
        assert mistakes([MERGED], facts) == []
        assert [(rule.rule, rule.fired, rule.correct) for rule in rule_scores([MERGED], facts)] == [
            ("a", 1, 1), ("b", 1, 1)
        ]  # fmt: skip


def test_possible_statements_only_make_a_possible_route() -> None:
    wrong = score([MERGED], [{**STATEMENTS[0], "victims": ["men", "women"]}], {"a"})
    assert wrong.measures["route-certainty"].correct == 0


def test_statements_of_a_measure_count_as_one() -> None:
    done: Fact = {"document": "a", "kind": "measure", "type": "hotline", "status": "done", "rules": ["m"]}
    [rule] = rule_scores([done], [done, done])
    assert (rule.fired, rule.correct) == (1, 1)
    assert score([done], [done, done], {"a"}).measures["measure"].predicted == 1

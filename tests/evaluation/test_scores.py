"""Precision, recall and F1."""

from __future__ import annotations

import pytest

from tests.evaluation.passage import FACTS
from tipgraph.analysis.facts import Fact
from tipgraph.evaluation import (
    Gold,
    score,
)


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

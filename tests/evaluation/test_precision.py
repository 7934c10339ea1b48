"""Precision of rules."""

from __future__ import annotations

from tests.evaluation.passage import FACTS
from tipgraph.evaluation import (
    Gold,
    rule_scores,
)


def test_rules(gold: Gold) -> None:
    found = {score.rule: (score.fired, score.correct) for score in rule_scores(gold.facts, FACTS)}
    assert found["victim-group/hand"] == (2, 1)
    assert found["route/hand"] == (1, 1)
    assert found["tier/hand"] == (1, 0), "a tier is right where all that it states is"
    assert found["count/hand"] == (1, 1)

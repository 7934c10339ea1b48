"""Precision of rules: how often each rule fired, and how often its facts were correct on annotated texts.

Users select reliable facts by these figures.
"""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterable
from pathlib import Path

from tipgraph.analysis.facts import Fact
from tipgraph.errors import UnreadableError
from tipgraph.evaluation.scores import Tuples, elements, joined, tuples
from tipgraph.model.precision import Precisions, RuleScore, shipped

__all__ = ["is_correct", "read_precisions", "rule_scores"]


def rule_scores(gold: Iterable[Fact], facts: Iterable[Fact]) -> list[RuleScore]:
    """Return the score of each rule by kind, the rules with most mistakes first.

    A fact is correct if the gold has its identifying fields; a tier is correct if the gold has all its
    fields.
    """
    truth = tuples(gold)
    fired: Counter[tuple[str, str]] = Counter()
    correct: Counter[tuple[str, str]] = Counter()
    for fact in joined(facts):
        for rule in fact.get("rules") or ():
            fired[fact["kind"], rule] += 1
            correct[fact["kind"], rule] += is_correct(fact, truth)
    scores = [RuleScore(rule, kind, times, correct[kind, rule]) for (kind, rule), times in fired.items()]
    return sorted(scores, key=lambda score: (score.kind, score.correct - score.fired, score.rule))


def is_correct(fact: Fact, truth: Tuples) -> bool:
    """Tell whether annotations have a fact, of a tier all its fields."""
    return all(element in truth[measure] for measure, element in elements(fact) if measure == fact["kind"])


def read_precisions(evaluation: Path | None = None) -> Precisions:
    """Read the precision of rules that comes with tipgraph, or a file of ``tipgraph evaluate --format json``.

    Raises UnreadableError for any other file.
    """
    try:
        return Precisions(shipped() if evaluation is None else _of_evaluation(evaluation))
    except (OSError, ValueError, KeyError, TypeError) as error:
        raise UnreadableError(
            f"{evaluation} is not an evaluation",
            remedy="give the output of `tipgraph evaluate --format json`",
        ) from error


def _of_evaluation(path: Path) -> list[RuleScore]:
    found = json.loads(path.read_text(encoding="utf-8"))["rules"]
    return [RuleScore(**row) for row in found]

"""How each rule fares: how often it fired, and how often what it made is right."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass

from tipgraph.evaluate.scores import Tuples, elements, tuples
from tipgraph.facts import Fact

__all__ = ["RuleScore", "by_rule"]


@dataclass(frozen=True, slots=True)
class RuleScore:
    """A rule: the kind of fact it made, how many of them, and how many of these the gold has.

    A fact that several rules made counts for each.
    """

    rule: str
    kind: str
    fired: int
    right: int

    @property
    def precision(self) -> float:
        """The share of right ones."""
        return self.right / self.fired

    def as_json(self) -> dict[str, object]:
        """Return the score as plain values."""
        return {"rule": self.rule, "kind": self.kind, "fired": self.fired, "right": self.right}


def by_rule(gold: Iterable[Fact], facts: Iterable[Fact]) -> list[RuleScore]:
    """Return the score of each rule, by kind, the one with most mistakes first.

    A fact is right where the gold has what identifies it; a tier where the gold has all its fields.
    """
    truth = tuples(gold)
    fired: Counter[tuple[str, str]] = Counter()
    right: Counter[tuple[str, str]] = Counter()
    for fact in facts:
        for rule in fact.get("rules") or ():
            fired[fact["kind"], rule] += 1
            right[fact["kind"], rule] += _is_right(fact, truth)
    scores = [RuleScore(rule, kind, times, right[kind, rule]) for (kind, rule), times in fired.items()]
    return sorted(scores, key=lambda score: (score.kind, score.right - score.fired, score.rule))


def _is_right(fact: Fact, truth: Tuples) -> bool:
    return all(element in truth[measure] for measure, element in elements(fact) if measure == fact["kind"])

"""The measured precision of rules: how often the claims of each rule were correct on annotated texts.

``ontology/rules.ttl`` holds the figures that come with the program, one concept a rule.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass
from functools import cache
from typing import Any

from tipgraph.model.vocabulary import load

__all__ = ["ACCEPTED", "BY_PEOPLE", "UNMEASURED", "Precisions", "RuleScore", "shipped"]

BY_PEOPLE = "review."
"""The start of the rules of claims that people replaced or added."""
ACCEPTED = f"{BY_PEOPLE}accept"
"""What counts as a rule of a claim that people accepted: they stand for it, whatever its rules."""
UNMEASURED = 0.5
"""The weight of a claim whose rules have no measured precision: the mean of the prior of `Bootstrap`."""
_KINDS = {"operator": "measure"}
"""The kinds of claims of rules whose names do not begin with the kind."""


@dataclass(frozen=True, slots=True)
class RuleScore:
    """A rule and a kind of claim: how many claims of the kind it made, and how many of these are correct.

    A claim of several rules counts for each of them; all statements of a document on one route, measure or
    count are one claim.
    """

    rule: str
    kind: str
    fired: int
    correct: int

    @property
    def precision(self) -> float:
        """The share of correct claims."""
        return self.correct / self.fired

    @property
    def rounded(self) -> float:
        """The precision to three places: graphs and tables state it, and thresholds are compared with it."""
        return round(self.precision, 3)

    def as_json(self) -> dict[str, object]:
        """Return the score as plain values."""
        return {"rule": self.rule, "kind": self.kind, "fired": self.fired, "correct": self.correct}


class Precisions:
    """The precision of rules, each of which makes one kind of claim.

    ``dropped`` is the number of facts that `reliable` excluded. ``unmeasured`` counts by kind those of them
    whose rules have no known precision: the rules never fired on the annotated texts, or the kind is not
    annotated.

    >>> scores = [RuleScore("role.named", "role", 9, 9), RuleScore("role.transit", "role", 9, 7)]
    >>> precisions = Precisions(scores)
    >>> made = [{"kind": "role", "rules": [rule]} for rule in ("role.named", "role.transit", "role.new")]
    >>> len(list(precisions.reliable(made, 0.9))), precisions.dropped, dict(precisions.unmeasured)
    (1, 2, {'role': 1})
    """

    def __init__(self, scores: Iterable[RuleScore]) -> None:
        self._by_rule = {score.rule: score for score in scores}
        self.dropped = 0
        self.unmeasured: Counter[str] = Counter()

    def best(self, rules: Iterable[str]) -> RuleScore | None:
        """Return the score of the most precise rule of a claim, None if none is measured.

        Of several with the same precision, it is the one with most cases.
        """
        found = [self._by_rule[rule] for rule in rules if rule in self._by_rule]
        return max(found, key=lambda score: (score.precision, score.fired), default=None)

    def is_reliable(self, rules: Collection[str], least: float) -> bool:
        """Tell whether a rule of a claim has at least the precision ``least``, or a person made it."""
        score = self.best(rules)
        return any(rule.startswith(BY_PEOPLE) for rule in rules) or (
            score is not None and score.rounded >= least
        )

    def weight(self, rules: Collection[str]) -> float:
        """Return how probable it is that a claim of these rules is correct: the precision of the best one.

        It is 1 if people reviewed the claim, and `UNMEASURED` if no rule is measured.
        """
        if any(rule.startswith(BY_PEOPLE) for rule in rules):
            return 1
        score = self.best(rules)
        return UNMEASURED if score is None else score.rounded

    def reliable(self, facts: Iterable[dict[str, Any]], least: float) -> Iterator[dict[str, Any]]:
        """Yield reviewed facts, and those of which a rule has at least the precision ``least``."""
        for fact in facts:
            if fact.get("reviews") or self.is_reliable(fact["rules"], least):
                yield fact
                continue
            self.dropped += 1
            if self.best(fact["rules"]) is None:
                self.unmeasured[fact["kind"]] += 1


@cache
def shipped() -> tuple[RuleScore, ...]:
    """Return the scores of rules that come with the program."""
    return tuple(
        RuleScore(name, _KINDS.get(name.partition(".")[0], name.partition(".")[0]), *map(int, figures))
        for name, rule in load()["rule"].items()
        if (figures := [*rule.all("cases"), *rule.all("correctCases")])
    )

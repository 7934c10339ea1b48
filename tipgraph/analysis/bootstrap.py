"""Intervals of counts by the bootstrap: over the precision of rules, and over documents.

Each run draws documents with replacement, draws a precision for each rule, and keeps each claim with the
precision of its rule. A rule's precision is drawn from the Beta distribution of its annotated cases with the
prior of Jeffreys, so that a rule with few cases, or none, gives a wide interval. The interval covers false
claims, not those that the program misses. Source: B. Efron and R. J. Tibshirani, An Introduction to the
Bootstrap (1993), chapter 13, for percentile intervals.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterable, Sequence
from math import ceil, floor
from random import Random

from tipgraph.model.precision import BY_PEOPLE, Precisions, shipped

__all__ = ["LEVEL", "Bootstrap", "Interval"]

Interval = tuple[int, int]
Rule = str | None
"""The most precise rule of a claim; None if none is measured."""

LEVEL = 0.95
"""The share of runs that an interval covers."""
_PRIOR = 0.5


class Bootstrap:
    """Intervals of counts. The same seed gives the same intervals.

    >>> bootstrap = Bootstrap(runs=200)
    >>> low, high = bootstrap.interval([[bootstrap.rule(["role.named"])] * 100])
    >>> 80 < low < high == 100
    True
    """

    def __init__(self, precisions: Precisions | None = None, *, runs: int = 1000, seed: int = 0) -> None:
        self._precisions = Precisions(shipped()) if precisions is None else precisions
        self._runs = runs
        self._seed = seed
        self._drawn: dict[Rule, list[float]] = {}

    def rule(self, rules: Collection[str]) -> Rule:
        """Return the rule by which a claim counts: that of a person, or else the most precise one."""
        by_people = next((rule for rule in rules if rule.startswith(BY_PEOPLE)), None)
        score = self._precisions.best(rules)
        return by_people or (score.rule if score else None)

    def interval(self, documents: Iterable[Iterable[Rule]]) -> Interval:
        """Return the interval of the number of claims, which are given document by document as their rules.

        Claims of one document are drawn together. A single document is always drawn.
        """
        kinds = Counter(tuple(sorted(Counter(rules).items(), key=str)) for rules in documents)
        contents, weights = list(kinds), list(kinds.values())
        random = Random(self._seed)
        totals = []
        for run in range(self._runs if contents else 1):
            drawn = Counter(random.choices(contents, weights, k=kinds.total())) if contents else {}
            claims: Counter[Rule] = Counter()
            for content, times in drawn.items():
                for rule, number in content:
                    claims[rule] += times * number
            totals.append(sum(self._kept(random, number, rule, run) for rule, number in claims.items()))
        return _percentiles(sorted(totals))

    def _kept(self, random: Random, number: int, rule: Rule, run: int) -> int:
        """Return how many of a rule's claims are correct in a run."""
        precision = self._precision(rule)[run]
        return sum(random.random() < precision for _ in range(number))

    def _precision(self, rule: Rule) -> list[float]:
        """Return the precision of a rule in each run."""
        if rule not in self._drawn:
            random = Random(f"{self._seed} {rule}")
            self._drawn[rule] = [self._draw(random, rule) for _ in range(self._runs)]
        return self._drawn[rule]

    def _draw(self, random: Random, rule: Rule) -> float:
        if rule is not None and rule.startswith(BY_PEOPLE):
            return 1.0
        score = self._precisions.best([rule] if rule else [])
        right, wrong = (score.correct, score.fired - score.correct) if score else (0, 0)
        return random.betavariate(right + _PRIOR, wrong + _PRIOR)


def _percentiles(totals: Sequence[int]) -> Interval:
    outside = (1 - LEVEL) / 2
    last = len(totals) - 1
    return totals[floor(outside * last)], totals[ceil((1 - outside) * last)]

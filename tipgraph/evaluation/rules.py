"""Precision of rules: how often each rule fired, and how often its facts were correct on annotated texts.

Users select reliable facts by these figures.
"""

from __future__ import annotations

import csv
import json
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from tipgraph.analysis.facts import Fact
from tipgraph.errors import UnreadableError
from tipgraph.evaluation.scores import Tuples, elements, joined, tuples
from tipgraph.util.resources import folder

__all__ = ["Precisions", "RuleScore", "read_precisions", "rule_scores"]


@dataclass(frozen=True, slots=True)
class RuleScore:
    """A rule and a kind of fact: how many facts of the kind it made, and how many of these are in the gold.

    A fact of several rules counts for each of them; all statements of a document on one route, measure or
    count are one fact.
    """

    rule: str
    kind: str
    fired: int
    correct: int

    @property
    def precision(self) -> float:
        """The share of correct facts."""
        return self.correct / self.fired

    def as_json(self) -> dict[str, object]:
        """Return the score as plain values."""
        return {"rule": self.rule, "kind": self.kind, "fired": self.fired, "correct": self.correct}


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
            correct[fact["kind"], rule] += _is_correct(fact, truth)
    scores = [RuleScore(rule, kind, times, correct[kind, rule]) for (kind, rule), times in fired.items()]
    return sorted(scores, key=lambda score: (score.kind, score.correct - score.fired, score.rule))


def _is_correct(fact: Fact, truth: Tuples) -> bool:
    return all(element in truth[measure] for measure, element in elements(fact) if measure == fact["kind"])


class Precisions:
    """The precision of rules by kind of claim.

    ``dropped`` is the number of facts that `reliable` excluded. ``unmeasured`` counts by kind those of them
    whose rules have no known precision: the rules never fired on the annotated texts, or the kind is not
    annotated.

    >>> precisions = Precisions({("role", "role.named"): 0.98, ("role", "role.transit"): 0.7})
    >>> made = [{"kind": "role", "rules": [rule]} for rule in ("role.named", "role.transit", "role.new")]
    >>> len(list(precisions.reliable(made, 0.9))), precisions.dropped, dict(precisions.unmeasured)
    (1, 2, {'role': 1})
    """

    def __init__(self, by_rule: Mapping[tuple[str, str], float]) -> None:
        self._by_rule = by_rule
        self.dropped = 0
        self.unmeasured: Counter[str] = Counter()

    def reliable(self, facts: Iterable[Fact], least: float) -> Iterator[Fact]:
        """Yield reviewed facts, and those of which a rule has at least the precision ``least``."""
        for fact in facts:
            known = [self._by_rule.get((fact["kind"], rule)) for rule in fact["rules"]]
            if fact.get("reviews") or any(
                precision is not None and precision >= least for precision in known
            ):
                yield fact
                continue
            self.dropped += 1
            if all(precision is None for precision in known):
                self.unmeasured[fact["kind"]] += 1


def read_precisions(evaluation: Path | None = None) -> Precisions:
    """Read the precision of rules that comes with tipgraph, or a file of ``tipgraph evaluate --format json``.

    Raises UnreadableError for any other file.
    """
    try:
        rows = _shipped() if evaluation is None else _of_evaluation(evaluation)
        return Precisions({(row.kind, row.rule): row.precision for row in rows})
    except (OSError, ValueError, KeyError, TypeError) as error:
        raise UnreadableError(
            f"{evaluation} is not an evaluation",
            remedy="give the output of `tipgraph evaluate --format json`",
        ) from error


def _of_evaluation(path: Path) -> list[RuleScore]:
    found = json.loads(path.read_text(encoding="utf-8"))["rules"]
    return [RuleScore(**row) for row in found]


def _shipped() -> list[RuleScore]:
    with (folder("ontology") / "rules.csv").open(encoding="utf-8", newline="") as file:
        return [
            RuleScore(row["rule"], row["kind"], int(row["fired"]), int(row["correct"]))
            for row in csv.DictReader(file)
        ]

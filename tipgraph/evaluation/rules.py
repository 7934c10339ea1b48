"""How each rule fares: how often it fired, and how often what it made is correct.

How right each rule was on annotated texts, to choose claims by it.
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
from tipgraph.evaluation.scores import Tuples, elements, tuples
from tipgraph.util.resources import folder

__all__ = ["Precisions", "RuleScore", "read_precisions", "rule_scores"]


@dataclass(frozen=True, slots=True)
class RuleScore:
    """A rule: the kind of fact it made, how many of them, and how many of these the gold has.

    A fact that several rules made counts for each.
    """

    rule: str
    kind: str
    fired: int
    correct: int

    @property
    def precision(self) -> float:
        """The share of right ones."""
        return self.correct / self.fired

    def as_json(self) -> dict[str, object]:
        """Return the score as plain values."""
        return {"rule": self.rule, "kind": self.kind, "fired": self.fired, "correct": self.correct}


def rule_scores(gold: Iterable[Fact], facts: Iterable[Fact]) -> list[RuleScore]:
    """Return the score of each rule, by kind, the one with most mistakes first.

    A fact is right where the gold has what identifies it; a tier where the gold has all its fields.
    """
    truth = tuples(gold)
    fired: Counter[tuple[str, str]] = Counter()
    correct: Counter[tuple[str, str]] = Counter()
    for fact in facts:
        for rule in fact.get("rules") or ():
            fired[fact["kind"], rule] += 1
            correct[fact["kind"], rule] += _is_correct(fact, truth)
    scores = [RuleScore(rule, kind, times, correct[kind, rule]) for (kind, rule), times in fired.items()]
    return sorted(scores, key=lambda score: (score.kind, score.correct - score.fired, score.rule))


def _is_correct(fact: Fact, truth: Tuples) -> bool:
    return all(element in truth[measure] for measure, element in elements(fact) if measure == fact["kind"])


class Precisions:
    """The precision of rules by kind of claim.

    ``dropped`` counts the facts that `reliable` left out, and ``unmeasured``, by kind, those among them
    of whose rules no figure is known: they never fired on the annotated texts, or their kind is not
    annotated there.

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
        """Yield the facts for which some rule is known to have at least this precision."""
        for fact in facts:
            known = [self._by_rule.get((fact["kind"], rule)) for rule in fact["rules"]]
            if any(precision is not None and precision >= least for precision in known):
                yield fact
                continue
            self.dropped += 1
            if all(precision is None for precision in known):
                self.unmeasured[fact["kind"]] += 1


def read_precisions(evaluation: Path | None = None) -> Precisions:
    """Read the figures that come with the program, or those of ``tipgraph evaluate --format json``.

    Raises UnreadableError where the file is something else.
    """
    try:
        rows = _shipped() if evaluation is None else _of_evaluation(evaluation)
        return Precisions({(row.kind, row.rule): row.precision for row in rows})
    except (OSError, ValueError, KeyError, TypeError) as error:
        raise UnreadableError(
            f"{evaluation} is no evaluation", remedy="give what `tipgraph evaluate --format json` printed"
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

"""The precision of rules on annotated texts, and its calibration: whether it holds on other texts.

Users select reliable facts by these figures.
"""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from statistics import fmean
from typing import Any, NamedTuple

from tipgraph.analysis.facts import Fact
from tipgraph.errors import UnreadableError
from tipgraph.evaluation.gold import Gold
from tipgraph.evaluation.scores import Tuples, elements, joined, tuples, wilson
from tipgraph.model.precision import Precisions, RuleScore, shipped

__all__ = ["Judged", "Tenth", "calibrate", "picture", "read_precisions", "rule_scores"]


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


class Judged(NamedTuple):
    """A set of annotated texts: its annotations, and the facts that can be right or wrong there."""

    truth: Sequence[Fact]
    facts: Sequence[Fact]

    @classmethod
    def of(cls, gold: Gold, facts: Iterable[Fact]) -> Judged:
        """Return what a gold standard judges of the facts of any texts."""
        own = (fact for fact in facts if fact["document"] in gold.documents)
        return cls(list(filter(gold.judges, gold.facts)), list(filter(gold.judges, own)))


class Tenth(NamedTuple):
    """The claims whose predicted precision is in a tenth, such as 0.9 to 1: how many, and how many correct.

    ``predicted`` is the mean of their predicted precision.
    """

    tenth: int
    claims: int
    predicted: float
    correct: int

    @property
    def observed(self) -> float:
        """The share of correct claims."""
        return self.correct / self.claims


def calibrate(sets: Sequence[Judged]) -> list[Tenth]:
    """Compare predicted with observed precision, by tenths of the predicted one.

    The claims of each set are predicted by the precision of rules on the others. Claims whose rules are not
    measured there are not compared.
    """
    scores = [rule_scores(each.truth, each.facts) for each in sets]
    pairs: list[tuple[float, bool]] = []
    for number, each in enumerate(sets):
        others = [found for other, found in enumerate(scores) if other != number]
        pairs += _predictions(each, _total(others))
    return list(_by_tenth(pairs))


def _total(scores: Iterable[Iterable[RuleScore]]) -> Precisions:
    """Return the precision of rules over several sets."""
    fired: Counter[tuple[str, str]] = Counter()
    correct: Counter[tuple[str, str]] = Counter()
    for score in (score for found in scores for score in found):
        fired[score.rule, score.kind] += score.fired
        correct[score.rule, score.kind] += score.correct
    return Precisions(RuleScore(*key, fired[key], correct[key]) for key in fired)


def _predictions(judged: Judged, precisions: Precisions) -> Iterator[tuple[float, bool]]:
    """Yield the predicted precision of each claim, and whether it is correct."""
    truth = tuples(judged.truth)
    for fact in joined(judged.facts):
        score = precisions.best(fact.get("rules") or ())
        if score is not None:
            yield score.precision, _is_correct(fact, truth)


def _by_tenth(pairs: Iterable[tuple[float, bool]]) -> Iterator[Tenth]:
    groups: dict[int, list[tuple[float, bool]]] = {}
    for predicted, correct in pairs:
        groups.setdefault(min(9, int(predicted * 10 + 1e-9)), []).append((predicted, correct))
    for tenth, group in sorted(groups.items()):
        mean = fmean(predicted for predicted, _ in group)
        yield Tenth(tenth, len(group), mean, sum(correct for _, correct in group))


_SCHEMA = "https://vega.github.io/schema/vega-lite/v5.json"
"""Only an identifier: nothing is downloaded."""


def picture(tenths: Iterable[Tenth]) -> dict[str, Any]:
    """Return a Vega-Lite specification: predicted against observed precision, with intervals after Wilson."""
    rows = list(map(_row, tenths))
    lowest = min((int(10 * min(row["low"], row["predicted"])) / 10 for row in rows), default=0)
    scale = {"domain": [lowest, 1]}
    x, y = (
        {"field": name, "type": "quantitative", "title": title, "scale": scale}
        for name, title in (
            ("predicted", "precision on other texts"),
            ("observed", "share of correct claims"),
        )
    )
    words = {"type": "text", "align": "right", "dx": -10}
    ends = [{"predicted": end, "observed": end} for end in (lowest, 1)]
    return {
        "$schema": _SCHEMA,
        "width": 360,
        "height": 360,
        "data": {"values": rows},
        "layer": [
            {
                "data": {"values": ends},
                "mark": {"type": "line", "color": "#8f8a90", "strokeDash": [4, 3]},
                "encoding": {"x": x, "y": y},
            },
            {"mark": "rule", "encoding": {"x": x, "y": {**y, "field": "low"}, "y2": {"field": "high"}}},
            {"mark": {"type": "point", "filled": True, "size": 60}, "encoding": {"x": x, "y": y}},
            {"mark": words, "encoding": {"x": x, "y": y, "text": {"field": "claims"}}},
        ],
    }


def _row(tenth: Tenth) -> dict[str, Any]:
    low, high = wilson(tenth.correct, tenth.claims)
    shares = {"predicted": tenth.predicted, "observed": tenth.observed, "low": low, "high": high}
    return {**{name: round(share, 3) for name, share in shares.items()}, "claims": f"{tenth.claims:,} claims"}

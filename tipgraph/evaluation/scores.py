"""Precision, recall and F1 of facts against a gold standard, for several measures.

Each measure compares two sets of tuples that begin with the document, over all documents together (micro
average). Source: C. J. van Rijsbergen, Information Retrieval (1979), chapter 7, for the F measure.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Callable, Collection, Hashable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from math import sqrt
from statistics import NormalDist
from types import MappingProxyType
from typing import Any

from tipgraph.analysis.facts import Fact

__all__ = [
    "MEAN_OF",
    "MEASURES",
    "EvidenceShare",
    "Optional",
    "Score",
    "Scores",
    "Tuples",
    "elements",
    "is_optional",
    "joined",
    "kind_of",
    "score",
    "tuples",
    "wilson",
]

MEAN_OF = ("role", "route", "route-links", "victim-group", "exploitation", "sector", "tier", "measure")
"""The measures in the mean of F1."""

MEASURES = (*MEAN_OF, "route-via", "route-kind", "route-certainty", "measure-type", "count")
"""All measures in the order of the table."""

LONGEST_QUOTE = 300
"""The largest number of code points of a quote that can count as evidence."""

Element = tuple[Any, ...]
Tuples = Mapping[str, set[Element]]
Optional = Mapping[str, Collection[tuple[str, ...]]]

_TIER = ("tier", "compliance", "efforts", "change", "waiver", "consecutive_years")
_LINKS = ("victims", "exploitation", "sectors")


@dataclass(frozen=True, slots=True)
class Score:
    """The score of a measure: the numbers of tuples in the gold, predicted, and in both."""

    gold: int
    predicted: int
    correct: int

    @property
    def precision(self) -> float:
        """The share of predicted tuples that are correct; 0 without any."""
        return self.correct / self.predicted if self.predicted else 0.0

    @property
    def recall(self) -> float:
        """The share of gold tuples that are predicted; 0 if the gold is empty."""
        return self.correct / self.gold if self.gold else 0.0

    @property
    def f1(self) -> float:
        """The harmonic mean of precision and recall; 0 if both are 0.

        >>> round(Score(gold=4, predicted=2, correct=1).f1, 3)
        0.333
        """
        p, r = self.precision, self.recall
        return 2 * p * r / (p + r) if p + r else 0.0


@dataclass(frozen=True, slots=True)
class EvidenceShare:
    """The number of correct facts with a quote in the gold (``of``), and of those with a similar quote."""

    good: int
    of: int

    @property
    def share(self) -> float:
        """The share of similar quotes; 0 without any such fact."""
        return self.good / self.of if self.of else 0.0


@dataclass(frozen=True, slots=True)
class Scores:
    """The scores of all measures over a number of passages."""

    passages: int
    measures: Mapping[str, Score]
    evidence: EvidenceShare

    @property
    def mean_f1(self) -> float:
        """The mean F1 of those measures of `MEAN_OF` that have any tuple; 0 without one."""
        counted = [self.measures[name] for name in MEAN_OF]
        found = [score.f1 for score in counted if score.gold or score.predicted]
        return sum(found) / len(found) if found else 0.0

    def as_json(self) -> dict[str, Any]:
        """Return the scores as plain values."""
        measures = {
            name: {"p": score.precision, "r": score.recall, "f1": score.f1}
            for name, score in self.measures.items()
        }
        evidence = {"share": self.evidence.share, "of": self.evidence.of}
        return {"mean_f1": self.mean_f1, **measures, "evidence": evidence, "passages": self.passages}


def score(
    gold: Iterable[Fact],
    facts: Iterable[Fact],
    documents: Collection[str],
    optional: Optional = MappingProxyType({}),
) -> Scores:
    """Compare facts with those of the gold, both as `tipgraph.analysis.facts.facts` returns them.

    ``documents`` are the documents of the gold; facts of other documents are ignored. ``optional`` are the
    tuples that count neither as correct nor as wrong, with their values as text: all that begin as one of
    these do, by measure.
    """
    gold, facts = list(gold), [fact for fact in facts if fact["document"] in documents]
    wanted, found = _without(tuples(gold), optional), _without(tuples(facts), optional)
    measures = {
        name: Score(len(wanted[name]), len(found[name]), len(wanted[name] & found[name])) for name in MEASURES
    }
    return Scores(len(documents), measures, _evidence_share(gold, facts))


def _without(found: Tuples, optional: Optional) -> Tuples:
    """Return tuples without those that are optional.

    A type of measure is optional if every status of it that was found is.
    """
    kept: dict[str, set[Element]] = defaultdict(set)
    for measure in found.keys() - {"measure-type"}:
        kept[measure] = {each for each in found[measure] if not is_optional(measure, each, optional)}
    kept["measure-type"] = {(document, kind) for document, kind, _ in kept["measure"]}
    return kept


def is_optional(measure: str, element: Element, optional: Optional) -> bool:
    """Return whether a tuple begins as an optional one does.

    >>> is_optional("route-via", ("a", "LAO", "THA", "MMR"), {"route-via": {("a", "LAO", "THA")}})
    True
    """
    keys = optional.get(measure, ())
    return any(tuple(map(str, element[: len(key)])) == key for key in keys)


def tuples(facts: Iterable[Fact]) -> Tuples:
    """Return the tuples of facts by measure; several facts on one route or measure count as one."""
    found: Tuples = defaultdict(set)
    for fact in joined(facts):
        for measure, element in elements(fact):
            found[measure].add(element)
    return found


def joined(facts: Iterable[Fact]) -> Iterator[Fact]:
    """Yield facts, with all statements of a document on one route, measure or count as one fact.

    The gold has one annotation for them. A route is asserted if any statement asserts it, and is trafficking
    if any statement is about trafficking.

    >>> route = {"document": "a", "kind": "route", "origin": "LAO", "destination": "THA"}
    >>> stated = [{**route, "certainty": "possible"}, {**route, "certainty": "asserted", "via": ["MMR"]}]
    >>> [(fact["certainty"], fact["via"]) for fact in joined(stated)]
    [('asserted', ['MMR'])]
    """
    groups: dict[Hashable, list[Fact]] = defaultdict(list)
    for number, fact in enumerate(facts):
        groups[next(elements(fact)) if fact["kind"] in _STATEMENTS else number].append(fact)
    return (_join(group) if len(group) > 1 else group[0] for group in groups.values())


_STATEMENTS = ("route", "measure", "count")
_UNITED = ("via", *_LINKS, "evidence", "rules")
_STRONGEST = (("certainty", "asserted"), ("route_kind", "trafficking"))


def _join(group: Sequence[Fact]) -> Fact:
    made = dict(group[0])
    for name in _UNITED:
        if any(fact.get(name) for fact in group):
            values = [value for fact in group for value in fact.get(name) or ()]
            made[name] = [value for at, value in enumerate(values) if value not in values[:at]]
    for name, strongest in _STRONGEST:
        if any(fact.get(name) == strongest for fact in group):
            made[name] = strongest
    return made


def elements(fact: Fact) -> Iterator[tuple[str, Element]]:
    """Yield the measures and tuples of a fact; the first tuple identifies the fact.

    >>> list(elements({"document": "a", "kind": "measure", "type": "hotline", "status": "done"}))
    [('measure', ('a', 'hotline', 'done')), ('measure-type', ('a', 'hotline'))]
    """
    yield from _ELEMENTS.get(fact["kind"], _nothing)(fact)


def _nothing(_: Fact) -> Iterator[tuple[str, Element]]:
    return iter(())


def _role(fact: Fact) -> Iterator[tuple[str, Element]]:
    yield "role", (fact["document"], fact["role"])


def _code(fact: Fact) -> Iterator[tuple[str, Element]]:
    yield fact["kind"], (fact["document"], fact["code"])


def _route(fact: Fact) -> Iterator[tuple[str, Element]]:
    pair = (fact["document"], fact["origin"], fact["destination"])
    yield "route", pair
    yield "route-kind", (*pair, fact.get("route_kind"))
    yield "route-certainty", (*pair, fact.get("certainty"))
    for place in fact.get("via") or []:
        yield "route-via", (*pair, place)
    for field in _LINKS:
        for code in fact.get(field) or []:
            yield "route-links", (*pair, field, code)


def _tier(fact: Fact) -> Iterator[tuple[str, Element]]:
    year = fact.get("tier_year", fact.get("year"))
    for field, value in (("year", year), *((name, fact.get(name)) for name in _TIER)):
        if value not in (None, False):
            yield "tier", (fact["document"], field, str(value))


def _measure(fact: Fact) -> Iterator[tuple[str, Element]]:
    yield "measure", (fact["document"], fact["type"], fact["status"])
    yield "measure-type", (fact["document"], fact["type"])


def _count(fact: Fact) -> Iterator[tuple[str, Element]]:
    yield "count", (fact["document"], fact["type"], float(fact["count"]), str(fact.get("period")))


_ELEMENTS: dict[str, Callable[[Fact], Iterator[tuple[str, Element]]]] = {
    "role": _role,
    "route": _route,
    "victim-group": _code,
    "exploitation": _code,
    "sector": _code,
    "tier": _tier,
    "measure": _measure,
    "count": _count,
}


def kind_of(measure: str) -> str:
    """Return the kind of facts that a measure compares.

    >>> kind_of("route-links"), kind_of("victim-group")
    ('route', 'victim-group')
    """
    return next(kind for kind in _ELEMENTS if f"{measure}-".startswith(f"{kind}-"))


_QUOTED = ("role", "route", "victim-group", "exploitation", "sector", "measure")
"""The kinds of facts whose quotes are compared."""


def _evidence_share(gold: Iterable[Fact], facts: Iterable[Fact]) -> EvidenceShare:
    wanted, found = _quotes(fact for fact in gold if fact.get("evidence")), _quotes(facts)
    both = found.keys() & wanted.keys()
    good = sum(any(_is_similar(q, g) for q in found[key] for g in wanted[key]) for key in both)
    return EvidenceShare(good, len(both))


def _quotes(facts: Iterable[Fact]) -> dict[tuple[str, Element], list[str]]:
    quotes: dict[tuple[str, Element], list[str]] = defaultdict(list)
    for fact in facts:
        if fact["kind"] in _QUOTED:
            key = next(elements(fact))
            quotes[key] += [piece["quote"] for piece in fact.get("evidence") or [] if piece.get("quote")]
    return quotes


def _is_similar(quote: str, gold: str) -> bool:
    """Return whether a quote is short enough and shares half of the words of the shorter of the two."""
    ours, theirs = _words(quote), _words(gold)
    shorter = min(len(ours), len(theirs))
    return len(quote) <= LONGEST_QUOTE and shorter > 0 and 2 * len(ours & theirs) >= shorter


def _words(text: str) -> set[str]:
    return set(re.findall(r"\w+", text.lower()))


def wilson(right: int, number: int, level: float = 0.95) -> tuple[float, float]:
    """Return the interval of a share that was measured on a random sample.

    Source: E. B. Wilson, Probable Inference, the Law of Succession, and Statistical Inference (1927).

    >>> low, high = wilson(81, 263)
    >>> round(low, 4), round(high, 4)
    (0.2553, 0.3662)
    >>> wilson(0, 0)
    (0.0, 1.0)
    """
    if not number:
        return 0.0, 1.0
    z = NormalDist().inv_cdf((1 + level) / 2)
    share = right / number
    middle = share + z * z / (2 * number)
    spread = z * sqrt(share * (1 - share) / number + z * z / (4 * number * number))
    whole = 1 + z * z / number
    return max(0.0, (middle - spread) / whole), min(1.0, (middle + spread) / whole)

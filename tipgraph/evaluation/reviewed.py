"""What corrections say of the program: its precision by kind, and annotations to evaluate it by."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Hashable, Iterable, Iterator
from dataclasses import dataclass
from typing import Any

from tipgraph.analysis.facts import Fact, facts
from tipgraph.corrections import Corrections, apply
from tipgraph.corrections.correction import IDENTIFYING, Correction
from tipgraph.corrections.judging import ACCEPT, REJECT, Vote, judge
from tipgraph.evaluation.gold import ANNOTATIONS
from tipgraph.evaluation.intervals import wilson
from tipgraph.evaluation.scores import elements
from tipgraph.model.claims import Extraction

__all__ = ["ReviewedPrecision", "gold_rows", "precisions"]

_LISTS = {kind: name for name, kind in ANNOTATIONS.items()}
_METADATA = (
    "document", "kind", "polarity", "evidence", "rules", "operators", "reviews", "claim", "offset", "context",
    "report", "country", "country_name", "report_year", "edition", "section",
)  # fmt: skip
"""Fields of facts that annotations do not have."""


@dataclass(frozen=True, slots=True)
class ReviewedPrecision:
    """The claims of a kind that people judged: right, rejected and replaced ones, and those they added."""

    kind: str
    right: int
    rejected: int
    replaced: int
    added: int

    @property
    def judged(self) -> int:
        """The number of the program's claims that people judged."""
        return self.right + self.rejected + self.replaced

    @property
    def precision(self) -> float | None:
        """The share of right claims; None if none was judged."""
        return self.right / self.judged if self.judged else None

    @property
    def interval(self) -> tuple[float, float]:
        """The 95 % interval of the precision, if the claims are a random sample."""
        return wilson(self.right, self.judged)


def precisions(corrections: Corrections) -> list[ReviewedPrecision]:
    """Return the precision by kind, from verdicts alone. A claim is the same if its words and fields are.

    With the policy ``leave-out``, a claim on which people disagree is not counted.
    """
    claims: dict[Hashable, list[Vote]] = defaultdict(list)
    for correction in corrections.items:
        claims[_claim(correction)].append(Vote(correction, _choice(correction)))
    counts: dict[str, Counter[str]] = defaultdict(Counter)
    for votes in claims.values():
        judgement = judge(votes, corrections.on_conflict)
        if not (judgement.disputed and corrections.on_conflict == "leave-out"):
            choice = judgement.choice if judgement.choice in (ACCEPT, REJECT, "add") else "replace"
            counts[votes[0].correction.kind][str(choice)] += 1
    return [
        ReviewedPrecision(kind, found["accept"], found["reject"], found["replace"], found["add"])
        for kind, found in sorted(counts.items())
    ]


def _claim(correction: Correction) -> Hashable:
    names = IDENTIFYING[correction.kind]
    fields = tuple(correction.fields.get(name) for name in names)
    return (correction.document, correction.quote, correction.start, correction.kind, fields)


def _choice(correction: Correction) -> Hashable:
    if correction.verdict != "replace":
        return correction.verdict
    return tuple(sorted(correction.new.items()))


def gold_rows(
    sources: Iterable[tuple[Extraction, str | None]], corrections: Corrections, *, complete: bool = False
) -> Iterator[dict[str, Any]]:
    """Yield the annotations of documents that people reviewed, for `tipgraph evaluate`.

    Accepted, replaced and added claims are annotations; the program's rejected claims are wrong, because they
    are none. Claims that nobody reviewed count neither way, except with ``complete``: then people read all
    of each document, and what they did not accept is wrong.
    """
    for extraction, text in sources:
        own = corrections.of(extraction.document)
        if not own:
            continue
        kinds = {each.kind for each in own}
        applied = apply(extraction, text, own, corrections.on_conflict)
        mine = [fact for fact in facts(applied.extraction) if fact["kind"] in kinds]
        row: dict[str, Any] = {"id": extraction.document.identifier, "kinds": sorted(kinds)}
        row |= {_LISTS[kind]: [] for kind in sorted(kinds - {"tier"})}
        row |= {"tier": None} if "tier" in kinds else {}
        _annotate(row, (fact for fact in mine if fact["reviews"]))
        if not complete:
            row["optional"] = list(_optional(mine))
        yield row


def _annotate(row: dict[str, Any], reviewed: Iterable[Fact]) -> None:
    for fact in reviewed:
        item = {name: value for name, value in fact.items() if name not in _METADATA}
        item["quote"] = fact["evidence"][0]["quote"]
        if fact["kind"] == "tier":
            row["tier"] = item
        else:
            row[_LISTS[fact["kind"]]].append(item)


def _optional(found: Iterable[Fact]) -> Iterator[list[str]]:
    """Yield the tuples of claims that nobody reviewed."""
    for fact in found:
        if not fact["reviews"]:
            for measure, (_, *values) in elements(fact):
                if measure == fact["kind"]:
                    yield [measure, *map(str, values)]

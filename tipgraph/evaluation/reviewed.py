"""Corrections as samples: claims drawn to review, the precision that reviewed ones give, and annotations."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Hashable, Iterable, Iterator
from dataclasses import dataclass
from random import Random
from typing import Any

from tipgraph.analysis.facts import Fact, facts
from tipgraph.corrections import Corrections, apply
from tipgraph.corrections.applying import ACCEPT, REJECT, WITHDRAW, Vote, judge
from tipgraph.corrections.correction import IDENTIFYING, ON_PASSAGES, Correction, Span, Unanchored, anchor
from tipgraph.evaluation.gold import ANNOTATIONS
from tipgraph.evaluation.scores import elements, wilson
from tipgraph.model.claims import KINDS, Claim, Extraction
from tipgraph.model.iris import claim_iri, document_iri

__all__ = ["ReviewedPrecision", "Sample", "gold_rows", "passage_rows", "precisions", "sample"]

Stratum = tuple[str, str, int]
"""Kind, first rule and decade."""

_PEOPLE = "review."


@dataclass(frozen=True, slots=True)
class Sample:
    """The sampled claims, and the number of claims that they are from."""

    corrections: tuple[Correction, ...]
    population: int

    def interval(self, precision: float) -> tuple[float, float]:
        """Return the 95 % interval that the sample gives if the claims have a precision."""
        number = len(self.corrections)
        return wilson(round(precision * number), number)


def sample(
    extractions: Iterable[Extraction], number: int, *, kinds: Iterable[str] = (), seed: int = 0
) -> Sample:
    """Return a random sample of the program's claims, the same for the same seed.

    The sample has of each kind, rule and decade as large a share as all claims have. Claims that people
    replaced or added are not in it. ``kinds`` selects kinds; none selects all.
    """
    chosen = frozenset(kinds)
    strata: dict[Stratum, list[tuple[str, Correction]]] = defaultdict(list)
    for extraction in extractions:
        for claim in extraction.claims:
            if (not chosen or claim.kind in chosen) and not _is_of_people(claim):
                stratum = (claim.kind, min(claim.rules, default=""), extraction.document.report.year // 10)
                iri = claim_iri(document_iri(extraction.document), claim)
                to_review = Correction.on(extraction, claim, claim.evidence[0], verdict="", by="")
                strata[stratum].append((iri, to_review))
    population = sum(map(len, strata.values()))
    random = Random(seed)
    drawn = [
        item
        for stratum, size in _sizes(strata, min(number, population)).items()
        for item in random.sample(sorted(strata[stratum], key=lambda pair: pair[0]), size)
    ]
    return Sample(tuple(item for _, item in sorted(drawn, key=lambda pair: pair[0])), population)


def _is_of_people(claim: Claim) -> bool:
    return any(rule.startswith(_PEOPLE) for rule in claim.rules)


def _sizes(strata: dict[Stratum, list[tuple[str, Correction]]], number: int) -> dict[Stratum, int]:
    """Share a number among strata by their sizes; the largest remainders get what is left."""
    population = sum(map(len, strata.values()))
    exact = {stratum: number * len(items) / population for stratum, items in sorted(strata.items())}
    sizes = {stratum: int(share) for stratum, share in exact.items()}
    remainders = sorted(exact, key=lambda stratum: sizes[stratum] - exact[stratum])
    for stratum in remainders[: number - sum(sizes.values())]:
        sizes[stratum] += 1
    return sizes


_LISTS = {kind: name for name, kind in ANNOTATIONS.items()}
_METADATA = (
    "document", "kind", "polarity", "evidence", "rules", "operators", "reviews", "claim", "offset", "context",
    "report", "country", "country_name", "report_year", "edition", "section",
)  # fmt: skip
"""Fields of facts that annotations do not have."""


@dataclass(frozen=True, slots=True)
class ReviewedPrecision:
    """The claims of a kind that people judged: right, rejected and replaced ones, and those they added.

    ``found`` are the right ones in passages that people read completely; ``missed`` are those that they
    added there, or put in place of others.
    """

    kind: str
    right: int
    rejected: int
    replaced: int
    added: int
    found: int = 0
    missed: int = 0

    @property
    def recall(self) -> float | None:
        """The share of the claims of completely read passages that the program found; None without any."""
        there = self.found + self.missed
        return self.found / there if there else None

    @property
    def recall_interval(self) -> tuple[float, float]:
        """The 95 % interval of the recall, if the passages are a random sample."""
        return wilson(self.found, self.found + self.missed)

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
        if correction.verdict not in ON_PASSAGES:
            claims[_claim(correction)].append(Vote(correction, _choice(correction)))
    is_complete = _in_passages(corrections)
    counts: dict[str, Counter[str]] = defaultdict(Counter)
    for votes in claims.values():
        judgement = judge(votes, corrections.on_conflict)
        left_out = judgement.disputed and corrections.on_conflict == "leave-out"
        if left_out or judgement.choice == WITHDRAW:
            continue
        choice = judgement.choice if judgement.choice in (ACCEPT, REJECT, "add") else "replace"
        counted = counts[votes[0].correction.kind]
        counted[str(choice)] += 1
        if choice != REJECT and is_complete(votes[0].correction):
            counted["found" if choice == ACCEPT else "missed"] += 1
    columns = (ACCEPT, REJECT, "replace", "add", "found", "missed")
    return [
        ReviewedPrecision(kind, *(found[str(column)] for column in columns))
        for kind, found in sorted(counts.items())
    ]


def _in_passages(corrections: Corrections) -> Callable[[Correction], bool]:
    """Return the test whether the words of a correction are in a passage that somebody read completely."""
    passages: dict[str, list[Correction]] = defaultdict(list)
    for passage in corrections.complete_passages:
        passages[passage.document].append(passage)
    return lambda correction: any(
        _is_within(correction, passage) for passage in passages.get(correction.document, ())
    )


def _is_within(correction: Correction, passage: Correction) -> bool:
    if passage.kind not in ("", correction.kind):
        return False
    start, end, first, last = correction.start, correction.end, passage.start, passage.end
    if None in (start, end, first, last) or correction.sha256 != passage.sha256:
        return correction.quote in passage.quote
    assert start is not None
    assert end is not None
    assert first is not None
    assert last is not None
    return first <= start and end <= last


def _claim(correction: Correction) -> Hashable:
    names = IDENTIFYING[correction.kind]
    fields = tuple(correction.fields.get(name) for name in names)
    return (correction.document, correction.quote, correction.start, correction.kind, fields)


def _choice(correction: Correction) -> Hashable:
    if correction.verdict != "replace":
        return correction.verdict  # among them WITHDRAW
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
        own = [each for each in corrections.of(extraction.document) if each.verdict not in ON_PASSAGES]
        if not own:
            continue
        kinds = {each.kind for each in own}
        applied = apply(extraction, text, own, corrections.on_conflict)
        mine = [fact for fact in facts(applied.extraction) if fact["kind"] in kinds]
        row = _row(extraction, kinds, (fact for fact in mine if fact["reviews"]))
        if not complete:
            row["optional"] = list(_tuples(fact for fact in mine if not fact["reviews"]))
        yield row


def passage_rows(
    sources: Iterable[tuple[Extraction, str | None]],
    corrections: Corrections,
    skip: Callable[[Correction, str], None] = lambda _passage, _reason: None,
) -> Iterator[dict[str, Any]]:
    """Yield the annotations of the passages that people read completely, for `tipgraph evaluate`.

    What they accepted, replaced or added there are all annotations, so precision and recall are those of the
    passages. What documents say elsewhere counts neither way. ``skip`` is called for each passage that is
    not found, with the reason.
    """
    marked = Corrections(corrections.complete_passages)
    missing = {id(each): each for each in marked.items}
    for extraction, text in sources:
        passages: list[tuple[str, Span]] = []
        for each in marked.of(extraction.document):
            missing.pop(id(each), None)
            span = anchor(each, text or "", extraction.document.sha256)
            if isinstance(span, Unanchored):
                skip(each, span)
            else:
                passages.append((each.kind, span))
        if not passages:
            continue
        kinds = set(KINDS) if any(not kind for kind, _ in passages) else {kind for kind, _ in passages}
        own = corrections.of(extraction.document)
        corrected = list(facts(apply(extraction, text, own, corrections.on_conflict).extraction))
        inside = [fact for fact in corrected if _lies_in(passages, fact)]
        row = _row(extraction, kinds, (fact for fact in inside if fact["reviews"]))
        every = [fact for fact in (*facts(extraction), *corrected) if fact["kind"] in kinds]
        there = list(_tuples(fact for fact in every if _lies_in(passages, fact)))
        elsewhere = _tuples(fact for fact in every if not _lies_in(passages, fact))
        row["optional"] = list({tuple(each): each for each in elsewhere if each not in there}.values())
        yield row
    for each in missing.values():
        skip(each, "its document is not there")


def _lies_in(passages: Iterable[tuple[str, Span]], fact: Fact) -> bool:
    return any(
        kind in ("", fact["kind"]) and start <= piece["start"] and piece["end"] <= end
        for kind, (start, end) in passages
        for piece in fact["evidence"]
    )


def _row(extraction: Extraction, kinds: set[str], annotations: Iterable[Fact]) -> dict[str, Any]:
    row: dict[str, Any] = {"id": extraction.document.identifier, "kinds": sorted(kinds)}
    row |= {_LISTS[kind]: [] for kind in sorted(kinds - {"tier"})}
    row |= {"tier": None} if "tier" in kinds else {}
    for fact in annotations:
        item = {name: value for name, value in fact.items() if name not in _METADATA}
        item["quote"] = fact["evidence"][0]["quote"]
        if fact["kind"] == "tier":
            row["tier"] = item
        else:
            row[_LISTS[fact["kind"]]].append(item)
    return row


def _tuples(found: Iterable[Fact]) -> Iterator[list[str]]:
    """Yield the identifying values of claims, each after the name of its measure."""
    for fact in found:
        for measure, (_, *values) in elements(fact):
            if measure == fact["kind"]:
                yield [measure, *map(str, values)]

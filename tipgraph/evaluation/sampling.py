"""A random sample of claims to review, as corrections without verdicts."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from random import Random

from tipgraph.corrections.correction import Correction
from tipgraph.evaluation.intervals import wilson
from tipgraph.model.claims import Claim, Extraction
from tipgraph.model.iris import claim_iri, document_iri

__all__ = ["Sample", "sample"]

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

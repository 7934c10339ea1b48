"""What becomes of corrections, and how far people agree."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from itertools import combinations

from tipgraph.corrections.applying import Outcome, apply
from tipgraph.corrections.collection import Corrections
from tipgraph.corrections.correction import Correction
from tipgraph.corrections.judging import ACCEPT, REJECT, Judgement, Vote
from tipgraph.model.claims import Extraction

__all__ = ["Agreement", "Status", "kappa", "status"]


@dataclass(frozen=True, slots=True)
class Agreement:
    """The agreement of two people on claims of one kind.

    ``both`` counts the claims that both judged, ``same`` those on which they agree. ``kappa`` is None if
    chance alone would make them agree always.
    """

    kind: str
    both: int
    same: int
    kappa: float | None


@dataclass(frozen=True, slots=True)
class Status:
    """The outcome of each correction, the corrections of documents that were not read, and disagreements."""

    outcomes: tuple[Outcome, ...]
    without_document: tuple[Correction, ...]
    conflicts: tuple[tuple[Correction, ...], ...]
    agreement: tuple[Agreement, ...]

    @property
    def counts(self) -> Mapping[str, int]:
        """The number of corrections by `Outcome.name`; ``no-document`` if none has the id."""
        found = Counter(outcome.name for outcome in self.outcomes)
        return dict(sorted((found + Counter({"no-document": len(self.without_document)})).items()))


def status(sources: Iterable[tuple[Extraction, str | None]], corrections: Corrections) -> Status:
    """Return what becomes of corrections on extractions, each with its text if it is known."""
    outcomes: list[Outcome] = []
    judgements: list[Judgement] = []
    read: set[str] = set()
    for extraction, text in sources:
        own = corrections.of(extraction.document)
        read.update(each.document for each in own)
        applied = apply(extraction, text, own, corrections.on_conflict)
        outcomes += applied.outcomes
        judgements += applied.judgements
    return Status(
        tuple(outcomes),
        tuple(each for each in corrections.items if each.document not in read),
        tuple(tuple(vote.correction for vote in each.last) for each in judgements if each.disputed),
        tuple(_agreement(judgements)),
    )


def _agreement(judgements: Iterable[Judgement]) -> Iterator[Agreement]:
    """Yield the agreement by kind, over all pairs of people who judged the same claim."""
    pairs: dict[str, list[tuple[str, str]]] = defaultdict(list)
    for judgement in judgements:
        votes = sorted(judgement.last, key=lambda vote: vote.correction.by)
        for one, other in combinations(votes, 2):
            pairs[one.correction.kind].append((_label(one), _label(other)))
    for kind, labels in sorted(pairs.items()):
        same = sum(one == other for one, other in labels)
        yield Agreement(kind, len(labels), same, kappa(labels))


def _label(vote: Vote) -> str:
    return str(vote.choice) if vote.choice in (ACCEPT, REJECT) else f"replace {vote.choice}"


def kappa(labels: Iterable[tuple[str, str]]) -> float | None:
    """Return Cohen's kappa of pairs of labels, or None if chance alone gives agreement or there are none.

    Source: J. Cohen, A Coefficient of Agreement for Nominal Scales (1960). The example is the usual one of
    two readers of 50 grant proposals.

    >>> yes_no = [("y", "y")] * 20 + [("y", "n")] * 5 + [("n", "y")] * 10 + [("n", "n")] * 15
    >>> round(kappa(yes_no), 2)
    0.4
    """
    pairs = list(labels)
    if not pairs:
        return None
    number = len(pairs)
    first, second = Counter(one for one, _ in pairs), Counter(other for _, other in pairs)
    chance = sum(first[label] * second[label] for label in first) / number**2
    observed = sum(one == other for one, other in pairs) / number
    return None if chance == 1 else (observed - chance) / (1 - chance)

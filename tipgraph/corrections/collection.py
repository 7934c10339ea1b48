"""The corrections of a build: by document, what becomes of them, and how far people agree."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from hashlib import sha256
from itertools import chain, combinations
from pathlib import Path

from tipgraph.corrections.applying import ACCEPT, REJECT, Judgement, Outcome, Vote, apply
from tipgraph.corrections.correction import ON_PASSAGES, POLICIES, Correction
from tipgraph.corrections.files import read, to_json
from tipgraph.corrections.rows import moment
from tipgraph.errors import InputError
from tipgraph.model.claims import Extraction
from tipgraph.model.documents import Document
from tipgraph.model.iris import document_iri
from tipgraph.model.vocabulary import load

__all__ = ["Agreement", "Corrections", "Status", "kappa", "read_corrections", "status"]


@dataclass(frozen=True, slots=True)
class Corrections:
    """Corrections, and what to do when people disagree: a policy of `POLICIES`."""

    items: tuple[Correction, ...] = ()
    on_conflict: str = POLICIES[0]
    _by_document: dict[str, list[Correction]] = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        found: dict[str, list[Correction]] = defaultdict(list)
        for correction in self.items:
            found[correction.document].append(correction)
        object.__setattr__(self, "_by_document", dict(found))

    def of(self, document: Document) -> tuple[Correction, ...]:
        """Return the corrections of a document, by its id or its IRI, in the order of the files."""
        if not self._by_document:
            return ()
        names = (document.identifier, document_iri(document))
        found = [own for name in names if (own := self._by_document.get(name))]
        if len(found) > 1:
            return tuple(each for each in self.items if each.document in names)
        return tuple(chain.from_iterable(found))

    @property
    def complete_passages(self) -> tuple[Correction, ...]:
        """The passages that somebody read completely; the newest verdict of each person counts."""
        verdicts = [each for each in self.items if each.verdict in ON_PASSAGES]
        newest: dict[tuple[object, ...], Correction] = {}
        for each in sorted(verdicts, key=lambda each: moment(each.at)):
            newest[each.document, each.quote, each.start, each.kind, each.by] = each
        return tuple(each for each in newest.values() if each.verdict == "complete")

    def digest(self, document: Document) -> str:
        """Return a digest of all that the corrections say of a document; '' if they say nothing."""
        own = self.of(document)
        if not own:
            return ""
        return sha256("\n".join([self.on_conflict, *map(to_json, own)]).encode()).hexdigest()


def read_corrections(
    files: Sequence[Path], vocabulary: Sequence[Path] = (), on_conflict: str = POLICIES[0]
) -> tuple[Corrections, tuple[InputError, ...]]:
    """Return the corrections of files, and an InputError for each line without one.

    A line that occurs twice counts once. Raises UnreadableError if a file cannot be read at all.
    """
    if not files:
        return Corrections(on_conflict=on_conflict), ()
    concepts = load(tuple(vocabulary))
    found: list[Correction] = []
    errors: list[InputError] = []
    for file in files:
        for each in read(file, concepts):
            (errors if isinstance(each, InputError) else found).append(each)  # type: ignore[arg-type]
    return Corrections(_without_repeats(found), on_conflict), tuple(errors)


def _without_repeats(corrections: Iterable[Correction]) -> tuple[Correction, ...]:
    return tuple({to_json(each): each for each in corrections}.values())


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

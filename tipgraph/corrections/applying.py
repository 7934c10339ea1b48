"""Applies the corrections of a document to its claims, and decides which of several verdicts counts."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Hashable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Any

from tipgraph.corrections.correction import (
    IDENTIFYING,
    ON_PASSAGES,
    POLICIES,
    Correction,
    Fields,
    Span,
    Unanchored,
    anchor,
    anchor_in_evidence,
)
from tipgraph.corrections.rows import day, moment, required_fields
from tipgraph.model.claims import (
    KINDS,
    Claim,
    Evidence,
    Extraction,
    Review,
    Statement,
    TierClaim,
    newest_reviews,
)
from tipgraph.model.iris import claim_iri, document_iri
from tipgraph.model.merging import collect
from tipgraph.model.precision import BY_PEOPLE

__all__ = [
    "ACCEPT",
    "REJECT",
    "STATES",
    "WITHDRAW",
    "Applied",
    "Judgement",
    "Outcome",
    "Subject",
    "Vote",
    "apply",
    "judge",
]

STATES = ("applied", "met", "unanchored", "no-claim", "overruled", "superseded")
"""What can become of a correction: it counts; it rejects a claim that the program does not make; its words
are not in the text; its claim is not made from these words; the policy prefers another verdict; or the same
person gave a newer one."""
Choice = Hashable
"""What a verdict makes of a claim: `ACCEPT`, `REJECT`, `WITHDRAW`, or its new fields as sorted pairs."""
ACCEPT: Choice = "accept"
REJECT: Choice = "reject"
WITHDRAW: Choice = "withdraw"


@dataclass(frozen=True, slots=True)
class Outcome:
    """What became of a correction: a state of `STATES`, its reason, and whether people disagree."""

    correction: Correction
    state: str
    reason: str = ""
    disputed: bool = False

    @property
    def name(self) -> str:
        """The verdict of a correction that counts, else the state."""
        return self.correction.verdict if self.state == "applied" else self.state


@dataclass(frozen=True, slots=True)
class Subject:
    """A claim, and the piece of its evidence that is judged; None for a claim that is judged as a whole."""

    claim: int
    piece: Evidence | None

    @classmethod
    def of(cls, claims: Sequence[Claim]) -> Iterator[Subject]:
        """Yield all that people can judge of claims."""
        for number, claim in enumerate(claims):
            for piece in (None,) if _is_whole(claim) else claim.evidence:
                yield cls(number, piece)


@dataclass(frozen=True, slots=True)
class Applied:
    """The corrected extraction, the outcome of each correction in the order of the files, and the judgements.

    There is a judgement for each claim that a correction is about: ``by_subject`` has those on claims that
    the program made, ``on_words`` those on claims that people added, each with its words.
    """

    extraction: Extraction
    outcomes: tuple[Outcome, ...]
    by_subject: Mapping[Subject, Judgement] = field(default_factory=dict)
    on_words: tuple[tuple[Span, Judgement], ...] = ()

    @property
    def judgements(self) -> tuple[Judgement, ...]:
        """All judgements."""
        return (*self.by_subject.values(), *(judgement for _, judgement in self.on_words))


def apply(
    extraction: Extraction,
    text: str | None,
    corrections: Sequence[Correction],
    on_conflict: str = POLICIES[0],
) -> Applied:
    """Apply the corrections of a document to what was extracted from it.

    A claim is found by the words, its kind and its identifying fields, so that a correction still holds if
    other fields change. A role or a code that rests on several places loses only the evidence that people
    reject, and goes with the last. ``text`` is None if a graph holds no texts: then evidence anchors words.
    """
    if not corrections:
        return Applied(extraction, ())
    work = _Work(extraction, text, on_conflict)
    for correction in corrections:
        work.place(correction)
    work.judge()
    return Applied(
        replace(extraction, claims=work.claims()),
        tuple(work.outcomes[id(each)] for each in corrections),
        work.by_subject,
        tuple(work.on_words),
    )


class _Work:
    """Corrections of one document while they are applied."""

    def __init__(self, extraction: Extraction, text: str | None, on_conflict: str) -> None:
        self._document = extraction.document
        self._text = text
        self._on_conflict = on_conflict
        self._before = extraction.claims
        self._rejected: dict[int, set[Evidence | None]] = defaultdict(set)
        self._changed: dict[int, Claim] = {}
        self._made: list[Claim] = []
        self._votes: dict[Subject, list[Vote]] = defaultdict(list)
        self._votes_on_words: dict[tuple[Any, ...], list[tuple[Span, Vote]]] = defaultdict(list)
        self.outcomes: dict[int, Outcome] = {}
        self.by_subject: dict[Subject, Judgement] = {}
        self.on_words: list[tuple[Span, Judgement]] = []

    def place(self, correction: Correction) -> None:
        """Find the claims that a correction is about, or the words of a claim that is not made."""
        span = self._anchor(correction)
        if isinstance(span, Unanchored):
            self._conclude(correction, "unanchored", span)
            return
        if correction.verdict in ON_PASSAGES:
            self._conclude(correction, "applied")
            return
        about = [subject for subject in self._at(span) if correction.is_about(self._before[subject.claim])]
        if not about and correction.verdict == "replace":
            about = [
                subject for subject in self._at(span) if correction.results_in(self._before[subject.claim])
            ]
        for subject in _closest(about, span, self._before):
            vote = Vote(correction, _choice(correction, self._before[subject.claim]))
            self._votes[subject].append(vote)
        if not about:
            self._place_on_words(correction, span)

    def _anchor(self, correction: Correction) -> Span | Unanchored:
        sha256 = self._document.sha256
        if self._text is not None:
            return anchor(correction, self._text, sha256)
        pieces = (piece for claim in self._before for piece in claim.evidence)
        return anchor_in_evidence(correction, pieces, sha256)

    def _at(self, span: Span) -> Iterator[Subject]:
        for number, claim in enumerate(self._before):
            for piece in claim.evidence:
                if piece.start < span[1] and span[0] < piece.end:
                    yield Subject(number, None if _is_whole(claim) else piece)

    def _place_on_words(self, correction: Correction, span: Span) -> None:
        """Keep a correction whose claim the program does not make: people may make it, or argue about it."""
        complete = all(name in correction.result for name in required_fields(correction.kind))
        if correction.verdict == "accept" or (correction.verdict == "replace" and not complete):
            self._conclude(correction, "no-claim", "no such claim is made from these words")
            return
        fields = correction.result
        key = (correction.kind, *(fields.get(name) for name in IDENTIFYING[correction.kind]), span)
        choice = correction.verdict if correction.verdict in (REJECT, WITHDRAW) else _pairs(fields)
        self._votes_on_words[key].append((span, Vote(correction, choice)))

    def judge(self) -> None:
        """Decide on each claim."""
        for subject, votes in self._votes.items():
            judgement = self.by_subject[subject] = judge(votes, self._on_conflict)
            self._note(judgement)
            if judgement.choice == REJECT:
                self._rejected[subject.claim].add(subject.piece)
            elif judgement.choice != WITHDRAW:
                self._keep_or_replace(subject, judgement)
        for group in self._votes_on_words.values():
            judgement = judge([vote for _, vote in group], self._on_conflict)
            self.on_words.append((group[0][0], judgement))
            self._note(judgement, state="met" if judgement.choice == REJECT else "applied")
            if judgement.choice not in (REJECT, WITHDRAW):
                self._add(group[0][0], judgement)

    def _note(self, judgement: Judgement, state: str = "applied") -> None:
        for vote in judgement.withdrawn:
            self._conclude(vote.correction, "applied")
        for vote in judgement.votes:
            self._conclude(vote.correction, state, disputed=judgement.disputed)
        for vote in judgement.overruled:
            self._conclude(vote.correction, "overruled", "others say something else", disputed=True)
        for vote in judgement.superseded:
            self._conclude(vote.correction, "superseded", "the same person said something else later")

    def _conclude(
        self, correction: Correction, state: str, reason: str = "", *, disputed: bool = False
    ) -> None:
        """Record an outcome. A correction of several claims is applied if it counts for one of them."""
        known = self.outcomes.get(id(correction))
        if known is None or known.state != "applied":
            self.outcomes[id(correction)] = Outcome(correction, state, str(reason), disputed)

    def _keep_or_replace(self, subject: Subject, judgement: Judgement) -> None:
        claim = self._changed.get(subject.claim, self._before[subject.claim])
        reviews = newest_reviews([*claim.reviews, *_reviews(judgement)])
        if judgement.choice == ACCEPT:
            self._changed[subject.claim] = replace(claim, reviews=reviews)
            return
        self._rejected[subject.claim].add(subject.piece)
        changes = {**_fields_of(judgement), "reviews": _reviews(judgement), "rules": (BY_PEOPLE + "replace",)}
        if subject.piece is not None:
            changes["evidence"] = (subject.piece,)
        made = replace(self._before[subject.claim], **changes)
        iri = document_iri(self._document)
        old = claim_iri(iri, claim)
        self._made.append(replace(made, replaces=(old,)) if claim_iri(iri, made) != old else made)

    def _add(self, span: Span, judgement: Judgement) -> None:
        correction = judgement.votes[-1].correction
        words = (
            Evidence.of(self._text, *span) if self._text is not None else Evidence(*span, correction.quote)
        )
        rule = BY_PEOPLE + correction.verdict
        fields = _fields_of(judgement)
        self._made.append(
            KINDS[correction.kind](evidence=(words,), rules=(rule,), reviews=_reviews(judgement), **fields)
        )

    def claims(self) -> tuple[Claim, ...]:
        """Return the claims after all decisions, sorted."""
        made = {claim.identity for claim in self._made if isinstance(claim, Statement)}
        kept = (self._left(number) for number in range(len(self._before)))
        return collect(
            [*self._made, *(claim for claim in kept if claim is not None and claim.identity not in made)]
        )

    def _left(self, number: int) -> Claim | None:
        """Return what is left of a claim."""
        claim = self._changed.get(number, self._before[number])
        gone = self._rejected.get(number)
        if not gone:
            return claim
        evidence = () if None in gone else tuple(piece for piece in claim.evidence if piece not in gone)
        return replace(claim, evidence=evidence) if evidence else None


def _is_whole(claim: Claim) -> bool:
    """Return whether all evidence of a claim stands or falls together."""
    return isinstance(claim, Statement | TierClaim)


def _closest(subjects: Iterable[Subject], span: Span, claims: Sequence[Claim]) -> list[Subject]:
    """Return the subjects whose words are exactly the span; if there are none, all that share words."""
    found = list(dict.fromkeys(subjects))
    exact = [
        subject
        for subject in found
        if any(
            (piece.start, piece.end) == span
            for piece in ([subject.piece] if subject.piece else claims[subject.claim].evidence)
        )
    ]
    return exact or found


def _choice(correction: Correction, claim: Claim) -> Any:
    """Return what a correction makes of a claim."""
    if correction.verdict in (ACCEPT, REJECT, WITHDRAW):
        return correction.verdict
    given = correction.fields if correction.verdict == "add" else correction.new
    return _pairs({name: value for name, value in given.items() if getattr(claim, name) != value}) or ACCEPT


def _pairs(fields: Fields) -> tuple[tuple[str, Any], ...]:
    return tuple(sorted(fields.items()))


def _fields_of(judgement: Judgement) -> dict[str, Any]:
    assert isinstance(judgement.choice, tuple)
    return dict(judgement.choice)


def _reviews(judgement: Judgement) -> tuple[Review, ...]:
    found = (vote.correction for vote in judgement.votes)
    return newest_reviews(Review(each.by, each.verdict, day(each.at), each.reason) for each in found)


@dataclass(frozen=True, slots=True)
class Vote:
    """A correction, and what it makes of the claim."""

    correction: Correction
    choice: Choice


@dataclass(frozen=True, slots=True)
class Judgement:
    """The choice that counts, the last votes of all people for it, and whether people disagree.

    ``overruled`` holds the votes against it, ``superseded`` those that the same person changed later. A
    choice without votes is that of the policy ``leave-out``, or `WITHDRAW` if all people took back what they
    said: the votes that do so are ``withdrawn``.
    """

    choice: Choice
    votes: tuple[Vote, ...]
    overruled: tuple[Vote, ...]
    superseded: tuple[Vote, ...]
    withdrawn: tuple[Vote, ...] = ()

    @property
    def last(self) -> tuple[Vote, ...]:
        """The last vote of each person."""
        return (*self.votes, *self.overruled)

    @property
    def disputed(self) -> bool:
        """Whether people disagree."""
        return bool(self.overruled)


def judge(votes: Sequence[Vote], on_conflict: str) -> Judgement:
    """Return what people make of one claim together.

    Of each person, the newest vote counts; of votes of the same time, the last one. ``on_conflict`` is a
    policy of `POLICIES`: a majority of equal numbers is decided by the newest vote.
    """
    ordered = sorted(votes, key=lambda vote: moment(vote.correction.at))
    latest = {vote.correction.by: vote for vote in ordered}
    last = [vote for vote in ordered if latest[vote.correction.by] is vote]
    standing = [vote for vote in last if vote.choice != WITHDRAW]
    choice = _chosen(standing, on_conflict) if standing else WITHDRAW
    return Judgement(
        choice,
        tuple(vote for vote in standing if vote.choice == choice),
        tuple(vote for vote in standing if vote.choice != choice),
        tuple(vote for vote in ordered if latest[vote.correction.by] is not vote),
        tuple(vote for vote in last if vote.choice == WITHDRAW),
    )


def _chosen(votes: Sequence[Vote], on_conflict: str) -> Choice:
    counts = Counter(vote.choice for vote in votes)
    newest = votes[-1].choice
    if len(counts) == 1 or on_conflict == "newest":
        return newest
    if on_conflict == "leave-out":
        return REJECT
    most = max(counts.values())
    return next(vote.choice for vote in reversed(votes) if counts[vote.choice] == most)

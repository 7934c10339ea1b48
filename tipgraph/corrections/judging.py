"""Which of several verdicts on one claim counts."""

from __future__ import annotations

from collections import Counter
from collections.abc import Hashable, Sequence
from dataclasses import dataclass

from tipgraph.corrections.correction import Correction
from tipgraph.corrections.rows import moment

__all__ = ["ACCEPT", "REJECT", "WITHDRAW", "Judgement", "Vote", "judge"]

Choice = Hashable
"""What a verdict makes of a claim: `ACCEPT`, `REJECT`, `WITHDRAW`, or its new fields as sorted pairs."""

ACCEPT: Choice = "accept"
REJECT: Choice = "reject"
WITHDRAW: Choice = "withdraw"


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
    choice = _choice(standing, on_conflict) if standing else WITHDRAW
    return Judgement(
        choice,
        tuple(vote for vote in standing if vote.choice == choice),
        tuple(vote for vote in standing if vote.choice != choice),
        tuple(vote for vote in ordered if latest[vote.correction.by] is not vote),
        tuple(vote for vote in last if vote.choice == WITHDRAW),
    )


def _choice(votes: Sequence[Vote], on_conflict: str) -> Choice:
    counts = Counter(vote.choice for vote in votes)
    newest = votes[-1].choice
    if len(counts) == 1 or on_conflict == "newest":
        return newest
    if on_conflict == "leave-out":
        return REJECT
    most = max(counts.values())
    return next(vote.choice for vote in reversed(votes) if counts[vote.choice] == most)

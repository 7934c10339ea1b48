"""The status of a deed, and the operators that decide it."""

from __future__ import annotations

from enum import StrEnum
from typing import NamedTuple

__all__ = ["DONE", "INSUFFICIENT", "NOT_DONE", "PLANNED", "RECOMMENDED", "Kind", "Operator", "Status"]

DONE, INSUFFICIENT, NOT_DONE = "done", "insufficient", "not-done"
PLANNED, RECOMMENDED = "planned", "recommended"


class Kind(StrEnum):
    """What an operator says of a deed."""

    SHORTFALL = "shortfall"
    """It falls short: "few", "hampered", "decreased"."""
    NEGATION = "negation"
    """It is not done: "no", "failed to", "lack of"."""
    PLAN = "plan"
    """It is still to come: "will", "plans to", "pending"."""
    REQUEST = "request"
    """It is recommended: "should"."""
    ADOPTION = "adoption"
    """It is no longer only planned: "adopted the draft"."""


class Operator(NamedTuple):
    """An operator and the token that it rests on."""

    kind: Kind
    token: int


class Status:
    """The status of a deed while one climbs from it to the root.

    >>> status = Status()
    >>> status.apply(Kind.PLAN, 4)
    >>> status.apply(Kind.NEGATION, 2)
    >>> status.value
    'not-done'
    """

    def __init__(self) -> None:
        self.value = DONE
        self.ignored: frozenset[Kind] = frozenset()  # what stands above says this of another deed
        self.graded = False  # a word of degree is below: denying it leaves a deed that falls short
        self.operators: list[Operator] = []

    def apply(self, kind: Kind, token: int, *, whole: bool = False) -> None:
        """Apply an operator. A ``whole`` negation leaves nothing, whatever word of degree is below."""
        if kind in self.ignored:
            return
        self.operators.append(Operator(kind, token))
        match kind, self.value:
            case Kind.SHORTFALL, "done":
                self.value = INSUFFICIENT
            case Kind.NEGATION, "done":
                self.value = INSUFFICIENT if self.graded and not whole else NOT_DONE
            case Kind.NEGATION, "not-done":
                self.value = DONE
            case Kind.NEGATION, "planned":
                self.value = NOT_DONE
            case Kind.PLAN, "done" | "insufficient":
                self.value = PLANNED
            case Kind.ADOPTION, "planned":
                self.value = DONE
            case Kind.REQUEST, _:
                self.value = RECOMMENDED

    def restore(self, token: int) -> None:
        """Apply a negation of what falls short: it does not."""
        self.operators.append(Operator(Kind.NEGATION, token))
        self.value = DONE

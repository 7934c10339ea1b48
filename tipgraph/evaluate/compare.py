"""What a change did: the claims of two runs, side by side with the gold."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from tipgraph.evaluate.scores import MEASURES, tuples
from tipgraph.facts import Fact

__all__ = ["Change", "changes"]


@dataclass(frozen=True, slots=True)
class Change:
    """A tuple that only one of two runs has; ``right`` where the gold has it.

    A right one that ``appeared`` and a wrong one that vanished are gains, the others losses.
    """

    measure: str
    document: str
    what: tuple[str, ...]
    appeared: bool
    right: bool

    @property
    def gain(self) -> bool:
        """Whether the newer run is the better for it."""
        return self.appeared == self.right

    def as_json(self) -> dict[str, object]:
        """Return the change as plain values."""
        return {
            "measure": self.measure,
            "document": self.document,
            "what": list(self.what),
            "change": "appeared" if self.appeared else "vanished",
            "right": self.right,
        }


def changes(gold: Iterable[Fact], old: Iterable[Fact], new: Iterable[Fact]) -> list[Change]:
    """Return what differs between two runs, by measure and document, appeared before vanished.

    >>> def sector(code): return {"document": "a", "kind": "sector", "code": code}
    >>> [change.gain for change in changes([sector("mining")], [sector("retail")], [sector("mining")])]
    [True, True]
    """
    truth, before, after = tuples(gold), tuples(old), tuples(new)
    return [
        Change(measure, document, tuple(map(str, what)), appeared, (document, *what) in truth[measure])
        for measure in MEASURES
        for appeared, here, there in ((True, after, before), (False, before, after))
        for document, *what in sorted(here[measure] - there[measure], key=str)
    ]

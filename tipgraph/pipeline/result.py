"""What came of a document, as far as summaries count it: kept with a store, so that nobody counts twice."""

from __future__ import annotations

import json
from collections import Counter
from dataclasses import dataclass, field
from typing import Self

__all__ = ["Result"]


@dataclass(frozen=True, slots=True)
class Result:
    """The counts of one document.

    ``claims`` are counted by kind; ``silent`` are the sentences that named a place but gave no claim;
    ``unsettled`` the names that could be several places; ``problems`` the results of validation by
    severity (``Violation``, ``Warning``) and shape.
    """

    claims: Counter[str] = field(default_factory=Counter)
    silent: int = 0
    unsettled: tuple[str, ...] = ()
    quads: int = 0
    problems: Counter[tuple[str, str]] = field(default_factory=Counter)

    def to_json(self) -> str:
        """Return the result as a list of JSON.

        >>> made = Result(Counter(route=2), 1, ("Congo",), 90, Counter({("Warning", "TierYearShape"): 1}))
        >>> Result.from_json(made.to_json()) == made
        True
        """
        problems = [[*key, count] for key, count in sorted(self.problems.items())]
        parts = [dict(sorted(self.claims.items())), self.silent, self.unsettled, self.quads, problems]
        return json.dumps(parts)

    @classmethod
    def from_json(cls, text: str) -> Self:
        """Read what `to_json` has written."""
        claims, silent, unsettled, quads, problems = json.loads(text)
        found = Counter({(severity, shape): count for severity, shape, count in problems})
        return cls(Counter(claims), silent, tuple(unsettled), quads, found)

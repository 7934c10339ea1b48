"""The clause: a stretch of a sentence with one predicate, so that one negation and one hedge apply to it."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import Any, TypeVar

from tipgraph.understanding.grammar import words
from tipgraph.understanding.mention import Mention
from tipgraph.understanding.sentences import Span

__all__ = ["Clause", "by_kind", "is_verb"]

T = TypeVar("T")

_FINITE = words("base present past")
_NONE: Sequence[Mention] = ()
_NEAR = 8
"""The number of mentions that may start at or before a word and extend past it."""
_SHORT = 24
"""The number of mentions up to which a clause is searched one by one."""


class Clause:
    """A clause and its mentions, in order.

    ``transparent`` holds the mentions of transparent kinds, and ``kinds`` all mentions by kind. ``opener`` is
    the conjunction at the start. ``shared`` is true if the clause shares the subject of the one before.
    ``sentence`` is the span of its sentence, and ``section`` the kind of its section.
    """

    # A report has hundreds of clauses: written out, they are made in half of a dataclass's time.
    __slots__ = (
        "_memory", "_verbs", "kinds", "mentions", "opener", "previous", "section", "sentence", "shared",
        "span", "transparent",
    )  # fmt: skip

    def __init__(
        self,
        span: Span,
        mentions: Sequence[Mention],
        transparent: Sequence[Mention],
        kinds: Mapping[str, Sequence[Mention]],
        sentence: Span,
        section: str | None = None,
        *,
        shared: bool = False,
        previous: Clause | None = None,
    ) -> None:
        self.span, self.sentence, self.section = span, sentence, section
        self.mentions, self.transparent, self.kinds = mentions, transparent, kinds
        self.opener = mentions[0].code if mentions and mentions[0].kind in ("conj", "contrast") else ""
        self.shared, self.previous = shared, previous
        self._verbs: list[Mention] | None = None
        self._memory: dict[object, Any] | None = None

    @property
    def verbs(self) -> list[Mention]:
        """The auxiliaries and verb forms among the mentions."""
        if self._verbs is None:
            self._verbs = [m for m in self.mentions if m.kind == "aux" or m.form in _FINITE]
        return self._verbs

    def once(self, compute: Callable[[Clause], T]) -> T:
        """Return the result of a function on this clause, computed only once."""
        memory = self._memory
        if memory is None:
            memory = self._memory = {}
        if compute not in memory:
            memory[compute] = compute(self)
        made: T = memory[compute]
        return made

    def of(self, kind: str) -> Sequence[Mention]:
        """Return the mentions of a kind, in order."""
        return self.kinds.get(kind, _NONE)

    def has(self, *kinds: str) -> bool:
        """Tell whether any mention is of one of the kinds."""
        return not self.kinds.keys().isdisjoint(kinds)

    def starting(self, first: int, last: int) -> Sequence[Mention]:
        """Return the mentions that start between two offsets, inclusive."""
        mentions = self.mentions
        if len(mentions) < _SHORT:  # as nearly all are: then looking at each is quicker
            return [m for m in mentions if first <= m.start <= last]
        return mentions[bisect_left(mentions, (first,)) : bisect_left(mentions, (last + 1,))]

    def before(self, offset: int) -> Mention | None:
        """Return the last mention that ends at or before an offset."""
        at = bisect_left(self.mentions, (offset,))
        return next((m for m in reversed(self.mentions[max(0, at - _NEAR) : at]) if m.end <= offset), None)

    def codes(self, kind: str) -> tuple[str, ...]:
        """Return the codes of a kind, in the order of their first mention."""
        found = self.kinds.get(kind, _NONE)
        return tuple(dict.fromkeys(mention.code for mention in found)) if found else ()


def by_kind(mentions: Iterable[Mention]) -> dict[str, list[Mention]]:
    """Group mentions by kind, in order."""
    found: dict[str, list[Mention]] = {}
    for mention in mentions:
        kind = mention.kind
        if kind in found:
            found[kind].append(mention)
        else:
            found[kind] = [mention]
    return found


def is_verb(mention: Mention) -> bool:
    """Tell whether a mention can head a predicate."""
    return mention.kind == "aux" or mention.form in _FINITE

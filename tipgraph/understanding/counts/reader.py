"""Counts: results in numbers, such as people convicted, cases opened, and money spent.

Each question has a module: which numbers count something (`quantities`), by which deed and whether the
government did it (`deeds`), what they count (`targets`, by the rows of `count_table`, or `continuations` if
no predicate says it, which also finds what they are compared with), and in which year (`periods`).
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from operator import attrgetter
from typing import NamedTuple

from tipgraph.understanding.counts.continuations import (
    CHANGING,
    Context,
    Continuations,
    comparisons,
    repeated,
)
from tipgraph.understanding.counts.deeds import Deeds, came_about, is_of_outsiders
from tipgraph.understanding.counts.periods import Periods
from tipgraph.understanding.counts.quantities import Quantity, quantities, singles
from tipgraph.understanding.counts.targets import Target, Targets
from tipgraph.understanding.syntax.labels import Labels
from tipgraph.understanding.syntax.mentions import LAW_ENFORCEMENT, Reading
from tipgraph.understanding.syntax.tree import VERB, WHOLES, Node, Role

__all__ = ["Context", "Count", "Counter"]


_STATING = CHANGING | {"stand_at"}
"""Classes of verbs that say how many there are: "arrests went down from nine"."""


class Count(NamedTuple):
    """A quantity with what it counts and its year."""

    quantity: Quantity
    target: Target
    period: int | None


class Counter:
    """Finds the counts of one tree. ``context`` is what was counted before it.

    >>> from tipgraph.understanding.reader import Reader
    >>> reader = Reader.load()
    >>> text = "In 2018, police arrested 12 suspects, up from nine in 2017, and courts convicted four."
    >>> segment = next(reader.read(text))
    >>> for count in Counter(segment.reading, reader.labels).counts():
    ...     print(count.quantity.value, *count.target.types, count.target.unit, count.period)
    12 investigation persons 2018
    9 investigation persons 2017
    4 conviction persons 2018
    """

    def __init__(self, reading: Reading, labels: Labels, context: Context | None = None) -> None:
        self.reading, self.context = reading, context or Context()
        self.deeds = Deeds(reading, labels)
        self.targets = Targets(self.deeds)
        self.compared = reading.once(comparisons)
        found = (*reading.once(quantities), *singles(self.deeds))
        self.quantities = sorted(found, key=attrgetter("first"))
        self.year = self.context.year

    def counts(self) -> list[Count]:
        """Return the counts of the tree, in order."""
        targets = list(self._targets())
        written, bounds = self.context.written, self._bounds()
        periods = Periods(self.reading, self.quantities, self.compared, self._year(), bounds, written)
        self.year = periods.last
        return [
            Count(quantity, target, period)
            for quantity, target in targets
            if self._is_result(quantity.node, target)
            for period in periods.each(quantity) or (periods.of(quantity, target.deed),)
        ]

    def _year(self) -> int | None:
        """Return the year of the text before, or that of a whole that it counted: "of the 12 cases, two"."""
        first = self.quantities[0] if self.quantities else None
        if first is None or first.node.role not in WHOLES or first.node.determiner != "the":
            return self.context.year
        return self.context.sums.get(first.value) or self.context.year

    def after(self, counts: Sequence[Count]) -> Context:
        """Return the context of what follows."""
        sums = {count.quantity.value: count.period for count in counts}
        last = counts[-1].target._replace(deed=None) if counts else None
        kept = None if self.quantities else self.context.target  # "of these" are those of the last number
        known = {**self.context.sums, **sums}
        return Context(last or kept, known, self.year, near=bool(counts), written=self.context.written)

    def _targets(self) -> Iterator[tuple[Quantity, Target]]:
        """Yield the quantities that count something, with what their predicate or the one before says."""
        going_on = Continuations(self.targets, self.quantities, self.compared, self.context)
        near = self.context.target if self.context.near else None
        for quantity in self.quantities:
            if going_on.is_known(quantity):
                continue
            target = self.targets.of(quantity, going_on.before or near) or going_on.target(quantity)
            if target is not None:
                going_on.note(quantity, target)
                yield quantity, target

    def _is_result(self, counted: Node, target: Target) -> bool:
        """Tell whether the government did what is counted. What it did not do may still be compared."""
        deed = target.deed
        if deed is None:
            return True
        opener = self.compared.get(counted)
        verb = opener.parent if opener is not None else None
        doing = [deed] if verb is None or verb.copula or verb.classes & _STATING else [deed, verb]
        if any(is_of_outsiders(self.reading, each, counted) for each in doing):
            return False
        compared = counted in self.compared or repeated(counted) is not None
        return compared or came_about(self.reading, counted, deed, target.types[0])

    def _bounds(self) -> Iterator[int]:
        """Yield where clauses begin that share no year. Those on law enforcement share a named one."""
        named = any(token.is_year for token in self.reading.tree.tokens)
        if named and all(deed.code in LAW_ENFORCEMENT for deed in self.deeds):
            return
        for node in self.reading.tree.nodes:
            if node.kind == VERB and node.subject is not None and node.role != Role.RELATIVE:
                yield node.subject.group[0].first

"""Counts: results in numbers, such as people convicted, cases opened, and money spent.

A count is a quantity that is an argument of a measure's predicate. A quantity that has no predicate
counts what the one before it counts: "60 cases, 36 for slavery", "compared with nine", "12 were boys".
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from decimal import Decimal
from typing import NamedTuple

from tipgraph.understanding.structure.agents import agent, is_outsider
from tipgraph.understanding.structure.deeds import UNITS, Deeds
from tipgraph.understanding.structure.mentions import LAW_ENFORCEMENT, MAX_ITEMS, Labels, Reading
from tipgraph.understanding.structure.operators import judge
from tipgraph.understanding.structure.periods import Periods, bracket_of, comparisons
from tipgraph.understanding.structure.quantities import Quantity, quantities
from tipgraph.understanding.structure.status import DONE, INSUFFICIENT
from tipgraph.understanding.structure.targets import WHOLES, Target, Targets
from tipgraph.understanding.structure.tree import VERB, Node, Role

__all__ = ["Context", "Count", "Counter"]

_PARTS = frozenset(("including", "such as", Role.APPOSITION, Role.BRACKETS))
_ANAPHORS = frozenset(("it", "they"))
_HYPOTHETICAL = frozenset(("may", "might", "can", "could", "would", "must", "should", "shall", "will"))
_OPENING = 3
"""Tokens that a phrase may begin after and still open its sentence: "Of the 40, nine"."""


class Count(NamedTuple):
    """A quantity with what it counts and its year."""

    quantity: Quantity
    target: Target
    period: int | None


class Context(NamedTuple):
    """What a segment may refer back to: what was counted last, how many, and the year."""

    target: Target | None = None
    sums: frozenset[Decimal] = frozenset()
    year: int | None = None


class Counter:
    """Finds the counts of one tree. ``context`` is what was counted before it.

    >>> from tipgraph.understanding.structure import Reader
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
        self.compared = comparisons(reading)
        self.quantities = quantities(reading)
        self.resolved: dict[Node, Target] = {}
        self.main: list[Target] = []  # of quantities outside comparisons and brackets
        self.year = self.context.year

    def counts(self) -> list[Count]:
        """Return the counts of the tree, in order."""
        targets = [(quantity, self._resolve(quantity)) for quantity in self.quantities]
        periods = Periods(self.reading, self.quantities, self.compared, self.context.year, self._bounds())
        self.year = periods.last
        return [
            Count(quantity, target, periods.of(quantity, target.deed))
            for quantity, target in targets
            if target is not None and self._came_about(quantity, target)
        ]

    def after(self, counts: Sequence[Count]) -> Context:
        """Return the context of what follows."""
        sums = frozenset(count.quantity.value for count in counts)
        return Context(self._before or self.context.target, sums or self.context.sums, self.year)

    @property
    def _before(self) -> Target | None:
        return self.main[-1] if self.main else None

    def _resolve(self, quantity: Quantity) -> Target | None:
        """Return what a quantity counts."""
        if self._is_known(quantity):
            return None
        if bracket_of(quantity.node) in self.resolved and self.targets.is_money(quantity):
            return None  # "5 million baht ($150,000)"
        target = self.targets.of(quantity, self._before)
        if target is None and self._goes_on(quantity):
            target = self._same(quantity)
        if target is not None:
            self.resolved[quantity.node] = target
            if quantity.node not in self.compared and bracket_of(quantity.node) is None:
                self.main.append(target)
        return target

    def _is_known(self, quantity: Quantity) -> bool:
        """Tell whether a quantity is a whole that was counted before: "three of the 12", "Of the 19, six"."""
        node = quantity.node
        if node.role not in WHOLES:
            return False
        parent = node.parent
        if parent is None or parent.kind == VERB:
            return not self.targets.attributive(quantity)
        return any(each.node is parent for each in self.quantities)

    # -- quantities that have no predicate

    def _goes_on(self, quantity: Quantity) -> bool:
        """Tell whether a quantity counts what the one before it counts."""
        if quantity.node in self.compared:
            return True
        if self._before is None and (self.context.target is None or self._is_of_unknown_whole()):
            return False
        return self.targets.is_counted(quantity) and self._is_part(quantity)

    def _is_of_unknown_whole(self) -> bool:
        """Tell whether a sentence is on a part of what was not counted: "Of the 200, 90 were girls"."""
        first = self.quantities[0]
        opens = first.node.role in WHOLES and first.node.first <= self.reading.first_word + _OPENING
        return opens and first.value not in self.context.sums

    def _is_part(self, quantity: Quantity) -> bool:
        """Tell whether a quantity is a part of one: in a list, in brackets, as a subject of "were boys"."""
        node, parent = quantity.node, quantity.node.parent
        if parent is None or node.role in _PARTS or node.group[0] in self.resolved:
            return True
        if parent.kind != VERB:
            return False
        linking = parent.copula or "be" in parent.classes
        if node.role == Role.SUBJECT:
            return "cause" in parent.classes or (linking and bool(parent.nouns(Role.PREDICATE)))
        return (linking and node.role == Role.PREDICATE) or (
            "comprise" in parent.classes and node.role == Role.OBJECT
        )

    def _same(self, quantity: Quantity) -> Target | None:
        """Return the target of the quantity before, or that of what a quantity is compared with."""
        before = (
            self._compared_with(quantity) or self._undone(quantity) or self._before or self.context.target
        )
        money = self.targets.is_money(quantity)
        if before is None or (before.unit == "currency") != money:
            return None
        bare = quantity.is_bare or money
        unit = before.unit if bare else self.targets.unit(quantity, before.types, before)
        return before._replace(deed=None, unit=unit)

    def _compared_with(self, quantity: Quantity) -> Target | None:
        """Return what one of several is compared with: "tried six, convicted two, up from four and one"."""
        opener = self.compared.get(quantity.node)
        if opener is None:
            return None
        listed = [each for each in self.quantities if each.node.group[0] is quantity.node.group[0]]
        if 1 < len(listed) <= len(self.main):
            return self.main[listed.index(quantity) - len(listed)]
        return None

    def _undone(self, quantity: Quantity) -> Target | None:
        """Return what did not come about, but did before: "no convictions, down from three"."""
        opener = self.compared.get(quantity.node)
        verb = opener.parent if opener is not None else None
        if verb is None or verb.kind != VERB:
            return None
        subjects = verb.subject.group if verb.subject is not None else ()
        money = self.targets.is_money(quantity)
        arguments = (*verb.nouns(Role.OBJECT, Role.PREDICATE), *subjects)
        if not any(node.negated for node in (verb, *arguments)):
            return None
        for node in (verb, *arguments):
            for deed in self.deeds.of(node):
                if (UNITS[deed.code] == "currency") == money:
                    return Target((deed.code,), UNITS[deed.code], node)
        return None

    # -- whether it came about

    def _came_about(self, quantity: Quantity, target: Target) -> bool:
        """Tell whether the government did what is counted. What it did not do may still be compared."""
        deed = target.deed
        if deed is None:
            return True
        actor = self._actor(deed)
        acts = actor is not None and actor.group[0] is not quantity.node.group[0]
        if actor is not None and acts and all(is_outsider(self.reading, e) for e in actor.group[:MAX_ITEMS]):
            return False
        if quantity.node in self.compared:
            return True
        governors = [node for node in (quantity.node, deed, *deed.ancestors()) if node.kind == VERB]
        if any(verb.modal_word in _HYPOTHETICAL for verb in governors) or _is_undone(quantity.node):
            return False
        return judge(self.reading, deed, target.types[0]).value in (DONE, INSUFFICIENT)

    def _actor(self, deed: Node) -> Node | None:
        """Return who acts: of "IOM reported that it helped", IOM; of what is received, who gave it."""
        if deed.kind == VERB and "get" in deed.classes:
            return deed.child("from", "by")
        actor = agent(self.reading, deed)
        clause = actor.parent if actor is not None and actor.lemma in _ANAPHORS else None
        outer = clause.parent if clause is not None and clause.role == Role.THAT else None
        return outer.subject if outer is not None and outer.subject is not None else actor

    def _bounds(self) -> Iterator[int]:
        """Yield where clauses begin that do not share their year. Those on law enforcement do."""
        if all(deed.code in LAW_ENFORCEMENT for deed in self.deeds):
            return
        for node in self.reading.tree.nodes:
            if node.kind == VERB and node.subject is not None:
                yield node.subject.group[0].first


def _is_undone(node: Node) -> bool:
    """Tell whether a verb takes back what is counted: "overturned nine convictions"."""
    verb = node.parent
    return (
        verb is not None
        and verb.kind == VERB
        and "undo" in verb.classes
        and node.role in (Role.OBJECT, Role.SUBJECT)
    )

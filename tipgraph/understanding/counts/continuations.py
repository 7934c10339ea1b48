"""Continuations: quantities that have no predicate. They count what the one before them counts.

So does the second number of "60 cases, 36 for slavery", of "12, compared with nine in 2017" and of "Of these,
12 were boys".
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from decimal import Decimal
from typing import NamedTuple

from tipgraph.understanding.counts.comparisons import bracket_of, repeated
from tipgraph.understanding.counts.count_table import Row, table
from tipgraph.understanding.counts.deeds import Deed
from tipgraph.understanding.counts.nouns import is_money
from tipgraph.understanding.counts.quantities import Quantity
from tipgraph.understanding.counts.targets import Target, Targets
from tipgraph.understanding.syntax.tree import VERB, WHOLES, Node, Role

__all__ = ["Context", "Continuations"]

_PARTS = frozenset(("including", "such as", Role.APPOSITION, Role.BRACKETS))
_THESE = frozenset(("these", "those"))


class Context(NamedTuple):
    """What a segment may refer back to: what its paragraph counted last, all its numbers, and the year.

    ``near`` says whether the sentence right before has counts.
    """

    target: Target | None = None
    sums: frozenset[Decimal] = frozenset()
    year: int | None = None
    near: bool = False


class Continuations:
    """Finds what a quantity counts from those before it, which ``note`` keeps."""

    def __init__(
        self,
        targets: Targets,
        quantities: Sequence[Quantity],
        compared: Mapping[Node, Node],
        context: Context,
    ) -> None:
        self.targets, self.quantities, self.compared, self.context = targets, quantities, compared, context
        self.deeds, self.reading = targets.deeds, targets.reading
        self._nodes = {quantity.node for quantity in quantities}
        self._resolved: set[Node] = set()
        self._main: list[Target] = []  # of quantities outside comparisons and brackets
        opening = self.reading.tree.tokens[self.reading.first_word :][:2] if quantities else []
        self._opened = bool(opening) and opening[0].word in WHOLES
        self._opened_by_these = self._opened and opening[-1].word in _THESE

    def note(self, quantity: Quantity, target: Target) -> None:
        """Keep what a quantity counts for those behind it."""
        self._resolved.add(quantity.node)
        if not self._main or (quantity.node not in self.compared and bracket_of(quantity.node) is None):
            self._main.append(target)

    @property
    def before(self) -> Target | None:
        """The target of the quantity before in this sentence."""
        return self._main[-1] if self._main else None

    def is_known(self, quantity: Quantity) -> bool:
        """Tell whether a quantity was counted before: as a whole ("three of the 12"), or in other money."""
        money = is_money(self.reading, quantity)
        return self._is_converted(quantity) if money else self._is_known_whole(quantity)

    def _is_converted(self, quantity: Quantity) -> bool:
        """Tell whether a sum is the one before it in another currency: "5 million baht (about $150,000)"."""
        tokens, at = self.reading.tree.tokens, quantity.first - 1
        while at > 0 and tokens[at].tag in "RI":
            at -= 1
        return at > 0 and tokens[at].tag == "("

    def _is_known_whole(self, quantity: Quantity) -> bool:
        node, part = quantity.node, quantity.node.parent
        if node.role not in WHOLES or part not in self._nodes or self.deeds.of(part):
            return False
        return quantity.is_bare or not self.deeds.below(node)  # "119 of the 216 persons charged"

    def target(self, quantity: Quantity) -> Target | None:
        """Return what a quantity counts that has no predicate, if it continues others."""
        before = self._compared_with(quantity) or self._undone(quantity) or self.before or self.context.target
        money = is_money(self.reading, quantity)
        if before is None or (before.unit == "currency") != money or not self._goes_on(quantity, before):
            return None
        bare = quantity.is_bare or money or self.targets.names_crime(quantity)
        return before if bare else before._replace(unit=self.targets.unit(quantity, before.types, before))

    def _goes_on(self, quantity: Quantity, before: Target) -> bool:
        if quantity.node in self.compared or repeated(quantity.node) is not None:
            return True
        if self.before is None and not self._is_referred_to():
            return False
        return self.targets.is_counted(quantity) and self._is_part(quantity, before)

    def _is_referred_to(self) -> bool:
        """Tell whether a sentence refers to what was counted before it: "Of the 40, 12 were boys"."""
        first = self.quantities[0]
        if self._opened and not self._opened_by_these and first.node.role in WHOLES:
            return first.value in self.context.sums
        return self._opened_by_these or self.context.near

    def _is_part(self, quantity: Quantity, before: Target) -> bool:
        """Tell whether a quantity is a part of one: in a list, in brackets, or as the table says."""
        node, parent = quantity.node, quantity.node.parent
        if parent is not None and node.role in _PARTS and parent.is_quantified:
            return parent in self._resolved  # "91 people, including 37 children"
        strays = parent is None or (node.role in _PARTS and "place" in self.reading.head_kinds(parent))
        if strays and self.before is None:
            return node is self.reading.tree.nodes[0]  # but "women were sold, among them six girls"
        if parent is None or node.role in _PARTS or node.group[0] in self._resolved:
            return True
        return any(self._fits(row, node, before) for row in table().continuations)

    def _fits(self, row: Row, node: Node, before: Target) -> bool:
        is_of = not row.before or not row.before.isdisjoint((*before.types, before.unit))
        return is_of and (self._opened or not row.opened) and row.pattern.fits(self.reading, node)

    # -- comparisons

    def _compared_with(self, quantity: Quantity) -> Target | None:
        """Return what one of several is compared with: "tried six, convicted two, up from four and one"."""
        if quantity.node not in self.compared:
            return None
        listed = [each for each in self.quantities if each.node.group[0] is quantity.node.group[0]]
        if 1 < len(listed) <= len(self._main):
            return self._main[listed.index(quantity) - len(listed)]
        return None

    def _undone(self, quantity: Quantity) -> Target | None:
        """Return what did not come about, but did before: "no convictions, down from three"."""
        opener = self.compared.get(quantity.node)
        verb = opener.parent if opener is not None else repeated(quantity.node)
        if verb is None or verb.kind != VERB:
            return None
        subjects = verb.subject.group if verb.subject is not None else ()
        named = (verb, *verb.nouns(Role.OBJECT, Role.PREDICATE), *subjects)
        if not any(node.negated for node in named):
            return None
        money = is_money(self.reading, quantity)
        deeds = (deed for node in named for deed in self.deeds.of(node))
        units = ((deed, self._unit(deed)) for deed in deeds)
        return next(
            (Target((d.code,), unit, d.node) for d, unit in units if (unit == "currency") == money), None
        )

    def _unit(self, deed: Deed) -> str:
        """Return the unit of what a deed is done to: "did not arrest any men, compared with nine"."""
        things = (each for each in self.reading.objects(deed.node) if each.head_token.tag == "N")
        named = (Quantity(each, each.first, each.first - 1, Decimal(1), money=False) for each in things)
        return next((self.targets.unit(each, (deed.code,), None) for each in named), table().units[deed.code])

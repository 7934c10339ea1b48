"""Nouns: what a quantity counts by its own words, as the noun of its phrase, its list or its whole."""

from __future__ import annotations

from typing import NamedTuple

from tipgraph.understanding.counts.count_table import table
from tipgraph.understanding.counts.deeds import Deeds
from tipgraph.understanding.counts.quantities import Quantity
from tipgraph.understanding.syntax.mentions import MAX_ITEMS, MEASURE, Reading
from tipgraph.understanding.syntax.patterns import types_of
from tipgraph.understanding.syntax.tree import VERB, WHOLES, Node
from tipgraph.understanding.tokens.words import NO_CLASSES

__all__ = ["CRIME", "NUMBER", "THING", "Noun", "Nouns", "is_money"]

CRIME, NUMBER, THING = "crime", "number", "thing"
"""Kinds of nouns: a crime that stands for its cases, no known noun, and a noun of no other kind."""
_PRONOUNS = frozenset(("number", "pronoun", "rel", "partitive"))


class Noun(NamedTuple):
    """The noun that a quantity counts, if there is one, its types and its kind."""

    node: Node | None
    types: frozenset[str]
    kind: str


class Nouns:
    """The nouns that the quantities of a tree count."""

    def __init__(self, deeds: Deeds) -> None:
        self.reading, self.deeds = deeds.reading, deeds
        self._known: dict[Quantity, Noun] = {}

    def of(self, quantity: Quantity) -> Noun:
        """Return what a quantity counts."""
        if quantity not in self._known:
            self._known[quantity] = self._find(quantity)
        return self._known[quantity]

    def _find(self, quantity: Quantity) -> Noun:
        node = self._noun(quantity)
        types, kind = types_of(self.reading, node), self.kind(node) if node is not None else THING
        if any("charge" in item.classes for item in quantity.node.group[:MAX_ITEMS]):
            kind = "charge"  # "convicted on four counts"
        known = self.reading.head_kinds(node) - _PRONOUNS if node is not None else NO_CLASSES
        if quantity.is_bare and MEASURE in known:
            kind = MEASURE
        elif quantity.is_bare and kind == THING and not known:
            kind = NUMBER
        return Noun(node, types, kind)

    def kind(self, node: Node) -> str:
        """Return the kind of a noun."""
        types = types_of(self.reading, node)
        return next(n for n, kind in table().nouns.items() if any(each <= types for each in kind.types))

    def _noun(self, quantity: Quantity) -> Node | None:
        """Return the noun of a phrase; of a number alone, that of the whole, or whose number is stated."""
        node = quantity.node
        if not quantity.is_bare:
            return self._of_list(node) or node
        whole = next(iter(node.nouns(*WHOLES)), None) or _whole_ahead(node)
        noun = whole or self._of_list(node) or self.deeds.numbered(node)
        return None if noun is not None and self.kind(noun) == CRIME else noun  # "100 of slavery"

    def _of_list(self, node: Node) -> Node | None:
        """Return the noun that a list shares: "eight, 12, and 14 men", "six slavery and two theft cases"."""
        behind = node.group[node.group.index(node) :][:MAX_ITEMS]
        nouns = (each for each in behind if each.head_token.tag == "N" and each.is_quantified)
        return next((each for each in nouns if self.kind(each) != CRIME), None)


def is_money(reading: Reading, quantity: Quantity) -> bool:
    """Tell whether a quantity is a sum of money: "$12", "500 pesos", "EUR 12"."""
    first = max(quantity.first - 1, 0) if quantity.is_bare else quantity.last + 1
    tokens = range(first, quantity.node.last + 1)[:MAX_ITEMS]
    inside = (placed.mention for i in tokens for placed in reading.placed.get(i, ()))
    return quantity.money or any(each.code == "currency" for each in inside)


def _whole_ahead(node: Node) -> Node | None:
    """Return the noun of what a number is a part of: "of these facilities, 24 served children"."""
    verb = node.parent
    wholes = verb.nouns(*WHOLES) if verb is not None and verb.kind == VERB else ()
    return next((each for each in wholes if each.last < node.first and each.head_token.tag == "N"), None)

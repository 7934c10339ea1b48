"""Targets: what a quantity counts, as its own predicate says it."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cached_property
from sys import maxsize
from typing import NamedTuple

from tipgraph.understanding.counts.count_table import table
from tipgraph.understanding.counts.deeds import Deed, Deeds, is_hypothetical
from tipgraph.understanding.counts.quantities import Quantity
from tipgraph.understanding.syntax.mentions import LAW_ENFORCEMENT, MAX_ITEMS, MEASURE
from tipgraph.understanding.syntax.patterns import types_of
from tipgraph.understanding.syntax.tree import NOUN, VERB, WHOLES, Node, Role
from tipgraph.understanding.tokens.words import NO_CLASSES

__all__ = ["Target", "Targets"]

_COMPLICITY, _REGULATION = "official-complicity", "labor-regulation"
_PRONOUNS = frozenset(("number", "pronoun", "rel", "partitive"))
_ATTRIBUTES = frozenset(("exploitation", "trafficking", "victimization"))
_ARGUMENTS = frozenset((Role.OBJECT, Role.SUBJECT))
_UNCOUNTED = frozenset(("thing", "official", "charge", "document", "measure"))
"""Kinds of nouns that are counted only where a predicate says so."""
_UNITS = {
    "case": "cases", "officer": "persons", "offender": "persons", "employer": "persons", "victim": "victims"
}  # fmt: skip
"""The units of kinds of nouns. That of other people, labels or the measure say."""


class Target(NamedTuple):
    """What a quantity counts: types of measures, a unit, and the deed. An earlier quantity's has none."""

    types: tuple[str, ...]
    unit: str
    deed: Node | None = None


class Targets:
    """Finds the targets of the quantities of one tree."""

    def __init__(self, deeds: Deeds) -> None:
        self.deeds, self.reading = deeds, deeds.reading

    def of(self, quantity: Quantity, before: Target | None) -> Target | None:
        """Return the target that a quantity's predicate gives it. ``before`` is that of the one before it."""
        node = quantity.node
        if self.is_money(quantity):
            return _paid(self.deeds.paid(node) or self._announced(quantity))
        attributive = self.deeds.before_head(node, quantity.last + 1)
        for candidates in (
            self.named(quantity),
            attributive if node.determiner == "the" else [],  # "the 27 convicted traffickers"
            self.deeds.above(node),
            attributive,
            self._of_whole(quantity),
            self._announced(quantity),
        ):
            if found := [deed for deed in candidates if self._fits(quantity, deed.code, before)]:
                return self._target(quantity, found, before)
        return None

    # -- other places of the deed

    def named(self, quantity: Quantity) -> list[Deed]:
        """Return the measure that a quantity's noun names: "12 trials", "17 sex and six labor trials"."""
        node = quantity.node
        if quantity.is_bare:
            return []
        at = node.group.index(node)
        for item in node.group[at : at + MAX_ITEMS]:
            if found := [deed for deed in self.deeds.of(item) if self._is_event(item, deed.code)]:
                return found[:1]
            if not self._is_attribute(item):
                break
        return []

    def _of_whole(self, quantity: Quantity) -> list[Deed]:
        """Return the deed that the whole says: "40 of the suspects arrested were traffickers"."""
        wholes = quantity.node.nouns("of") if quantity.is_bare else []
        return next((found for whole in wholes if (found := self.deeds.done_to(whole))), [])

    def _announced(self, quantity: Quantity) -> list[Deed]:
        """Return the deed before a colon: "there were more trials: 12 in 2019"."""
        node, opener = quantity.node, quantity.node.tokens[max(quantity.node.first - 1, 0)]
        if opener.word != ":" or node.parent is not None or not (quantity.is_bare or self.is_money(quantity)):
            return []
        return [deed for deed in self.deeds if deed.node.last < node.first][-1:]

    # -- the measure

    def _target(self, quantity: Quantity, found: Sequence[Deed], before: Target | None) -> Target:
        real = [deed for deed in found if not (deed.node.negated or is_hypothetical(deed.node))]
        found = real or found  # "were arrested and will be tried"
        deed = found[0].node
        types = tuple(dict.fromkeys(each.code for each in found))
        noun = quantity.node if quantity.is_bare or not self._is_attribute(quantity.node) else deed
        if {_REGULATION, "investigation"} <= set(types) and self.kind_of(noun) == "case":
            types = ("investigation",)  # "registered 90 cases against employers"
        if {_REGULATION, "sentencing"} <= set(types):
            types = (_REGULATION,)  # "fined 14 sponsors"
        unit = self._unit_of_target(quantity, noun, deed, types, before)
        return Target(self._recoded(quantity, deed, types), unit, deed)

    def _unit_of_target(
        self, quantity: Quantity, noun: Node, deed: Node, types: Sequence[str], before: Target | None
    ) -> str:
        arrest = noun if self._is_event(noun, types[0]) else deed if quantity.is_bare else None
        if arrest is not None and "arrest" in arrest.classes:
            return "persons"  # "12 arrests", "arrested 12"
        if self._is_event(noun, types[0]):
            return table().units[types[0]]
        lent = before if deed.kind == VERB else None  # "charged 12 men and convicted nine"
        return self.unit(quantity, types, lent)

    def _recoded(self, quantity: Quantity, deed: Node, types: tuple[str, ...]) -> tuple[str, ...]:
        """Return the types of a measure by who is tried: "charged five officials" is on complicity."""
        if self._is_of_officials(quantity, deed):
            return (_COMPLICITY,) if LAW_ENFORCEMENT.intersection(types) else types
        if _COMPLICITY in types:  # "tried 12 men for complicity"
            codes = (*types, *sorted(self.reading.measures(deed)))
            return tuple(code for code in codes if code in LAW_ENFORCEMENT) or types
        return types

    def _is_of_officials(self, quantity: Quantity, deed: Node) -> bool:
        """Tell whether officials are tried: "charged five officials", "arrested guards and convicted one"."""
        noun = self._noun(quantity)
        if noun is not None and types_of(self.reading, noun) & {"officer", "public_servant"}:
            return True
        return quantity.is_bare and deed.kind == VERB and self._first_complicity < deed.first

    @cached_property
    def _first_complicity(self) -> int:
        return min((deed.node.first for deed in self.deeds if deed.code == _COMPLICITY), default=maxsize)

    # -- the noun

    def _noun(self, quantity: Quantity) -> Node | None:
        """Return the noun that a quantity counts: its own, or that of the whole that it is a part of."""
        node = quantity.node
        if not quantity.is_bare:
            return self._list_noun(node)
        whole = next(iter(node.nouns(*WHOLES)), None) or _whole_ahead(node)
        noun = whole or _noun_of_list(node) or self.deeds.numbered(node)
        return None if noun is not None and self._is_attribute(noun) else noun  # "100 of slavery"

    def _list_noun(self, node: Node) -> Node:
        """Return the noun of a phrase, which a list may share: "six sex trafficking and two labor cases"."""
        if (not node.is_conjunct and len(node.group) < 2) or not self._is_attribute(node):
            return node
        behind = node.group[node.group.index(node) + 1 :][:MAX_ITEMS]
        return next((item for item in behind if not self._is_attribute(item)), node)

    def _is_attribute(self, node: Node) -> bool:
        """Tell whether a crime stands for its cases or victims: "74 cases (66 sex trafficking)"."""
        return bool(self.reading.head_kinds(node) & _ATTRIBUTES) and not self.kind_of(node)

    def _is_event(self, node: Node, code: str) -> bool:
        """Tell whether a noun is itself what a measure is counted in: "12 convictions", "12 inspections"."""
        if node.kind != NOUN or all(deed.code != code for deed in self.deeds.of(node)):
            return False
        return code in table().groups["event"] or "cases" in types_of(self.reading, node)

    def kind_of(self, node: Node) -> str:
        """Return the kind of a noun, or nothing if it is none that is counted."""
        types = types_of(self.reading, node)
        return next((kind for kind, of in table().nouns.items() if types & of), "")

    def kind(self, quantity: Quantity) -> str:
        """Return the kind of noun that a quantity counts."""
        node, noun = quantity.node, self._noun(quantity)
        if any("charge" in item.classes for item in node.group[:MAX_ITEMS]):
            return "charge"  # "convicted on four counts"
        if found := self.kind_of(noun) if noun is not None else "":
            return found
        kinds = self.reading.head_kinds(noun) - _PRONOUNS if noun is not None else NO_CLASSES
        return "number" if quantity.is_bare and not kinds else "thing"

    def is_counted(self, quantity: Quantity) -> bool:
        """Tell whether a quantity is of people or cases, of a crime, of money, or stands alone."""
        kind = self.kind(quantity)
        return kind not in _UNCOUNTED or self.names_crime(quantity) or self.is_money(quantity)

    def names_crime(self, quantity: Quantity) -> bool:
        """Tell whether a crime stands for its cases or victims: "74 cases (66 sex trafficking)"."""
        node = quantity.node
        if quantity.is_bare or self._is_attribute(node):
            return not quantity.is_bare
        last = node.group[-1]
        return node is not last and self._is_attribute(last) and self.kind(quantity) == "thing"

    def _fits(self, quantity: Quantity, code: str, before: Target | None) -> bool:
        """Tell whether a phrase may be what a measure is counted in."""
        node, kind, event = quantity.node, self.kind(quantity), code in table().groups["event"]
        if self._is_document(node, code):
            return False
        if kind != "charge" and self._is_event(node, code):
            return True
        if quantity.is_bare and not event and self._is_of_measures(quantity, code):
            return False  # "campaigns, one of them on slavery", "of the shelters, one served men"
        of_cases = before is not None and before.unit == "cases" and quantity.owner in ("which", "them")
        if kind == "number" and of_cases and table().units[code] == "victims":
            return False  # "900 calls, 28 of which were referred"
        is_argument = kind != "thing" or node.role in _ARGUMENTS
        return code in table().counted.get(kind, ()) and is_argument

    def _is_of_measures(self, quantity: Quantity, code: str) -> bool:
        node, noun = quantity.node, self._noun(quantity)
        if noun is not None and MEASURE in self.reading.head_kinds(noun):
            return True
        first = node.group[0] if node.is_conjunct else node.parent
        return first is not None and first.kind == NOUN and any(d.code == code for d in self.deeds.of(first))

    def _is_document(self, node: Node, code: str) -> bool:
        """Tell whether a noun is a text or meeting on a measure: "12 inspection reports", "two sessions"."""
        if "document" not in node.classes:
            return False
        named = any(p.mention.code == code for i in node.modifiers for p in self.reading.placed.get(i, ()))
        return named or "cases" not in types_of(self.reading, node)

    def unit(self, quantity: Quantity, types: Sequence[str], before: Target | None) -> str:
        """Return the unit that a noun says. Whether people are victims or tried, the measure says better."""
        usual, noun = table().units[types[0]], self._noun(quantity)
        labels = types_of(self.reading, noun) & set(table().units.values()) if noun is not None else ()
        said = next(iter(sorted(labels)), "") or _UNITS.get(self.kind(quantity), "")
        enforced = types[0] in LAW_ENFORCEMENT
        if not said and usual == "cases" and enforced:
            people = not quantity.is_bare or (before is not None and before.unit == "persons")
            said = "persons" if people else ""
        if said == "victims" and enforced:
            return "persons"
        return usual if not said or {said, usual} <= {"persons", "victims"} else said

    def is_money(self, quantity: Quantity) -> bool:
        """Tell whether a quantity is a sum of money: "$12", "500 pesos", "EUR 12"."""
        first = max(quantity.first - 1, 0) if quantity.is_bare else quantity.last + 1
        tokens = range(first, quantity.node.last + 1)[:MAX_ITEMS]
        inside = (p.mention for i in tokens for p in self.reading.placed.get(i, ()))
        return quantity.money or any(m.kind == "count-unit" and m.code == "currency" for m in inside)


def _noun_of_list(node: Node) -> Node | None:
    """Return the noun that numbers before it share: "eight, 12, and 14 suspects"."""
    *before, last = node.group[: MAX_ITEMS + 1]
    is_noun = last is node.group[-1] and last.is_quantified and last.head_token.tag == "N"
    return last if is_noun and all(each.head_token.tag == "C" for each in before) else None


def _whole_ahead(node: Node) -> Node | None:
    """Return the noun of what a number is a part of: "of these facilities, 24 served children"."""
    verb = node.parent
    wholes = verb.nouns(*WHOLES) if verb is not None and verb.kind == VERB else ()
    return next((each for each in wholes if each.last < node.first and each.head_token.tag == "N"), None)


def _paid(found: Sequence[Deed]) -> Target | None:
    """Return the first deed that pays as a target."""
    paid = (deed for deed in found if deed.code in table().groups["paid"])
    return next((Target((deed.code,), "currency", deed.node) for deed in paid), None)

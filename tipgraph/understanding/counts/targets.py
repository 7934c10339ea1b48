"""Targets: the measures and the unit that a quantity counts.

`Nouns` finds them in its own words (the noun of its phrase, list or whole), `Targets` in its predicate.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import cached_property
from sys import maxsize
from typing import NamedTuple

from tipgraph.understanding.counts.count_table import table
from tipgraph.understanding.counts.deeds import Deed, Deeds, is_hypothetical
from tipgraph.understanding.counts.quantities import Quantity
from tipgraph.understanding.syntax.mentions import LAW_ENFORCEMENT, MAX_ITEMS, MEASURE, Reading
from tipgraph.understanding.syntax.patterns import types_of
from tipgraph.understanding.syntax.tree import VERB, WHOLES, Node, Role
from tipgraph.understanding.tokens.words import NO_CLASSES

__all__ = ["CRIME", "NUMBER", "THING", "Noun", "Nouns", "Target", "Targets", "is_money"]

_COMPLICITY, _REGULATION = "official-complicity", "labor-regulation"
_OFFICIALS = frozenset(("officer", "public_servant"))
_ARGUMENTS = frozenset((Role.OBJECT, Role.SUBJECT))
_NEVER_EVENTS = frozenset(("charge", "document", "meeting"))
CRIME, NUMBER, THING = "crime", "number", "thing"
"""Kinds of nouns: a crime that stands for its cases, no known noun, and a noun of no other kind."""
_THINGS = frozenset((THING, CRIME))
_PRONOUNS = frozenset(("number", "pronoun", "rel", "partitive"))


class Target(NamedTuple):
    """What a quantity counts: types of measures, a unit, and the deed. An earlier quantity's has none."""

    types: tuple[str, ...]
    unit: str
    deed: Node | None = None


class Targets:
    """Finds the targets of the quantities of one tree."""

    def __init__(self, deeds: Deeds) -> None:
        self.deeds, self.reading, self.nouns = deeds, deeds.reading, Nouns(deeds)

    def of(self, quantity: Quantity, before: Target | None) -> Target | None:
        """Return the target that a quantity's predicate gives it. ``before`` is that of the one before it."""
        node = quantity.node
        if is_money(self.reading, quantity):
            return _paid(self.deeds.paid(node) or self._announced(quantity))
        attributive = self.deeds.before_head(node, quantity.last + 1)
        for candidates in (
            self._named(quantity),
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

    def _named(self, quantity: Quantity) -> list[Deed]:
        """Return the measure that a quantity's noun names: "12 trials", "17 sex and six labor trials"."""
        if quantity.is_bare:
            return []
        node = quantity.node
        listed = (node, self.nouns.of(quantity).node or node)
        events = (deed for each in listed for deed in self.deeds.of(each) if self._is_event(each, deed.code))
        return [deed for deed, _ in zip(events, range(1), strict=False)]

    def _of_whole(self, quantity: Quantity) -> list[Deed]:
        """Return the deed that the whole says: "40 of the suspects arrested", "40 of the arrested men"."""
        wholes = quantity.node.nouns("of") if quantity.is_bare else []
        deeds = ((self.deeds.done_to(each), self.deeds.before_head(each, each.first)) for each in wholes)
        return next((found for each in deeds for found in each if found), [])

    def _announced(self, quantity: Quantity) -> list[Deed]:
        """Return the deed before a colon: "there were more trials: 12 in 2019"."""
        node, opener = quantity.node, quantity.node.tokens[max(quantity.node.first - 1, 0)]
        is_sum = quantity.is_bare or is_money(self.reading, quantity)
        if opener.word != ":" or node.parent is not None or not is_sum:
            return []
        return [deed for deed in self.deeds if deed.node.last < node.first][-1:]

    # -- what is counted in a measure

    def is_counted(self, quantity: Quantity) -> bool:
        """Tell whether a quantity is of people or cases, of a crime, of money, or stands alone."""
        kind, named = self.nouns.of(quantity).kind, table().nouns
        is_result = named[kind].unit or kind in (NUMBER, MEASURE, "person")
        return bool(is_result) or self.names_crime(quantity) or is_money(self.reading, quantity)

    def names_crime(self, quantity: Quantity) -> bool:
        """Tell whether a crime stands for its cases or victims: "74 cases (66 sex trafficking)"."""
        return self.nouns.kind(quantity.node) == CRIME

    def _fits(self, quantity: Quantity, code: str, before: Target | None) -> bool:
        """Tell whether a phrase may be what a measure is counted in."""
        node, kind = quantity.node, self.nouns.of(quantity).kind
        if kind not in _NEVER_EVENTS and self._is_event(node, code):
            return True
        of_cases = before is not None and before.unit == "cases" and quantity.owner in ("which", "them")
        if kind == NUMBER and of_cases and table().units[code] == "victims":
            return False  # "900 calls, 28 of which were referred"
        is_argument = kind not in _THINGS or node.role in _ARGUMENTS
        return is_argument and code in table().nouns[kind].of

    def _is_event(self, node: Node, code: str) -> bool:
        """Tell whether a noun is itself what a measure is counted in: "12 convictions", "12 inspections"."""
        if all(deed.code != code for deed in self.deeds.of(node)):
            return False
        finds = "arrest" in node.classes and all(self.nouns.kind(each) != THING for each in node.nouns("of"))
        is_event = code in table().groups["event"] or finds  # but not "40 rescues of ferries"
        return is_event or "cases" in types_of(self.reading, node)

    # -- the target

    def _target(self, quantity: Quantity, found: Sequence[Deed], before: Target | None) -> Target:
        real = [deed for deed in found if not (deed.node.negated or is_hypothetical(deed.node))]
        found = real or found  # "were arrested and will be tried"
        deed = found[0].node
        types = tuple(dict.fromkeys(each.code for each in found))
        noun = quantity.node
        if {_REGULATION, "sentencing"} <= set(types):
            types = (_REGULATION,)  # "fined 14 sponsors"
        arrest = noun if self._is_event(noun, types[0]) else deed if quantity.is_bare else None
        if types[0] == "investigation" and arrest is not None and "arrest" in arrest.classes:
            unit = "persons"  # "12 arrests", "arrested 12"
        elif self._is_event(noun, types[0]):
            unit = table().units[types[0]]
        else:  # "charged 12 men and convicted nine"
            unit = self.unit(quantity, types, before if deed.kind == VERB else None)
        return Target(self._recoded(quantity, deed, types), unit, deed)

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
        if self.nouns.of(quantity).types & _OFFICIALS:
            return True
        return quantity.is_bare and self._first_complicity < deed.first

    @cached_property
    def _first_complicity(self) -> int:
        return min((deed.node.first for deed in self.deeds if deed.code == _COMPLICITY), default=maxsize)

    def unit(self, quantity: Quantity, types: Sequence[str], before: Target | None) -> str:
        """Return the unit that a noun says. Whether people are victims or tried, the measure says better."""
        usual, said = table().units[types[0]], table().nouns[self.nouns.of(quantity).kind].unit
        if types[0] in LAW_ENFORCEMENT:
            people = not quantity.is_bare or (before is not None and before.unit == "persons")
            said = "persons" if said == "victims" or (not said and people) else said
        return usual if not said or {said, usual} <= {"persons", "victims"} else said


def _paid(found: Sequence[Deed]) -> Target | None:
    """Return the first deed that pays as a target."""
    paid = (deed for deed in found if deed.code in table().groups["paid"])
    return next((Target((deed.code,), "currency", deed.node) for deed in paid), None)


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
        ahead = () if node.parent is None else node.parent.nouns(*WHOLES)  # "of these facilities, 24 served"
        whole = next(iter((*node.nouns(*WHOLES), *ahead)), None)
        noun = whole or self._of_list(node) or self.deeds.numbered(node)
        return None if noun is not None and self.kind(noun) == CRIME else noun  # "100 of slavery"

    def _of_list(self, node: Node) -> Node | None:
        """Return the noun that a list shares: "eight, 12, and 14 men", "six slavery and two theft cases"."""
        if node.child(Role.PARTICIPLE) is not None:
            return None  # "nine arrested and 12 raids"
        behind = node.group[node.group.index(node) :][:MAX_ITEMS]
        nouns = (each for each in behind if each.head_token.tag == "N" and each.is_quantified)
        return next((each for each in nouns if self.kind(each) != CRIME), None)


def is_money(reading: Reading, quantity: Quantity) -> bool:
    """Tell whether a quantity is a sum of money: "$12", "500 pesos", "EUR 12"."""
    first = max(quantity.first - 1, 0) if quantity.is_bare else quantity.last + 1
    tokens = range(first, quantity.node.last + 1)[:MAX_ITEMS]
    inside = (placed.mention for i in tokens for placed in reading.placed.get(i, ()))
    return quantity.money or any(each.code == "currency" for each in inside)

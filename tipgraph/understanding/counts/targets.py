"""Targets: what a quantity counts, as its own predicate says it."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cached_property
from sys import maxsize
from typing import NamedTuple

from tipgraph.understanding.counts.deeds import (
    COMPLICITY,
    EVENTS,
    OF_PEOPLE,
    UNITS,
    Deed,
    Deeds,
    is_hypothetical,
)
from tipgraph.understanding.counts.quantities import Quantity
from tipgraph.understanding.syntax.mentions import LAW_ENFORCEMENT, MAX_ITEMS, MEASURE
from tipgraph.understanding.syntax.tree import NOUN, VERB, WHOLES, Node, Role
from tipgraph.understanding.tokens.words import NO_CLASSES

__all__ = ["Target", "Targets"]

_COUNTED_KINDS = {
    "victim": "victims", "victim-group": "victims", "perpetrator": "persons", "officer": "persons",
    "person": "", "demonym": "", "foreign": "", "country-noun": "",
}  # fmt: skip
"""Kinds of nouns that can be counted, with their unit. Where it is empty, the measure says it."""
_PRONOUNS = frozenset(("number", "pronoun", "rel", "partitive"))
_OFFENDERS = frozenset(("perpetrator", "officer"))
_ATTRIBUTES = frozenset(("exploitation", "trafficking", "victimization"))
_PAID = ("compensation", "funding")
_GIVEN = frozenset(("fund", "give", "get", "pay"))
"""Classes of verbs of giving and getting money."""
_ARGUMENTS = frozenset((Role.OBJECT, Role.SUBJECT))


class Target(NamedTuple):
    """What a quantity counts: types of measures, a unit, and the deed. An earlier quantity's has none."""

    types: tuple[str, ...]
    unit: str
    deed: Node | None = None


class Targets:
    """Finds the targets of the quantities of one tree."""

    def __init__(self, deeds: Deeds) -> None:
        self.deeds, self.reading = deeds, deeds.reading

    @cached_property
    def _first_complicity(self) -> int:
        return min((deed.node.first for deed in self.deeds if deed.code == COMPLICITY), default=maxsize)

    def of(self, quantity: Quantity, before: Target | None) -> Target | None:
        """Return the target that a quantity's predicate gives it. ``before`` is that of the one before it."""
        if self.is_money(quantity):
            return self._of_money(quantity)
        attributive = self.attributive(quantity)
        definite = quantity.node.determiner == "the"  # "the 27 convicted traffickers"
        for candidates in (
            self.named(quantity),
            attributive if definite else [],
            self.deeds.above(quantity.node),
            attributive,
            self._of_whole(quantity),
            self._announced(quantity),
        ):
            if found := [deed for deed in candidates if self._fits(quantity, deed.code, before)]:
                return self._target(quantity, found, before)
        return None

    def attributive(self, quantity: Quantity) -> list[Deed]:
        """Return the deed of a participle between a number and its noun."""
        return self.deeds.before_head(quantity.node, quantity.last + 1)

    def _target(self, quantity: Quantity, found: Sequence[Deed], before: Target | None) -> Target:
        real = [deed for deed in found if not (deed.node.negated or is_hypothetical(deed.node))]
        found = real or found  # "were arrested and will be tried"
        types = tuple(dict.fromkeys(deed.code for deed in found))
        node = found[0].node
        noun = quantity.node if quantity.is_bare or not self._is_attribute(quantity.node) else node
        if {"labor-regulation", "investigation"} <= set(types) and self.deeds.is_case(noun):
            types = ("investigation",)  # "registered 90 cases against employers"
        if {"labor-regulation", "sentencing"} <= set(types):
            types = ("labor-regulation",)  # "fined 14 sponsors"
        is_event = self._is_event(noun, types[0])
        of_event = "persons" if "arrest" in noun.classes else UNITS[types[0]]
        lent = before if node.kind == VERB else None  # "charged 12 men and convicted nine"
        unit = of_event if is_event else self.unit(quantity, types, lent)
        if self._is_of_officials(quantity, node):
            types = (COMPLICITY,) if LAW_ENFORCEMENT.intersection(types) else types
        elif COMPLICITY in types:  # "tried 12 men for complicity"
            types = (
                tuple(
                    code for code in (*types, *sorted(self.reading.measures(node))) if code in LAW_ENFORCEMENT
                )
                or types
            )
        if quantity.is_bare and "arrest" in node.classes:
            unit = "persons"  # "arrested 12"
        return Target(types, unit, node)

    def _is_of_officials(self, quantity: Quantity, deed: Node) -> bool:
        """Tell whether officials are tried: "charged five officials", "arrested guards and convicted one"."""
        kinds = self._kinds(quantity)
        noun = self._noun(quantity)
        if "officer" in kinds or (noun is not None and "public_servant" in noun.classes):
            return True
        if not quantity.is_bare or deed.kind != VERB:
            return False
        return self._first_complicity < deed.first

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
        is_sum = quantity.is_bare or quantity.money or self.is_money(quantity)
        if opener.word != ":" or node.parent is not None or not is_sum:
            return []
        return [deed for deed in self.deeds if deed.node.last < node.first][-1:]

    def _is_attribute(self, node: Node) -> bool:
        kinds = self.reading.head_kinds(node)
        return bool(kinds & _ATTRIBUTES) and not kinds & {"count-unit", *_COUNTED_KINDS}

    def _is_event(self, node: Node, code: str) -> bool:
        """Tell whether a noun is itself what a measure is counted in: "12 convictions", "12 inspections"."""
        return any(deed.code == code for deed in self.deeds.of(node)) and (
            node.kind == NOUN and (code in EVENTS or self.deeds.is_case(node))
        )

    # -- nouns and units

    def _noun(self, quantity: Quantity) -> Node | None:
        """Return the noun that a quantity counts: its own, or that of the whole that it is a part of."""
        node = quantity.node
        if not quantity.is_bare:
            return self._list_noun(node)
        whole = next(iter(node.nouns(*WHOLES)), None) or _whole_ahead(node)
        return whole or _noun_of_list(node) or self.deeds.numbered(node)

    def _list_noun(self, node: Node) -> Node:
        """Return the noun of a phrase, which a list may share: "six sex trafficking and two labor cases"."""
        if (not node.is_conjunct and len(node.group) < 2) or not self._is_attribute(node):
            return node
        behind = node.group[node.group.index(node) + 1 :][:MAX_ITEMS]
        return next((item for item in behind if not self._is_attribute(item)), node)

    def _kinds(self, quantity: Quantity) -> frozenset[str]:
        noun = self._noun(quantity)
        if noun is None or (noun is not quantity.node and self._is_attribute(noun)):
            return NO_CLASSES  # "100 of slavery"
        return self.reading.head_kinds(noun) - _PRONOUNS

    def _said_unit(self, quantity: Quantity) -> str:
        """Return the unit that a label of the noun says, or nothing."""
        noun = self._noun(quantity)
        if noun is not None and "establishment" in noun.classes:
            return "cases"
        if noun is not None and "employing" in noun.classes:
            return "persons"
        placed = (each.mention for each in self.reading.placed.get(noun.head, ())) if noun is not None else ()
        return next((m.code for m in placed if m.kind == "count-unit" and m.code != "currency"), "")

    def is_counted(self, quantity: Quantity) -> bool:
        """Tell whether a quantity is of people or cases, or stands alone."""
        kinds = self._kinds(quantity)
        if "sex" in quantity.node.classes or not (kinds or not quantity.is_bare):
            return True
        return bool(kinds & _COUNTED_KINDS.keys() or self._said_unit(quantity))

    def names_crime(self, quantity: Quantity) -> bool:
        """Tell whether a crime stands for its cases or victims: "74 cases (66 sex trafficking)"."""
        node = quantity.node
        if quantity.is_bare or self._is_attribute(node):
            return not quantity.is_bare
        return node is not node.group[-1] and self._is_attribute(node.group[-1]) and not self._kinds(quantity)

    def _fits(self, quantity: Quantity, code: str, before: Target | None) -> bool:
        """Tell whether a phrase may be what a measure is counted in."""
        node, kinds, said = quantity.node, self._kinds(quantity), self._said_unit(quantity)
        charged = code != "investigation" and any("charge" in item.classes for item in node.group[:MAX_ITEMS])
        if code == "funding" or charged or self._is_document(node, code):
            return False  # "convicted on four counts"
        if quantity.is_bare and code not in EVENTS and (MEASURE in kinds or self._is_one_of(node, code)):
            return False  # "campaigns, one of them on slavery", "of the shelters, one served men"
        if self._is_event(node, code) or (quantity.is_bare and not kinds):
            of_cases = before is not None and before.unit == "cases" and quantity.owner in ("which", "them")
            return not (UNITS[code] == "victims" and of_cases)  # "900 calls, 28 of which were referred"
        if code == "training":
            return "official" in kinds or (self.is_counted(quantity) and said != "cases")
        if code == "labor-regulation" and "officer" in kinds:
            return False  # "hired 12 inspectors"
        if UNITS[code] == "victims" and kinds & _OFFENDERS:
            return False
        acting = "official" in kinds and not kinds & _OFFENDERS
        if acting or self.is_counted(quantity):
            return not acting
        return (code in OF_PEOPLE or code == "labor-regulation") and node.role in _ARGUMENTS

    def _is_one_of(self, node: Node, code: str) -> bool:
        first = node.group[0] if node.is_conjunct else node.parent
        return first is not None and first.kind == NOUN and any(d.code == code for d in self.deeds.of(first))

    def _is_document(self, node: Node, code: str) -> bool:
        """Tell whether a noun is a text or meeting on a measure: "12 inspection reports", "two sessions"."""
        if "document" not in node.classes:
            return False
        named = any(p.mention.code == code for i in node.modifiers for p in self.reading.placed.get(i, ()))
        return named or not self.deeds.is_case(node)

    def unit(self, quantity: Quantity, types: Sequence[str], before: Target | None) -> str:
        """Return the unit that a noun says. Whether people are victims or tried, the measure says better."""
        usual, kinds = UNITS[types[0]], self._kinds(quantity)
        said = self._said_unit(quantity) or next(
            (_COUNTED_KINDS[kind] for kind in sorted(kinds) if _COUNTED_KINDS.get(kind)), ""
        )
        if not said and usual == "cases":
            people = not quantity.is_bare or (before is not None and before.unit == "persons")
            said = "persons" if people and types[0] in LAW_ENFORCEMENT else ""
        if said == "victims" and types[0] in LAW_ENFORCEMENT:
            return "persons"
        return usual if not said or {said, usual} <= {"persons", "victims"} else said

    # -- money

    def is_money(self, quantity: Quantity) -> bool:
        """Tell whether a quantity is a sum of money: "$12", "500 pesos", "EUR 12"."""
        first = max(quantity.first - 1, 0) if quantity.is_bare else quantity.last + 1
        tokens = range(first, quantity.node.last + 1)[:MAX_ITEMS]
        inside = (p.mention for i in tokens for p in self.reading.placed.get(i, ()))
        return quantity.money or any(m.kind == "count-unit" and m.code == "currency" for m in inside)

    def _of_money(self, quantity: Quantity) -> Target | None:
        """Return what a sum is for: a measure that pays, named by its verb, its noun or beside it."""
        node = quantity.node
        verb = node.parent
        if verb is not None and verb.kind == NOUN:
            if "fine" in verb.classes:
                return None  # "a fine of $9"
            if paid := _paid(self.deeds.of(verb)):
                return paid
            node, verb = verb, verb.parent
        if verb is None or verb.kind != VERB:
            return _paid(self._announced(quantity))
        behind = self.reading.behind
        near = (*behind.get(quantity.node, ()), *behind.get(node, ()), *node.children)
        beside = [child for child in near if child.kind == NOUN]
        if "pay" in verb.classes and self._is_ordered(verb):  # "ordered him to pay the victim $9"
            return Target(_PAID[:1], "currency", verb.parent)
        if paid := _paid(
            [deed for child in beside for deed in self.deeds.of(child) if deed.code == _PAID[0]]
        ):
            return paid._replace(deed=verb)
        stated = self.deeds.of_stated(verb, node.role)  # "spending amounted to $9"
        if "state_at" in verb.classes and node.role == "at" and not stated:
            return None  # "the farm was put at $9"
        summed = verb.subject if verb.copula and node.role == Role.PREDICATE else None
        states = self.deeds.in_phrase(summed) if summed is not None else []
        named = [*self.deeds.of(verb), *self.deeds.of_change(verb, node.role), *stated, *states]
        if paid := _paid(named):
            return paid
        return self._of_payer(verb, node, fined=any(deed.code == "sentencing" for deed in named))

    def _is_ordered(self, verb: Node) -> bool:
        """Tell whether somebody is made to do something, and it is no victim: "women were forced to pay"."""
        if verb.role != Role.INFINITIVE or "oblige" not in verb.parent_classes or verb.parent is None:
            return False
        payers = self.reading.objects(verb.parent) if "exploit" in verb.parent_classes else []
        return not any(self.reading.head_kinds(each) & {"victim", "victim-group"} for each in payers)

    def _of_payer(self, verb: Node, node: Node, *, fined: bool) -> Target | None:
        """Return the funding that a verb of giving or having says of the state: "it gave NGOs $9"."""
        funding = Target(_PAID[1:], "currency", verb)
        if node.role == Role.SUBJECT and "flow" in verb.classes and self._is_for_work(verb):
            return funding  # "$9 went to combating trafficking"
        has = "have" in verb.classes and bool(verb.nouns("for"))  # "the unit had $9 for shelters"
        payer = verb.subject
        if fined or payer is None or not (has or verb.classes & _GIVEN):
            return None
        kinds_of = self.reading.kinds if has else self.reading.head_kinds  # "the police unit"
        is_body = payer.head_token.capital and "pay" not in verb.classes  # "the MOI spent $9"
        is_state = payer.lemma == "it" or is_body or "official" in kinds_of(payer)
        return funding if is_state else None  # but "he paid $9"

    def _is_for_work(self, verb: Node) -> bool:
        """Tell whether money goes to a measure: "went to victim services", "to combating trafficking"."""
        ends = [child for child in verb.children if child.role == "to"]
        things = [noun for end in ends for noun in ((end,) if end.kind == NOUN else end.nouns(Role.OBJECT))]
        kinds = [self.reading.kinds(each) for each in things]
        return any(each & {"measure", "trafficking"} and "perpetrator" not in each for each in kinds)


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
    paid = (deed for code in _PAID for deed in found if deed.code == code)
    return next((Target((deed.code,), "currency", deed.node) for deed in paid), None)

"""Continuations: quantities that have no predicate. They count what the one before them counts.

So does the second number of "60 cases, 36 for slavery", of "Of these, 12 were boys" and of a comparison:
"12, compared with nine in 2017".
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from decimal import Decimal
from functools import cache
from types import MappingProxyType
from typing import NamedTuple

from tipgraph.understanding.counts.count_table import Row, table
from tipgraph.understanding.counts.deeds import Deed
from tipgraph.understanding.counts.quantities import Quantity
from tipgraph.understanding.counts.targets import Target, Targets, is_money
from tipgraph.understanding.syntax.mentions import Reading
from tipgraph.understanding.syntax.patterns import types_of
from tipgraph.understanding.syntax.tree import NOUN, VERB, WHOLES, Node, Role
from tipgraph.understanding.tokens.numbers import number_of
from tipgraph.understanding.tokens.tokens import NOBODY
from tipgraph.understanding.tokens.words import NO_CLASSES

__all__ = [
    "CHANGING",
    "Context",
    "Continuations",
    "bracket_of",
    "comparisons",
    "is_yearly",
    "repeated",
    "years_away",
]

_PARTS = frozenset(("including", "such as", Role.APPOSITION, Role.BRACKETS))
_SOURCES = frozenset(("in", "by", "according to", "from"))
_THESE = frozenset(("these", "those"))
CHANGING = frozenset(("grow", "decline", "change"))
"""Classes of verbs that say how a number changes."""


class Context(NamedTuple):
    """What a segment may refer back to: what was counted last, all numbers with their years, and the year.

    ``near`` says whether the sentence right before has counts, and ``written`` in which year the text was
    written, if it is known.
    """

    target: Target | None = None
    sums: Mapping[Decimal, int | None] = MappingProxyType({})
    year: int | None = None
    near: bool = False
    written: int | None = None


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
        """Tell whether a sum is the one before it in other money: "12 baht (about $1)", not "(9 in 2017)"."""
        tokens, at = self.reading.tree.tokens, quantity.first - 1
        while at > 0 and tokens[at].tag in "RI":
            at -= 1
        return at > 0 and tokens[at].tag == "(" and not _year_behind(quantity.node)

    def _is_known_whole(self, quantity: Quantity) -> bool:
        node, part = quantity.node, quantity.node.parent
        if node.role not in WHOLES or part not in self._nodes or self.deeds.of(part):
            return False
        return not (node.determiner == "the" and self.deeds.below(node))  # "119 of the 216 persons charged"

    def target(self, quantity: Quantity) -> Target | None:
        """Return what a quantity counts that has no predicate, if it continues others."""
        before = self._compared_with(quantity) or self._undone(quantity) or self.before
        if before is None and bracket_of(quantity.node) is None:  # "Courts tried two. More raids (40)"
            before = self.context.target
        money = is_money(self.reading, quantity)
        if before is None or (before.unit == "currency") != money or not self._goes_on(quantity, before):
            return None
        bare = quantity.is_bare or money or self.targets.names_crime(quantity)
        return before if bare else before._replace(unit=self.targets.unit(quantity, before.types, before))

    def _goes_on(self, quantity: Quantity, before: Target) -> bool:
        if quantity.node in self.compared or repeated(quantity.node) is not None:
            return before is not self.context.target or not self._names_others(quantity, before)
        if before is self.context.target and self._names_others(quantity, before):
            return False
        if self.before is None and not self._is_referred_to(quantity):
            return False
        if self.before is None and before.unit == "persons" and self._is_of_victims(quantity.node):
            return False
        return self.targets.is_counted(quantity) and self._is_part(quantity, before)

    def _names_others(self, quantity: Quantity, before: Target) -> bool:
        """Tell whether a clause says what else it counts: "cases rose from nine", "the victims were 12"."""
        node, verb = quantity.node, quantity.node.parent
        subject = verb.subject if verb is not None else None
        if verb is None or subject is None:
            return False
        if node.role != Role.PREDICATE and not verb.classes & CHANGING:
            return False
        named = frozenset().union(*(types_of(self.reading, each) for each in (subject, *subject.nouns("of"))))
        is_new_case = "cases" in named and before.unit != "cases"
        return is_new_case or ("victim" in named and table().units[before.types[0]] != "victims")

    def _is_referred_to(self, quantity: Quantity) -> bool:
        """Tell whether a number refers to what was counted before it: "Of the 40, 12 were boys"."""
        first = self.quantities[0]
        if self._opened and first.node.role in WHOLES:
            return first.value in self.context.sums
        follows = quantity.is_bare and quantity is not first  # "four farms, six of them"
        return self._opened_by_these or (self.context.near and not follows)

    def _is_of_victims(self, node: Node) -> bool:
        """Tell whether a number is of victims, who are not tried: "the victims included four girls"."""
        clause, parent = node.clause, node.parent
        described = node.role in _PARTS and parent is not None and parent.role != Role.PREDICATE
        named = parent if described else clause.subject if clause is not None else None
        return "victim" in types_of(self.reading, named)

    def _is_part(self, quantity: Quantity, before: Target) -> bool:
        """Tell whether a quantity is a part of one: in a list, in brackets, or as the table says."""
        node, parent = quantity.node, quantity.node.parent
        if parent is not None and node.role in _PARTS and parent.is_quantified:
            return parent in self._resolved  # "91 people, including 37 children"
        if parent is None and self.before is None:
            return node is self.reading.tree.nodes[0]  # but "women were sold, among them six girls"
        if node.is_conjunct and self._is_of_other_cases(quantity, before):
            return False
        if parent is None or node.role in _PARTS or node.group[0] in self._resolved:
            return True
        return any(self._fits(row, node, before) for row in table().continuations)

    def _is_of_other_cases(self, quantity: Quantity, before: Target) -> bool:
        """Tell whether cases stand beside people, of whom more is said: "nine jailed and 12 raids"."""
        is_case = self.targets.nouns.of(quantity).kind == "case"
        return before.unit in ("persons", "victims") and is_case

    def _fits(self, row: Row, node: Node, before: Target) -> bool:
        is_of = not row.before or not row.before.isdisjoint((*before.types, before.unit))
        return is_of and (self._opened or not row.opened) and row.pattern.fits(self.reading, node)

    # -- comparisons

    def _compared_with(self, quantity: Quantity) -> Target | None:
        """Return what one of several is compared with: "tried six, convicted two, up from four and one"."""
        if quantity.node not in self.compared:
            return None
        listed = [each for each in self.quantities if each.node.group[0] is quantity.node.group[0]]
        of_each_year = all(_year_behind(each.node) for each in listed)  # "from 13 in 2020 and 21 in 2019"
        if 1 < len(listed) <= len(self._main) and not of_each_year:
            return self._main[listed.index(quantity) - len(listed)]
        return None

    def _undone(self, quantity: Quantity) -> Target | None:
        """Return what did not come about, but did before: "no convictions, down from three"."""
        opener = self.compared.get(quantity.node)
        verb = opener.parent if opener is not None else repeated(quantity.node)
        if verb is None:
            return None
        subjects = verb.subject.group if verb.subject is not None else ()
        named = (verb, *verb.nouns(Role.OBJECT, Role.PREDICATE), *subjects)
        if not any(node.negated for node in named):
            return None
        deeds = (deed for node in named for deed in self.deeds.of(node))
        return next((Target((deed.code,), self._unit(deed), deed.node) for deed in deeds), None)

    def _unit(self, deed: Deed) -> str:
        """Return the unit of what a deed is done to: "did not arrest any men, compared with nine"."""
        things = (each for each in self.reading.objects(deed.node) if each.head_token.tag == "N")
        named = (Quantity(each, each.first, each.first - 1, Decimal(1), money=False) for each in things)
        return next((self.targets.unit(each, (deed.code,), None) for each in named), table().units[deed.code])


def bracket_of(node: Node) -> Node | None:
    """Return the phrase before the brackets that a node stands in, or None."""
    while node.role != Role.BRACKETS:
        if node.parent is None:
            return None
        node = node.parent
    return node.parent


def is_yearly(node: Node) -> bool:
    """Tell whether a phrase is a report on one year that says something: "by an annual report"."""
    while node.role in ("of", "for", "on") and node.host is not None:
        node = node.host
    speaks = node.role == Role.SUBJECT and bool(node.parent_classes & {"report", "treat_of"})
    is_source = speaks or node.role in _SOURCES
    return is_source and "document" in node.classes and node.modifier("yearly") is not None


def comparisons(reading: Reading) -> dict[Node, Node]:
    """Return the phrases that belong to a comparison, each with the phrase that opens it.

    >>> from tipgraph.understanding.syntax.clauses import parse
    >>> tree = parse("Courts convicted 12 men in 2018, up from three in 2017 and two in 2016.")
    >>> [node.lemma for node in comparisons(Reading(tree, ()))]
    ['three', '2017', 'two', '2016']
    """
    found: dict[Node, Node] = {}
    opener: Node | None = None
    for node in reading.tree.nodes:
        if opener is not None and _is_behind_brackets(opener, node):
            opener = None
        if _opens_comparison(reading, node) and node.group[0] not in found:
            opener = found.setdefault(node, node)
        elif opener is not None and years_away(node) < 0:
            found[node] = opener  # "23 the year before"
        elif opener is not None and (opener.role, node.role) == ("from", "to"):
            opener = None  # "fell from nine in 2016 to six in 2017"
        elif opener is None:
            continue
        elif any(other in found for other in (node.parent, node.host, node.group[0]) if other is not None):
            found[node] = opener
        elif node.kind == VERB:
            opener = None
    return found


def _is_behind_brackets(opener: Node, node: Node) -> bool:
    """Tell whether a comparison stands in brackets, and a phrase behind: "(up from nine in 2015), ten"."""
    is_inside = any(token.tag == "(" for token in opener.tokens[max(opener.first - 2, 0) : opener.first])
    return is_inside and any(token.tag == ")" for token in opener.tokens[opener.last : node.first])


def _opens_comparison(reading: Reading, node: Node) -> bool:
    """Tell whether a phrase is compared: "compared with nine", "an increase from nine"."""
    again = node.role == "against" or (node.role == "after" and bool(_year_behind(node)))
    if again or node.role not in _roles():
        return again and _repeats(node)
    return any(row.pattern.fits(reading, node) for row in table().comparisons)


@cache
def _roles() -> frozenset[str]:
    return frozenset().union(*(row.pattern.roles for row in table().comparisons))


def _year_behind(node: Node) -> str:
    """Return the year that stands right behind a phrase, or nothing: "after 37 in 2011"."""
    behind = node.tokens[node.last + 1 : node.last + 3]
    return next((token.word for token in behind if token.is_year), "")


def _repeats(node: Node) -> bool:
    """Tell whether a phrase is a number alone, or one of what the verb counts: "39, against 62 in 2021"."""
    if node.head_token.tag == "C":
        of_noun = node.parent is not None and node.parent.kind == NOUN  # "cases against six"
        return not of_noun or node.tokens[node.first - 2].tag == ","
    verb = node.clause
    if verb is None:
        return False
    themes = (*verb.nouns(Role.OBJECT), *(verb.subject.group if verb.subject else ()))
    return node.is_quantified and any(each.lemma == node.lemma for each in themes)


def repeated(node: Node) -> Node | None:
    """Return the verb that an auxiliary stands for: "none were tried, whereas nine were in 2019"."""
    verb = node.parent if node.role == Role.SUBJECT else None
    if verb is None or not (verb.copula and verb.is_adverbial):
        return None
    others = (each for each in verb.children if each is not node)
    dated = all(any(t.is_year for t in each.tokens[each.first : each.last + 1]) for each in others)
    return verb.parent if dated else None


def years_away(node: Node) -> int:
    """Return how many years from the last one a phrase is: -1 for "the year before", 2 for "two years later".

    Those of other phrases are 0.
    """
    tokens, inside = node.tokens, [node.tokens[i] for i in node.modifiers]
    numbers = (each.word for each in inside if each.tag == "C")
    read = (int(word) if word.isdecimal() and len(word) < 3 else number_of(word) for word in numbers)
    many = next(read, 1) or 0
    if "period" not in node.classes:  # "a year earlier"
        is_time = any("period" in each.classes for each in inside)
        return -many if is_time and "earlier" in node.classes else 0
    behind = tokens[node.last + 1] if node.last + 1 < len(tokens) else NOBODY
    if behind.tag in "SW":
        return 0  # "the last year for which we had figures"
    said = NO_CLASSES.union(*(each.classes for each in inside if many == 1))
    if "earlier" in behind.classes or "previous" in said:
        return -many
    return many if "later" in behind.classes or (node.determiner == "the" and "next" in said) else 0

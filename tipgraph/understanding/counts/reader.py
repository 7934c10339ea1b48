"""Counts: results in numbers, such as people convicted, cases opened, and money spent.

A count is a quantity that is an argument of a measure's predicate. A quantity that has no predicate
counts what the one before it counts: "60 cases, 36 for slavery", "compared with nine", "12 were boys".
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from decimal import Decimal
from operator import attrgetter
from typing import NamedTuple

from tipgraph.understanding.actors.agents import agent
from tipgraph.understanding.actors.pronouns import is_in_that_country, is_outside
from tipgraph.understanding.counts.comparisons import bracket_of, comparisons
from tipgraph.understanding.counts.deeds import UNITS, Deed, Deeds, is_hypothetical
from tipgraph.understanding.counts.periods import Periods
from tipgraph.understanding.counts.quantities import Quantity, quantities
from tipgraph.understanding.counts.targets import Target, Targets
from tipgraph.understanding.operators.factuality import DONE, INSUFFICIENT
from tipgraph.understanding.operators.scope import judge
from tipgraph.understanding.syntax.labels import Labels
from tipgraph.understanding.syntax.mentions import LAW_ENFORCEMENT, MAX_ITEMS, Reading
from tipgraph.understanding.syntax.tree import VERB, WHOLES, Node, Role

__all__ = ["Context", "Count", "Counter"]

_PARTS = frozenset(("including", "such as", Role.APPOSITION, Role.BRACKETS))
_STATING = frozenset(("grow", "decline", "change", "stand_at"))
"""Classes of verbs that say how many there are: "arrests went down from nine"."""
_THESE = frozenset(("these", "those"))
_PERSONS = frozenset(("he", "she"))


class Count(NamedTuple):
    """A quantity with what it counts and its year."""

    quantity: Quantity
    target: Target
    period: int | None


class Context(NamedTuple):
    """What a segment may refer back to: what its paragraph counted last, all its numbers, and the year.

    ``near`` says whether the sentence right before has counts.
    """

    target: Target | None = None
    sums: frozenset[Decimal] = frozenset()
    year: int | None = None
    near: bool = False


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
        self.quantities = sorted((*reading.once(quantities), *self.deeds.singles()), key=attrgetter("first"))
        self._counted = {quantity.node for quantity in self.quantities}
        self.resolved: dict[Node, Target] = {}
        self.main: list[Target] = []  # of quantities outside comparisons and brackets
        self.year = self.context.year

    def counts(self) -> list[Count]:
        """Return the counts of the tree, in order."""
        targets = [(quantity, self._resolve(quantity)) for quantity in self.quantities]
        periods = Periods(self.reading, self.quantities, self.compared, self.context.year, self._bounds())
        self.year = periods.last
        return [
            Count(quantity, target, period)
            for quantity, target in targets
            if target is not None and self._came_about(quantity, target)
            for period in periods.each(quantity) or (periods.of(quantity, target.deed),)
        ]

    def after(self, counts: Sequence[Count]) -> Context:
        """Return the context of what follows."""
        sums = frozenset(count.quantity.value for count in counts)
        last = counts[-1].target._replace(deed=None) if counts else None
        return Context(last or self.context.target, sums | self.context.sums, self.year, near=bool(counts))

    @property
    def _before(self) -> Target | None:
        return self.main[-1] if self.main else None

    def _resolve(self, quantity: Quantity) -> Target | None:
        """Return what a quantity counts."""
        if self._is_known(quantity):
            return None
        if self.resolved and self._is_converted(quantity):
            return None
        near = self.context.target if self.context.near else None
        target = self.targets.of(quantity, self._before or near)
        if target is None and self._goes_on(quantity):
            target = self._same(quantity)
        if target is not None:
            self.resolved[quantity.node] = target
            outside = quantity.node not in self.compared and bracket_of(quantity.node) is None
            if outside or not self.main:
                self.main.append(target)
        return target

    def _is_converted(self, quantity: Quantity) -> bool:
        """Tell whether a sum is the one before it in another currency: "5 million baht (about $150,000)"."""
        tokens, before = self.reading.tree.tokens, quantity.first - 1
        while before > 0 and tokens[before].tag in "RI":
            before -= 1
        return before > 0 and tokens[before].tag == "(" and self.targets.is_money(quantity)

    def _is_known(self, quantity: Quantity) -> bool:
        """Tell whether a quantity is a whole that was counted before: "three of the 12", "Of the 19, six"."""
        node = quantity.node
        if node.role not in WHOLES or (node.is_conjunct and not node.group[0].is_quantified):
            return False
        parent = node.parent
        if parent not in self._counted or self.targets.is_money(quantity):
            return False
        return not (self.deeds.of(parent) or self._is_new_whole(quantity))

    def _is_new_whole(self, quantity: Quantity) -> bool:
        """Tell whether a whole is counted for the first time: "119 of the 216 persons charged"."""
        new = quantity.value not in self.context.sums
        return new and not quantity.is_bare and bool(self.deeds.below(quantity.node))

    # -- quantities that have no predicate

    def _goes_on(self, quantity: Quantity) -> bool:
        """Tell whether a quantity counts what the one before it counts."""
        if quantity.node in self.compared or _repeated(quantity.node) is not None:
            return True
        if self._before is None and (self.context.target is None or not self._is_referred_to()):
            return False
        counts = (self.targets.is_counted, self.targets.names_crime, self.targets.is_money)
        counted = any(tells(quantity) for tells in counts)
        return counted and self._is_part(quantity)

    def _is_referred_to(self) -> bool:
        """Tell whether a sentence refers to what was counted before it: "Of the 40, 12 were boys"."""
        first, opener = self.quantities[0], self.reading.first_word + 1
        if self._opens_with_whole() and self.reading.tree.tokens[opener].word in _THESE:
            return True  # "Of these victims, 12 were boys"
        if self._opens_with_whole() and first.node.role in WHOLES:
            return first.value in self.context.sums
        return self.context.near

    def _is_part(self, quantity: Quantity) -> bool:
        """Tell whether a quantity is a part of one: in a list, in brackets, as a subject of "were boys"."""
        node, parent = quantity.node, quantity.node.parent
        if parent is not None and node.role in _PARTS and parent.is_quantified:
            return parent in self.resolved  # "91 people, including 37 children"
        if parent is None or node.role in _PARTS or node.group[0] in self.resolved:
            return True
        if node.role == Role.SUBJECT and quantity.owner in ("whom", "which"):
            return True  # "detained 48 people, 12 of whom were placed in custody"
        if parent.classes & _STATING and _is_sum(parent.subject):
            return True  # "the number rose to 12"
        alone = quantity.is_bare or self.targets.names_crime(quantity)
        if node.is_conjunct and alone and self.reading.codes(node.group[0], "exploitation"):
            return True  # "of these, 38 were victims of slavery and 15 of theft"
        linking = parent.copula or "be" in parent.classes
        if self._opens_with_whole() and "exploitation-verb" in self.reading.kinds(parent):
            return True  # "Of these, traffickers exploited 12"
        if node.role == Role.SUBJECT:
            if self._is_described(quantity, parent):
                return True
            involved = (Role.OBJECT, "in") if quantity.is_bare else (Role.OBJECT,)
            parts = parent.nouns(*((Role.PREDICATE, "for") if linking else involved))
            led = "cause" in parent.classes and not parent.passive  # "nine led to convictions"
            ongoing = quantity.is_bare and "continue" in parent.classes  # "and six went on"
            return led or ongoing or (bool(parts) and (linking or "involve" in parent.classes))
        if node.role == Role.OBJECT:
            bare = quantity.is_bare and "report" in parent.classes  # "it reported nine in 2013"
            return bare or "comprise" in parent.classes or self._is_penalized(quantity, parent)
        return linking and node.role == Role.PREDICATE

    def _is_described(self, quantity: Quantity, verb: Node) -> bool:
        """Tell whether it is said of victims what they are, where they come from or what they suffered."""
        before = self._before or self.context.target
        if before is None or before.unit != "victims":
            return False
        linking = verb.copula or "be" in verb.classes
        if linking and verb.child(Role.PREDICATE) is not None:
            return True
        if linking or verb.classes & {"travel", "originate"}:
            return bool(verb.nouns("from", "under", "over"))
        suffered = verb.passive and "exploitation-verb" in self.reading.kinds(verb)
        return suffered and (quantity.is_bare or self._opens_with_whole())

    def _is_penalized(self, quantity: Quantity, verb: Node) -> bool:
        """Tell whether some of what was inspected is penalized: "inspected 80 farms and closed nine"."""
        inspected = self._before is not None and "labor-regulation" in self._before.types
        return inspected and quantity.is_bare and bool(verb.classes & {"harm", "end"})

    def _opens_with_whole(self) -> bool:
        """Tell whether the sentence opens with what a part of is counted: "Of these", "Of the 40"."""
        at = self.reading.first_word
        tokens = self.reading.tree.tokens
        return 0 <= at < len(tokens) and tokens[at].word in WHOLES

    def _same(self, quantity: Quantity) -> Target | None:
        """Return the target of the quantity before, or that of what a quantity is compared with."""
        before = (
            self._compared_with(quantity) or self._undone(quantity) or self._before or self.context.target
        )
        money = self.targets.is_money(quantity)
        if before is None or (before.unit == "currency") != money:
            return None
        bare = quantity.is_bare or money or self.targets.names_crime(quantity)
        unit = before.unit if bare else self.targets.unit(quantity, before.types, before)
        return before._replace(unit=unit)

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
        verb = opener.parent if opener is not None else _repeated(quantity.node)
        if verb is None or verb.kind != VERB:
            return None
        subjects = verb.subject.group if verb.subject is not None else ()
        money = self.targets.is_money(quantity)
        arguments = (*verb.nouns(Role.OBJECT, Role.PREDICATE), *subjects)
        if not any(node.negated for node in (verb, *arguments)):
            return None
        for deed in (deed for node in (verb, *arguments) for deed in self.deeds.of(node)):
            if (UNITS[deed.code] == "currency") == money:
                return Target((deed.code,), self._unit(deed), deed.node)
        return None

    def _unit(self, deed: Deed) -> str:
        """Return the unit of what a deed is done to: "did not arrest any men, compared with nine"."""
        things = (each for each in self.reading.objects(deed.node) if each.head_token.tag == "N")
        named = (Quantity(each, each.first, each.first - 1, Decimal(1), money=False) for each in things)
        return next((self.targets.unit(each, (deed.code,), None) for each in named), UNITS[deed.code])

    # -- whether it came about

    def _came_about(self, quantity: Quantity, target: Target) -> bool:
        """Tell whether the government did what is counted. What it did not do may still be compared."""
        deed = target.deed
        if deed is None:
            return True
        opener = self.compared.get(quantity.node)
        if self._is_of_outsiders(deed, quantity) or (
            opener is not None
            and opener.parent is not None
            and not opener.parent.copula  # "which was an increase compared with nine"
            and not opener.parent.classes & _STATING
            and self._is_of_outsiders(opener.parent, quantity)
        ):
            return False
        if opener is not None or _repeated(quantity.node) is not None:
            return True
        governors = [node for node in (quantity.node, deed, *deed.ancestors()) if node.kind == VERB]
        if any(is_hypothetical(verb) for verb in governors) or _is_undone(quantity.node, deed):
            return False
        return judge(self.reading, deed, target.types[0]).value in (DONE, INSUFFICIENT)

    def _is_of_outsiders(self, deed: Node, quantity: Quantity) -> bool:
        """Tell whether others than the government do a deed: who acts, or where it is done in the passive."""
        if is_in_that_country(self.reading, deed):
            return True
        actor = self._actor(deed)
        if actor is None or actor.group[0] is quantity.node.group[0]:
            places = (self.reading.codes(each, "place") for each in deed.nouns("in") if deed.passive)
            country = self.reading.country
            return any(codes and country not in codes for codes in places) and bool(country)
        return all(self._is_outsider(each) for each in actor.group[:MAX_ITEMS])

    def _is_outsider(self, actor: Node) -> bool:
        if self._is_paid_by_state(actor):
            return False
        members = actor.nouns("of") if "transparent" in actor.classes else []  # "a group of churches"
        return actor.lemma in _PERSONS or any(is_outside(self.reading, each) for each in (actor, *members))

    def _is_paid_by_state(self, actor: Node) -> bool:
        """Tell whether the government pays an actor: "government-funded NGOs", "NGOs funded by the state"."""
        clauses = (child for child in actor.children if child.role == Role.PARTICIPLE)
        payers = [by for clause in clauses if "fund" in clause.classes for by in clause.nouns("by")]
        is_state = bool(payers) and not any(is_outside(self.reading, each) for each in payers)
        return is_state or actor.modifier("state_funded") is not None

    def _actor(self, deed: Node) -> Node | None:
        """Return who acts: of "IOM reported that it helped", IOM; of what is received, who gave it."""
        return deed.child("from", "by") if "get" in deed.classes else agent(self.reading, deed)

    def _bounds(self) -> Iterator[int]:
        """Yield where clauses begin that do not share their year. Those on law enforcement do."""
        if all(deed.code in LAW_ENFORCEMENT for deed in self.deeds):
            return
        for node in self.reading.tree.nodes:
            if node.kind == VERB and node.subject is not None and node.role != Role.RELATIVE:
                yield node.subject.group[0].first


def _repeated(node: Node) -> Node | None:
    """Return the verb that an auxiliary stands for: "none were tried, whereas nine were in 2019"."""
    verb = node.parent if node.role == Role.SUBJECT else None
    if verb is None or not (verb.copula and verb.is_adverbial):
        return None
    others = (each for each in verb.children if each is not node)
    dated = all(any(t.is_year for t in each.tokens[each.first : each.last + 1]) for each in others)
    return verb.parent if dated else None


def _is_sum(node: Node | None) -> bool:
    """Tell whether a phrase is the number of what was counted before: "the number", "this figure"."""
    return node is not None and "amount" in node.classes and bool(node.determiner) and not node.children


def _is_undone(node: Node, deed: Node) -> bool:
    """Tell whether a verb takes back what is counted: "overturned nine convictions"."""
    verb = node.parent
    is_other = verb is not None and verb is not deed and verb.kind == VERB and "undo" in verb.classes
    return is_other and node.role in (Role.OBJECT, Role.SUBJECT)

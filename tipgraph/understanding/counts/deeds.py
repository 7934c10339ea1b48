"""Deeds: the measures that are counted, which one a phrase is an argument of, and whether they happened."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from copy import copy
from typing import NamedTuple

from tipgraph.understanding.actors.agents import (
    agent,
    is_elsewhere,
    is_of_another_country,
    is_owned_by_outsider,
)
from tipgraph.understanding.actors.pronouns import is_in_that_country, is_outside
from tipgraph.understanding.actors.recoding import measure_codes
from tipgraph.understanding.counts.count_table import Row, table
from tipgraph.understanding.operators.factuality import DONE, INSUFFICIENT
from tipgraph.understanding.operators.scope import judge
from tipgraph.understanding.syntax.labels import Labels
from tipgraph.understanding.syntax.mentions import MAX_ITEMS, MEASURE, PEOPLE, Reading, is_plural
from tipgraph.understanding.syntax.tree import NOUN, VERB, WHOLES, Node, Role
from tipgraph.understanding.tokens.words import english

__all__ = ["Deed", "Deeds", "came_about", "is_hypothetical", "is_of_outsiders"]

_NO_DEED = frozenset(("confiscate", "search"))
"""Classes of verbs whose objects are no results, unless they are people: "seized 12 phones"."""
_HYPOTHETICAL = frozenset(("may", "might", "can", "could", "would", "must", "should", "shall", "will"))
_WHETHER = f"{Role.ADVERBIAL}:whether"
_ARGUMENTS = frozenset((Role.OBJECT, Role.SUBJECT))
_RUN = frozenset(("home", "effort"))
"""Classes of deeds that somebody runs: "a shelter", "a campaign"."""
_CHANGING = frozenset(("grow", "decline"))
"""Classes of verbs whose subject only becomes more or fewer."""


class Deed(NamedTuple):
    """A measure's code, and the node that names it."""

    code: str
    node: Node


class Deeds:
    """The counted measures of a tree."""

    def __init__(self, reading: Reading, labels: Labels) -> None:
        self.reading, self.labels = reading, labels
        self._of = _by_node(reading, labels)
        self._below: dict[Node, list[Deed]] = {}
        self._done_to: dict[Node, list[Node]] = defaultdict(list)
        for node in self._of:
            for thing in self._things(node)[:MAX_ITEMS]:
                self._done_to[thing].append(node)

    def __iter__(self) -> Iterator[Deed]:
        return (deed for deeds in self._of.values() for deed in deeds)

    def of(self, node: Node) -> list[Deed]:
        """Return the deeds that a node names. A verb that is understood names those of the one before."""
        if "vary" in node.classes and node.parent is not None:
            node = node.parent  # "terms ranging from two to five years on nine men"
        if node not in self._of and node.kind == VERB:
            node = self.reading.tree.at.get(node.head, node)
        return self._of.get(node, [])

    def done_to(self, node: Node) -> list[Deed]:
        """Return the deeds that are done to a phrase."""
        return self._named_by(self._done_to.get(node, []))

    def _named_by(self, nodes: Iterable[Node]) -> list[Deed]:
        return [deed for node in nodes for deed in self.of(node)]

    def _things(self, node: Node) -> list[Node]:
        """Return what a deed is done to; of "identified and gave aid to 12", both have the 12."""
        things = self.reading.objects(node)
        if node.role == Role.RELATIVE and not node.passive:  # "the 12 whom police met" are known
            things = [each for each in things if each is not node.parent or each.determiner != "the"]
        if node.kind != VERB or node.passive or node.nouns(Role.OBJECT):
            return things
        owner = self.reading.sharing(node)
        return things if owner is None else [*self.reading.objects(owner), *owner.nouns("to", "for")]

    # -- the deeds that a phrase is an argument of

    def above(self, phrase: Node) -> list[Deed]:
        """Return the deeds that a phrase is an argument of: those of the nearest predicate."""
        if found := self._direct(phrase):
            return found + self._of_further_verbs(phrase)
        if phrase.role == Role.BRACKETS and phrase.parent is not None:
            before = phrase.parent  # "convictions (12)", but not "49 percent (339) of them were assisted"
            if not is_plural(before) and phrase.head_token.tag == "C" and self.in_phrase(before):
                return []  # "a hotline (1191)"
            found = ([] if before.is_quantified else self.in_phrase(before)) or self.above(before)
            people = before.host if "place" in self.reading.head_kinds(before) else None
            return found or ([] if people is None or not is_plural(people) else self.above(people))
        return self._by_rows(table().arguments, phrase)[0]

    def paid(self, phrase: Node) -> list[Deed]:
        """Return the deeds that a sum of money is for."""
        return self._by_rows(table().sums, phrase)[0]

    def numbered(self, phrase: Node) -> Node | None:
        """Return what is said to be so many: "the number of defendants charged fell to 12"."""
        _, reached = self._by_rows(table().arguments, phrase)
        nouns = (noun for each in reached if each.kind == NOUN for noun in each.nouns("of"))
        return next((noun for noun in nouns if not self.of(noun)), None)  # "convictions" are of persons

    def _by_rows(self, rows: Sequence[Row], phrase: Node) -> tuple[list[Deed], list[Node]]:
        """Return the deeds of the first row that fits and finds some, and the words that name them."""
        for row in rows:
            if row.pattern.fits(self.reading, phrase):
                reached = [(path[-1], node) for path in row.measure for node in self._reached(path, phrase)]
                deeds = [deed for last, node in reached for deed in self._of_row(row, last, phrase, node)]
                if deeds or not row.measure:
                    return deeds, [node for _, node in reached]
        return [], []

    def _reached(self, path: Sequence[str], phrase: Node) -> list[Node]:
        """Return the nodes that the steps of a path lead to from a phrase's governor."""
        nodes = [phrase.parent] if phrase.parent is not None else []
        for step in path:
            if step == "beside":
                beside = self.reading.behind.get(phrase, []) + phrase.children
                nodes = [each for each in beside if each.kind == NOUN]
            else:
                nodes = [each for node in nodes for each in _stepped(node, step)]
        return nodes

    def _of_row(self, row: Row, step: str, phrase: Node, node: Node) -> list[Deed]:
        """Return the deeds of a node that a row's path leads to with a last step."""
        if row.implies:
            return [Deed(row.implies, node)]
        match step:
            case "people":
                found = self._of_people(phrase, node)
            case "argument":
                found = self.above(node)
            case "sum":
                found = self.paid(node)
            case _:
                found = self.in_phrase(node)
        return [deed for deed in found if deed.code in row.of and deed.node is not phrase]

    def in_phrase(self, noun: Node) -> list[Deed]:
        """Return the deeds that a phrase or what is behind its "of" names: "the number of convictions"."""
        if noun.kind == VERB:
            return self.of(noun)
        for each in (noun, *noun.nouns("of", "for")):
            if found := self.of(each) or self.below(each) or self.before_head(each, each.first):
                return found
        return []

    def _direct(self, node: Node) -> list[Deed]:
        """Return the deeds that are done to a phrase, or those of a participle behind it."""
        found = self._done_to.get(node)
        if not found:
            return self.below(node)
        outer = [deed for deed in found if deed.parent is not node] or found
        given = _themes(node.parent) if node.role in ("to", "for") and node.parent is not None else []
        return self._named_by([*outer, *given])

    def below(self, node: Node) -> list[Deed]:
        """Return the deeds of a participle behind a phrase: "victims identified", "six ending in trials"."""
        if node not in self._below:
            self._below[node] = self._find_below(node)
        return self._below[node]

    def _find_below(self, node: Node) -> list[Deed]:
        is_part = node.role in WHOLES and node.parent is not None and node.parent.kind != VERB
        for child in node.children:
            if not is_part and child.role == Role.RELATIVE and node in self.reading.objects(child):
                return self.of(child)  # "of the 12 victims whom police identified, two"
            if child.role == Role.PARTICIPLE and (found := self._of_subject(node, child)):
                return found  # "men found", "aid given"
        return []

    def _of_further_verbs(self, subject: Node) -> list[Deed]:
        """Return the deeds of verbs behind a passive: "nine men were convicted and received fines"."""
        verb = subject.parent if subject.role == Role.SUBJECT else None
        further = verb.group[1:] if verb is not None else ()
        return [deed for verb in further for deed in self._of_subject(subject, verb)]

    def _of_subject(self, node: Node, verb: Node) -> list[Deed]:
        """Return the deeds that a noun would be an argument of, if it were the subject of a verb."""
        subject = copy(node)
        subject.parent, subject.role = verb, Role.SUBJECT
        return self._by_rows(table().arguments, subject)[0]

    def before_head(self, node: Node, first: int) -> list[Deed]:
        """Return the deed of a participle before a noun, from a token on: "the 27 convicted traffickers"."""
        participles = (i for i in node.modifiers if i >= first and node.tokens[i].tag in "JE")
        placed = (each for i in participles for each in self.reading.placed.get(i, ()))
        codes = (each.mention.code for each in placed if each.mention.kind == MEASURE)
        return [Deed(code, node) for code in codes if code in table().units][:1]

    def _of_people(self, node: Node, verb: Node) -> list[Deed]:
        """Return the deed of a verb whose object is a number alone: "charged nine"."""
        of_others = node.is_conjunct and node.group[0].head_token.tag == "N"
        of_things = node.whole is not None and self.reading.head_kinds(node.whole).isdisjoint(PEOPLE)
        if of_others or of_things or node.head_token.tag != "C" or verb.child("as"):
            return []  # "searched nine homes, two of them in Oslo", "served two of six months"
        codes = {
            label.code
            for label in self.labels.of_verbs.get(verb.lemma, ())
            if label.code in table().groups["people"]
            and not label.preposition
            and any("counted" in english().classes(form.strip("<>")) for form in label.forms)
        }
        return [Deed(code, verb) for code in codes] if len(codes) == 1 else []


def is_hypothetical(verb: Node) -> bool:
    """Tell whether a modal says that a deed did not come about yet."""
    return verb.modal_word in _HYPOTHETICAL


def _by_node(reading: Reading, labels: Labels) -> dict[Node, list[Deed]]:
    """Return the counted measures that each node names. What is done to victims is none."""
    found: dict[Node, list[Deed]] = defaultdict(list)
    penalized: set[Node] = set()
    for code, node in measure_codes(reading, labels):
        deed = Deed(code, node)
        if code == "non-penalization":
            penalized.update(node.group[:MAX_ITEMS])
        elif code in table().units and deed not in found[node] and not _is_of_things(reading, node):
            found[node].append(deed)
    return {node: deeds for node, deeds in found.items() if node not in penalized}


def _is_of_things(reading: Reading, deed: Node) -> bool:
    """Tell whether things are taken or searched, which are no results: "raided six flats"."""
    people = any(reading.head_kinds(each) & PEOPLE for each in reading.objects(deed))
    return bool(deed.classes & _NO_DEED) and ("search" in deed.classes or not people)


def _stepped(node: Node, step: str) -> Sequence[Node]:
    """Return what a step leads to from a node."""
    match step:
        case "governor" | "people" | "argument" | "sum":
            return [node]
        case "up" | "host":
            found = node.parent if step == "up" else node.host
            return [] if found is None else [found]
        case "theme":
            return _themes(node)
        case Role.SUBJECT if node.subject is not None:
            return node.subject.group
        case Role.SUBJECT:
            return [node.parent] if node.parent is not None else []
    return [child for child in node.children if child.role == step]


def _themes(verb: Node) -> list[Node]:
    """Return what a verb is about: its objects, or a passive's subjects."""
    subjects = verb.subject.group if verb.passive and verb.subject is not None else ()
    return [*verb.nouns(Role.OBJECT), *subjects]


def came_about(reading: Reading, counted: Node, deed: Node, code: str) -> bool:
    """Tell whether a deed was done to what is counted.

    >>> from tipgraph.understanding.syntax.clauses import parse
    >>> for text in ("Courts convicted nine men.", "Courts may convict nine men."):
    ...     verb, men = parse(text).nodes[1:3]
    ...     print(came_about(Reading(parse(text), ()), men, verb, "conviction"))
    True
    False
    """
    verbs = [node for node in (counted, *deed.path()) if node.kind == VERB]
    if any(is_hypothetical(verb) or verb.role == _WHETHER for verb in verbs):
        return False
    if _is_taken_back(counted, deed, code):
        return False
    return judge(reading, deed, code).value in (DONE, INSUFFICIENT)


def _is_taken_back(counted: Node, deed: Node, code: str) -> bool:
    """Tell whether a verb takes back what is counted: "quashed nine convictions", "the conviction of six"."""
    undone = (counted, deed) if code == "conviction" else (counted,)
    verbs = [each.parent for each in undone if each.role in _ARGUMENTS]
    undoes = (verb is not None and "undo" in verb.classes for verb in verbs if verb is not deed)
    return any(undoes) or (code == "prosecution" and "undo" in deed.classes)


def is_of_outsiders(reading: Reading, deed: Node, counted: Node) -> bool:
    """Tell whether others than the government do a deed: who acts, or where it is done in the passive."""
    if "involve" in deed.classes:  # "NGOs reported nine cases that involved 12 victims"
        deed = next((each for each in deed.ancestors() if each.kind == VERB), deed)
    if is_in_that_country(reading, deed) or is_elsewhere(reading, deed):
        return True
    if deed.classes & _RUN and _is_others(reading, deed):
        return True
    actor = deed.child("from", "by") if "get" in deed.classes else agent(reading, deed)
    if actor is not None and deed.classes & _CHANGING and "amount" in actor.classes:
        return any(_is_abroad(reading, each) for each in actor.nouns("of"))  # "the number of victims fell"
    if actor is None or actor.group[0] in (counted.group[0], counted.parent):  # "a group of 12 entered"
        return False
    paid = (each for each in deed.nouns("with") if "funding" in reading.measures(each))
    if any(not is_outside(reading, each) for each in paid):
        return False  # "NGOs sheltered 12 with government funding"
    return all(_is_outsider(reading, each) for each in actor.group[:MAX_ITEMS])


def _is_abroad(reading: Reading, node: Node) -> bool:
    """Tell whether something is said to be in another country."""
    return any(is_of_another_country(reading, each) for each in node.nouns("in"))


def _is_others(reading: Reading, deed: Node) -> bool:
    """Tell whether a shelter is not the government's: "Spanish shelters", "a shelter run by nuns"."""
    places = reading.codes(deed, "place") | reading.codes(deed, "demonym")
    is_abroad = bool(places) and reading.country not in places
    return is_abroad or is_owned_by_outsider(reading, deed)


def _is_outsider(reading: Reading, actor: Node) -> bool:
    if _is_paid_by_state(reading, actor):
        return False
    if "study" in actor.classes and not _is_study_of_state(reading, actor):
        return True  # "a survey found 12 victims"
    members = actor.nouns("of") if "transparent" in actor.classes else []  # "a group of churches"
    return any(is_outside(reading, each) for each in (actor, *members))


def _is_study_of_state(reading: Reading, study: Node) -> bool:
    """Tell whether a state studies something: "a government survey", "a survey conducted by the ministry"."""
    named = (study, *study.nouns("by"), *(by for each in study.children for by in each.nouns("by")))
    return any("official" in reading.kinds(each) for each in named)


def _is_paid_by_state(reading: Reading, actor: Node) -> bool:
    """Tell whether the government pays an actor: "government-funded NGOs", "NGOs funded by the state"."""
    funded = (c for c in actor.children if c.role == Role.PARTICIPLE and "fund" in c.classes)
    payers = [by for clause in funded for by in clause.nouns("by")]
    by_state = bool(payers) and not any(is_outside(reading, each) for each in payers)
    return by_state or actor.modifier("state_funded") is not None

"""Antecedents: the measures that pronouns stand for, and what is said of them by such words."""

from __future__ import annotations

from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterator
from typing import NamedTuple

from tipgraph.understanding.syntax.mentions import ANTECEDENTS, MEASURE, Reading, is_plural
from tipgraph.understanding.syntax.tree import NOUN, QUESTIONS, Node, Role

__all__ = ["left_without", "verbs_of_pronouns"]

_PRONOUNS = frozenset(("it", "they", "them", "these", "this", "those"))
_AGAIN = frozenset(("the", "this", "these", "that", "those", "its"))
_NONE_OF = frozenset(("none", "neither"))
_OF_THINGS = frozenset(("found", "give", "adopt", "fund", "do", "promise"))
"""Classes of verbs for what is done to things: "none were opened"."""
_CLAUSES = QUESTIONS | {Role.THAT}
"""Roles of clauses that "it" stands for."""
_POINTING = frozenset(("this", "these", "such"))


class _Named(NamedTuple):
    """The phrases that name people or measures, and those that name measures, in order."""

    all: list[Node]
    measures: list[Node]


def verbs_of_pronouns(reading: Reading) -> dict[Node, list[Node]]:
    """Return the verbs whose subject is a pronoun, or that judge it, by the measure that it stands for."""
    found: dict[Node, list[Node]] = defaultdict(list)
    named = reading.once(_named)
    judged = {each: [v] for v in reading.tree.nodes if v.is_opinion for each in v.nouns(Role.OBJECT)}
    for subject, verbs in (*reading.verbs_of.items(), *judged.items()):
        pronoun = _stands_for_measure(reading, subject)
        measure = _last_measure(named, subject) if pronoun else _named_again(named, subject)
        meant = measure.group if measure is not None and subject.lemma == "neither" else [measure]
        for each in filter(None, meant):
            found[each] += (v for v in verbs if not (_is_impersonal(v) or _is_of_people(reading, v)))
    return found


def left_without(reading: Reading) -> dict[Node, list[tuple[int, Node]]]:
    """Return whom a measure is not for, each with the "none" that says so: "there were none for boys"."""
    found: dict[Node, list[tuple[int, Node]]] = defaultdict(list)
    for node in reading.tree.nodes:
        if node.lemma in _NONE_OF and node.role in (Role.PREDICATE, Role.OBJECT):
            measure = _last_measure(reading.once(_named), node)
            behind = (*node.children, *reading.behind.get(node, ()))
            if measure is not None:
                found[measure] += ((node.head, each) for each in behind if each.role == "for")
    return found


def _named(reading: Reading) -> _Named:
    nouns = [(node, reading.head_kinds(node)) for node in reading.tree.nodes if node.kind == NOUN]
    return _Named(
        [node for node, kinds in nouns if kinds & ANTECEDENTS],
        [node for node, kinds in nouns if MEASURE in kinds],
    )


def _stands_for_measure(reading: Reading, subject: Node) -> bool:
    if subject.lemma in _PRONOUNS or (subject.lemma in _NONE_OF and not subject.children):
        return True
    pointing = subject.determiner in _POINTING and subject.determiner != subject.lemma
    return pointing and not subject.children and not reading.head_kinds(subject) & ANTECEDENTS


def _named_again(named: _Named, subject: Node) -> Node | None:
    """Return the measure that a subject names again: "opened a unit, but the unit was not staffed"."""
    if subject.determiner not in _AGAIN or subject.children:
        return None
    return next((each for each in _before(named.all, subject) if each.lemma == subject.lemma), None)


def _last_measure(named: _Named, pronoun: Node) -> Node | None:
    """Return the last measure that is named before a pronoun. "It" is no plural."""
    before = _before(named.measures, pronoun)
    return next((each for each in before if not (pronoun.lemma == "it" and is_plural(each))), None)


def _before(nodes: list[Node], node: Node) -> Iterator[Node]:
    """Yield the phrases before another one, the last one first."""
    end = bisect_left(nodes, node.first, key=lambda each: each.last)
    return (nodes[at] for at in range(end - 1, -1, -1))


def _is_of_people(reading: Reading, verb: Node) -> bool:
    """Tell whether "none" is some people: "few were given care, and none were tried", not "were opened"."""
    none = verb.subject
    if none is None or none.lemma != "none" or not verb.passive:
        return False
    people = reading.people_before(none)
    named = people is not None and people.role == Role.SUBJECT
    return (named and verb.classes.isdisjoint(_OF_THINGS)) or verb.child(Role.OBJECT) is not None


def _is_impersonal(verb: Node) -> bool:
    """Tell whether "it" is what follows: "it is not clear how often they do", but not "it is rare that"."""
    subject, said = verb.subject, verb.child(Role.PREDICATE)
    if subject is None or subject.lemma != "it" or said is None or "shortfall" in said.classes:
        return False
    return any(each.role in _CLAUSES and each.first > said.last for each in verb.children)

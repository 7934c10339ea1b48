"""Outcomes: whether what is counted came about, and whether the government did it."""

from __future__ import annotations

from tipgraph.understanding.actors.agents import agent
from tipgraph.understanding.actors.pronouns import is_in_that_country, is_outside
from tipgraph.understanding.counts.deeds import is_hypothetical
from tipgraph.understanding.operators.factuality import DONE, INSUFFICIENT
from tipgraph.understanding.operators.scope import judge
from tipgraph.understanding.syntax.mentions import MAX_ITEMS, Reading
from tipgraph.understanding.syntax.tree import VERB, Node, Role

__all__ = ["came_about", "is_of_outsiders"]

_PERSONS = frozenset(("he", "she"))
_ARGUMENTS = frozenset((Role.OBJECT, Role.SUBJECT))


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
    if any(is_hypothetical(verb) for verb in verbs) or _is_taken_back(counted, deed):
        return False
    return judge(reading, deed, code).value in (DONE, INSUFFICIENT)


def _is_taken_back(counted: Node, deed: Node) -> bool:
    """Tell whether a verb takes back what is counted: "overturned nine convictions"."""
    verb = counted.parent
    return verb is not None and verb is not deed and "undo" in verb.classes and counted.role in _ARGUMENTS


def is_of_outsiders(reading: Reading, deed: Node, counted: Node) -> bool:
    """Tell whether others than the government do a deed: who acts, or where it is done in the passive."""
    if is_in_that_country(reading, deed):
        return True
    actor = deed.child("from", "by") if "get" in deed.classes else agent(reading, deed)
    if actor is None or actor.group[0] in (counted.group[0], counted.parent):  # "a group of 12 entered"
        places = (reading.codes(each, "place") for each in deed.nouns("in") if deed.passive)
        return bool(reading.country) and any(codes and reading.country not in codes for codes in places)
    return all(_is_outsider(reading, each) for each in actor.group[:MAX_ITEMS])


def _is_outsider(reading: Reading, actor: Node) -> bool:
    if _is_paid_by_state(reading, actor):
        return False
    members = actor.nouns("of") if "transparent" in actor.classes else []  # "a group of churches"
    return actor.lemma in _PERSONS or any(is_outside(reading, each) for each in (actor, *members))


def _is_paid_by_state(reading: Reading, actor: Node) -> bool:
    """Tell whether the government pays an actor: "government-funded NGOs", "NGOs funded by the state"."""
    funded = (c for c in actor.children if c.role == Role.PARTICIPLE and "fund" in c.classes)
    payers = [by for clause in funded for by in clause.nouns("by")]
    by_state = bool(payers) and not any(is_outside(reading, each) for each in payers)
    return by_state or actor.modifier("state_funded") is not None

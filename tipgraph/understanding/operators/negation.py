"""Negation: what a denied verb says of the deed that it names or governs."""

from __future__ import annotations

from tipgraph.understanding.operators.factuality import INSUFFICIENT, PLANNED, Kind
from tipgraph.understanding.operators.modifiers import Climb
from tipgraph.understanding.operators.subjects import denies_subject, is_law
from tipgraph.understanding.syntax.mentions import LAW_ENFORCEMENT, MAX_ITEMS
from tipgraph.understanding.syntax.tree import ADJECTIVE, Node, Role

__all__ = ["ADOPTED", "deny", "lists"]

ADOPTED = frozenset(("action-plan", "legislation"))
"""Measures that are planned until they are adopted."""
_ENFORCED = frozenset(("legislation", "sentencing"))
"""Measures that exist, but fall short, if they are not enforced."""
_STATED = frozenset((Role.SUBJECT, Role.OBJECT))
_ASPECTS = frozenset(("in", "at"))
"""Roles of what a predicate is said of: "was not effective in prosecutions"."""


def deny(climb: Climb, verb: Node, role: str) -> None:
    """Apply a verb's negation. Of a copula it denies a property, so the deed falls short: "is not strict"."""
    status, token = climb.status, verb.negations[0]
    tries = climb.code in LAW_ENFORCEMENT
    if tries and "finish" in verb.classes and role == Role.SUBJECT:
        return  # "the investigation has yet to be concluded"
    if role in ("at", "to") and verb.classes & {"fail", "confine"}:
        return  # "did not stop at training judges"
    if not tries and (_is_still_to_come(climb, verb, role) or _is_drafted(climb, verb)):
        status.apply(Kind.SHORTFALL if status.graded else Kind.PLAN, token)  # "not yet fully enforced"
        return
    if role == Role.INFINITIVE and verb.copula and status.value == INSUFFICIENT:
        status.restore(token)  # "it is not difficult for victims to get help"
        return
    judged = verb.copula and (role == Role.SUBJECT or role in _ASPECTS)
    predicate = verb.child(Role.PREDICATE) if judged else None
    if predicate is not None and predicate.kind == ADJECTIVE and "available" not in predicate.classes:
        if status.value == INSUFFICIENT:
            status.restore(token)
        else:
            status.apply(Kind.SHORTFALL, token)
    elif _denies_degree(climb, verb, role):
        status.apply(Kind.SHORTFALL, token)
    elif role != Role.SUBJECT or verb.passive or denies_subject(verb):
        status.apply(Kind.NEGATION, token)
    elif "cause" not in verb.classes:  # "the investigation did not lead to convictions" says nothing of it
        status.apply(Kind.SHORTFALL, token)


def _denies_degree(climb: Climb, verb: Node, role: str) -> bool:
    """Tell whether a denied deed was done in part: laws "not enforced" or "not updated"."""
    enforced = climb.code in _ENFORCED or is_law(climb)
    if "enforce" in verb.classes and enforced:
        return True
    adjusted = verb.passive and "adjust" in verb.classes
    covering = is_law(climb) and "cover" in verb.classes
    return role == Role.SUBJECT and (adjusted or covering)


def _is_drafted(climb: Climb, verb: Node) -> bool:
    """Tell whether what is not adopted was drafted at least: "has written but not implemented a plan"."""
    if climb.code not in ADOPTED or not verb.classes & {"adopt", "finish"}:
        return False
    participles = [child for child in climb.deed.children if child.role == Role.PARTICIPLE]
    is_draft = verb.passive and any("draft" in each.classes for each in participles)
    return is_draft or lists(verb, "draft")  # "a plan drafted in 2014 was not adopted"


def lists(verb: Node, verb_class: str) -> bool:
    """Tell whether a verb or another of its list is of a class: "drafted and enacted"."""
    return any(verb_class in other.classes and not other.negated for other in verb.group[:MAX_ITEMS])


def _is_still_to_come(climb: Climb, verb: Node, role: str) -> bool:
    """Tell whether a negation says that a law or a thing is yet to come: "has yet to be adopted"."""
    token, tokens = verb.negations[0], verb.tokens
    into = verb.child("into", "in")
    if into is not None and "force" in into.classes:
        return True
    if not any(tokens[i].word == "yet" for i in (token, token + 1, *verb.adverbs) if i < len(tokens)):
        return False
    is_planned = climb.code in ADOPTED or climb.status.value == PLANNED
    is_there = verb.copula or bool(verb.classes & {"be", "function"})  # "the unit is not yet open"
    awaits = role in (*_STATED, Role.PREDICATE, "on") or (not role and is_planned)
    is_applied = "enforce" in verb.classes and tokens[token].word == "yet"
    return awaits and (is_planned or is_there) and not is_applied

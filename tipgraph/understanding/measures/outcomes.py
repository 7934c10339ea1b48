"""Outcomes: what became of a measure, by its verb, its objects and further verbs."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import islice

from tipgraph.understanding.measures.arguments import excepted
from tipgraph.understanding.operators.factuality import (
    DONE,
    INSUFFICIENT,
    NOT_DONE,
    PLANNED,
    Kind,
    Status,
    turned_away,
)
from tipgraph.understanding.operators.passing import terms_of
from tipgraph.understanding.operators.scope import judge
from tipgraph.understanding.syntax.antecedents import left_without, verbs_of_pronouns
from tipgraph.understanding.syntax.mentions import VICTIMS, Reading
from tipgraph.understanding.syntax.tree import NOUN, VERB, Node, Role

__all__ = ["FALLING_SHORT", "outcomes"]

FALLING_SHORT = frozenset((NOT_DONE, INSUFFICIENT))
_COUNTED = frozenset(("few", "fewer", "some"))
_DRAFTED = frozenset(("legislation", "action-plan"))
_ATTRIBUTIVE = frozenset((Role.RELATIVE, Role.THAT))
_AIMED = frozenset(("on", "for", "against"))
_NEAR = 3
"""A deed and what it depends on, up to the verb that drafts it."""
_WORKING = frozenset(("function", "begin"))
_JUDGING = frozenset(("be", "begin", "decline", "lack", "exist", "await"))


def outcomes(reading: Reading, deed: Node, code: str) -> list[tuple[Status, Node | None]]:
    """Return what became of a deed. Of several objects or predicates, each may say something else.

    An outcome of one object has the object.
    """
    first = judge(reading, deed, code)
    found: list[tuple[Status, Node | None]] = [(first, None), *_of_objects(reading, deed, code)]
    drafted = code in _DRAFTED or any("draft" in node.classes for node in islice(deed.path(), _NEAR))
    if drafted and first.value == PLANNED and (adopting := _adopting(reading, deed)):
        first.apply(Kind.ADOPTION, adopting.head)
    found += _of_further_verbs(reading, deed, code, first)
    if code in _DRAFTED and first.value in FALLING_SHORT and _is_drafted(deed):
        planned = Status()
        planned.apply(Kind.PLAN, deed.head)
        found.append((planned, None))  # "did not pass the draft law": there is a draft
    if len(found) > 1 and first.value == DONE and not _is_called_adequate(deed):
        del found[0]
    if first.value == DONE:
        found += _exceptions(reading, deed)
    return found


def _of_further_verbs(
    reading: Reading, deed: Node, code: str, first: Status
) -> Iterator[tuple[Status, Node | None]]:
    """Yield what further verbs say of a deed that its own verb does not."""
    for verb in _further_verbs(reading, deed):
        further = judge(reading, deed, code, governor=verb)
        if further.value == PLANNED and (verb.is_pluperfect or _is_in_force(verb)):
            continue  # "adopted a law that had been pending", "the bill passed and took effect"
        not_working = further.value == NOT_DONE or (
            further.value == PLANNED and not (verb.copula or "await" in verb.classes)
        )
        if first.value == DONE and _is_founded(deed) and not_working:
            is_to_come = _has_force(verb) or verb.child("into", "in") is not None
            further.value = PLANNED if is_to_come else INSUFFICIENT
        kept_out = turned_away(verb)
        if kept_out and code != "victim-services":
            continue  # "funds shelters, but they refuse boys"
        if further.value not in (DONE, first.value):
            yield further, next(iter(kept_out), None)


def _of_objects(reading: Reading, deed: Node, code: str) -> Iterator[tuple[Status, Node]]:
    """Yield the status of a verb for each further object of which it says something else."""
    for target in reading.objects(deed)[1:] if deed.kind == VERB else ():
        if target.negations or target.determiner in _COUNTED:
            yield judge(reading, deed, code, counted=target), target


def _exceptions(reading: Reading, deed: Node) -> Iterator[tuple[Status, Node]]:
    """Yield the status of a deed for those whom it leaves out: "for women but not for men"."""
    left_out = [(each.negations[0], each) for each in excepted(deed)]
    for token, each in (*left_out, *reading.once(left_without).get(deed, ())):
        denied = Status()
        denied.apply(Kind.NEGATION, token)
        yield denied, each


def _further_verbs(reading: Reading, deed: Node) -> Iterator[Node]:
    """Yield further verbs that may judge a deed: "penalties exist but are weak", "a law that is weak"."""
    verbs: list[Node] = []
    if deed.kind == NOUN:
        terms = [*terms_of(deed, reading), *_likened(deed)] if "fine" in deed.classes else ()
        verbs += (
            c
            for noun in (deed, *terms)
            for c in noun.children
            if c.kind == VERB and c.role in _ATTRIBUTIVE and (c.subject is None or _says_of(c))
        )
    if deed.role == Role.SUBJECT:
        verbs += (v for v in reading.verbs_of.get(deed.group[0], ()) if v is not deed.parent)
    for thing in (deed, *(reading.objects(deed) if deed.kind == VERB else ())):
        pronouns = reading.once(verbs_of_pronouns).get(thing, ())  # "ran shelters, but they were crowded"
        verbs += (
            verb for verb in pronouns if not any("hinder" in p.classes for p in verb.nouns(Role.PREDICATE))
        )
        verbs += _said_behind(reading, thing)
    for verb in verbs:
        if "cover" in verb.classes and "law" not in deed.classes:
            continue  # "the plan did not include a budget"
        does = bool(verb.classes & _WORKING) and any(map(reading.measures, verb.nouns(Role.OBJECT)))
        if does and "law" not in deed.classes:
            continue  # "although it licensed agencies, it did not hold workshops"
        judges = verb.passive or verb.copula or verb.classes & _JUDGING or _limits_function(verb)
        if judges or _says_of(verb) or turned_away(verb):
            yield verb


def _likened(deed: Node) -> list[Node]:
    """Return what a subject is or comprises: "the penalty was a fine", "penalties included fines"."""
    verb = deed.parent if deed.role == Role.SUBJECT else None
    is_same = verb is not None and (verb.copula or "comprise" in verb.classes)
    return verb.nouns(Role.PREDICATE, Role.OBJECT) if verb is not None and is_same else []


def _said_behind(reading: Reading, thing: Node) -> Iterator[Node]:
    """Yield what a clause behind people says of a thing: "punishments on offenders that were inadequate"."""
    behind = (*thing.nouns(*_AIMED), *(each for each in reading.behind.get(thing, ()) if each.role in _AIMED))
    for clause in (child for each in behind for child in each.children):
        said = clause.child(Role.PREDICATE) if clause.kind == VERB and clause.copula else None
        if said is not None and clause.role in _ATTRIBUTIVE and "shortfall" in said.classes:
            yield clause


def _says_of(verb: Node) -> bool:
    """Tell whether a verb says of its object what it is like, or that it is in force."""
    passes = "adopt" in verb.classes and verb.child(Role.OBJECT) is None
    return verb.is_opinion or passes or (not verb.passive and _has_force(verb))


def _has_force(verb: Node) -> bool:
    return any("force" in each.classes for each in verb.nouns("into", Role.OBJECT))


def _is_in_force(verb: Node) -> bool:
    """Tell whether a verb says that what was planned is in force: "took effect", not "will take effect"."""
    return _has_force(verb) and verb.modal is None and not verb.negated


def _adopting(reading: Reading, deed: Node) -> Node | None:
    """Return the further verb that says that a draft was adopted: "drafted a plan, which was approved"."""
    named = (node for node in islice(deed.path(), _NEAR) if node.kind == NOUN)
    drafts = dict.fromkeys((deed, *named, *(reading.objects(deed) if deed.kind == VERB else ())))
    topics = [each for noun in drafts for each in (*noun.children, *reading.behind.get(noun, ()))]
    drafts |= dict.fromkeys(topic for topic in topics if not _may_be_adopted(reading, topic))
    verbs = [verb for draft in drafts for verb in _further_verbs(reading, draft)]
    verbs = [verb for verb in verbs if "adopt" in verb.classes or (_says_of(verb) and not verb.is_opinion)]
    return verbs[0] if verbs and not any(verb.group[0].negated or verb.negated for verb in verbs) else None


def _may_be_adopted(reading: Reading, topic: Node) -> bool:
    """Tell whether a clause behind what a draft is about may speak of that: "on girls who were adopted"."""
    return bool(topic.classes & {"law", "treaty", "scheme"} or reading.head_kinds(topic) & VICTIMS)


def _limits_function(verb: Node) -> bool:
    """Tell whether a body does too little: "has never met", "rarely meets"."""
    falls_short = any(verb.tokens[i].classes & {"shortfall", "limiting"} for i in verb.adverbs)
    return "function" in verb.classes and (verb.negated or falls_short)


def _is_drafted(deed: Node) -> bool:
    """Tell whether a phrase names a draft: "the draft law", "a law drafted in 2010"."""
    if "end" in deed.parent_classes:
        return False  # "rejected the draft"
    planned = any("planned" in deed.tokens[i].classes for i in deed.modifiers)
    planned |= "draft_law" in deed.classes
    return planned or any(c.role == Role.PARTICIPLE and "draft" in c.classes for c in deed.children)


def _is_founded(deed: Node) -> bool:
    """Tell whether a clause says that something was made: "a council was created, but has not met"."""
    made = [deed.parent, *(child for child in deed.children if child.role == Role.PARTICIPLE)]
    return any(node is not None and node.classes & {"found", "adopt"} for node in made)


def _is_called_adequate(deed: Node) -> bool:
    """Tell whether a predicate says that a deed suffices: "penalties were commensurate"."""
    verb = deed.parent
    if verb is None or verb.kind != VERB or verb.negations:
        return False
    return any(child.role == Role.PREDICATE and "adequate" in child.classes for child in verb.children)

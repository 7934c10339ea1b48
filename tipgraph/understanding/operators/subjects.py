"""Subjects: what a verb and its predicate say of their subject, as "shelters had no staff" does."""

from __future__ import annotations

from tipgraph.understanding.operators.factuality import WHOLE, Kind, Operator
from tipgraph.understanding.operators.modifiers import FALLING_SHORT, Climb, apply_plan
from tipgraph.understanding.syntax.mentions import is_plural
from tipgraph.understanding.syntax.tree import ADJECTIVE, NOUN, VERB, Node, Role
from tipgraph.understanding.tokens.tokens import STOPS

__all__ = ["apply_predicates", "apply_to_subject", "denies_subject", "is_imminent", "is_law", "slowness"]

_DENYING_SUBJECT = frozenset(("exist", "be", "function", "begin"))
"""Classes of verbs whose negation denies their subject. That of others says that it falls short."""
_FORESEEN = frozenset(("deem", "report", "expect"))
_WHERE = frozenset(("in", "at", "during"))
"""Prepositions of where or when alone something is of use."""
_LASTING = frozenset(("training", "awareness-campaign", "labor-regulation"))
"""Measures that may last long."""
_WANTING = ("in need of", "in want of")
_POOR = FALLING_SHORT | {"hesitant"}
"""Classes of predicates by which a subject falls short: "was rare", "is difficult"."""


def apply_to_subject(climb: Climb, verb: Node, child: Node) -> None:
    """Apply what a verb says of its subject: "training continued to decline", "shelters had no staff"."""
    climb.status.graded |= verb.negated and any(t.determiner in WHOLE for t in verb.nouns(Role.OBJECT))
    goes_on = verb.classes & {"continue", "be"} or (verb.passive and verb.classes & _FORESEEN)
    raised = verb.child(Role.INFINITIVE, Role.GERUND, "on") if goes_on else None  # "went on falling"
    if raised is not None and raised.kind == VERB:
        if is_imminent(climb, raised) or (verb.passive and "expect" in verb.classes):
            apply_plan(climb, raised.first - 1)
        if "decline" in raised.classes:
            climb.status.apply(Kind.SHORTFALL, raised.head)
        apply_predicates(climb, raised, child)
    _apply_want(climb, verb)
    _apply_pending(climb, verb)
    if (slow := slowness(climb, verb)) is not None:
        climb.status.apply(Kind.SHORTFALL, slow)
    disused = (each for each in verb.nouns("out of") if "in_use" in each.classes and each.first == each.last)
    if not (verb.negated or verb.has_auxiliary("H")) and (state := next(disused, None)) is not None:
        climb.status.apply(Kind.NEGATION, state.head)
    apply_predicates(climb, verb, child)


def slowness(climb: Climb, verb: Node) -> int | None:
    """Return the word for a long time that something took: "trials took years", but not "took nine days"."""
    if "take_time" not in verb.classes or verb.negated or verb.modal is not None or climb.code in _LASTING:
        return None
    times = [each for each in verb.nouns(Role.OBJECT) if "long_time" in each.classes]
    limits = any("limiting" in climb.classes(i) for i in verb.adverbs)
    bare = (each.head for each in times if each.first == each.last and is_plural(each))
    return None if limits else next(bare, None)


def _apply_want(climb: Climb, verb: Node) -> None:
    """Apply what a subject fails to do, lacks or suffers from: "shelters had no staff"."""
    apply = climb.status.apply
    if (failed := _failed(climb, verb)) is not None:
        apply(*failed)
    if (limit := _limits_use(climb, verb)) is not None:
        apply(Kind.SHORTFALL, limit)
    want = verb.child(*_WANTING, *(("from",) if "suffer" in verb.classes else ()))
    is_faced = verb.classes & {"suffer", "leave"} and not verb.negated  # "left much to be desired"
    faced = verb.nouns(Role.OBJECT) if is_faced else ()
    lacks = (each for each in faced if each.classes & {"lack", "hinder"} and not each.negated)
    want = want or next(lacks, None)
    seen = (each for each in verb.nouns(Role.OBJECT, "with") if "decline" in each.classes)
    want = want or next((each for each in seen if each.child("in", "of") is None), None)
    if want is not None:
        apply(Kind.SHORTFALL, want.head)  # "suffers from a lack of staff", "saw a decline"
    lays_down = is_law(climb) and bool(verb.classes & {"cover", "prescribe", "report"})
    things = verb.nouns(Role.OBJECT) if "have" in verb.classes or lays_down else verb.nouns("into")
    missing = [token for thing in things for token in thing.negations if not thing.is_excepted]
    missing += [thing.head for thing in things if "hinder" in thing.classes]
    missing += [i for thing in things for i in range(thing.first, thing.head) if "few" in climb.classes(i)]
    reached = verb.nouns(Role.OBJECT) if "reach" in verb.classes else []
    missing += [
        i for each in reached if each.determiner == "a" for i in each.modifiers if "small" in climb.classes(i)
    ]
    if missing:
        apply(Kind.SHORTFALL, missing[0])  # "had little effect"


def _apply_pending(climb: Climb, verb: Node) -> None:
    """Apply what says that a subject is still to come: "is under review", "is before parliament"."""
    if (awaited := verb.child("pending")) is not None:
        apply_plan(climb, max(awaited.first - 1, 0))
    states = verb.nouns("under", "in") if verb.copula or "be" in verb.classes else []
    for state in (each for each in states if "consideration" in each.classes):
        apply_plan(climb, max(state.first - 1, 0))
    body = verb.child("before") if verb.copula and climb.code == "legislation" else None
    if body is not None and "official" in climb.reading.head_kinds(body):
        apply_plan(climb, max(body.first - 1, 0))


def _failed(climb: Climb, verb: Node) -> Operator | None:
    """Return what a failure says of its subject: "the law fails to cover men", "the body failed to meet"."""
    deed = verb.child(Role.INFINITIVE) if "fail" in verb.classes and not verb.negations else None
    if deed is None or deed.kind != VERB:
        return None
    whole = denies_subject(deed) and not is_law(climb)
    return Operator(Kind.NEGATION if whole else Kind.SHORTFALL, deed.head)


def _limits_use(climb: Climb, verb: Node) -> int | None:
    """Return the word that says that something is of little use: "exists on paper only", "only in Arabic"."""
    if not verb.classes & _DENYING_SUBJECT:
        return None
    tokens = verb.tokens
    ends = {i: tokens[i + 1] for i in verb.adverbs if i > verb.head and i + 1 < len(tokens)}
    found = (i for i, after in ends.items() if after.word in _WHERE or after.tag in STOPS)
    return next((i for i in found if "limiting" in climb.classes(i)), None)


def is_imminent(climb: Climb, verb: Node) -> bool:
    """Tell whether an infinitive is only about to happen: "is soon to become law"."""
    first = verb.group[0].first
    return "imminent" in climb.classes(first - 1) and climb.word(first - 2) != "too"


def apply_predicates(climb: Climb, verb: Node, child: Node) -> None:
    """Apply predicates to their subject: "services were inadequate", "was a weak law"."""
    called = (c for c in verb.children if c.role == "as" and c.kind == ADJECTIVE and c.first > child.last)
    judged = next(called, None)  # "criticized training as slow and screening as weak"
    for predicate in verb.children:
        is_far = predicate.role == "from" and climb.word(max(predicate.first - 2, 0)) == "far"
        if is_far and predicate.kind == ADJECTIVE and "adequate" in predicate.classes:
            climb.status.apply(Kind.SHORTFALL, predicate.head)  # "was far from adequate"
        of_quality = predicate.role == "of" and verb.copula  # "is of poor quality"
        if predicate.role == Role.PREDICATE or of_quality or predicate is judged:
            _apply_predicate(climb, verb, predicate, child)
    named = (child, *child.nouns("of"))
    for result in (each for noun in named for each in noun.children) if "cause" in verb.classes else ():
        if result.role == Role.APPOSITION and result.kind == ADJECTIVE:
            _apply_predicate(climb, verb, result, child)  # "made inspections difficult"


def _apply_predicate(climb: Climb, verb: Node, predicate: Node, child: Node) -> None:
    status = climb.status
    tokens = (predicate.head, *predicate.modifiers)
    classes = frozenset[str]().union(*(climb.classes(i) for i in tokens))
    status.graded |= "adequate" in classes and "absent" not in classes  # "is completely absent"
    if predicate.kind == NOUN and "hinder" in predicate.classes:
        status.apply(Kind.SHORTFALL, predicate.head)
    around = frozenset[str]().union(*(climb.classes(i) for i in (*predicate.modifiers, *verb.adverbs)))
    nearly_absent = "absent" in classes and "nearly" in around  # "has largely gone unused"
    only = "available" in classes and "limiting" in around  # "is only available to women"
    excessive = climb.word(max(predicate.head - 1, 0)) == "too" or "short_of" in classes
    if classes & _POOR or nearly_absent or only or excessive:
        status.apply(Kind.SHORTFALL, predicate.head)
    elif "absent" in classes or ("missing" in classes and "thing" in child.classes):
        status.apply(Kind.NEGATION, predicate.head)
    elif "missing" in classes:
        status.apply(Kind.SHORTFALL, predicate.head)
    elif "planned" in classes:
        apply_plan(climb, predicate.head)


def is_law(climb: Climb) -> bool:
    """Tell whether a deed is a law, whatever it regulates: "the labor law"."""
    return climb.code == "legislation" or "law" in climb.deed.classes


def denies_subject(verb: Node) -> bool:
    """Tell whether nothing is there: "no shelter exists", "the body did not meet", but not "meet needs"."""
    satisfies = "satisfy" in verb.classes and verb.child(Role.OBJECT) is not None
    return bool(verb.classes & _DENYING_SUBJECT) and not satisfies

"""Factuality: the status of a deed, the operators that decide it, and the words that are operators."""

from __future__ import annotations

from collections.abc import Callable
from enum import StrEnum
from typing import NamedTuple

from tipgraph.understanding.syntax.tree import Node, Role

__all__ = [
    "DONE", "HEADING", "INSUFFICIENT", "NOT_DONE", "NOUN_RULES", "OPERATORS", "PASSED_BY_NOUNS", "PLANNED",
    "RECOMMENDED", "SOME", "VERB_RULES", "WHOLE", "Kind", "Operator", "Rule", "Status", "is_under_way",
    "turned_away",
]  # fmt: skip

DONE, INSUFFICIENT, NOT_DONE = "done", "insufficient", "not-done"
PLANNED, RECOMMENDED = "planned", "recommended"


class Kind(StrEnum):
    """What an operator says of a deed."""

    SHORTFALL = "shortfall"
    """It falls short: "few", "hampered", "decreased"."""
    NEGATION = "negation"
    """It is not done: "no", "failed to", "lack of"."""
    PLAN = "plan"
    """It is still to come: "will", "plans to", "pending"."""
    REQUEST = "request"
    """It is recommended: "should"."""
    ADOPTION = "adoption"
    """It is no longer only planned: "adopted the draft"."""
    CONTINUATION = "continuation"
    """It is done like the deed before it in a list: "continued to run homes; train judges"."""


OPERATORS = {
    DONE: "",
    INSUFFICIENT: Kind.SHORTFALL,
    NOT_DONE: Kind.NEGATION,
    PLANNED: Kind.PLAN,
    RECOMMENDED: Kind.REQUEST,
}
"""What a status says of a deed, if it holds for further ones."""


HEADING = -1
"""The token of an operator that stands in the heading of a list, in the segment before its items."""


class Operator(NamedTuple):
    """An operator and the token that it rests on, or ``HEADING``."""

    kind: Kind
    token: int


class Status:
    """The status of a deed while one climbs from it to the root.

    >>> status = Status()
    >>> status.apply(Kind.PLAN, 4)
    >>> status.apply(Kind.NEGATION, 2)
    >>> status.value
    'not-done'
    """

    def __init__(self) -> None:
        self.value = DONE
        self.ignored: frozenset[Kind] = frozenset()  # what stands above says this of another deed
        self.graded = False  # a word of degree is below: denying it leaves a deed that falls short
        self.operators: list[Operator] = []

    def apply(self, kind: Kind, token: int, *, whole: bool = False) -> None:
        """Apply an operator. A ``whole`` negation leaves nothing, whatever word of degree is below."""
        operator = Operator(kind, token)
        if kind in self.ignored or operator in self.operators:
            return
        self.operators.append(operator)
        match kind, self.value:
            case Kind.SHORTFALL, "done":
                self.value = INSUFFICIENT
            case Kind.NEGATION, "done":
                self.value = INSUFFICIENT if self.graded and not whole else NOT_DONE
            case Kind.NEGATION, "not-done":
                self.value = DONE
            case Kind.NEGATION, "planned":
                self.value = NOT_DONE
            case Kind.PLAN, "done" | "insufficient":
                self.value = PLANNED
            case Kind.ADOPTION, "planned" | "recommended":
                self.value = DONE
            case Kind.REQUEST, _:
                self.value = RECOMMENDED

    def restore(self, token: int) -> None:
        """Apply a negation of what falls short: it does not."""
        if Kind.NEGATION not in self.ignored:
            self.operators.append(Operator(Kind.NEGATION, token))
            self.value = DONE


PASSED_BY_NOUNS = frozenset((Role.INFINITIVE, Role.GERUND, Role.PARTICIPLE, "of", "in", "for", "to", "at"))
"""Roles of what a noun governs as a verb does."""


SOME = frozenset(("some", "many", "several", "most"))
"""Determiners of a part, which a denial is of."""


WHOLE = frozenset(("all", "every"))
"""Determiners of a whole. If it is denied, a part is left."""


class Rule(NamedTuple):
    """An operator that verbs or nouns of a class apply to what depends on them in one of some roles."""

    word_class: str
    roles: frozenset[str]
    kind: Kind
    condition: Callable[[Node, Node], bool] | None = None
    """Of the governor and what depends on it."""
    whole: bool = False


def _is_graded(governor: Node, child: Node) -> bool:
    """Tell whether a lack of something is a shortfall: "lack of funding", "lacked adequate shelters".

    So is a lack of training activities, and a lack of evidence of progress.
    """
    classes = child.head_token.classes
    is_activity = bool(classes & {"effort", "lesson"}) and "procedure" not in classes
    of_degree = child.modifier("graded") is not None and child.modifier("knowledge") is None
    below = child.child("of") if "transparent" in child.classes else None
    return (
        "graded" in classes
        or (is_activity and of_degree)
        or child.modifier("adequate") is not None
        or (below is not None and _is_graded(governor, below))
    )


_DATES = frozenset(("month", "weekday"))
"""Classes of words for when something is due."""
_GONE_ON = frozenset((Role.INFINITIVE, Role.GERUND))
"""Roles of what is begun or goes on: "began to draft", "continued drafting"."""


def is_under_way(verb: Node, _: Node | None = None) -> bool:
    """Tell whether a verb goes on: "was drafting", "is being drafted", "began drafting"."""
    if verb.passive:
        return any(verb.tokens[i].word == "being" for i in range(verb.first, verb.head))
    if verb.head_token.tag == "G" and verb.has_auxiliary("B"):
        return True
    return verb.role in _GONE_ON and bool(verb.parent_classes & {"go_on", "begin"})


def _is_next(verb: Node, deed: Node) -> bool:
    """Tell whether a verb says what will happen: "is going to open", "is set to", not "is going out to"."""
    return (verb.passive or is_under_way(verb)) and deed.group[0].first == verb.last + 1


def _raises(verb: Node) -> bool:
    """Tell whether a verb says of its subject that it will be there: "the trial is set to begin"."""
    return any(_is_next(verb, each) for each in verb.children)


def _has_date(verb: Node) -> bool:
    """Tell whether a day is fixed for something: "sentencing has been set for 19 July"."""
    days = verb.nouns("for") if verb.passive else ()
    words = (token for each in days for token in each.tokens[each.first : each.last + 1])
    return any(not token.classes.isdisjoint(_DATES) for token in words)


def _enacts(verb: Node, draft: Node) -> bool:
    """Tell whether a draft is adopted. A bill that a cabinet approves goes on to parliament."""
    adopting = verb.child("by") if verb.passive else verb.subject
    by_cabinet = adopting is not None and all("executive" in each.classes for each in adopting.group)
    return not (verb.negated or (by_cabinet and "draft_law" in draft.classes))


def _passes(verb: Node, draft: Node) -> bool:
    """Tell whether a verb says of its subject alone that it was adopted."""
    return verb.child(Role.OBJECT) is None and _enacts(verb, draft)


def _is_to_be_done(verb: Node, _: Node) -> bool:
    """Tell whether something is to be done to the subject: "the plan remained to be adopted"."""
    raised = verb.child(Role.INFINITIVE)
    return raised is not None and raised.passive


def _leaves_out(verb: Node) -> bool:
    """Tell whether a verb says that its subject leaves somebody out: not "leaves nobody out"."""
    denied = verb.negated or any(each.negated for each in verb.nouns(Role.OBJECT))
    return not (verb.passive or denied)


def turned_away(verb: Node) -> list[Node]:
    """Return those for whom the subject of a verb has no room: "refused men", "closed their doors to men"."""
    if verb.passive or verb.negated:
        return []
    objects = verb.nouns(Role.OBJECT)
    shuts = "end" in verb.classes and any("door" in each.classes for each in objects)
    kept_out = verb.nouns("to") if shuts else objects if "turn_away" in verb.classes else []
    return [each for each in kept_out if each.classes & _IN_NEED and not each.negated]


def _is_foreseen(verb: Node) -> bool:
    """Tell whether something is expected, not of all, and not only as a measure: "fewer than expected"."""
    compared = any(verb.tokens[at].word.endswith(" than") for at in verb.adverbs)
    return verb.passive and not (verb.negated or verb.nouns("of") or compared)


def _comes_to_an_end(verb: Node) -> bool:
    """Tell whether a verb says this of its subject: "training stopped", "the body stopped meeting".

    A shelter that closed its doors to some is still there.
    """
    return all(
        "meeting" in each.classes or ("door" in each.classes and not verb.nouns("to"))
        for each in verb.nouns(Role.OBJECT)
    )


def _names_options(verb: Node, _: Node) -> bool:
    """Tell whether somebody still chooses or looks for a way: "is exploring ways to train judges"."""
    by_text = verb.subject is not None and not verb.subject.classes.isdisjoint(("document", "procedure"))
    return not by_text and any("option" in each.classes for each in verb.nouns(Role.OBJECT))


def _rejects(verb: Node, _: Node) -> bool:
    """Tell whether a verb says that somebody does not do what others ask."""
    asked = verb.subject.group if verb.passive and verb.subject is not None else verb.nouns(Role.OBJECT)
    return not verb.negated and any("appeal" in each.classes for each in asked)


def _is_intended(verb: Node, _: Node) -> bool:
    """Tell whether a verb says what plans consist of: "plans include opening a shelter"."""
    return verb.subject is not None and "intent" in verb.subject.classes


def _is_asked(verb: Node, _: Node) -> bool:
    """Tell whether somebody is to do it now: "coordination needs to be improved"."""
    return verb.head_token.tag in "VZ" and _is_to_be_done(verb, _)


def _is_to_grow(verb: Node, _: Node) -> bool:
    """Tell whether a verb says that its subject is too weak: "needs improvement", "needs strengthening"."""
    missing = (each for each in verb.children if each.role in (Role.GERUND, Role.OBJECT))
    return not verb.negated and any(
        "grow" in each.classes and not each.child(Role.OBJECT) for each in missing
    )


_IN_NEED = frozenset(("trafficked", "protected"))
"""Classes of words for those whom shelters are for."""
_SUBJECT, _OBJECT = frozenset((Role.SUBJECT,)), frozenset((Role.OBJECT,))
_INFINITIVE = frozenset((Role.INFINITIVE,))
VERB_RULES = (
    Rule("be_without", _SUBJECT, Kind.SHORTFALL),
    Rule("be_without", _OBJECT, Kind.SHORTFALL, _is_graded),
    # "some officials lacked guidelines"
    Rule("be_without", _OBJECT, Kind.SHORTFALL, lambda verb, _: verb.subject_determiner in SOME),
    Rule("be_without", _OBJECT, Kind.NEGATION, whole=True),
    Rule("be_without", _INFINITIVE, Kind.SHORTFALL, lambda verb, _: verb.child(Role.OBJECT) is not None),
    Rule("be_without", frozenset(("for",)), Kind.SHORTFALL, lambda verb, _: not verb.child(Role.OBJECT)),
    Rule("be_in_need", _INFINITIVE, Kind.REQUEST, lambda verb, _: verb.head_token.tag in "VZ"),
    Rule("be_in_need", _SUBJECT, Kind.REQUEST, _is_asked),
    Rule("be_in_need", _SUBJECT, Kind.SHORTFALL, _is_to_grow),
    # "efforts are needed to identify victims"
    Rule("be_in_need", _OBJECT, Kind.REQUEST, lambda verb, child: verb.passive and "effort" in child.classes),
    Rule("be_in_need", frozenset((Role.INFINITIVE, Role.OBJECT)), Kind.SHORTFALL),
    Rule("require", _OBJECT, Kind.REQUEST, lambda verb, child: verb.passive and "effort" in child.classes),
    Rule("deny", _OBJECT, Kind.NEGATION),
    Rule("turn_away", _SUBJECT, Kind.NEGATION, lambda verb, _: bool(turned_away(verb))),
    Rule("end", _SUBJECT, Kind.NEGATION, lambda verb, _: bool(turned_away(verb))),
    Rule("leave_out", _SUBJECT, Kind.SHORTFALL, lambda verb, _: _leaves_out(verb)),
    Rule("leave_out", frozenset(("from",)), Kind.SHORTFALL),
    Rule("fail", frozenset((Role.INFINITIVE, Role.GERUND)), Kind.NEGATION),
    Rule("await", _SUBJECT, Kind.PLAN),
    # "a new law is expected", "arrests are expected"
    Rule("expect", _SUBJECT, Kind.PLAN, lambda verb, _: _is_foreseen(verb)),
    Rule("be_outstanding", _SUBJECT, Kind.PLAN, _is_to_be_done),
    # "much remains to be done to identify victims"
    Rule("be_outstanding", _INFINITIVE, Kind.REQUEST, lambda _, done: done.passive and "do" in done.classes),
    Rule("develop", _OBJECT, Kind.PLAN, is_under_way),
    # "is negotiating with Oman to train officers", "is in talks with Oman to train them"
    Rule("develop", _INFINITIVE, Kind.PLAN, lambda verb, _: is_under_way(verb) and bool(verb.nouns("with"))),
    Rule("be", _INFINITIVE, Kind.PLAN, lambda verb, _: any("talk" in x.classes for x in verb.nouns("in"))),
    Rule("plan", frozenset((Role.INFINITIVE, Role.THAT)), Kind.PLAN),
    # "is going to open a shelter"
    Rule("be_about", _INFINITIVE, Kind.PLAN, _is_next),
    # "a shelter is set to open"
    Rule("be_about", _SUBJECT, Kind.PLAN, lambda verb, _: _raises(verb) or _has_date(verb)),
    Rule("undertake", _INFINITIVE, Kind.PLAN, lambda verb, _: not (verb.passive or verb.child(Role.OBJECT))),
    Rule("postpone", _OBJECT, Kind.PLAN, lambda verb, _: bool(verb.nouns("until", "to"))),
    Rule("plan", frozenset(("to",)), Kind.PLAN, lambda _, child: child.form == "gerund"),
    # but not "were considered traffickers"
    Rule(
        "propose", _OBJECT, Kind.PLAN,
        lambda verb, child: not (
            verb.is_opinion
            or ("study" in child.classes and "draft" not in verb.classes)  # "prepared a report"
            or (verb.passive and verb.child(Role.OBJECT, Role.PREDICATE))
        ),
    ),
    Rule("decide", frozenset((Role.GERUND,)), Kind.PLAN),  # "considered opening a shelter"
    # "is exploring ways to train judges"
    Rule("decide", _INFINITIVE, Kind.PLAN, _names_options),
    Rule("comprise", frozenset((Role.GERUND,)), Kind.PLAN, _is_intended),
    Rule("submit", _OBJECT, Kind.PLAN, lambda _, child: "law" in child.classes),
    Rule("adopt", _OBJECT, Kind.ADOPTION, _enacts),
    Rule("adopt", _SUBJECT, Kind.ADOPTION, _passes),  # "the bill passed"
    Rule("keep_from", frozenset(("from",)), Kind.NEGATION, lambda _, child: child.form == "gerund"),
    # "kept the committee from working"
    Rule("keep_from", _OBJECT, Kind.SHORTFALL, lambda verb, _: verb.child("from") is not None),
    Rule("hinder", _OBJECT, Kind.NEGATION, lambda _, child: child.determiner == "any", whole=True),
    Rule("hinder", frozenset((Role.OBJECT, "from", "with")), Kind.SHORTFALL),
    Rule("hinder", _SUBJECT, Kind.SHORTFALL, lambda verb, _: not verb.child(Role.OBJECT)),  # "weakened"
    Rule("struggle", _INFINITIVE, Kind.SHORTFALL),
    Rule("end", _OBJECT, Kind.NEGATION),
    Rule("end", _SUBJECT, Kind.NEGATION, lambda verb, _: _comes_to_an_end(verb)),
    # "attempts to train judges failed"
    Rule("fail", _SUBJECT, Kind.SHORTFALL, lambda verb, _: not verb.child(Role.INFINITIVE, Role.OBJECT)),
    # "services suffered", but not "became available"
    Rule("suffer", _SUBJECT, Kind.SHORTFALL, lambda verb, _: not verb.child(Role.OBJECT, Role.PREDICATE)),
    Rule("confine", _SUBJECT, Kind.SHORTFALL, lambda verb, _: verb.passive),
    # "rejected calls to open a shelter"
    Rule("reject", _INFINITIVE, Kind.NEGATION, _rejects),
    Rule("fail", _OBJECT | {"in"}, Kind.NEGATION, lambda _, child: "aim" in child.classes),
    Rule("undo", _OBJECT, Kind.SHORTFALL, lambda _, child: "charge" in child.classes),
    Rule("decline", frozenset((Role.SUBJECT, Role.OBJECT, "from", "in", "to")), Kind.SHORTFALL),
    # "honored its commitments to train judges"
    Rule("satisfy", _OBJECT, Kind.ADOPTION, lambda verb, _: not verb.negated),
)  # fmt: skip
"""What verbs say of a deed below them. The first rule that fits applies.

A passive's subject is an object too.
"""

NOUN_RULES = (
    Rule("fail", PASSED_BY_NOUNS, Kind.SHORTFALL, lambda _, child: "enforce" in child.classes),
    Rule("fail", PASSED_BY_NOUNS, Kind.NEGATION),
    Rule("need", _INFINITIVE, Kind.REQUEST),
    Rule("recommendation", frozenset((Role.THAT, Role.INFINITIVE, "of", "for")), Kind.REQUEST),
    Rule("need", frozenset(("for",)), Kind.SHORTFALL),
    Rule("lack", frozenset(("of", "in", "for")), Kind.SHORTFALL, _is_graded),
    Rule("lack", frozenset(("of", "in", "for")), Kind.NEGATION, whole=True),
    Rule(
        "lack",
        _INFINITIVE,
        Kind.SHORTFALL,
        lambda noun, _: any(_is_graded(noun, of) for of in noun.nouns("of")),
    ),
    Rule("lack", _INFINITIVE, Kind.NEGATION),  # "the lack of shelters to house victims"
    Rule("decline", frozenset(("of", "in")), Kind.SHORTFALL),
    Rule(
        "hinder", frozenset((Role.PARTICIPLE, Role.GERUND, Role.INFINITIVE, "in", "of", "to")), Kind.SHORTFALL
    ),
    Rule("plan", PASSED_BY_NOUNS, Kind.PLAN),
    Rule("preparation", frozenset(("of", "for", "on", "about")), Kind.PLAN),
    Rule("talk", frozenset(("on", "about", "over")), Kind.PLAN),
    Rule("scheme", _INFINITIVE, Kind.PLAN),
)
"""What nouns say of a deed below them: "failure to identify", "lack of shelters"."""

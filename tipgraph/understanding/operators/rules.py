"""What verbs and nouns of a class say of the deeds below them: a table."""

from __future__ import annotations

from collections.abc import Callable
from typing import NamedTuple

from tipgraph.understanding.operators.status import Kind
from tipgraph.understanding.syntax.tree import Node, Role
from tipgraph.understanding.tokens.words import english

__all__ = ["NOUN_RULES", "PASSED_BY_NOUNS", "SOME", "VERB_RULES", "Rule"]

PASSED_BY_NOUNS = frozenset((Role.INFINITIVE, Role.GERUND, Role.PARTICIPLE, "of", "in", "for", "to"))
"""Roles of what a noun governs as a verb does."""


SOME = frozenset(("some", "many", "several", "most"))
"""Determiners of a part, which a denial is of."""


class Rule(NamedTuple):
    """An operator that verbs or nouns of a class apply to what depends on them in one of some roles."""

    word_class: str
    roles: frozenset[str]
    kind: Kind
    condition: Callable[[Node, Node], bool] | None = None
    """Of the governor and what depends on it."""
    whole: bool = False


def _is_graded(_: Node, child: Node) -> bool:
    """Tell whether something comes in degrees, so that a lack of it is a shortfall: "lack of funding"."""
    return english().is_noun(child.tokens[child.head].word, "graded")


def _is_under_way(verb: Node, _: Node) -> bool:
    """Tell whether a verb goes on: "was drafting", "continued to draft"."""
    if verb.tokens[verb.head].tag == "G" and verb.has_auxiliary("B"):
        return True
    return verb.role == Role.INFINITIVE and verb.parent is not None and "go_on" in verb.parent.classes


def _has_no_object(verb: Node, _: Node) -> bool:
    """Tell whether a verb has no object: "training stopped"."""
    return verb.child(Role.OBJECT) is None


def _is_any(_: Node, child: Node) -> bool:
    """Tell whether any of something is meant: "prevented any convictions"."""
    return child.determiner == "any"


def _is_present(verb: Node, _: Node) -> bool:
    """Tell whether a verb is in the present: "needs to train"."""
    return verb.tokens[verb.head].tag in "VZ"


def _is_active(verb: Node, _: Node) -> bool:
    """Tell whether a verb is in the active voice: "the law excludes maids"."""
    return not verb.passive


def _is_law(_: Node, child: Node) -> bool:
    """Tell whether a law is what a verb is done to."""
    return english().is_noun(child.lemma, "law")


def _is_meant(verb: Node, _: Node) -> bool:
    """Tell whether a verb does not say what its subject is like: "were considered traffickers"."""
    return not (verb.passive and verb.child(Role.OBJECT, Role.PREDICATE))


def _is_affirmed(verb: Node, _: Node) -> bool:
    """Tell whether a verb has no negation."""
    return not verb.negated


def _is_of_some(verb: Node, _: Node) -> bool:
    """Tell whether only some lack something: "some officials lacked guidelines"."""
    return verb.subject is not None and verb.subject.determiner in SOME


def _is_effort(verb: Node, child: Node) -> bool:
    """Tell whether an effort is needed: "efforts are needed to identify victims"."""
    return verb.passive and "effort" in child.classes


def _is_asked(verb: Node, _: Node) -> bool:
    """Tell whether something is to be done to the subject: "coordination needs to be improved"."""
    raised = verb.child(Role.INFINITIVE)
    return _is_present(verb, verb) and raised is not None and raised.passive


VERB_RULES = (
    Rule("be_without", frozenset((Role.SUBJECT,)), Kind.SHORTFALL),
    Rule("be_without", frozenset((Role.OBJECT,)), Kind.SHORTFALL, _is_graded),
    Rule("be_without", frozenset((Role.OBJECT,)), Kind.SHORTFALL, _is_of_some),
    Rule("be_without", frozenset((Role.OBJECT,)), Kind.NEGATION, whole=True),
    Rule("be_without", frozenset(("for",)), Kind.SHORTFALL, _has_no_object),
    Rule("be_in_need", frozenset((Role.INFINITIVE,)), Kind.REQUEST, _is_present),
    Rule("be_in_need", frozenset((Role.SUBJECT,)), Kind.REQUEST, _is_asked),
    Rule("be_in_need", frozenset((Role.OBJECT,)), Kind.REQUEST, _is_effort),
    Rule("be_in_need", frozenset((Role.INFINITIVE, Role.OBJECT)), Kind.SHORTFALL),
    Rule("deny", frozenset((Role.OBJECT,)), Kind.NEGATION),
    Rule("leave_out", frozenset((Role.SUBJECT,)), Kind.SHORTFALL, _is_active),
    Rule("leave_out", frozenset(("from",)), Kind.SHORTFALL),
    Rule("fail", frozenset((Role.INFINITIVE, Role.GERUND)), Kind.NEGATION),
    Rule("await", frozenset((Role.SUBJECT,)), Kind.PLAN),
    Rule("develop", frozenset((Role.OBJECT,)), Kind.PLAN, _is_under_way),
    Rule("plan", frozenset((Role.INFINITIVE, Role.THAT)), Kind.PLAN),
    Rule("propose", frozenset((Role.OBJECT,)), Kind.PLAN, _is_meant),
    Rule("submit", frozenset((Role.OBJECT,)), Kind.PLAN, _is_law),
    Rule("adopt", frozenset((Role.OBJECT,)), Kind.ADOPTION, _is_affirmed),
    Rule("hinder", frozenset((Role.OBJECT,)), Kind.NEGATION, _is_any, whole=True),
    Rule("hinder", frozenset((Role.OBJECT, "from", "with")), Kind.SHORTFALL),
    Rule("struggle", frozenset((Role.INFINITIVE,)), Kind.SHORTFALL),
    Rule("end", frozenset((Role.OBJECT,)), Kind.NEGATION),
    Rule("end", frozenset((Role.SUBJECT,)), Kind.NEGATION, _has_no_object),
    Rule("decline", frozenset((Role.SUBJECT, Role.OBJECT, "from", "in", "to")), Kind.SHORTFALL),
)
"""What verbs say of a deed below them. The first rule that fits applies.

A passive's subject is an object too.
"""

NOUN_RULES = (
    Rule("fail", PASSED_BY_NOUNS, Kind.NEGATION),
    Rule("need", frozenset((Role.INFINITIVE,)), Kind.REQUEST),
    Rule("lack", frozenset(("of", "in", "for")), Kind.SHORTFALL, _is_graded),
    Rule("lack", frozenset(("of", "in", "for")), Kind.NEGATION, whole=True),
    Rule("decline", frozenset(("of", "in")), Kind.SHORTFALL),
    Rule(
        "hinder", frozenset((Role.PARTICIPLE, Role.GERUND, Role.INFINITIVE, "in", "of", "to")), Kind.SHORTFALL
    ),
    Rule("plan", PASSED_BY_NOUNS, Kind.PLAN),
    Rule("scheme", frozenset((Role.INFINITIVE,)), Kind.PLAN),
)
"""What nouns say of a deed below them: "failure to identify", "lack of shelters"."""

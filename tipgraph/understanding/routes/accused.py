"""The accused: who is tried or acts is no victim, whatever else the text says of them."""

from __future__ import annotations

from collections.abc import Mapping, MutableMapping

from tipgraph.understanding.routes.content import ACTOR, PEOPLE, Content
from tipgraph.understanding.syntax.mentions import Reading
from tipgraph.understanding.syntax.tree import NOUN, Node, Role

__all__ = ["call_offenders", "is_no_victim", "restates", "tries"]

_GIVING = frozenset(("impose", "get"))
"""Classes of verbs by which a court gives, or somebody gets, a sentence."""
_EQUATED = frozenset((Role.PREDICATE, Role.OBJECT, "of"))


def tries(verb: Node, reading: Reading) -> bool:
    """Tell whether a verb says what courts do to people: "is on trial", "was given 12 years"."""
    if "try" in verb.classes:
        return True
    gives = not _GIVING.isdisjoint(verb.classes)
    wanted = {"trial", "time"} if gives else {"trial"}
    things = [child for child in verb.children if child.role in (Role.OBJECT, Role.PREDICATE, "on")]
    said = _GIVING | {"try"}
    tried = (clause for each in things for clause in each.children if not said.isdisjoint(clause.classes))
    behind = [noun for clause in tried for noun in clause.nouns(Role.OBJECT)]  # "gave men suspended terms"
    given = [*things, *behind, verb.parent, verb.subject if verb.passive else None] if gives else []
    if any(each and each.kind == NOUN and "sentencing" in reading.measures(each) for each in given):
        return True  # "prison terms were handed to two men", "the terms that they received"
    states = verb.nouns("in", "under") if verb.copula else ()
    return any(not wanted.isdisjoint(each.head_token.classes) for each in things) or any(
        "investigation" in reading.measures(each) for each in states
    )  # "are in custody"


def is_no_victim(node: Node, whole: Node, contents: Mapping[Node, Content]) -> bool:
    """Tell whether a phrase says who is tried or acts: "the arrest of men", "one of the pimps, a Dane"."""
    is_tried = "tried" in whole.classes and contents[node].who == PEOPLE
    return (is_tried and "victim" not in contents[node].kinds) or restates(node, contents)


def restates(node: Node, contents: Mapping[Node, Content]) -> bool:
    """Tell whether a phrase says again who acts or is tried: "the suspects, all Thai nationals, were"."""
    is_pair = node.is_conjunct and len(node.group) == 2 and node.tokens[node.first - 1].word == ","
    return is_pair and contents[node.group[0]].who == ACTOR and contents[node].who == PEOPLE


def call_offenders(verb: Node, contents: MutableMapping[Node, Content]) -> None:
    """Make offenders of people who are called that: "the gang is made up of Thais"."""
    subject = verb.subject if verb.copula or "comprise" in verb.classes else None
    if subject is None or "perpetrator" not in contents[subject].head:
        return
    for child in [each for each in verb.nouns(*_EQUATED) if contents[each].who == PEOPLE]:
        contents[child] = contents[child]._replace(who=ACTOR)

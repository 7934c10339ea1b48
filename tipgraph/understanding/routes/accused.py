"""The accused: who is tried or acts is no victim, whatever else the text says of them."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, MutableMapping

from tipgraph.understanding.routes.content import ACTOR, PEOPLE, Content
from tipgraph.understanding.syntax.mentions import MAX_ITEMS, Reading
from tipgraph.understanding.syntax.tree import NOUN, Node, Role

__all__ = ["call_offenders", "is_no_victim", "restates", "tries"]

_GIVING = frozenset(("impose", "get"))
"""Classes of verbs by which a court gives, or somebody gets, a sentence."""
_CALLING = frozenset(("deem", "identify"))
"""Classes of verbs by which people are called something: "identified two men as suspects"."""
_SUFFERED = frozenset(("victim", "exploitation", "exploitation-verb", "trafficking"))
_MARRIED = frozenset(("of", "for", "to"))
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
    states = verb.nouns("in", "under") if verb.copula else _held_in(verb)
    return any(not wanted.isdisjoint(each.head_token.classes) for each in things) or any(
        "investigation" in reading.measures(each) for each in states
    )  # "are in custody", "taken into custody"


def _held_in(verb: Node) -> list[Node]:
    return verb.nouns("into") if "convey" in verb.classes else []  # but "forced men into detention"


def is_no_victim(node: Node, whole: Node, contents: Mapping[Node, Content]) -> bool:
    """Tell whether a phrase below another one says who is tried, acts or marries.

    So do "the arrest of men", "one of the pimps, a Dane", and "wives of Danish men".
    """
    if node.role in _MARRIED and "spouse" in whole.classes:
        return True
    is_tried = "tried" in whole.classes and contents[node].who == PEOPLE
    return node.role == "of" and (
        (is_tried and "victim" not in contents[node].kinds) or restates(node, contents)
    )


def restates(node: Node, contents: Mapping[Node, Content]) -> bool:
    """Tell whether a phrase says again who acts or is tried: "the suspects, all Thai nationals, were"."""
    is_pair = node.is_conjunct and len(node.group) == 2 and node.tokens[node.first - 1].word == ","
    return is_pair and contents[node.group[0]].who == ACTOR and contents[node].who == PEOPLE


def call_offenders(verb: Node, contents: MutableMapping[Node, Content]) -> None:
    """Make offenders of people who are called that: "the gang is made up of Thais", "seen as suspects"."""
    for child in _called_offenders(verb, contents):
        if contents[child].who == PEOPLE and not _suffers(child, contents):
            contents[child] = contents[child]._replace(who=ACTOR)


def _called_offenders(verb: Node, contents: Mapping[Node, Content]) -> Iterator[Node]:
    """Yield those whom a verb calls offenders: "the arrested include two men"."""
    if verb.copula or "comprise" in verb.classes:
        subjects = (verb.subject, *verb.nouns("among"))
        if any(each is not None and _is_offender(each, contents) for each in subjects):
            yield from verb.nouns(*_EQUATED)
    elif not (_CALLING.isdisjoint(verb.classes) or any(each.nouns("as") for each in verb.group[1:MAX_ITEMS])):
        names = (each for each in verb.nouns("as") if not each.is_conjunct and _is_offender(each, contents))
        called = [name.host or (verb.subject if verb.passive else None) for name in names]
        yield from (each for each in called if each is not None)


def _is_offender(node: Node, contents: Mapping[Node, Content]) -> bool:
    """Tell whether a phrase names offenders, or those who are tried: "the third person arrested"."""
    tried = (each for each in node.children if each.role == Role.PARTICIPLE and "try" in each.classes)
    is_tried = "victim" not in contents[node].kinds and any(each.passive for each in tried)
    return is_tried or "perpetrator" in contents[node].head


def _suffers(people: Node, contents: Mapping[Node, Content]) -> bool:
    """Tell whether a phrase says that people are victims: "women who had been trafficked"."""
    beside = people.parent.children if people.parent is not None else [people]
    below = (child for each in beside if each.first >= people.first for child in each.children)
    return any(not _SUFFERED.isdisjoint(contents[each].kinds) for each in (people, *below))

"""Places that a clause describes or names: "Oman, to which girls are taken", "farms located in Oman"."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from tipgraph.understanding.routes.content import ACTOR, PLACE, Content
from tipgraph.understanding.syntax.mentions import MAX_ITEMS, Reading
from tipgraph.understanding.syntax.tree import NOUN, WHERE, Node, Role

__all__ = ["STAYS", "places_described", "whereabouts"]

STAYS = frozenset(("in", "at", "on", "aboard", "off", "near", "across", "along", "within"))
"""Roles of where people are."""
_IN = frozenset(("in", "at", "on", "within"))
"""Roles of where a scene is, behind "is"."""
_LYING = STAYS | {Role.OBJECT}
"""Roles of where it is, behind "located" or "fish": "that fish off the coast of Oman"."""
_WHICH = {
    f"{Role.ADVERBIAL}:{role} which": role
    for role in ("to", "into", "from", "through", "in", "within", "via")
}
"""Roles of clauses that describe a place, and the role of the place in them."""


def places_described(
    clause: Node, contents: Mapping[Node, Content], reading: Reading
) -> Iterator[tuple[Node, str]]:
    """Yield the places that a clause describes, each with its role in the clause."""
    role = "in" if clause.role == WHERE else _WHICH.get(clause.role)
    if role is None:
        return
    found = _equated(clause, contents, reading)
    if clause.role != WHERE:
        before = _before(clause, reading)
        named = before.group[:MAX_ITEMS] if before is not None else ()
        found += [each for each in named if contents[each].who == PLACE and contents[each].places]
    yield from ((place, role) for place in found)


def _before(clause: Node, reading: Reading) -> Node | None:
    """Return the phrase right before a clause that a preposition and "which" open.

    It is no part of another phrase: not "the program of Norway, from which girls benefited".
    """
    first, at = (clause.subject or clause).first, reading.tree.at
    before = at.get(first - 3) or at.get(first - 4)  # behind a comma or not
    whole = before.group[0] if before is not None else None
    above = whole.parent if whole is not None else None
    is_part = above is not None and above.kind == NOUN
    return None if is_part or (whole is not None and whole.role == "by") else before


def _equated(clause: Node, contents: Mapping[Node, Content], reading: Reading) -> list[Node]:
    """Return the places that are said to be those of a clause: "Oman is where girls are sold"."""
    verb, subject = clause.parent, clause.subject
    if subject is not None and contents[subject].who == ACTOR and not clause.child(Role.OBJECT):
        return []  # "Oman is where traffickers live"
    if verb is not None:
        equates = verb.copula and not verb.negated and clause.first > verb.first
        return [verb.subject] if equates and verb.subject else []
    before = reading.tree.at.get((subject or clause).first - 2)  # "places where girls beg are"
    before = before or (_before(clause, reading) if clause.role != WHERE else None)
    verb = before.parent if before is not None and before.role == Role.SUBJECT else None
    if verb is None or not (verb.copula or "comprise" in verb.classes):
        return []
    return verb.nouns(Role.PREDICATE, Role.OBJECT)


def whereabouts(clause: Node, contents: Mapping[Node, Content]) -> list[Node]:
    """Return where a clause says that a scene is: "farms located in Oman", "boats that fish off Oman"."""
    describes = clause.role in (Role.RELATIVE, Role.PARTICIPLE)
    lies = "lie_at" in clause.classes
    if not describes or clause.negated or not (clause.copula or lies):
        return []  # but "farms that sell to Oman"
    roles = _LYING if lies else _IN
    near = (each for each in clause.children if each.kind == NOUN and each.role in roles)
    return [each for each in near if any(contents[n].places for n in (each, *each.nouns("of")))]

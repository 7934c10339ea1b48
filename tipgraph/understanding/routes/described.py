"""Places that a clause describes: "Oman is where girls are sold", "Oman, to which girls are taken"."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from tipgraph.understanding.routes.content import ACTOR, PLACE, Content
from tipgraph.understanding.syntax.mentions import MAX_ITEMS, Reading
from tipgraph.understanding.syntax.tree import WHERE, Node, Role

__all__ = ["places_described"]

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
    """Return the phrase right before a clause that a preposition and "which" open."""
    first, at = (clause.subject or clause).first, reading.tree.at
    return at.get(first - 3) or at.get(first - 4)  # behind a comma or not


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

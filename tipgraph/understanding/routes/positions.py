"""Positions: what stands right before a phrase for a place, and what that makes of the place."""

from __future__ import annotations

from tipgraph.understanding.routes.content import ACTOR, OTHER, PEOPLE, PLACE, PRONOUNS
from tipgraph.understanding.routes.predicates import Contents
from tipgraph.understanding.syntax.tree import Node, Role

__all__ = [
    "follows_exploitation", "follows_other", "follows_people", "is_in_goal", "is_in_origin", "is_left",
    "is_passed",
]  # fmt: skip

_TO = frozenset(("to", "into", "bound for"))
_ONWARD_TO = frozenset(("en route to", "on the way to", "on their way to"))
_THROUGH = frozenset(("through", "via", "by way of"))
_THEIR = frozenset(("their", "his", "her"))
_AT = frozenset(("in", "at", "on", "off", "near", "outside", "inside", "along", "around"))
_MOVED = frozenset(("exploitation", "victimization", "trafficking", "movement"))
_BODIES = frozenset(("official", "ngo"))
_ADJACENT = 2
"""Tokens from a noun to the one behind its preposition."""


def is_in_goal(node: Node, contents: Contents) -> bool:
    """Tell whether a phrase says where a goal without a name is: "lured to other places in Oman"."""
    host = node.group[0].host
    content = contents[host] if host is not None and host.role in _TO else None
    return content is not None and content.who == PLACE and not content.places


def is_passed(node: Node, contents: Contents) -> bool:
    """Tell whether a phrase says where a place of passage is: "through the city of Agadez in Niger"."""
    host = node.group[0].host
    while host is not None and host.role == "of" and contents[host].who in (PLACE, OTHER):
        host = host.parent
    if host is None or host.role not in _THROUGH:
        return False
    is_means = host is node.group[0].host and host.role == "through"  # "through force in Asia"
    return not is_means or contents[host].who == PLACE


def is_left(node: Node) -> bool:
    """Tell whether a phrase says where those are whom somebody leaves: "fled her family in Guinea"."""
    host = node.group[0].host
    return host is not None and host.role == Role.OBJECT and host.determiner in _THEIR


def is_in_origin(node: Node, contents: Contents) -> bool:
    """Tell whether a phrase says where a phrase with "from" right before it is: "from homes in Peru"."""
    host = node.group[0].host
    if host is None or host.role != "from":
        return False
    content = contents[host]
    if content.who in (PEOPLE, ACTOR) or content.places or content.exploitation:
        return False  # "released from slavery in Peru"
    return host.last + _ADJACENT == node.group[0].first


def follows_exploitation(node: Node, contents: Contents) -> bool:
    """Tell whether a phrase stands right behind what people suffer, perhaps in a list of places."""
    host = node.group[0].host
    while host is not None and (contents[host].who == PLACE or host.role == "as"):
        host = host.group[0].host
    is_goal = host is not None and host.role in _ONWARD_TO  # "en route to jobs in Oman"
    return host is not None and (is_goal or bool(contents[host].exploitation))


def follows_other(node: Node, contents: Contents) -> bool:
    """Tell whether a phrase stands behind a noun that has nothing to do with people who move."""
    host = node.group[0].host
    if host is None:
        return False
    content = contents[host]
    is_body = content.who == ACTOR and not content.head.isdisjoint(_BODIES)
    return is_body or (content.who == OTHER and not content.kinds & _MOVED)


def follows_people(node: Node, contents: Contents) -> bool:
    """Tell whether a phrase stands right behind people or the verb, perhaps in a list."""
    host = node.group[0].host
    while host is not None and (contents[host].who == PLACE or host.role in _AT):
        host = host.group[0].host
    return host is None or host.lemma in PRONOUNS or contents[host].who in (PEOPLE, ACTOR)

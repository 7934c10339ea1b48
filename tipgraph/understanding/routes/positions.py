"""Positions: what the words around a phrase for a place make of the place.

Adverbs beside a verb say where people go, and a promise names a place where nobody has been.
"""

from __future__ import annotations

from collections.abc import Mapping
from itertools import pairwise

from tipgraph.understanding.routes.content import (
    ACTOR,
    ADJACENT,
    OTHER,
    PEOPLE,
    PLACE,
    PRONOUNS,
    SCENE,
    Content,
)
from tipgraph.understanding.syntax.mentions import MAX_ITEMS
from tipgraph.understanding.syntax.tree import NOUN, Node, Role

__all__ = [
    "ONWARD_TO",
    "follows_exploitation",
    "follows_other",
    "follows_people",
    "goes_on",
    "is_in_goal",
    "is_in_origin",
    "is_left",
    "is_mutual",
    "is_no_end",
    "is_passed",
    "is_promised",
    "is_respective",
    "is_there",
]

_TO = frozenset(("to", "into", "bound for"))
_MOVING = frozenset(("move", "travel"))
ONWARD_TO = frozenset(("en route to", "on the way to", "on their way to"))
_THROUGH = frozenset(("through", "via", "by way of"))
_THEIR = frozenset(("their", "his", "her"))
_AT = frozenset(("in", "at", "on", "off", "near", "outside", "inside", "along", "around"))
_MOVED = frozenset(("exploitation", "victimization", "trafficking", "movement"))
_BODIES = frozenset(("official", "ngo"))
_LATER = frozenset(("before", f"{Role.ADVERBIAL}:before"))
"""Roles of clauses on what happens later."""
_PARTS, _THINGS = frozenset(("of", "in")), frozenset((SCENE, OTHER))
_MAX_DEPTH = 6
"""Phrases below each other that are asked."""


def is_in_goal(node: Node, contents: Mapping[Node, Content]) -> bool:
    """Tell whether a phrase says where a goal without a name is: "lured to other places in Oman"."""
    host = node.group[0].host
    content = contents[host] if host is not None and host.role in _TO else None
    return content is not None and content.who == PLACE and not content.places


def is_passed(node: Node, contents: Mapping[Node, Content]) -> bool:
    """Tell whether a phrase says where a place of passage is: "through the city of Agadez in Niger"."""
    host = node.group[0].host
    while host is not None and host.role == "of" and contents[host].who in (PLACE, OTHER):
        host = host.parent
    if host is None or host.role not in _THROUGH:
        return False
    return host is not node.group[0].host or host.role != "through"  # but "through force in Asia"


def is_no_end(node: Node, contents: Mapping[Node, Content]) -> bool:
    """Tell whether a phrase with a place says nothing of where people are: "the biggest case in Europe"."""
    return _compares(node, contents) or _is_of_owner(node, contents)


def _is_of_owner(node: Node, contents: Mapping[Node, Content]) -> bool:
    """Tell whether a nationality is that of who owns a place: "Lao mines in Peru", "Lao mining companies"."""
    behind = (each for host in (node, node.parent) if host is not None for each in host.nouns("in"))
    right_behind = (contents[each] for each in behind if each.first == node.last + 2)
    is_abroad = any(p.of == PLACE and p.code.isupper() for content in right_behind for p in content.places)
    last = node.group[:MAX_ITEMS][-1]
    is_owned = is_abroad or (contents[last].who == ACTOR and last.tokens[last.first - 1].tag == "&")
    is_ship = "vehicle" in node.classes  # "Thai vessels in Fiji" are Thai
    return is_owned and not is_ship and all(place.of == SCENE for place in contents[node].places)


def _compares(node: Node, contents: Mapping[Node, Content]) -> bool:
    """Tell whether a region only says where something is first or a source: "the biggest case in Europe"."""
    host = node.group[0].host if all(place.code.islower() for place in contents[node].places) else None
    for _ in range(_MAX_DEPTH if node.role == "in" else 0):
        if host is None or contents[host].who in (PEOPLE, SCENE):
            return False
        words = host.tokens[max(host.first - 1, 0) : host.last + 1]
        if "source" in contents[host].roles or any("superlative" in word.classes for word in words):
            return True
        host = host.parent if host.role == "of" else None  # "of its kind", "one of the chief sources"
    return False


def is_left(node: Node) -> bool:
    """Tell whether a phrase says where those are whom somebody leaves: "fled her family in Guinea"."""
    host = node.group[0].host
    return host is not None and host.role == Role.OBJECT and host.determiner in _THEIR


def is_in_origin(node: Node, contents: Mapping[Node, Content]) -> bool:
    """Tell whether a phrase says where a phrase with "from" right before it is: "from homes in Peru"."""
    host = node.group[0].host
    if host is None or host.role != "from":
        return False
    content = contents[host]
    if content.who in (PEOPLE, ACTOR) or content.places or content.exploitation:
        return False  # "released from slavery in Peru"
    return host.last + ADJACENT == node.group[0].first


def follows_exploitation(node: Node, contents: Mapping[Node, Content]) -> bool:
    """Tell whether a phrase stands behind what people suffer and where: "debt bondage on boats in Peru"."""
    host = node.group[0].host
    while host is not None and not contents[host].exploitation and host.role in _AT | {"as", "of"}:
        host = host.group[0].host
    is_goal = host is not None and host.role in ONWARD_TO  # "en route to jobs in Oman"
    return host is not None and (is_goal or bool(contents[host].exploitation))


def follows_other(node: Node, contents: Mapping[Node, Content]) -> bool:
    """Tell whether a phrase stands behind a noun that has nothing to do with people who move."""
    host = node.group[0].host
    if host is None:
        return False
    content = contents[host]
    is_body = content.who == ACTOR and not content.head.isdisjoint(_BODIES)
    return is_body or (content.who == OTHER and not content.kinds & _MOVED)


def follows_people(node: Node, contents: Mapping[Node, Content]) -> bool:
    """Tell whether a phrase stands right behind people or the verb, perhaps in a list.

    What people are recruited as, they are to be there: "as seafarers in Japan".
    """
    host = node.group[0].host or _paired(node.group[0])
    while host is not None and (contents[host].who == PLACE or host.role in _AT):
        host = host.group[0].host
    if host is not None and host.role == "as":
        return False
    is_ahead = host is not None and node.parent is not None and host.first < node.parent.first
    return is_ahead or host is None or host.lemma in PRONOUNS or contents[host].who in (PEOPLE, ACTOR)


def _paired(node: Node) -> Node | None:
    """Return the phrase to which "and" joins one with another preposition: "within Mali and in Togo"."""
    is_added = node.first > 1 and node.tokens[node.first - 2].tag == "&"
    beside = node.parent.children if is_added and node.parent is not None else ()
    return next((each for each in reversed(beside) if each.last == node.first - 3), None)


def goes_on(verb: Node) -> bool:
    """Tell whether a verb takes people on from where they are: "move them on to", "are later sold"."""
    behind = [token for token in verb.tokens[verb.last + 1 : verb.last + 4] if token.tag != "P"][:2]
    ahead = verb.tokens[max(verb.first - 1, 0) : verb.first]  # "and then to take them"
    words = [*ahead, *behind[:1], *(verb.tokens[at] for at in verb.adverbs)]
    is_onward = any(token.word == "on" for token in behind[:1]) and behind[-1].tag in "ITR,.&"
    is_onward |= "travel_on" in verb.classes and bool(verb.nouns("to", "into"))
    start = verb.first if verb.subject is None else verb.subject.first
    near = [token.word for token in verb.tokens[max(start - 3, 0) : verb.last + 3]]
    moves = verb.passive or not verb.classes.isdisjoint(_MOVING)
    if verb.role in _LATER or is_onward or (moves and ("from", "there") in pairwise(near)):
        return True
    return any("onward" in token.classes for token in words)


def is_there(verb: Node) -> bool:
    """Tell whether something happens at the place named last: "there they are sold", "are sold there"."""
    start = verb.first if verb.subject is None else verb.subject.first
    ahead = [at for at in (start - 1, start - 2) if at >= 0]
    return any("there" in verb.tokens[at].classes for at in (*ahead, *verb.adverbs))


def is_respective(verb: Node) -> bool:
    """Tell whether each people goes to one of the places in turn: "to Mali and Togo, respectively"."""
    return any("respective" in verb.tokens[at].classes for at in verb.adverbs)


def is_mutual(verb: Node) -> bool:
    """Tell whether people go both ways: "from Mali to Togo and vice versa"."""
    return any("mutual" in verb.tokens[at].classes for at in verb.adverbs)


def is_promised(node: Node, contents: Mapping[Node, Content]) -> bool:
    """Tell whether a phrase stands behind promised work: "promises of jobs in Spain", "promise jobs in".

    So it does in what people believe: "thought that they would be maids in Spain".
    """
    host, verb = node.host, node.parent
    if verb is None or _precedes_where(node):
        return False
    if verb.role == Role.THAT and verb.modal_word == "would" and node.role != Role.SUBJECT:
        return verb.subject is not None and verb.subject.lemma in PRONOUNS
    for _ in range(_MAX_DEPTH):
        if host is None or host.first < verb.first:
            return False
        is_offered = "offer" in verb.classes and host.role == Role.OBJECT and contents[host].who in _THINGS
        if is_offered or "false-promise" in contents[host].kinds:
            return True
        is_below = host.parent is not None and host.parent.kind == NOUN
        host = host.parent if is_below else host.host if host.role in _PARTS else None
    return False


def _precedes_where(node: Node) -> bool:
    """Tell whether a clause behind a place says what happens there: "offers of jobs in Spain, where"."""
    behind = node.group[:MAX_ITEMS][-1].last + 1
    return any(token.word == "where" for token in node.tokens[behind : behind + 2])

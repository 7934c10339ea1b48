"""Work: whether anybody works in what a phrase names, or whether it is given, ridden, built or taught."""

from __future__ import annotations

from collections.abc import Iterable

from tipgraph.understanding.syntax.mentions import PEOPLE, Reading
from tipgraph.understanding.syntax.tree import Node, Role
from tipgraph.understanding.tokens.tokens import DOER_ENDINGS

__all__ = ["SUFFERED", "is_many", "is_no_work"]

SUFFERED = frozenset(("exploit", "recruit", "move", "acquire", "rescue"))
"""Classes of verbs for what is done to victims."""
_SERVICES = frozenset(("transportation", "education", "health-care", "textiles"))
"""Sectors of services and goods that victims get, too."""
_OWNING = frozenset(("employing", "private"))
"""Classes of nouns for those who own a place of work."""
_RIDING = frozenset(("on", "by", "via", "aboard"))
_MOVING = frozenset(("move", "travel", "put"))
"""Classes of verbs behind which a vehicle is no place of work."""
_REASONS = frozenset(("because of", "due to", "owing to", "thanks to", "in exchange for", "in return for"))
"""Roles of why something happens, and of what people get for it."""
_TEACHING = frozenset(("do", "attend", "host"))
"""Classes of verbs behind which a workshop is where people are taught."""


def is_many(node: Node) -> bool:
    """Tell whether a phrase, or what it is a part of, is plural: "countries of origin", but not "one of"."""
    while node.role == "of" and node.parent is not None:
        node = node.parent
    return node.head_token.word.endswith("s")


def is_no_work(reading: Reading, node: Node, sectors: Iterable[str]) -> bool:
    """Tell whether nobody works in what a phrase names: it is taken, given, built or ridden, or it acts."""
    verb = node.parent
    if verb is None:
        return False
    sectors = set(sectors)
    if node.role in ("to", "into") and "infirmary" in node.classes:
        return True  # "was taken to hospital"
    if node.role in _REASONS and sectors <= _SERVICES | {"construction"} and "employment" not in node.classes:
        return True  # "because of the construction of a road", "in exchange for clothing"
    rides = node.role in _RIDING and "vehicle" in node.classes and verb.classes & _MOVING
    taken = "consume" in verb.classes and (node.role == Role.OBJECT or verb.passive)
    is_job = "employment" in node.classes
    given = (
        "give" in verb.classes
        and not is_job
        and node.role in (Role.OBJECT, "with")
        and _SERVICES.issuperset(sectors)
    )
    acts = verb.passive and node.role == "by" and not node.is_conjunct and _names_persons(node)
    return (
        bool(rides)
        or taken
        or given
        or acts
        or ("lesson" in node.classes and _is_held(node))
        or (sectors == {"domestic-work"} and _is_household_served(reading, node, verb))
        or _is_built_for_measure(reading, node)
    )


def _is_household_served(reading: Reading, household: Node, verb: Node) -> bool:
    """Tell whether a household gets something or is counted: "cash reached households", not "sold to one"."""
    if "private" not in household.classes or "force" in verb.parent_classes or reading.measures(verb):
        return False  # "forced to serve households", "households are inspected"
    is_reached = household.role == Role.OBJECT or (verb.passive and household is verb.subject)
    given = verb.nouns(Role.OBJECT) if household.role == "to" and "give" in verb.classes else []
    return is_reached or any(reading.head_kinds(each).isdisjoint(PEOPLE) for each in given)


def _is_held(lesson: Node) -> bool:
    """Tell whether people are taught: "held workshops", "a course was given"."""
    verb = lesson.clause
    if verb is None:
        return False
    return bool(verb.classes & _TEACHING) and (lesson.role == Role.OBJECT or verb.passive)


def _names_persons(node: Node) -> bool:
    """Tell whether a noun says by its ending who does something, and does not own it: "truck drivers"."""
    return node.lemma.removesuffix("s").endswith(DOER_ENDINGS) and node.classes.isdisjoint(_OWNING)


def _is_built_for_measure(reading: Reading, node: Node) -> bool:
    """Tell whether something for victims is built, such as a shelter, and nobody is made to build it."""
    forced = (each for each in node.ancestors() if "exploitation-verb" in reading.kinds_at(each.head))
    return any(map(reading.measures, node.nouns("of"))) and next(forced, None) is None

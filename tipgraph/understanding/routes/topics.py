"""Topics: what a clause names, but does not say to happen: "they met in Spain to discuss trafficking"."""

from __future__ import annotations

from collections.abc import Iterable, Set

from tipgraph.understanding.routes.content import ACTOR, NOBODY, PEOPLE
from tipgraph.understanding.routes.predicates import Argument
from tipgraph.understanding.routes.statements import INSIDE

__all__ = ["FOUGHT", "is_nobody", "only_named", "says_which_way"]

FOUGHT = frozenset(("trafficking", "victimization", "exploitation-verb"))
"""Kinds of what is only fought, behind "against", or of a verb like "take" in "take steps"."""
_TALKED_OF = FOUGHT | {"exploitation"}
_TOPIC = frozenset(("on", "about"))
"""Roles of what is only talked of: "a seminar on forced labor was held in Spain"."""
_TREATING = frozenset(("handle", "treat_of"))
"""Classes of verbs for what is done about a matter."""
_LEADING = frozenset(("to", "into", "from", "between"))


def says_which_way(arguments: Iterable[Argument]) -> bool:
    """Tell whether arguments say whence or whither, or within: "discussed trafficking of Lao girls"."""
    return any(
        (each.role in _LEADING and each.content.places)
        or each.content.kinds & INSIDE
        or (each.depth and any(place.of == PEOPLE for place in each.content.places))
        for each in arguments
    )


def only_named(argument: Argument, *, tells: bool) -> Set[str]:
    """Return the kinds of what a phrase names, but does not say to happen.

    What a clause ``tells`` of people or ways happens: "women complain about forced labor".
    """
    doing = argument.node.parent_classes
    is_treated = argument.role == "object" and not doing.isdisjoint(_TREATING) and "try" not in doing
    is_topic = argument.role in _TOPIC and "rely_on" not in doing
    if (is_topic or is_treated) and not tells:
        return _TALKED_OF
    is_fought = "anti-trafficking" in argument.content.kinds and not tells  # "seminars abroad"
    is_fought |= argument.role == "against"
    return FOUGHT if is_fought else {"trafficking"} if is_nobody(argument) else set()


def is_nobody(argument: Argument) -> bool:
    """Tell whether a phrase names who acts, and not who is exploited."""
    who = argument.content.who
    return who == ACTOR or (who == PEOPLE and argument.field("person") in NOBODY)

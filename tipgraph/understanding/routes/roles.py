"""Roles of the report country: what a predicate says of it, or of people who come, go or stay."""

from __future__ import annotations

from collections.abc import Iterator

from tipgraph.understanding.routes.content import ACTOR, PEOPLE
from tipgraph.understanding.routes.facts import Facts
from tipgraph.understanding.routes.people import People
from tipgraph.understanding.routes.predicates import Argument, Predicate
from tipgraph.understanding.routes.stories import places_of

__all__ = ["roles"]

_LABELLED = frozenset(("subject", "object", "predicate", "as"))
"""Roles of arguments in which a label such as "a transit country" is said of the subject."""
_HAPPENING = frozenset(("exploitation", "exploitation-verb"))
_TRAFFICKING = frozenset(("exploitation", "trafficking"))
_AUTHORITIES = frozenset(("official", "ngo"))
_MAIN = frozenset(("subject", "object", "of"))
_INSIDE = frozenset(("within", "inside", "throughout"))
_STRANGERS = frozenset(("migrants", "refugees"))


def roles(predicate: Predicate, facts: Facts, people: list[People], home: str) -> Iterator[tuple[str, str]]:
    """Yield the roles that a predicate gives the report country, and why. Several may be the same."""
    yield from ((role, "named") for role in _labelled(predicate, facts, home))
    if any(place.code == home for place in facts.places["via"]):
        yield "transit", "transit"
    if not facts.exploited and "exploitation-verb" not in facts.kinds:
        return
    origins = {origin.code for each in people for origin in each.origins}
    origins |= {origin.code for origin in facts.places["origin"]}
    is_foreign = any(each.foreign for each in people)
    if is_foreign or _are_strangers(predicate, facts, people, origins, home):
        yield "destination", "foreign-victims"
    if "abroad" in facts.kinds and origins <= {home} and not facts.agents & {"buyer"}:
        yield "source", "victims-abroad"
    if any(place.code == home for place in (*facts.places["both"], *facts.places["around"])):
        yield from (("source", "route.between"), ("destination", "route.between"))
    if any(argument.node.negated for argument in predicate.arguments):
        return
    if _is_internal(predicate, facts, people, origins, home, is_foreign=is_foreign):
        yield "internal", "internal"


def _labelled(predicate: Predicate, facts: Facts, home: str) -> Iterator[str]:
    """Yield the roles that labels give: "X is a source and transit country"."""
    subject = {place.code for place in places_of(predicate, "subject")}
    of_another = bool(subject) and home not in subject
    for argument in predicate.arguments:
        content = argument.content
        if not content.roles or argument.node.negated:
            continue
        if "internal" in content.roles and facts.kinds & _TRAFFICKING:
            yield "internal"
        several = len(content.roles) > 1
        if of_another or not (several or _is_label(argument)):
            continue
        yield from (role for role in sorted(content.roles) if role != "internal")


def _is_label(argument: Argument) -> bool:
    content = argument.content
    return (
        argument.role in _LABELLED
        and content.who not in (PEOPLE, ACTOR)
        and not content.plural_role
        and not content.places
    )


def _are_strangers(
    predicate: Predicate, facts: Facts, people: list[People], origins: set[str], home: str
) -> bool:
    """Tell whether migrants or refugees are exploited in the country, or are named and no place is."""
    groups = {group for each in people for group in each.groups}
    here = any(place.code == home and not place.is_implied for place in facts.places["destination"])
    is_nowhere = not (facts.places["destination"] or facts.elsewhere or "abroad" in facts.kinds)
    main = (group for a in predicate.arguments if a.role in _MAIN for group, _ in a.content.groups)
    is_here = here or "domestic" in facts.kinds or (is_nowhere and not _STRANGERS.isdisjoint(main))
    return facts.is_strong and not groups.isdisjoint(_STRANGERS) and not origins and is_here


def _is_internal(
    predicate: Predicate,
    facts: Facts,
    people: list[People],
    origins: set[str],
    home: str,
    *,
    is_foreign: bool,
) -> bool:
    """Tell whether the country's own people are exploited inside it."""
    inside = "domestic" in facts.kinds or any(a.role in _INSIDE for a in predicate.arguments)
    if (origins and home not in origins) or not (people or (inside and facts.kinds & _TRAFFICKING)):
        return False  # "courts tried nobody for forced labor in Mali"
    if "measure" in facts.kinds and not facts.kinds & _HAPPENING:
        return False
    if facts.agents & _AUTHORITIES and not predicate.takes_people:
        return False  # "the government prevents forced labor in the country"
    groups = {group for each in people for group in each.groups}
    here = any(place.code == home and not place.is_implied for place in facts.places["destination"])
    elsewhere = facts.places["destination"] and not any(d.code == home for d in facts.places["destination"])
    return ("domestic" in facts.kinds and not elsewhere) or (
        here and not is_foreign and groups.isdisjoint(_STRANGERS)
    )

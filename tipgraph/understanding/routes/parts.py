"""Parts of a predicate: the arguments that belong together, where each people has its own places."""

from __future__ import annotations

from itertools import groupby

from tipgraph.understanding.routes.content import ACTOR, OTHER, PEOPLE, PLACE
from tipgraph.understanding.routes.predicates import Argument, is_set_off
from tipgraph.understanding.syntax.tree import Node, Role

__all__ = ["divide", "is_prostitution", "names_goal", "names_matter", "names_start", "places_and_matters"]

_LABOR, _SEX = "forced-labor", "sex-trafficking"
_WORKING = frozenset(("as", "in", "at", "on"))
_NIGHTLIFE = frozenset(("entertainment", "hospitality"))
"""Sectors of the places where prostitutes work."""
_TURNS = 4
"""Runs of places and of other things in turn, at least: two of each."""


def divide(arguments: list[Argument]) -> list[list[Argument]]:
    """Divide arguments where each part has its own places, with its people or what they suffer."""
    for way in (
        (_by_role, _by_people, _by_legs, _in_turn, _by_start, _by_matter) if len(arguments) > 1 else ()
    ):
        parts = way(arguments)
        if len(parts) > 1:
            return parts
    return [arguments]


def _by_role(arguments: list[Argument]) -> list[list[Argument]]:
    """Divide before each role of a country: "a source country for women and a destination for men"."""
    parts: list[list[Argument]] = [[]]
    for argument in arguments:
        is_role = bool(argument.content.roles) and argument.role == "predicate"
        if is_role and any(map(_is_people, parts[-1])):
            parts.append([])
        parts[-1].append(argument)
    return parts


def _by_people(arguments: list[Argument]) -> list[list[Argument]]:
    """Divide before each people that follows a place, if each part has people and places."""
    parts: list[list[Argument]] = [[]]
    has_people = has_goal = False
    for argument in arguments:
        is_people = _is_people(argument)
        if is_people and argument.node.is_conjunct and has_people and has_goal:
            parts.append([])
            has_goal = False
        parts[-1].append(argument)
        has_people |= is_people
        has_goal |= not is_people and names_goal(argument)
    if len(parts) > 1 and not has_goal:
        rest = parts.pop()
        roles = {child.role for each in rest if _is_people(each) for child in each.node.children}
        if roles.isdisjoint((Role.RELATIVE, Role.PARTICIPLE)):
            parts[-1] += rest  # else they have a predicate of theirs
    return parts


def _by_legs(arguments: list[Argument]) -> list[list[Argument]]:
    """Divide before each further origin: "from Togo to Gabon and from Mali to Niger".

    All parts pass through what stands ahead of them: "through Benin from Togo to Gabon and from".
    """
    ends = [argument for argument in arguments if names_goal(argument) or names_start(argument)]
    runs = [(is_goal, list(run)) for is_goal, run in groupby(ends, key=names_goal)]
    if len(runs) < _TURNS or len(runs) % 2 or runs[0][0]:
        return [arguments]
    first, *others = _divided(arguments, [run[0] for _, run in runs[2::2]])
    ahead = (each for each in first if each.node.first < ends[0].node.first)
    through = [each for each in ahead if each.field("place") == "via"]
    return [first, *([*through, *part] for part in others)]


def _in_turn(arguments: list[Argument]) -> list[list[Argument]]:
    """Divide where kinds of exploitation and places take turns: "begging in Mali and mining in Togo".

    All parts have what the subject names, and the last one what a comma sets off at the end: ", in mines".
    """
    ahead = [each for each in arguments if names_matter(each) and _is_ahead(each)]
    marks = [each for each in places_and_matters(arguments) if each not in ahead]
    if len(marks) > _TURNS and names_matter(marks[-1]) and is_set_off(marks[-1].node):
        marks.pop()
    runs = [(is_goal, list(run)) for is_goal, run in groupby(marks, key=names_goal)]
    if ahead and len(runs) % 2:  # "victims of servitude are held in Laos, and in bars in Oman"
        runs = [(False, ahead), *runs]
    if len(runs) < _TURNS or len(runs) % 2:
        return [arguments]
    first, *others = _divided(arguments, [run[0] for _, run in runs[2::2]])
    return [first, *([*ahead, *part] for part in others)]


def _by_start(arguments: list[Argument]) -> list[list[Argument]]:
    """Divide where origins and exploitation take turns: "from Togo for begging and from Mali for mining".

    The places where people go are those of all parts, and those behind a comma at the end: ", via Niger".
    """
    marks = [each for each in arguments if names_start(each) or names_matter(each)]
    runs = [(is_start, list(run)) for is_start, run in groupby(marks, key=names_start)]
    openers = [run[0] for _, run in runs[2::2]]
    are_added = all(each.node.tokens[each.node.first - 2].tag in ",&" for each in openers)
    if len(runs) < _TURNS or len(runs) % 2 or not (runs[0][0] and are_added):
        return [arguments]
    *parts, last = _sharing_goals(_divided(arguments, openers)) or [arguments]
    passed = [a for a in last if a.field("place") == "via" and is_set_off(a.node.group[0])]
    return [*([*part, *passed] for part in parts), last]


def _by_matter(arguments: list[Argument]) -> list[list[Argument]]:
    """Divide where each people has what it suffers: "women in prostitution and men in mines in Togo".

    The places of one part are those of all.
    """
    parts: list[list[Argument]] = [[]]
    named: list[bool] = []  # of the part: whether each phrase names people, or what they suffer
    for argument in arguments:
        is_people, is_matter = _is_people(argument), names_matter(argument)
        is_like_first = (is_people or is_matter) and named[:1] == [is_people]
        if is_like_first and argument.node.is_conjunct and len(set(named)) > 1:
            parts.append([])
            named = []
        parts[-1].append(argument)
        named += [is_people] if is_people or is_matter else []
    if len(parts) == 1 or len(set(named)) == 1:
        return [arguments]
    return _sharing_goals(parts) or [arguments]


def _sharing_goals(parts: list[list[Argument]]) -> list[list[Argument]]:
    """Return parts with the places that one of them names, or nothing if several do."""
    goals = [part for part in parts if any(map(names_goal, part))]
    shared = [argument for part in goals for argument in part if names_goal(argument)]
    return [part if part in goals else [*part, *shared] for part in parts] if len(goals) <= 1 else []


def _divided(arguments: list[Argument], openers: list[Argument]) -> list[list[Argument]]:
    """Divide arguments before some of them."""
    parts: list[list[Argument]] = [[]]
    for argument in arguments:
        if len(parts) <= len(openers) and argument.node.first >= openers[len(parts) - 1].node.first:
            parts.append([])
        parts[-1].append(argument)
    return parts


def places_and_matters(arguments: list[Argument]) -> list[Argument]:
    """Return the phrases for places and for what people suffer."""
    return [each for each in arguments if names_goal(each) or names_matter(each)] or arguments


def _is_people(argument: Argument) -> bool:
    return argument.content.who == PEOPLE and argument.field("person") == "victims"


def names_goal(argument: Argument) -> bool:
    """Tell whether a phrase names where people go or are."""
    return (
        bool(argument.content.places)
        and argument.content.who == PLACE
        and argument.field("place") in ("destination", "departure")
    )


def names_start(argument: Argument) -> bool:
    """Tell whether a phrase names where people come from."""
    is_place = bool(argument.content.places) and argument.content.who == PLACE
    return is_place and argument.field("place") in ("origin", "departure")


def _is_ahead(argument: Argument) -> bool:
    """Tell whether a phrase stands ahead of its verb: "victims of servitude are taken to"."""
    verb = argument.node.clause
    return verb is not None and argument.node.last < verb.first


def names_matter(argument: Argument) -> bool:
    """Tell whether a phrase names what people suffer, work in, or go somewhere for."""
    content = argument.content
    is_time = "time" in argument.node.classes
    is_purpose = argument.role == "for" and content.who == OTHER and not is_time  # "to Oman for work"
    names = content.who not in (PEOPLE, ACTOR) or argument.role == "as"  # "as jockeys"
    return names and bool(content.exploitation or content.sectors or is_purpose)


def is_prostitution(arguments: list[Argument]) -> bool:
    """Tell whether the only work that people are forced to do is that of prostitutes: "work as prostitutes".

    The bars where they do it are no further work, but what is in one list with it is.
    """
    named = [a for a in arguments if any(code == _LABOR for code, _ in a.content.exploitation)]
    if any("employment" not in argument.node.classes for argument in named):
        return False  # "for prostitution and forced labor"
    works = [a for a in arguments if a.role in _WORKING or "employment" in a.node.group[0].classes]
    sold = {a.node for a in works if any(code == _SEX for code, _ in a.content.exploitation)}
    beside = [a for a in works if a.node not in sold and "employment" not in a.node.classes]
    return bool(sold) and not any(_is_listed(node, sold) for node in sold) and all(map(_is_venue, beside))


def _is_listed(work: Node, sold: set[Node]) -> bool:
    """Tell whether a phrase is in a list with other work: "on farms and in prostitution"."""
    before = work.tokens[max(work.first - 2, 0)]
    return before.tag == "&" or not sold.issuperset(work.group)


def _is_venue(argument: Argument) -> bool:
    """Tell whether a phrase says where prostitutes work, or nothing of work: "in bars", "in Spain"."""
    if argument.content.who == PLACE:
        return True
    is_alone = argument.role in _WORKING and argument.role != "as" and not argument.node.is_conjunct
    return is_alone and _NIGHTLIFE.issuperset(code for code, _ in argument.content.sectors)

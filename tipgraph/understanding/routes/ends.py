"""Ends: from where to where each route of a predicate goes."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import NamedTuple

from tipgraph.understanding.routes.facts import Facts
from tipgraph.understanding.routes.people import Origin, People

__all__ = ["Ends", "read_ends"]


class Ends(NamedTuple):
    """Both ends of a route, the groups on it, and what hedges one of the three."""

    origin: str
    destination: str
    groups: tuple[str, ...]
    hedge: int | None
    rule: str
    legs: tuple[str, ...] = ()


def read_ends(people: list[People], facts: Facts, country: str, *, is_named: bool) -> Iterator[Ends]:
    """Yield the ends of each route. A missing end is the report country, where the sentence allows it."""
    places, home = facts.places, Origin(country)
    rule = "paired" if facts.is_part else "origin-and-destination"
    if places["both"] or places["around"]:
        around = [home, *places["around"]] if places["around"] else []
        yield from _both_ways(people, around or places["both"], home)
        return
    named = [(o, p) for p in people or [People((), ())] for o in (p.origins or places["origin"])]
    passes_home = any(v.code == country for v in places["via"]) and home not in places["destination"]
    if named and places["destination"]:
        pairs = [(o, d, p) for o, p in named for d in places["destination"]]
    elif named and is_named and not (set(facts.elsewhere) - {country}) and not passes_home:
        pairs, rule = [(o, home, p) for o, p in named if o.code != country], "into-report-country"
    elif not (named or passes_home or facts.agents & {"buyer"} or any(p.foreign for p in people)):
        abroad = [d for d in places["destination"] if d.code != country]
        pairs = [(home, d, p) for d in abroad for p in people or [People((), ())]]
        rule = "out-of-report-country"
    else:
        return
    yield from _joined(pairs, rule)


def _both_ways(people: list[People], both: list[Origin], home: Origin) -> Iterator[Ends]:
    one, *others = both if len(both) > 1 else [home, *both]
    groups = tuple(dict.fromkeys(group for p in people for group in p.groups))
    for other in (each for each in others if each.code != one.code):
        yield Ends(one.code, other.code, groups, other.hedge, "between")
        yield Ends(other.code, one.code, groups, other.hedge, "between")


def _joined(pairs: Iterable[tuple[Origin, Origin, People]], rule: str) -> Iterator[Ends]:
    """Join pairs with the same ends. One without a hedge makes them certain."""
    groups: dict[tuple[str, str], list[str]] = {}
    hedges: dict[tuple[str, str], list[int | None]] = {}
    legs: dict[tuple[str, str], tuple[str, ...]] = {}
    for origin, destination, people in pairs:
        if origin.code != destination.code:
            key = origin.code, destination.code
            groups.setdefault(key, []).extend(people.groups)
            legs[key] = destination.legs
            hedge = next((h for h in (origin.hedge, destination.hedge, people.hedge) if h is not None), None)
            hedges.setdefault(key, []).append(hedge)
    for key, codes in groups.items():
        hedge = None if None in hedges[key] else hedges[key][0]
        yield Ends(*key, tuple(dict.fromkeys(codes)), hedge, rule, legs[key])

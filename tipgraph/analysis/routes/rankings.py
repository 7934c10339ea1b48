"""The measures of places by name, ranks of places, and changes of both between two networks."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import NamedTuple

from tipgraph.analysis.routes.network import DiGraph, Networks
from tipgraph.analysis.routes.network_measures import (
    authorities,
    betweenness,
    core_numbers,
    hubs,
    in_strength,
    out_strength,
    pagerank,
    reciprocity,
    transit,
)

__all__ = ["MEASURES", "Change", "Measure", "Ranked", "changes", "ranked"]


class Measure(NamedTuple):
    """A measure of places: its name, its function, its meaning here, and whether it applies to legs."""

    name: str
    function: Callable[[DiGraph], dict[str, float]]
    meaning: str
    on_legs: bool = False

    def of(self, networks: Networks) -> dict[str, float]:
        """Return the value of each place."""
        return self.function(networks.legs if self.on_legs else networks.pairs)


_ALL = (
    Measure("in-strength", in_strength, "Reports that state a route into it, for each origin."),
    Measure("out-strength", out_strength, "Reports that state a route out of it, for each destination."),
    Measure("transit", transit, "Reports that name it as a transit place.", on_legs=True),
    Measure(
        "betweenness",
        betweenness,
        "Share of shortest paths along documented legs that lead through it; perhaps nobody traveled them.",
        on_legs=True,
    ),
    Measure(
        "pagerank",
        pagerank,
        "Share of time that a random walk along routes spends there; perhaps nobody traveled such a path.",
    ),
    Measure("hubs", hubs, "How strongly it is an origin of routes to frequent destinations."),
    Measure("authorities", authorities, "How strongly it is a destination of routes from frequent origins."),
    Measure(
        "cores",
        core_numbers,
        "The largest k for which it is in a k-core: all places there have k neighbors or more.",
    ),
    Measure("reciprocity", reciprocity, "Share of its routes that run both ways."),
)

MEASURES: Mapping[str, Measure] = {measure.name: measure for measure in _ALL}
"""All measures of places by name.

:meta hide-value:
"""


class Ranked(NamedTuple):
    """A place, its value, and its rank: 1 for the largest; places with the same value share a rank."""

    rank: int
    place: str
    value: float


_DIGITS = 12
"""Decimals that count in a comparison: further ones are floating-point noise."""


def ranked(values: Mapping[str, float]) -> list[Ranked]:
    """Return places with their ranks, the largest value first, equal values in the order of codes.

    Equal values share the best rank ("1224" ranking).

    >>> [(each.rank, each.place) for each in ranked({"A": 1, "B": 3, "C": 1, "D": 0})]
    [(1, 'B'), (2, 'A'), (2, 'C'), (4, 'D')]
    """
    rounded = {place: round(value, _DIGITS) for place, value in values.items()}
    ordered = sorted(rounded, key=lambda place: (-rounded[place], place))
    first: dict[float, int] = {}
    for number, place in enumerate(ordered, 1):
        first.setdefault(rounded[place], number)
    return [Ranked(first[rounded[place]], place, rounded[place]) for place in ordered]


class Change(NamedTuple):
    """A place's value and rank before and after; None if it was not in the network.

    ``moved`` is the number of ranks that it rose (negative: fell); None if it was in one network only.
    """

    place: str
    before: float | None
    after: float | None
    difference: float
    rank_before: int | None
    rank_after: int | None
    moved: int | None


def changes(before: Mapping[str, float], after: Mapping[str, float]) -> list[Change]:
    """Return the change of every place, the largest differences first; nothing for two empty networks.

    A place that is in one network only changes from or to 0. Years differ in the number and length of their
    reports: a change in what reports state need not be a change in what happens.

    >>> [(each.place, each.difference, each.moved) for each in changes({"A": 3, "B": 1}, {"B": 4})]
    [('A', -3, None), ('B', 3, 1)]
    """
    ranks = [{each.place: each.rank for each in ranked(values)} for values in (before, after)]
    found = [_change(place, before, after, ranks[0], ranks[1]) for place in {**before, **after}]
    return sorted(found, key=lambda each: (-abs(each.difference), each.place))


def _change(
    place: str,
    before: Mapping[str, float],
    after: Mapping[str, float],
    ranks_before: Mapping[str, int],
    ranks_after: Mapping[str, int],
) -> Change:
    old, new = ranks_before.get(place), ranks_after.get(place)
    return Change(
        place,
        before.get(place),
        after.get(place),
        after.get(place, 0) - before.get(place, 0),
        old,
        new,
        None if old is None or new is None else old - new,
    )

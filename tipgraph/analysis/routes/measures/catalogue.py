"""The measures of places, by the name that the command line knows them by.

Change: how places' values and ranks differ between two networks, of two years, say.

Source: none; ranks are "1224" ranks, where equal values share the best. Reports differ between years in
number and length: a change of what is written is not yet one of what is done.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import NamedTuple

from tipgraph.analysis.routes.measures.centrality import (
    authorities,
    betweenness,
    hubs,
    in_strength,
    out_strength,
    pagerank,
    transit,
)
from tipgraph.analysis.routes.measures.structure import core_numbers, reciprocity
from tipgraph.analysis.routes.network import DiGraph, Networks

__all__ = ["MEASURES", "Change", "Measure", "Ranked", "changes", "ranked"]


class Measure(NamedTuple):
    """A measure of places: its name, its function, what it means here, and whether it is taken on legs."""

    name: str
    function: Callable[[DiGraph], dict[str, float]]
    meaning: str
    on_legs: bool = False

    def of(self, networks: Networks) -> dict[str, float]:
        """Return the value of every place."""
        return self.function(networks.legs if self.on_legs else networks.pairs)


_ALL = (
    Measure("in-strength", in_strength, "Reports that name a route into it, for each origin."),
    Measure("out-strength", out_strength, "Reports that name a route out of it, for each destination."),
    Measure("transit", transit, "Reports that name it as passed through.", on_legs=True),
    Measure(
        "betweenness",
        betweenness,
        "Share of shortest chains of documented legs through it, chains that nobody need have travelled.",
        on_legs=True,
    ),
    Measure(
        "pagerank",
        pagerank,
        "Where following routes at random ends up, along chains that nobody need have travelled.",
    ),
    Measure("hubs", hubs, "How much it is an origin of routes to much-named destinations."),
    Measure("authorities", authorities, "How much it is a destination of routes from much-named origins."),
    Measure("cores", core_numbers, "How deep in the most densely joined part of the network it lies."),
    Measure("reciprocity", reciprocity, "Share of its routes that run both ways."),
)

MEASURES: Mapping[str, Measure] = {measure.name: measure for measure in _ALL}
"""Every measure of places by its name.

:meta hide-value:
"""


class Ranked(NamedTuple):
    """A place, its value, and its rank: 1 for the largest; places with the same value share a rank."""

    rank: int
    place: str
    value: float


_DIGITS = 12
"""Decimals to which values are told apart: beyond, they are the noise of floating point."""


def ranked(values: Mapping[str, float]) -> list[Ranked]:
    """Return places by their values, the largest first; equal ones by their codes.

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
    """A place's value and rank before and after; None where it was not in the network.

    ``moved`` counts the ranks that it rose, or, negative, fell; None where it was in one network only.
    """

    place: str
    before: float | None
    after: float | None
    difference: float
    rank_before: int | None
    rank_after: int | None
    moved: int | None


def changes(before: Mapping[str, float], after: Mapping[str, float]) -> list[Change]:
    """Return how every place changed, the largest differences first; nothing for two empty networks.

    A place that is in one network only changes from or to 0.

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

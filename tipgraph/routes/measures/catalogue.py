"""The measures of places, by the name that the command line knows them by."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import NamedTuple

from tipgraph.routes.measures.betweenness import betweenness
from tipgraph.routes.measures.cores import cores
from tipgraph.routes.measures.hits import authorities, hubs
from tipgraph.routes.measures.pagerank import pagerank
from tipgraph.routes.measures.passages import passages
from tipgraph.routes.measures.reciprocity import returned
from tipgraph.routes.measures.strength import in_strength, out_strength
from tipgraph.routes.network import DiGraph
from tipgraph.routes.networks import Networks

__all__ = ["MEASURES", "Measure", "Ranked", "ranked"]


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
    Measure("passages", passages, "Reports that name it as passed through.", on_legs=True),
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
    Measure("cores", cores, "How deep in the most densely joined part of the network it lies."),
    Measure("reciprocity", returned, "Share of its routes that run both ways."),
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

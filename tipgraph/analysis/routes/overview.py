"""The network at a glance: figures of the whole, and the leading places."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import NamedTuple

from tipgraph.analysis.routes.measures import (
    MEASURES,
    bridges,
    communities,
    components,
    cores,
    cut_vertices,
    evenness_of_destinations,
    ranked,
    reciprocity,
)
from tipgraph.analysis.routes.network import Networks
from tipgraph.analysis.routes.route import Routes

__all__ = ["Figure", "Joint", "Leading", "figures", "joints", "leading"]


class Figure(NamedTuple):
    """A figure of the whole network; ``value`` is None where the network is too small to have it."""

    name: str
    value: float | None
    meaning: str


class Leading(NamedTuple):
    """The places with the largest values of a measure, the first first; those that have 0 are none.

    ``alike`` further ones have the same value as the last.
    """

    measure: str
    places: tuple[str, ...]
    meaning: str
    alike: int


class Joint(NamedTuple):
    """What holds the network together, by name: a bridge's ends, a cut vertex, or all places of a cycle."""

    name: str
    places: tuple[str, ...]
    meaning: str


def figures(routes: Routes, found: Networks) -> Iterator[Figure]:
    """Yield the figures of routes and their networks (see `networks`)."""
    yield from _of_reports(routes)
    yield from _of_pairs(found)
    yield from _of_legs(found)
    yield from _of_communities(found)


def _of_reports(routes: Routes) -> Iterator[Figure]:
    reports, claims = routes.reports, routes.routes
    yield Figure("reports", len(reports), "Reports that were read.")
    yield Figure("reports with routes", len({route.report for route in claims}), "Those that name a route.")
    yield Figure("reporting countries", len({report.country for report in reports}), "Countries they are on.")
    yield Figure("first year", min((report.year for report in reports), default=None), "Of the reports.")
    yield Figure("last year", max((report.year for report in reports), default=None), "Of the reports.")
    yield Figure("routes", len(claims), "Claims of a route, regions' too.")
    yield Figure("possible routes", sum(not route.is_sure for route in claims), "Those that only may be.")
    yield Figure("routes passing through", sum(bool(route.stops) for route in claims), "Those with a stop.")


def _of_pairs(found: Networks) -> Iterator[Figure]:
    pairs = found.pairs
    support = [str(attributes["support"]) for *_, attributes in pairs.edges(data=True)]
    yield Figure("places", len(pairs), "Ends of routes.")
    yield Figure("pairs", pairs.size(), "Origins and destinations that a route joins.")
    yield Figure("pairs corroborated", support.count("both-ends"), "Those that reports on both ends name.")
    yield Figure("reciprocity", reciprocity(pairs), "Share of pairs that have routes both ways.")
    yield Figure(
        "evenness of destinations", evenness_of_destinations(pairs), "1: all alike; near 0: one takes all."
    )
    deepest = max(cores(pairs).values(), default=None)
    yield Figure("deepest core", deepest, "Its places all have that many neighbors in it, or more.")


def _of_legs(found: Networks) -> Iterator[Figure]:
    strong = components(found.legs)
    largest = len(strong[0]) if strong else 0
    yield Figure("legs", found.legs.size(), "Steps that routes are made of.")
    yield Figure("cycles' largest part", largest, "Places that legs lead to from each other, and back.")
    yield Figure("bridges", len(bridges(found.legs)), "Neighbors whose leg alone joins two parts.")
    yield Figure("cut vertices", len(cut_vertices(found.legs)), "Places that alone join parts.")


def _of_communities(found: Networks) -> Iterator[Figure]:
    groups = communities(found.pairs)
    several = sum(len(group) > 1 for group in groups.groups)
    yield Figure("communities", several, "Groups of two places or more with many routes among them.")
    yield Figure("modularity", groups.modularity, "How much more than chance would give; 0 is none.")
    yield Figure("stability", groups.stability, "How far other seeds give the same groups; 1: all do.")


_SHOWN = 5


def leading(found: Networks, names: Iterable[str] = MEASURES, top: int = _SHOWN) -> Iterator[Leading]:
    """Yield the leading places by each of some measures; as many as ``top``, fewer where others have 0."""
    for name in names:
        ranks = [each for each in ranked(MEASURES[name].of(found)) if each.value > 0]
        first = ranks[:top]
        alike = sum(each.rank == first[-1].rank for each in ranks[top:])
        yield Leading(name, tuple(each.place for each in first), MEASURES[name].meaning, alike)


def joints(found: Networks) -> Iterator[Joint]:
    """Yield the bridges, cut vertices and strongly connected parts that `figures` counts, numbered."""
    kinds = (
        ("bridge", bridges(found.legs), "Neighbors whose leg alone joins two parts."),
        ("cut vertex", [(place,) for place in cut_vertices(found.legs)], "It alone joins parts."),
        ("cycles' part", map(sorted, components(found.legs)), "Legs lead from each to each, and back."),
    )
    for name, groups, meaning in kinds:
        for number, places in enumerate(groups, 1):
            yield Joint(f"{name} {number}", tuple(places), meaning)

"""The network at a glance: statistics of the whole, and the leading places."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import NamedTuple

from tipgraph.analysis.routes.measures import (
    MEASURES,
    bridges,
    communities,
    core_numbers,
    cut_vertices,
    evenness_of_destinations,
    overall_reciprocity,
    ranked,
    strong_components,
)
from tipgraph.analysis.routes.network import Networks
from tipgraph.analysis.routes.route import Routes

__all__ = ["Statistic", "Structure", "TopPlaces", "network_statistics", "structures", "top_places"]


class Statistic(NamedTuple):
    """A figure of the whole network; ``value`` is None where the network is too small to have it."""

    name: str
    value: float | None
    meaning: str


class TopPlaces(NamedTuple):
    """The places with the largest values of a measure, the first first; those that have 0 are none.

    ``alike`` further ones have the same value as the last.
    """

    measure: str
    places: tuple[str, ...]
    meaning: str
    alike: int


class Structure(NamedTuple):
    """What holds the network together, by name: a bridge's ends, a cut vertex, or all places of a cycle."""

    name: str
    places: tuple[str, ...]
    meaning: str


def network_statistics(routes: Routes, found: Networks) -> Iterator[Statistic]:
    """Yield the statistics of routes and their networks (see `networks`)."""
    yield from _of_reports(routes)
    yield from _of_pairs(found)
    yield from _of_legs(found)
    yield from _of_communities(found)


def _of_reports(routes: Routes) -> Iterator[Statistic]:
    reports, claims = routes.reports, routes.routes
    yield Statistic("reports", len(reports), "Reports that were read.")
    yield Statistic(
        "reports with routes", len({route.report for route in claims}), "Those that name a route."
    )
    yield Statistic(
        "reporting countries", len({report.country for report in reports}), "Countries they are on."
    )
    yield Statistic("first year", min((report.year for report in reports), default=None), "Of the reports.")
    yield Statistic("last year", max((report.year for report in reports), default=None), "Of the reports.")
    yield Statistic("routes", len(claims), "Claims of a route, regions' too.")
    yield Statistic(
        "possible routes", sum(not route.is_asserted for route in claims), "Those that only may be."
    )
    yield Statistic(
        "routes passing through", sum(bool(route.stops) for route in claims), "Those with a stop."
    )


def _of_pairs(found: Networks) -> Iterator[Statistic]:
    pairs = found.pairs
    support = [str(attributes["support"]) for *_, attributes in pairs.edges(data=True)]
    yield Statistic("places", len(pairs), "Ends of routes.")
    yield Statistic("pairs", pairs.size(), "Origins and destinations that a route joins.")
    yield Statistic("pairs corroborated", support.count("both-ends"), "Those that reports on both ends name.")
    yield Statistic("reciprocity", overall_reciprocity(pairs), "Share of pairs that have routes both ways.")
    yield Statistic(
        "evenness of destinations", evenness_of_destinations(pairs), "1: all alike; near 0: one takes all."
    )
    deepest = max(core_numbers(pairs).values(), default=None)
    yield Statistic("deepest core", deepest, "Its places all have that many neighbors in it, or more.")


def _of_legs(found: Networks) -> Iterator[Statistic]:
    strong = strong_components(found.legs)
    largest = len(strong[0]) if strong else 0
    yield Statistic("legs", found.legs.size(), "Steps that routes are made of.")
    yield Statistic("cycles' largest part", largest, "Places that legs lead to from each other, and back.")
    yield Statistic("bridges", len(bridges(found.legs)), "Neighbors whose leg alone joins two parts.")
    yield Statistic("cut vertices", len(cut_vertices(found.legs)), "Places that alone join parts.")


def _of_communities(found: Networks) -> Iterator[Statistic]:
    groups = communities(found.pairs)
    several = sum(len(group) > 1 for group in groups.groups)
    yield Statistic("communities", several, "Groups of two places or more with many routes among them.")
    yield Statistic("modularity", groups.modularity, "How much more than chance would give; 0 is none.")
    yield Statistic("stability", groups.stability, "How far other seeds give the same groups; 1: all do.")


_SHOWN = 5


def top_places(found: Networks, names: Iterable[str] = MEASURES, top: int = _SHOWN) -> Iterator[TopPlaces]:
    """Yield the leading places by each of some measures; as many as ``top``, fewer where others have 0."""
    for name in names:
        ranks = [each for each in ranked(MEASURES[name].of(found)) if each.value > 0]
        first = ranks[:top]
        alike = sum(each.rank == first[-1].rank for each in ranks[top:])
        yield TopPlaces(name, tuple(each.place for each in first), MEASURES[name].meaning, alike)


def structures(found: Networks) -> Iterator[Structure]:
    """Yield the bridges, cut vertices and strong components that `network_statistics` counts, numbered."""
    kinds = (
        ("bridge", bridges(found.legs), "Neighbors whose leg alone joins two parts."),
        ("cut vertex", [(place,) for place in cut_vertices(found.legs)], "It alone joins parts."),
        (
            "cycles' part",
            map(sorted, strong_components(found.legs)),
            "Legs lead from each to each, and back.",
        ),
    )
    for name, groups, meaning in kinds:
        for number, places in enumerate(groups, 1):
            yield Structure(f"{name} {number}", tuple(places), meaning)

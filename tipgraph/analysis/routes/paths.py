"""Corridors: paths between two places along documented legs, and whether a single report connects the legs.

A path is not a journey. If its legs come from different reports, perhaps nobody traveled it; the corridor's
`Basis` says so.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from itertools import islice, pairwise

import networkx as nx

from tipgraph.analysis.routes.gazetteer import Gazetteer
from tipgraph.analysis.routes.network import DiGraph, legs
from tipgraph.analysis.routes.route import Route, Routes
from tipgraph.analysis.routes.selection import without_transit_regions

__all__ = ["Basis", "Corridor", "Leg", "corridors"]

MAX_PATHS = 1_000
"""The largest number of paths that are compared: between hubs there are very many."""
MAX_LEGS = 4
"""The default for the largest number of legs of a corridor: longer paths say very little."""


class Basis(StrEnum):
    """What a corridor is based on, from the strongest basis to the weakest.

    ``CLAIM``: one claim states the whole corridor with its stops. ``REPORT``: one report states every leg,
    but not as one route. ``SEVERAL``: no single report connects the legs. ``INFERRED``: a leg was inferred
    from a region's name, and no report states it.
    """

    CLAIM = "one report states it"
    REPORT = "one report names every leg, but not as one route"
    SEVERAL = "no single report connects these legs"
    INFERRED = "inferred from a region's name; no report names this leg"

    @property
    def connected(self) -> bool:
        """Whether a single report states all legs."""
        return self in (Basis.CLAIM, Basis.REPORT)


_RANKS = {basis: rank for rank, basis in enumerate(Basis)}


@dataclass(frozen=True, slots=True)
class Leg:
    """A leg of a corridor, and the claims that document it.

    Claims that state the whole corridor come first, then the newest.
    """

    origin: str
    destination: str
    claims: tuple[Route, ...]

    @property
    def reports(self) -> frozenset[str]:
        """The IRIs of the reports that state the leg; none if it is inferred."""
        return frozenset(claim.report.iri for claim in self.claims if not claim.inferred)

    @property
    def inferred(self) -> bool:
        """Whether the leg was inferred from a region's name, and no report states it."""
        return all(claim.inferred for claim in self.claims)


@dataclass(frozen=True, slots=True)
class Corridor:
    """A path between two places, and what it is based on."""

    legs: tuple[Leg, ...]
    basis: Basis

    @property
    def places(self) -> tuple[str, ...]:
        """The places along the corridor, with both ends."""
        return (self.legs[0].origin, *(leg.destination for leg in self.legs))

    @property
    def breaks(self) -> tuple[bool, ...]:
        """For each place between the ends, whether no single report connects the legs before and after it."""
        found = []
        common = self.legs[0].reports
        for leg in self.legs[1:]:
            found.append(common.isdisjoint(leg.reports))
            common = leg.reports if found[-1] else common & leg.reports
        return tuple(found)


def corridors(
    routes: Routes, origin: str, destination: str, k: int, gazetteer: Gazetteer, *, longest: int = MAX_LEGS
) -> list[Corridor]:
    """Return the ``k`` best corridors between two places.

    Corridors that a single report connects come first; then those with the fewest legs, the stronger basis,
    and the most reports for the weakest leg. ``longest`` is the largest number of legs. Regions can be ends,
    but not transit places. At most `MAX_PATHS` paths are compared, the shortest ones. Returns none if an end
    is on no route, if no path connects the ends, or if both ends are the same place.
    """
    if origin == destination:
        return []
    claims = list(without_transit_regions(routes.routes, gazetteer))
    graph = _without_transit_regions(legs(claims, gazetteer), {origin, destination})
    claims_by_leg = _claims_by_leg(claims)
    paths = dict.fromkeys(map(tuple, _paths_of_reports(claims, graph, origin, destination, longest)))
    paths |= dict.fromkeys(map(tuple, _shortest_paths(graph, origin, destination, k, longest)))
    return sorted((_corridor(path, claims_by_leg) for path in paths), key=_rank)[:k]


def _without_transit_regions(graph: DiGraph, ends: set[str]) -> DiGraph:
    places = [place for place, region in graph.nodes(data="region") if not region or place in ends]
    found: DiGraph = graph.subgraph(places).copy()
    return found


def _claims_by_leg(routes: Iterable[Route]) -> Mapping[tuple[str, str], Sequence[Route]]:
    found: dict[tuple[str, str], dict[Route, None]] = defaultdict(dict)
    for route in routes:
        for leg in route.legs:
            found[leg][route.source_of(leg)] = None
    return {leg: tuple(claims) for leg, claims in found.items()}


def _paths_of_reports(
    routes: Iterable[Route], graph: DiGraph, origin: str, destination: str, longest: int
) -> Iterator[Sequence[str]]:
    """Yield the paths whose legs a single report states."""
    graphs: dict[str, DiGraph] = defaultdict(nx.DiGraph)
    for route in routes:
        stated = (leg for leg in route.legs if not route.source_of(leg).inferred)
        graphs[route.report.iri].add_edges_from(leg for leg in stated if leg in graph.edges)
    for report in graphs.values():
        if origin in report and destination in report:
            yield from islice(nx.all_simple_paths(report, origin, destination, longest), MAX_PATHS)


def _shortest_paths(
    graph: DiGraph, origin: str, destination: str, k: int, longest: int
) -> list[Sequence[str]]:
    """Return the ``k`` shortest paths, and all others of the same length as the last of them."""
    found: list[Sequence[str]] = []
    if origin in graph and destination in graph and nx.has_path(graph, origin, destination):
        for path in islice(nx.shortest_simple_paths(graph, origin, destination), MAX_PATHS):
            if len(path) - 1 > longest or (len(found) >= k and len(path) > len(found[-1])):
                break
            found.append(path)
    return found


def _corridor(path: Sequence[str], claims: Mapping[tuple[str, str], Sequence[Route]]) -> Corridor:
    steps = list(pairwise(path))
    whole = frozenset.intersection(*(frozenset(claims[step]) for step in steps))

    def precedence(claim: Route) -> tuple[bool, int, str, tuple[str, str]]:
        return claim not in whole, -claim.report.year, claim.claim, claim.ends

    found = tuple(Leg(*step, tuple(sorted(claims[step], key=precedence))) for step in steps)
    return Corridor(found, _basis(found, whole))


def _basis(found: Sequence[Leg], whole: Iterable[Route]) -> Basis:
    if any(leg.inferred for leg in found):
        return Basis.INFERRED
    if any(not claim.inferred for claim in whole):
        return Basis.CLAIM
    if frozenset.intersection(*(leg.reports for leg in found)):
        return Basis.REPORT
    return Basis.SEVERAL


def _rank(corridor: Corridor) -> tuple[bool, int, int, int, tuple[str, ...]]:
    weakest = min(len(leg.reports) for leg in corridor.legs)
    basis = corridor.basis
    return not basis.connected, len(corridor.legs), _RANKS[basis], -weakest, corridor.places

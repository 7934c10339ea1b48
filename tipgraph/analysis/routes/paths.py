"""Corridors: ways between two places along documented legs, and whether any one report tells the whole way.

A chain of legs is not a journey. Where different reports name its legs, nobody need have travelled it, and
the corridor is marked as stitched together.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence, Set
from dataclasses import dataclass
from enum import StrEnum
from itertools import islice, pairwise

import networkx as nx

from tipgraph.analysis.routes.gazetteer import Gazetteer
from tipgraph.analysis.routes.network import DiGraph, legs
from tipgraph.analysis.routes.route import Route, Routes
from tipgraph.analysis.routes.selection import without_transit_regions

__all__ = ["CANDIDATES", "LONGEST", "Basis", "Corridor", "Leg", "corridors"]

CANDIDATES = 1_000
"""How many ways are looked at, at most: hubs are joined by very many."""
LONGEST = 4
"""Legs of a corridor, at most: longer chains say next to nothing."""


class Basis(StrEnum):
    """Who tells a corridor.

    ``CLAIM``: one claim says all of it, its stops too. ``REPORT``: one report names every leg, though not
    as one way. ``SEVERAL``: no single report connects these legs. ``INFERRED``: a leg of it was made of a
    region's name, and no report names it.
    """

    CLAIM = "one report states it"
    REPORT = "one report names every leg, but not as one route"
    SEVERAL = "no single report connects these legs"
    INFERRED = "inferred from a region's name; no report names this leg"

    @property
    def connected(self) -> bool:
        """Whether a report names all legs."""
        return self in (Basis.CLAIM, Basis.REPORT)


@dataclass(frozen=True, slots=True)
class Leg:
    """A step of a corridor, and the claims that document it.

    Those that tell the whole way come first, and then the newest.
    """

    origin: str
    destination: str
    claims: tuple[Route, ...]

    @property
    def reports(self) -> frozenset[str]:
        """The IRIs of the reports that name the leg: none where it is inferred."""
        return frozenset(claim.report.iri for claim in self.claims if not claim.inferred)

    @property
    def inferred(self) -> bool:
        """Whether the leg was made of a region's name, and no report names it."""
        return all(claim.inferred for claim in self.claims)


@dataclass(frozen=True, slots=True)
class Corridor:
    """A way between two places, and who tells it."""

    legs: tuple[Leg, ...]
    basis: Basis

    @property
    def places(self) -> tuple[str, ...]:
        """The places on the way, both ends included."""
        return (self.legs[0].origin, *(leg.destination for leg in self.legs))

    @property
    def breaks(self) -> tuple[bool, ...]:
        """Whether at each place between the ends the report changes: no one report connects what is there."""
        found = []
        common = self.legs[0].reports
        for leg in self.legs[1:]:
            found.append(common.isdisjoint(leg.reports))
            common = leg.reports if found[-1] else common & leg.reports
        return tuple(found)


def corridors(
    routes: Routes, origin: str, destination: str, k: int, gazetteer: Gazetteer, *, longest: int = LONGEST
) -> list[Corridor]:
    """Return the ``k`` best corridors between two places: what one claim or report tells comes first.

    Then come the fewest legs, of ``longest`` at most, and then counts how many reports name the weakest leg.
    Regions may be ends, and are never inside. None where an end is
    on no route, where no chain of legs joins them, or where both are the same place. Of very many ways, the
    shortest 1,000 are compared.
    """
    if origin == destination:
        return []
    passing = list(without_transit_regions(routes.routes, gazetteer))
    graph = _passable(legs(passing, gazetteer), {origin, destination})
    claims = _claims_of_legs(passing)
    ways = dict.fromkeys(map(tuple, _told_ways(passing, graph, origin, destination, longest)))
    ways |= dict.fromkeys(map(tuple, _shortest(graph, origin, destination, k, longest)))
    return sorted((_corridor(way, claims) for way in ways), key=_rank)[:k]


def _passable(graph: DiGraph, ends: set[str]) -> DiGraph:
    places = [place for place, region in graph.nodes(data="region") if not region or place in ends]
    found: DiGraph = graph.subgraph(places).copy()
    return found


def _claims_of_legs(routes: Iterable[Route]) -> Mapping[tuple[str, str], Sequence[Route]]:
    found: dict[tuple[str, str], dict[Route, None]] = defaultdict(dict)
    for route in routes:
        for leg in route.legs:
            found[leg][route.source_of(leg)] = None
    return {leg: tuple(claims) for leg, claims in found.items()}


def _told_ways(
    routes: Iterable[Route], passable: DiGraph, origin: str, destination: str, longest: int
) -> Iterator[Sequence[str]]:
    """Yield the ways whose legs a single report names."""
    told: dict[str, DiGraph] = defaultdict(nx.DiGraph)
    for route in routes:
        stated = (leg for leg in route.legs if not route.source_of(leg).inferred)
        told[route.report.iri].add_edges_from(leg for leg in stated if leg in passable.edges)
    for graph in told.values():
        if origin in graph and destination in graph:
            yield from islice(nx.all_simple_paths(graph, origin, destination, longest), CANDIDATES)


def _shortest(graph: DiGraph, origin: str, destination: str, k: int, longest: int) -> list[Sequence[str]]:
    """Return the ``k`` shortest ways, and the others that are as short as the last of them."""
    found: list[Sequence[str]] = []
    for way in islice(_ways(graph, origin, destination), CANDIDATES):
        if len(way) - 1 > longest or (len(found) >= k and len(way) > len(found[-1])):
            break
        found.append(way)
    return found


def _ways(graph: DiGraph, origin: str, destination: str) -> Iterator[Sequence[str]]:
    if origin in graph and destination in graph and nx.has_path(graph, origin, destination):
        yield from nx.shortest_simple_paths(graph, origin, destination)


def _corridor(way: Sequence[str], claims: Mapping[tuple[str, str], Sequence[Route]]) -> Corridor:
    steps = list(pairwise(way))
    whole = frozenset.intersection(*(frozenset(claims[step]) for step in steps))
    found = tuple(Leg(*step, tuple(sorted(claims[step], key=_Precedence(whole)))) for step in steps)
    return Corridor(found, _basis(found, whole))


class _Precedence:
    """Sorts the claims of a leg, given those that tell the whole way."""

    def __init__(self, whole: Set[Route]) -> None:
        self._whole = whole

    def __call__(self, claim: Route) -> tuple[bool, int, str, tuple[str, str]]:
        return claim not in self._whole, -claim.report.year, claim.claim, claim.ends


def _basis(found: Sequence[Leg], whole: Set[Route]) -> Basis:
    if any(leg.inferred for leg in found):
        return Basis.INFERRED
    if any(not claim.inferred for claim in whole):
        return Basis.CLAIM
    if frozenset.intersection(*(leg.reports for leg in found)):
        return Basis.REPORT
    return Basis.SEVERAL


_ORDER = list(Basis)


def _rank(corridor: Corridor) -> tuple[bool, int, int, int, tuple[str, ...]]:
    weakest = min(len(leg.reports) for leg in corridor.legs)
    basis = corridor.basis
    return not basis.connected, len(corridor.legs), _ORDER.index(basis), -weakest, corridor.places

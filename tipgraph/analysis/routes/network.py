"""Routes as networkx graphs: one edge for each statement, for each pair of places, or for each leg.

Nodes are codes of places, with ``label``, ``region`` and, if known, ``latitude`` and ``longitude``.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any, TypeAlias

import networkx as nx

from tipgraph.analysis.routes.corroboration import corroborated
from tipgraph.analysis.routes.gazetteer import Gazetteer
from tipgraph.analysis.routes.route import Route, Routes
from tipgraph.analysis.routes.selection import without_transit_regions
from tipgraph.util.memory import gc_paused

__all__ = [
    "DiGraph",
    "Networks",
    "aggregate",
    "legs",
    "multigraph",
    "networks",
    "undirected",
    "without_regions",
]

DiGraph: TypeAlias = "nx.DiGraph[str]"
MultiDiGraph: TypeAlias = "nx.MultiDiGraph[str]"


def multigraph(routes: Routes, gazetteer: Gazetteer) -> MultiDiGraph:
    """Return the graph with one edge for each statement; the edge's key is the IRI of the claim.

    A report can have several statements on a route: to count reports, use `aggregate`.

    An edge has ``report`` (IRI), ``reporting`` (country), ``year``, ``kind``, ``certainty``, ``via``,
    ``victims``, ``exploitation``, ``sectors`` (tuples of codes), ``inferred`` and ``precision``. A claim that
    is inferred for several countries of a region has several edges; their keys also have the places.
    """
    graph: MultiDiGraph = nx.MultiDiGraph()
    for route in routes.routes:
        key = f"{route.claim}#{route.origin}-{route.destination}" if route.inferred else route.claim
        graph.add_edge(route.origin, route.destination, key=key, **_claim_attributes(route))
    _describe_places(graph, gazetteer)
    return graph


def _claim_attributes(route: Route) -> dict[str, Any]:
    return {
        "claim": route.claim,
        "report": route.report.iri,
        "reporting": route.report.country,
        "year": route.report.year,
        "kind": route.kind,
        "certainty": route.certainty,
        "via": route.via,
        "victims": route.victims,
        "exploitation": route.exploitation,
        "sectors": route.sectors,
        "inferred": route.inferred,
        "precision": route.precision,
    }


@gc_paused()
def aggregate(routes: Routes, gazetteer: Gazetteer) -> DiGraph:
    """Return the graph with one edge for each pair of places, from all statements on it.

    ``weight`` is the number of reports that state the route, and ``asserting`` the number of these that
    assert it. Further attributes are ``claims`` and ``reports`` (IRIs), ``years``, ``reporting`` (countries),
    ``victims``, ``exploitation``, ``sectors``, ``via`` and ``kinds`` (tuples of codes), ``support`` (a code
    of `tipgraph.analysis.routes.Support`, from all claims of the reports, filtered or not) and ``inferred``
    (True if no text states the route). Codes of different attributes come from different statements: they
    are not stated of each other.
    """
    graph: DiGraph = nx.DiGraph()
    groups: dict[tuple[str, str], list[Route]] = defaultdict(list)
    for route in routes.routes:
        groups[route.ends].append(route)
    for pair in corroborated(routes, gazetteer):
        ends = (pair.origin, pair.destination)
        graph.add_edge(*ends, support=str(pair.support), **_pair_attributes(groups[ends]))
    _describe_places(graph, gazetteer)
    return graph


def _pair_attributes(group: Sequence[Route]) -> dict[str, Any]:
    return {
        "weight": len({route.report for route in group}),
        "asserting": len({route.report for route in group if route.is_asserted}),
        "claims": tuple(sorted({route.claim for route in group})),
        "reports": tuple(sorted({route.report.iri for route in group})),
        "years": tuple(sorted({route.report.year for route in group})),
        "reporting": tuple(sorted({route.report.country for route in group})),
        "victims": _union(route.victims for route in group),
        "exploitation": _union(route.exploitation for route in group),
        "sectors": _union(route.sectors for route in group),
        "via": _union(route.via for route in group),
        "kinds": tuple(sorted({route.kind for route in group})),
        "inferred": all(route.inferred for route in group),
    }


def _union(values: Iterable[Iterable[str]]) -> tuple[str, ...]:
    return tuple(sorted({value for each in values for value in each}))


@gc_paused()
def legs(routes: Iterable[Route], gazetteer: Gazetteer) -> DiGraph:
    """Return the graph of documented legs. A route through a place has two: to the place, and on from it.

    An edge has ``weight``, the number of reports that state the leg, and ``claims``, the IRIs of the claims
    with the leg. A route through several places has legs through each, because their order is not known. A
    node has ``transit``, the number of reports that name it as a transit place.
    """
    reports: dict[tuple[str, str], set[str]] = defaultdict(set)
    claims: dict[tuple[str, str], set[str]] = defaultdict(set)
    transit: dict[str, set[str]] = defaultdict(set)
    for route in routes:
        for place in route.stops:
            transit[place].add(route.report.iri)
        for leg in route.legs:
            reports[leg].add(route.report.iri)
            claims[leg].add(route.claim)
    graph: DiGraph = nx.DiGraph()
    for leg in sorted(reports):
        graph.add_edge(*leg, weight=len(reports[leg]), claims=tuple(sorted(claims[leg])))
    for place, attributes in graph.nodes(data=True):
        attributes["transit"] = len(transit.get(place, ()))
    _describe_places(graph, gazetteer)
    return graph


def _describe_places(graph: DiGraph | MultiDiGraph, gazetteer: Gazetteer) -> None:
    for place, attributes in graph.nodes(data=True):
        attributes |= {"label": gazetteer.label(place), "region": gazetteer.is_region(place)}
        if point := gazetteer.point(place):
            attributes |= {"latitude": point.latitude, "longitude": point.longitude}


@dataclass(frozen=True)
class Networks:
    """The two graphs that measures use: ``pairs`` from `aggregate`, and ``legs`` from `legs`."""

    pairs: DiGraph
    legs: DiGraph


def networks(routes: Routes, gazetteer: Gazetteer, *, regions: bool = False) -> Networks:
    """Return the graphs of routes for measures; ``regions`` also counts regions as places.

    By default regions are excluded. A region consists of many countries: as one place, it would connect
    countries that no text connects.
    """
    pairs = aggregate(routes, gazetteer)
    if regions:
        return Networks(pairs, legs(routes.routes, gazetteer))
    between_countries = without_transit_regions(routes.routes, gazetteer)
    return Networks(without_regions(pairs), without_regions(legs(between_countries, gazetteer)))


def without_regions(graph: DiGraph) -> DiGraph:
    """Return the subgraph of countries."""
    countries = [place for place, region in graph.nodes(data="region") if not region]
    found: DiGraph = graph.subgraph(countries).copy()
    return found


def undirected(graph: DiGraph) -> nx.Graph[str]:
    """Return the simple graph with an edge between two places if a route leads either way."""
    found: nx.Graph[str] = nx.Graph()
    found.add_nodes_from(graph)
    found.add_edges_from(
        (origin, destination) for origin, destination in graph.edges if origin != destination
    )
    return found

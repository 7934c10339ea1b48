"""Routes as networkx graphs: one edge for each statement, for each pair of places, or for each leg."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, TypeAlias

import networkx as nx

from tipgraph.analysis.routes.gazetteer import Gazetteer
from tipgraph.analysis.routes.loading import read_quotes
from tipgraph.analysis.routes.route import Route, Routes, Support, corroborated
from tipgraph.analysis.routes.selection import without_transit_regions
from tipgraph.model.iris import BASE
from tipgraph.model.vocabulary import Vocabulary, load
from tipgraph.rdf.store import Queryable
from tipgraph.util.processes import gc_paused
from tipgraph.util.text import SEPARATOR, replace_control_characters

__all__ = [
    "DiGraph",
    "FlatGraph",
    "Networks",
    "Value",
    "aggregate",
    "flatten",
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


FlatGraph: TypeAlias = DiGraph
"""A network with one edge for each pair of places, or (as a ``MultiDiGraph``) for each claim.

All attributes have the type ``str``, ``int``, ``float`` or ``bool``. Each edge has an ``id`` and a
``weight``.
"""

Value: TypeAlias = str | int | float | bool

_SCHEMES = {
    "kind": "route-kind", "kinds": "route-kind", "certainty": "certainty", "victims": "victim-group",
    "exploitation": "exploitation", "sectors": "sector",
}  # fmt: skip
"""The vocabularies of attributes with codes of concepts."""

_PLACES = frozenset({"reporting", "via"})
"""The attributes with codes of places."""

_SUPPORT = {
    Support.BOTH: "reports on both ends",
    Support.SILENT: "reports on one end; a report on the other does not mention it",
    Support.UNREAD: "reports on one end; no report on the other was read",
    Support.OTHERS: "only reports on third countries",
    Support.REGION: "an end is a region, which has no report",
    Support.INFERRED: "inferred from a region's name; no report states it",
}


def flatten(
    graph: DiGraph, store: Queryable | None = None, vocabulary: Vocabulary | None = None
) -> FlatGraph:
    """Return a flat copy of a network, sorted by places and claims.

    The network is a result of `tipgraph.analysis.routes.aggregate` or `tipgraph.analysis.routes.multigraph`.
    With a ``store``, each edge has the first ``quote`` of its claim; for an aggregated edge this is the first
    of its claims, whose IRI is in ``claim``. Labels come from ``vocabulary``, by default the ontology's.
    """
    labels = _Labels(vocabulary or load())
    quotes = _first_quotes(store, graph) if store is not None else {}
    made: FlatGraph = nx.MultiDiGraph() if graph.is_multigraph() else nx.DiGraph()
    for place in sorted(graph):
        made.add_node(place, **_clean({**graph.nodes[place], "iri": f"{BASE}place/{place}"}))
    for origin, destination, name, attributes in sorted(_edges(graph), key=lambda edge: edge[:3]):
        key = {"key": name} if graph.is_multigraph() else {}
        about = {"id": name, **_ends(origin, destination, labels), **_flat(attributes, quotes, labels)}
        made.add_edge(origin, destination, **key, **_clean(about))
    return made


def _edges(graph: DiGraph) -> Iterator[tuple[str, str, str, dict[str, Any]]]:
    """Yield origin, destination, a unique identifier, and attributes."""
    if isinstance(graph, nx.MultiDiGraph):
        yield from graph.edges(keys=True, data=True)
        return
    for origin, destination, attributes in graph.edges(data=True):
        yield origin, destination, f"{origin}>{destination}", attributes


def _claim(attributes: Mapping[str, Any]) -> str | None:
    claims = (attributes["claim"],) if "claim" in attributes else attributes.get("claims", ())
    return next(iter(claims), None)


def _first_quotes(store: Queryable, graph: DiGraph) -> dict[str, str]:
    claims = {claim for *_, attributes in _edges(graph) if (claim := _claim(attributes))}
    return {claim: quotes[0].text for claim, quotes in read_quotes(store, claims).items() if quotes}


class _Labels:
    """The labels of codes; an unknown code is its own label."""

    def __init__(self, vocabulary: Vocabulary) -> None:
        self._vocabulary = vocabulary
        self.place = Gazetteer(vocabulary).label

    def of(self, attribute: str, code: str) -> str | None:
        """Return the label of an attribute's code; None for an attribute without codes."""
        if attribute in _PLACES:
            return self.place(code)
        if attribute == "support":
            return _SUPPORT[Support(code)]
        if attribute not in _SCHEMES:
            return None
        known = self._vocabulary[_SCHEMES[attribute]].get(code)
        return known.label if known else code


def _ends(origin: str, destination: str, labels: _Labels) -> dict[str, Any]:
    names = labels.place(origin), labels.place(destination)
    return {"label": " → ".join(names), "origin_label": names[0], "destination_label": names[1], "weight": 1}


def _flat(attributes: Mapping[str, Any], quotes: Mapping[str, str], labels: _Labels) -> dict[str, Any]:
    made: dict[str, Any] = {}
    for name, value in attributes.items():
        made[name] = value
        codes = value if isinstance(value, tuple) else (value,)
        if named := [label for code in codes if (label := labels.of(name, code)) is not None]:
            made[f"{name}_label"] = tuple(named) if isinstance(value, tuple) else named[0]
    if years := attributes.get("years"):
        made |= {"first_year": min(years), "last_year": max(years)}
    claim = _claim(attributes)
    return made | {"claim": claim, "quote": quotes.get(claim or "")}


def _clean(attributes: Mapping[str, Any]) -> dict[str, Value]:
    return {name: _value(value) for name, value in attributes.items() if value not in (None, (), "")}


def _value(value: Any) -> Value:
    if isinstance(value, tuple):
        return replace_control_characters(_joined(map(str, value)))
    return value if isinstance(value, int | float) else replace_control_characters(str(value))


def _joined(values: Iterable[str]) -> str:
    return SEPARATOR.join(value.replace(SEPARATOR, "¦") for value in values)

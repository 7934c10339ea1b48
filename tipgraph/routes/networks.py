"""The two graphs that measures are taken on: who is joined to whom, and by which documented legs."""

from __future__ import annotations

from dataclasses import dataclass

import networkx as nx

from tipgraph.routes.atlas import Atlas
from tipgraph.routes.network import DiGraph, aggregate, legs, without_regions
from tipgraph.routes.regions import passing_countries
from tipgraph.routes.route import Routes

__all__ = ["Networks", "networks", "undirected"]


@dataclass(frozen=True)
class Networks:
    """``pairs`` joins origins to destinations, ``legs`` places to next stops.

    `aggregate` makes the one, `tipgraph.routes.legs` the other.
    """

    pairs: DiGraph
    legs: DiGraph


def networks(routes: Routes, atlas: Atlas, *, regions: bool = False) -> Networks:
    """Return the graphs of some routes; without regions, unless ``regions`` are to count as places.

    A region is many countries at once: as one place, it would make neighbors and ways of what no text
    connects.
    """
    pairs = aggregate(routes, atlas)
    if regions:
        return Networks(pairs, legs(routes.routes, atlas))
    passing = passing_countries(routes.routes, atlas)
    return Networks(without_regions(pairs), without_regions(legs(passing, atlas)))


def undirected(graph: DiGraph) -> nx.Graph[str]:
    """Return the simple graph in which two places are neighbors where a route runs either way."""
    found: nx.Graph[str] = nx.Graph()
    found.add_nodes_from(graph)
    found.add_edges_from(
        (origin, destination) for origin, destination in graph.edges if origin != destination
    )
    return found

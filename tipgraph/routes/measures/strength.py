"""Strength: how many reports name the routes into and out of a place.

Source: A. Barrat, M. Barthélemy, R. Pastor-Satorras, A. Vespignani, "The architecture of complex weighted
networks", PNAS 101 (2004) 3747-3752: the strength of a node is the sum of its edges' weights. Here an edge's
weight is the number of reports that name the route: a report counts once for each partner.
"""

from __future__ import annotations

from tipgraph.routes.network import DiGraph

__all__ = ["in_strength", "out_strength"]


def in_strength(graph: DiGraph) -> dict[str, float]:
    """Return the summed weight of the routes into each place.

    An empty graph gives nothing; a place without such routes has 0.

    >>> import networkx as nx
    >>> in_strength(nx.DiGraph([("KHM", "THA", {"weight": 3}), ("LAO", "THA", {"weight": 1})]))
    {'KHM': 0, 'THA': 4, 'LAO': 0}
    """
    return dict(graph.in_degree(weight="weight"))


def out_strength(graph: DiGraph) -> dict[str, float]:
    """Return the summed weight of the routes out of each place; degenerate input as for `in_strength`."""
    return dict(graph.out_degree(weight="weight"))

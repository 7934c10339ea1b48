"""Reciprocity: how many routes have one that runs the other way.

Source: S. Wasserman, K. Faust, "Social Network Analysis", Cambridge University Press (1994), chapter 13; M.
E. J. Newman, S. Forrest, J. Balthrop, "Email networks and the spread of computer viruses", Physical Review E
66 (2002) 035101: the share of edges that are returned.
"""

from __future__ import annotations

import networkx as nx

from tipgraph.routes.network import DiGraph

__all__ = ["reciprocity", "returned"]


def reciprocity(graph: DiGraph) -> float | None:
    """Return the share of pairs with routes one way that have them the other way, too; None without routes.

    >>> reciprocity(nx.DiGraph([("MLI", "CIV"), ("CIV", "MLI"), ("MLI", "FRA")]))
    0.6666666666666666
    """
    return float(nx.overall_reciprocity(graph)) if graph.size() else None


def returned(graph: DiGraph) -> dict[str, float]:
    """Return for each place the share of its routes, in and out, that run both ways; 0 where it has none."""
    shares = nx.reciprocity(graph, list(graph))
    assert isinstance(shares, dict), "there is one for each place"
    return {place: share or 0.0 for place, share in shares.items()}

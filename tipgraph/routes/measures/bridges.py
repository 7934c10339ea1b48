"""Bridges and cut vertices: what holds parts of the network together alone.

Source: R. Tarjan, "A note on finding the bridges of a graph", Information Processing Letters 2 (1974)
160-161; J. Hopcroft, R. Tarjan, "Algorithm 447: efficient algorithms for graph manipulation", Communications
of the ACM 16 (1973) 372-378. Directions do not count.
"""

from __future__ import annotations

import networkx as nx

from tipgraph.routes.network import DiGraph
from tipgraph.routes.networks import undirected

__all__ = ["bridges", "cut_vertices"]


def bridges(legs: DiGraph) -> list[tuple[str, str]]:
    """Return the pairs of neighbors whose leg alone joins two parts, sorted; none where there are no legs.

    >>> bridges(nx.DiGraph([("A", "B"), ("B", "C"), ("C", "A"), ("C", "D")]))
    [('C', 'D')]
    """
    pairs = (sorted(pair) for pair in nx.bridges(undirected(legs)))
    return sorted((first, second) for first, second in pairs)


def cut_vertices(legs: DiGraph) -> list[str]:
    """Return the places without which their part would fall apart, sorted; none where there are no legs.

    >>> cut_vertices(nx.DiGraph([("A", "B"), ("B", "C"), ("C", "A"), ("C", "D")]))
    ['C']
    """
    return sorted(nx.articulation_points(undirected(legs)))

"""Strongly connected components: places each of which can be reached from each by documented legs.

Source: R. Tarjan, "Depth-first search and linear graph algorithms", SIAM Journal on Computing 1 (1972)
146-160.
"""

from __future__ import annotations

import networkx as nx

from tipgraph.routes.network import DiGraph

__all__ = ["components"]


def components(legs: DiGraph) -> list[frozenset[str]]:
    """Return the components of two places or more, the largest first.

    None for an empty graph, a single place, no legs, or where nothing leads back.

    >>> [sorted(part) for part in components(nx.DiGraph([("A", "B"), ("B", "A"), ("B", "C")]))]
    [['A', 'B']]
    """
    parts = (frozenset(part) for part in nx.strongly_connected_components(legs))
    return sorted((part for part in parts if len(part) > 1), key=lambda part: (-len(part), sorted(part)))

"""Cores: how deep in the most densely joined part of the network a place lies.

Source: S. B. Seidman, "Network structure and minimum degree", Social Networks 5 (1983) 269-287; computed as
by V. Batagelj, M. Zaveršnik, "An O(m) algorithm for cores decomposition of networks", arXiv cs/0310049
(2003). Directions and weights do not count: a neighbor is a place with a route either way.
"""

from __future__ import annotations

import networkx as nx

from tipgraph.routes.network import DiGraph
from tipgraph.routes.networks import undirected

__all__ = ["cores"]


def cores(graph: DiGraph) -> dict[str, float]:
    """Return the largest k for which each place is in a part where all have k neighbors or more.

    An empty graph gives nothing; a place without routes has 0; a route to itself does not count.

    >>> cores(nx.DiGraph([("A", "B"), ("B", "C"), ("C", "A"), ("C", "D")]))
    {'A': 2, 'B': 2, 'C': 2, 'D': 1}
    """
    return dict(nx.core_number(undirected(graph)))

"""PageRank: where one ends up who follows routes at random, and now and then starts anew.

Source: L. Page, S. Brin, R. Motwani, T. Winograd, "The PageRank citation ranking: bringing order to the
Web", Stanford InfoLab 1999-66 (1999), with their damping of 0.85. A step is taken in proportion to the
number of reports that name a route; from a place without routes out of it, the next may be anywhere.
"""

from __future__ import annotations

import networkx as nx

from tipgraph.routes.network import DiGraph

__all__ = ["pagerank"]


def pagerank(graph: DiGraph) -> dict[str, float]:
    """Return the share of time spent in each place; the shares make 1.

    An empty graph gives nothing; without routes every place has the same share, a single one all of it.

    >>> ranks = pagerank(nx.DiGraph([("KHM", "THA"), ("LAO", "THA")]))
    >>> max(ranks, key=ranks.get)
    'THA'
    """
    return dict(nx.pagerank(graph, weight="weight"))

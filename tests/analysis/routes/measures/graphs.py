"""Small graphs, and the smallest possible ones."""

from __future__ import annotations

import networkx as nx

from tipgraph.analysis.routes.network import DiGraph

__all__ = ["DEGENERATE", "graph"]


def graph(ways: str = "", alone: str = "") -> DiGraph:
    """Return a graph: ``A-B:3 B-C`` has a route of weight 3 and one of 1; places ``alone`` have none.

    >>> sorted(graph("A-B:3", "C"))
    ['A', 'B', 'C']
    """
    found: DiGraph = nx.DiGraph()
    found.add_nodes_from(alone)
    for way in ways.split():
        ends, _, weight = way.partition(":")
        origin, destination = ends.split("-")
        found.add_edge(origin, destination, weight=int(weight or 1))
    return found


DEGENERATE = {
    "empty": graph(),
    "one place": graph("", "A"),
    "no routes": graph("", "ABC"),
    "one route": graph("A-B"),
    "a route to itself": graph("A-A"),
    "two equal parts": graph("A-B C-D"),
    "a chain": graph("A-B B-C"),
    "all of them": graph("A-B B-A A-C C-A B-C C-B"),
}

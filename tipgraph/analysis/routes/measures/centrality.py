"""Centrality: how important each place is in the network of routes.

An edge's ``weight`` is the number of reports that state the route. Every function returns a value for each
place of the graph, and nothing for an empty graph.
"""

from __future__ import annotations

from collections.abc import Iterator
from math import hypot, isclose
from typing import TypeAlias

import networkx as nx

from tipgraph.analysis.routes.network import DiGraph
from tipgraph.util.optional import require

__all__ = ["authorities", "betweenness", "hubs", "in_strength", "out_strength", "pagerank", "transit"]

Scores: TypeAlias = dict[str, float]


def in_strength(graph: DiGraph) -> Scores:
    """Return the total weight of the routes into each place; 0 for a place without such routes.

    A report counts once for each origin.

    Source: A. Barrat, M. Barthélemy, R. Pastor-Satorras, A. Vespignani, "The architecture of complex weighted
    networks", PNAS 101 (2004) 3747-3752: the strength of a node is the sum of its edges' weights.

    >>> import networkx as nx
    >>> in_strength(nx.DiGraph([("KHM", "THA", {"weight": 3}), ("LAO", "THA", {"weight": 1})]))
    {'KHM': 0, 'THA': 4, 'LAO': 0}
    """
    return dict(graph.in_degree(weight="weight"))


def out_strength(graph: DiGraph) -> Scores:
    """Return the total weight of the routes out of each place; 0 for a place without such routes.

    A report counts once for each destination. Source: as for `in_strength`.
    """
    return dict(graph.out_degree(weight="weight"))


def transit(legs: DiGraph) -> Scores:
    """Return the number of reports that name each place as a transit place; 0 if there are none.

    The count has no published source. It uses only what reports state; `betweenness` also joins legs of
    different reports. Compare the two to see how much of the betweenness is documented.
    """
    return {place: attributes.get("transit", 0) for place, attributes in legs.nodes(data=True)}


def betweenness(legs: DiGraph) -> Scores:
    """Return the share of ordered pairs of other places whose shortest paths lead through each place.

    A path may join legs of different reports: perhaps nobody traveled it. All legs have length 1, because the
    number of reports does not measure traffic. With fewer than three places, or without legs, every place
    has 0.

    Source: L. C. Freeman, "A set of measures of centrality based on betweenness", Sociometry 40 (1977) 35-41;
    algorithm by U. Brandes, "A faster algorithm for betweenness centrality", Journal of Mathematical
    Sociology 25 (2001) 163-177.

    >>> betweenness(nx.DiGraph([("CHN", "THA"), ("THA", "MYS")]))["THA"]
    0.5
    """
    return dict(nx.betweenness_centrality(legs))


def pagerank(graph: DiGraph) -> Scores:
    """Return the share of time that a random walk along routes spends in each place; the shares sum to 1.

    The walk chooses a route with a probability proportional to its weight, and jumps to a random place with
    probability 0.15 and from places without routes out. Without routes, all places have the same share.
    Raises UsageError if the extra ``networks`` is not installed.

    Source: L. Page, S. Brin, R. Motwani, T. Winograd, "The PageRank citation ranking: bringing order to the
    Web", Stanford InfoLab 1999-66 (1999).

    >>> ranks = pagerank(nx.DiGraph([("KHM", "THA"), ("LAO", "THA")]))
    >>> max(ranks, key=ranks.get)
    'THA'
    """
    require("networks")
    return dict(nx.pagerank(graph, weight="weight"))


def hubs(graph: DiGraph) -> Scores:
    """Return how strongly each place is an origin of routes to authorities; the scores sum to 1.

    Without routes, every place has 0. Raises UsageError if the extra ``networks`` is not installed.

    Source: J. Kleinberg, "Authoritative sources in a hyperlinked environment", Journal of the ACM 46 (1999)
    604-632 (HITS). The scores are the leading singular vectors of the matrix of weights. If several parts of
    the network have the same leading singular value, these vectors are not unique, and a solver returns any
    mixture of them. So each part is solved separately, where the vectors are positive and unique (by the
    theorem of Perron and Frobenius); the part with the largest singular value gets all scores, and equally
    strong parts share them.

    >>> hubs(nx.DiGraph([("KHM", "THA"), ("LAO", "THA"), ("MMR", "CHN")]))
    {'KHM': 0.5, 'THA': 0.0, 'LAO': 0.5, 'MMR': 0.0, 'CHN': 0.0}
    """
    return _hits(graph)[0]


def authorities(graph: DiGraph) -> Scores:
    """Return how strongly each place is a destination of routes from hubs; the scores sum to 1.

    Degenerate cases, errors and source: as for `hubs`.
    """
    return _hits(graph)[1]


def _hits(graph: DiGraph) -> tuple[Scores, Scores]:
    """Return hubs and authorities."""
    solutions = [_solve(part) for part in _parts(graph)]
    largest = max((singular_value for singular_value, *_ in solutions), default=0.0)
    leading = [
        scores for singular_value, *scores in solutions if isclose(singular_value, largest, rel_tol=1e-6)
    ]
    return _share(graph, [hub for hub, _ in leading]), _share(graph, [authority for _, authority in leading])


def _parts(graph: DiGraph) -> Iterator[DiGraph]:
    """Yield the parts of a graph that no common origin or destination connects with the rest."""
    sides: nx.Graph[tuple[str, bool]] = nx.Graph()
    sides.add_edges_from(((origin, True), (destination, False)) for origin, destination in graph.edges)
    for part in nx.connected_components(sides):
        yield graph.edge_subgraph([edge for edge in graph.edges if (edge[0], True) in part]).copy()


def _solve(part: DiGraph) -> tuple[float, Scores, Scores]:
    """Return the leading singular value of a part, and its hubs and authorities."""
    if len(part) == 1:
        (place,) = part
        return float(part[place][place].get("weight", 1)), {place: 1.0}, {place: 1.0}
    require("networks")
    # A fixed starting vector: the solver would choose a random one.
    hub, authority = nx.hits(part, nstart=dict.fromkeys(part, 1.0), tol=1e-12, normalized=False)
    return hypot(*hub.values()), hub, authority


def _share(graph: DiGraph, vectors: list[Scores]) -> Scores:
    """Return the mean of vectors, each normalized to sum 1; 0 for places in none of them."""
    found = dict.fromkeys(graph, 0.0)
    for vector in vectors:
        total = sum(map(abs, vector.values()))
        for place, score in vector.items():
            found[place] += abs(score) / total / len(vectors)
    return found

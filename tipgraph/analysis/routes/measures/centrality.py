"""Strength: how many reports name the routes into and out of a place.

Source: A. Barrat, M. Barthélemy, R. Pastor-Satorras, A. Vespignani, "The architecture of complex weighted
networks", PNAS 101 (2004) 3747-3752: the strength of a node is the sum of its edges' weights. Here an edge's
weight is the number of reports that name the route: a report counts once for each partner.

Passages: how many reports name a place as passed through.

Source: none but the texts: this counts reports, and supposes nothing of ways that no report tells. Set
beside `betweenness`, which joins legs of different reports, it shows how much of that is documented.

Betweenness over passage: on how many of the shortest chains of documented legs a place lies.

Source: L. C. Freeman, "A set of measures of centrality based on betweenness", Sociometry 40 (1977) 35-41;
computed as by U. Brandes, "A faster algorithm for betweenness centrality", Journal of Mathematical Sociology
25 (2001) 163-177. Every leg is one step, however many reports name it: a mention is no measure of traffic.

PageRank: where one ends up who follows routes at random, and now and then starts anew.

Source: L. Page, S. Brin, R. Motwani, T. Winograd, "The PageRank citation ranking: bringing order to the
Web", Stanford InfoLab 1999-66 (1999), with their damping of 0.85. A step is taken in proportion to the
number of reports that name a route; from a place without routes out of it, the next may be anywhere.

Hubs and authorities (HITS): origins that send to much-named destinations, and the other way round.

Source: J. Kleinberg, "Authoritative sources in a hyperlinked environment", Journal of the ACM 46 (1999)
604-632. The scores are the leading singular vectors of the matrix of weights. They are settled only within a
part whose origins and destinations hang together: where several parts lead equally, Kleinberg's iteration
depends on where it starts, and a solver returns any mixture of them, even of both signs. So each part is
solved on its own (its vectors are positive and unique, by Perron and Frobenius), the part with the largest
singular value counts, and parts that are equally strong share.
"""

from __future__ import annotations

from collections.abc import Iterator
from math import hypot, isclose

import networkx as nx

from tipgraph.analysis.routes.network import DiGraph
from tipgraph.util.optional import require

__all__ = ["authorities", "betweenness", "hubs", "in_strength", "out_strength", "pagerank", "transit"]


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


def transit(legs: DiGraph) -> dict[str, float]:
    """Return in how many reports each place is passed through.

    An empty graph gives nothing; where no route passes through anything, every place has 0.
    """
    return {place: attributes.get("transit", 0) for place, attributes in legs.nodes(data=True)}


def betweenness(legs: DiGraph) -> dict[str, float]:
    """Return the share of ordered pairs of other places whose shortest chains run through each place.

    Chains join legs of different reports: no one need have travelled them. An empty graph gives nothing;
    with fewer than three places, or without legs, every place has 0.

    >>> betweenness(nx.DiGraph([("CHN", "THA"), ("THA", "MYS")]))["THA"]
    0.5
    """
    return dict(nx.betweenness_centrality(legs))


def pagerank(graph: DiGraph) -> dict[str, float]:
    """Return the share of time spent in each place; the shares make 1.

    An empty graph gives nothing; without routes every place has the same share, a single one all of it.

    >>> ranks = pagerank(nx.DiGraph([("KHM", "THA"), ("LAO", "THA")]))
    >>> max(ranks, key=ranks.get)
    'THA'
    """
    require("networks")
    return dict(nx.pagerank(graph, weight="weight"))


_Scores = dict[str, float]


def hubs(graph: DiGraph) -> _Scores:
    """Return how much each place is an origin of routes to authorities; the scores make 1.

    An empty graph gives nothing; without routes, every place has 0.

    >>> hubs(nx.DiGraph([("KHM", "THA"), ("LAO", "THA"), ("MMR", "CHN")]))
    {'KHM': 0.5, 'THA': 0.0, 'LAO': 0.5, 'MMR': 0.0, 'CHN': 0.0}
    """
    return _hits(graph)[0]


def authorities(graph: DiGraph) -> _Scores:
    """Return how much each place is a destination of routes from hubs; degenerate input as for `hubs`."""
    return _hits(graph)[1]


def _hits(graph: DiGraph) -> tuple[_Scores, _Scores]:
    solved = [_solved(part) for part in _parts(graph)]
    strongest = max((strength for strength, *_ in solved), default=0.0)
    leading = [scores for strength, *scores in solved if isclose(strength, strongest, rel_tol=1e-6)]
    sent, received = (_shared(graph, [scores[at] for scores in leading]) for at in (0, 1))
    return sent, received


def _parts(graph: DiGraph) -> Iterator[DiGraph]:
    """Yield the parts whose routes hang together by common origins or destinations."""
    sides: nx.Graph[tuple[str, bool]] = nx.Graph()
    sides.add_edges_from(((origin, True), (destination, False)) for origin, destination in graph.edges)
    for part in nx.connected_components(sides):
        yield graph.edge_subgraph([edge for edge in graph.edges if (edge[0], True) in part]).copy()


def _solved(part: DiGraph) -> tuple[float, _Scores, _Scores]:
    """Return the singular value of a part, and its hubs and authorities."""
    if len(part) == 1:
        (place,) = part
        return float(part[place][place].get("weight", 1)), {place: 1.0}, {place: 1.0}
    require("networks")
    # A start of its own for the solver, as it would take one at random.
    sent, received = nx.hits(part, nstart=dict.fromkeys(part, 1.0), tol=1e-12, normalized=False)
    return hypot(*sent.values()), sent, received


def _shared(graph: DiGraph, leading: list[_Scores]) -> _Scores:
    found = dict.fromkeys(graph, 0.0)
    for scores in leading:
        total = sum(map(abs, scores.values()))
        for place, score in scores.items():
            found[place] += abs(score) / total / len(leading)
    return found

"""Hubs and authorities (HITS): origins that send to much-named destinations, and the other way round.

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

from tipgraph.routes.network import DiGraph

__all__ = ["authorities", "hubs"]

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

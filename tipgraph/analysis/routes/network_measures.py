"""Measures of networks of routes, each with its source, meaning and degenerate cases. See docs/routes.md.

Centrality: how important each place is in the network. Structure: how the network hangs together
(reciprocity, strongly connected components, k-cores, bridges and cut vertices), its communities, and how
evenly routes are spread. An edge's ``weight`` is the number of reports that state the route.

The functions take the graphs of `tipgraph.analysis.routes.network` and call public functions of networkx, so
that a backend of networkx can compute them if the user installs one. Measures of places return a value for
each place of the graph, and nothing for an empty graph.

Communities are groups of places with more routes among them than expected by chance. Source: V. D. Blondel,
J.-L. Guillaume, R. Lambiotte, E. Lefebvre, "Fast unfolding of communities in large networks", Journal of
Statistical Mechanics (2008) P10008, with the modularity of directed graphs by E. A. Leicht, M. E. J. Newman,
"Community structure in directed networks", Physical Review Letters 100 (2008) 118703. The result of Louvain's
method depends on the order of places, which the seed decides. Stability is the mean agreement of the results
of several seeds, by the adjusted Rand index: L. Hubert, P. Arabie, "Comparing partitions", Journal of
Classification 2 (1985) 193-218.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import combinations
from math import comb, fsum, isclose, log
from typing import TypeAlias

import networkx as nx

from tipgraph.analysis.routes.network import DiGraph, undirected
from tipgraph.util.optional import require

__all__ = [
    "Communities",
    "adjusted_rand_index",
    "authorities",
    "betweenness",
    "bridges",
    "communities",
    "core_numbers",
    "cut_vertices",
    "evenness",
    "evenness_of_destinations",
    "hubs",
    "in_strength",
    "out_strength",
    "overall_reciprocity",
    "pagerank",
    "reciprocity",
    "strong_components",
    "transit",
]

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

    >>> scores = hubs(nx.DiGraph([("KHM", "THA"), ("LAO", "THA"), ("MMR", "CHN")]))
    >>> {place: round(score, 9) for place, score in scores.items()}
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
    require("networks")
    from numpy.linalg import svd

    left, singular_values, right = svd(nx.to_numpy_array(part))
    hub, authority = (dict(zip(part, vector.tolist(), strict=True)) for vector in (left[:, 0], right[0]))
    return float(singular_values[0]), hub, authority


def _share(graph: DiGraph, vectors: list[Scores]) -> Scores:
    """Return the mean of vectors, each normalized to sum 1; 0 for places in none of them."""
    found = dict.fromkeys(graph, 0.0)
    for vector in vectors:
        total = sum(map(abs, vector.values()))
        for place, score in vector.items():
            found[place] += abs(score) / total / len(vectors)
    return found


def overall_reciprocity(graph: DiGraph) -> float | None:
    """Return the share of edges whose reverse is an edge too; None without routes.

    Source: S. Wasserman, K. Faust, "Social Network Analysis", Cambridge University Press (1994), chapter 13;
    M. E. J. Newman, S. Forrest, J. Balthrop, "Email networks and the spread of computer viruses", Physical
    Review E 66 (2002) 035101.

    >>> overall_reciprocity(nx.DiGraph([("MLI", "CIV"), ("CIV", "MLI"), ("MLI", "FRA")]))
    0.6666666666666666
    """
    return float(nx.overall_reciprocity(graph)) if graph.size() else None


def reciprocity(graph: DiGraph) -> dict[str, float]:
    """Return for each place the share of its edges, in and out, whose reverse is an edge; 0 without edges.

    Source: as for `overall_reciprocity`.
    """
    shares = nx.reciprocity(graph, list(graph))
    assert isinstance(shares, dict), "given several nodes, networkx returns a value for each"
    return {place: share or 0.0 for place, share in shares.items()}


def strong_components(legs: DiGraph) -> list[frozenset[str]]:
    """Return the strongly connected components of two places or more, the largest first.

    In such a component, documented legs lead from each place to each other place. Returns none for an empty
    graph, a single place, or a graph without cycles.

    Source: R. Tarjan, "Depth-first search and linear graph algorithms", SIAM Journal on Computing 1 (1972)
    146-160.

    >>> [sorted(part) for part in strong_components(nx.DiGraph([("A", "B"), ("B", "A"), ("B", "C")]))]
    [['A', 'B']]
    """
    parts = (frozenset(part) for part in nx.strongly_connected_components(legs))
    return sorted((part for part in parts if len(part) > 1), key=lambda part: (-len(part), sorted(part)))


def core_numbers(graph: DiGraph) -> dict[str, float]:
    """Return for each place the largest k such that it is in a k-core.

    In a k-core, every place has at least k neighbors. Directions, weights and routes from a place to itself
    are ignored. An empty graph gives nothing; a place without routes has 0.

    Source: S. B. Seidman, "Network structure and minimum degree", Social Networks 5 (1983) 269-287; algorithm
    by V. Batagelj, M. Zaveršnik, "An O(m) algorithm for cores decomposition of networks", arXiv cs/0310049
    (2003).

    >>> core_numbers(nx.DiGraph([("A", "B"), ("B", "C"), ("C", "A"), ("C", "D")]))
    {'A': 2, 'B': 2, 'C': 2, 'D': 1}
    """
    return dict(nx.core_number(undirected(graph)))


def bridges(legs: DiGraph) -> list[tuple[str, str]]:
    """Return the pairs of places whose leg is the only link between two parts, sorted; none without legs.

    Directions are ignored.

    Source: R. Tarjan, "A note on finding the bridges of a graph", Information Processing Letters 2 (1974)
    160-161.

    >>> bridges(nx.DiGraph([("A", "B"), ("B", "C"), ("C", "A"), ("C", "D")]))
    [('C', 'D')]
    """
    pairs = (sorted(pair) for pair in nx.bridges(undirected(legs)))
    return sorted((first, second) for first, second in pairs)


def cut_vertices(legs: DiGraph) -> list[str]:
    """Return the places whose removal would split their part of the network, sorted; none without legs.

    They are also called articulation points. Directions are ignored.

    Source: J. Hopcroft, R. Tarjan, "Algorithm 447: efficient algorithms for graph manipulation",
    Communications of the ACM 16 (1973) 372-378.

    >>> cut_vertices(nx.DiGraph([("A", "B"), ("B", "C"), ("C", "A"), ("C", "D")]))
    ['C']
    """
    return sorted(nx.articulation_points(undirected(legs)))


def evenness(weights: Iterable[float]) -> float | None:
    """Return Pielou's evenness: 1 if all weights are equal, near 0 if one has almost everything.

    It is the entropy of the shares divided by the largest possible entropy. Weights of 0 are ignored. None
    for fewer than two weights.

    Source: C. E. Shannon, "A mathematical theory of communication", Bell System Technical Journal 27 (1948)
    379-423; E. C. Pielou, "The measurement of diversity in different types of biological collections",
    Journal of Theoretical Biology 13 (1966) 131-144.

    >>> evenness([5, 5]), evenness([3]), evenness([])
    (1.0, None, None)
    """
    positive = [weight for weight in weights if weight > 0]
    if len(positive) < 2:
        return None
    total = fsum(positive)
    entropy = -fsum(weight / total * log(weight / total) for weight in positive)
    return min(1.0, entropy / log(len(positive)))


def evenness_of_destinations(graph: DiGraph) -> float | None:
    """Return how evenly routes are spread over destinations; None for fewer than two destinations."""
    return evenness(in_strength(graph).values())


SEEDS = 10
"""The default number of seeds that are compared."""

Groups: TypeAlias = "Sequence[frozenset[str]]"


@dataclass(frozen=True, slots=True)
class Communities:
    """Groups, the largest first, with their modularity and stability (1: all seeds agree).

    ``modularity`` is None without routes; ``stability`` is None for a single seed.
    """

    groups: Groups
    modularity: float | None
    stability: float | None


def communities(graph: DiGraph, seed: int = 0, seeds: int = SEEDS, resolution: float = 1) -> Communities:
    """Return the groups that ``seed`` gives, and how far they agree with those of the next seeds.

    ``seeds`` is the number of seeds in all. A ``resolution`` above 1 gives more and smaller groups. An empty
    graph has no groups; without routes, each place is a group.
    """
    ordered = _ordered(graph)
    found = [_louvain(ordered, seed + more, resolution) for more in range(seeds)]
    return Communities(found[0], _modularity(ordered, found[0], resolution), _agreement(found))


def _modularity(graph: DiGraph, groups: Groups, resolution: float) -> float | None:
    if not graph.size():
        return None
    return float(nx.community.modularity(graph, map(set, groups), resolution=resolution))


def _ordered(graph: DiGraph) -> DiGraph:
    """Return a graph with its places in the order of codes, so that a seed always gives the same groups."""
    found: DiGraph = nx.DiGraph()
    found.add_nodes_from(sorted(graph))
    found.add_weighted_edges_from(sorted(graph.edges(data="weight", default=1)))
    return found


def _louvain(graph: DiGraph, seed: int, resolution: float) -> Groups:
    found = nx.community.louvain_communities(graph, weight="weight", resolution=resolution, seed=seed)
    return sorted(map(frozenset, found), key=lambda group: (-len(group), sorted(group)))


def _agreement(found: Sequence[Groups]) -> float | None:
    scores = [adjusted_rand_index(first, second) for first, second in combinations(found, 2)]
    return fsum(scores) / len(scores) if scores else None


def adjusted_rand_index(first: Collection[frozenset[str]], second: Collection[frozenset[str]]) -> float:
    """Return the adjusted Rand index of two partitions of the same places: 1 if equal, about 0 by chance.

    It is 1 for two partitions that are equal by necessity (all places in one group, or each in its own).

    >>> adjusted_rand_index([frozenset("AB"), frozenset("CD")], [frozenset("AC"), frozenset("BD")])
    -0.5
    """
    group = {place: number for number, places in enumerate(second) for place in places}
    shared = (n for places in first for n in Counter(group[place] for place in places).values())
    both = sum(comb(n, 2) for n in shared)
    ones, others = (sum(comb(len(places), 2) for places in part) for part in (first, second))
    # Expected and largest possible agreement, times the number of pairs: integers are exact.
    pairs, expected = comb(len(group), 2), ones * others
    most = (ones + others) * pairs / 2
    return (both * pairs - expected) / (most - expected) if most != expected else 1.0

"""Communities: groups of places with more routes among them than expected by chance, and their stability.

Source: V. D. Blondel, J.-L. Guillaume, R. Lambiotte, E. Lefebvre, "Fast unfolding of communities in large
networks", Journal of Statistical Mechanics (2008) P10008, with the modularity of directed graphs by E. A.
Leicht, M. E. J. Newman, "Community structure in directed networks", Physical Review Letters 100 (2008)
118703. The result of Louvain's method depends on the order of places, which the seed decides. Stability is
the mean agreement of the results of several seeds, by the adjusted Rand index: L. Hubert, P. Arabie,
"Comparing partitions", Journal of Classification 2 (1985) 193-218.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from itertools import combinations
from math import comb, fsum
from typing import TypeAlias

import networkx as nx

from tipgraph.analysis.routes.network import DiGraph

__all__ = ["Communities", "adjusted_rand_index", "communities"]

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

"""Evenness: whether routes go to a few destinations or to all alike.

Source: C. E. Shannon, "A mathematical theory of communication", Bell System Technical Journal 27 (1948)
379-423, normalised by the logarithm of the number of destinations as by E. C. Pielou, "The measurement of
diversity in different types of biological collections", Journal of Theoretical Biology 13 (1966) 131-144.
"""

from __future__ import annotations

from collections.abc import Iterable
from math import fsum, log

from tipgraph.routes.measures.strength import in_strength
from tipgraph.routes.network import DiGraph

__all__ = ["evenness", "evenness_of_destinations", "evenness_of_origin"]


def evenness(weights: Iterable[float]) -> float | None:
    """Return the entropy of shares over the largest possible: 1 if all are equal, near 0 if one leads.

    What has no weight is left out. None for fewer than two, as nothing is spread over them.

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
    """Return how evenly all routes are spread over the destinations; None for fewer than two destinations."""
    return evenness(in_strength(graph).values())


def evenness_of_origin(graph: DiGraph, origin: str) -> float | None:
    """Return how evenly the routes from a place are spread; None where it has fewer than two destinations."""
    if origin not in graph:
        return None
    return evenness(weight for _, _, weight in graph.out_edges(origin, data="weight", default=1))

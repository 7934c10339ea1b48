"""Betweenness over passage: on how many of the shortest chains of documented legs a place lies.

Source: L. C. Freeman, "A set of measures of centrality based on betweenness", Sociometry 40 (1977) 35-41;
computed as by U. Brandes, "A faster algorithm for betweenness centrality", Journal of Mathematical Sociology
25 (2001) 163-177. Every leg is one step, however many reports name it: a mention is no measure of traffic.
"""

from __future__ import annotations

import networkx as nx

from tipgraph.routes.network import DiGraph

__all__ = ["betweenness"]


def betweenness(legs: DiGraph) -> dict[str, float]:
    """Return the share of ordered pairs of other places whose shortest chains run through each place.

    Chains join legs of different reports: no one need have travelled them. An empty graph gives nothing;
    with fewer than three places, or without legs, every place has 0.

    >>> betweenness(nx.DiGraph([("CHN", "THA"), ("THA", "MYS")]))["THA"]
    0.5
    """
    return dict(nx.betweenness_centrality(legs))

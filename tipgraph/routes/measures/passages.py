"""Passages: how many reports name a place as passed through.

Source: none but the texts: this counts reports, and supposes nothing of ways that no report tells. Set
beside `betweenness`, which joins legs of different reports, it shows how much of that is documented.
"""

from __future__ import annotations

from tipgraph.routes.network import DiGraph

__all__ = ["passages"]


def passages(legs: DiGraph) -> dict[str, float]:
    """Return in how many reports each place is passed through.

    An empty graph gives nothing; where no route passes through anything, every place has 0.
    """
    return {place: attributes.get("passages", 0) for place, attributes in legs.nodes(data=True)}

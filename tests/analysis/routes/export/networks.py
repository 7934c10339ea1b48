"""Networks for the tests of exports: of the small archive, and generated ones."""

from __future__ import annotations

from functools import cache
from typing import Any

import networkx as nx
from hypothesis import strategies as st
from pyoxigraph import Store

from tests.archive import store
from tests.strategies import characters
from tipgraph.analysis.routes import Gazetteer, aggregate, multigraph, read_routes
from tipgraph.analysis.routes.network import FlatGraph, flatten

__all__ = ["claims", "kept", "nodes_of", "odd", "odd_networks", "pairs"]

odd = st.text(characters, min_size=1, max_size=12) | st.text("\"\\<>&;|\n\r\t'{}\x00,=é→", min_size=1)
"""Texts that are difficult for formats."""

_years = st.sets(st.integers(2001, 2026), min_size=1, max_size=4).map(lambda years: tuple(sorted(years)))


@cache
def _store() -> Store:
    return store()


def pairs() -> FlatGraph:
    """Return the archive's network with one edge a pair of places."""
    known = _store()
    return flatten(aggregate(read_routes(known), Gazetteer()), known)


def claims() -> FlatGraph:
    """Return the archive's network with one edge a claim."""
    known = _store()
    return flatten(multigraph(read_routes(known), Gazetteer()), known)


@st.composite
def odd_networks(draw: st.DrawFn) -> FlatGraph:
    """Networks of three places with unusual characters in labels and lists."""
    graph: nx.DiGraph[str] = nx.DiGraph()
    for place in ("GTM", "MEX", "GTM/neighbors"):
        graph.add_node(place, label=draw(odd), region="/" in place)
    for destination in ("MEX", "GTM/neighbors"):
        victims = tuple(draw(st.lists(odd, max_size=3)))
        about: dict[str, Any] = {"victims": victims, "note": draw(odd), "nothing": None}
        graph.add_edge("GTM", destination, weight=draw(st.integers(1, 9)), years=draw(_years), **about)
    return flatten(graph)


def kept(attributes: dict[str, Any], *added: str) -> dict[str, Any]:
    """Return attributes without those that a format adds."""
    return {name: value for name, value in attributes.items() if name not in added}


def nodes_of(network: Any) -> dict[str, dict[str, Any]]:
    """Return the attributes of nodes by their codes."""
    return {place: {**about} for place, about in network.nodes(data=True)}

"""Backends of networkx: measures leave it to the user which one computes them.

nx-rustworkx is one that installs from PyPI. A user chooses it for all that it has with
``NETWORKX_BACKEND_PRIORITY=rustworkx``, or in Python as here; below some hundred places it leaves the work to
networkx, as turning the graph into its own costs more than it spares.
"""

from __future__ import annotations

import logging

import networkx as nx
import pytest

from tipgraph.analysis.routes.measures import betweenness


def test_betweenness_is_the_same_by_another_backend(caplog: pytest.LogCaptureFixture) -> None:
    graph = nx.relabel_nodes(nx.gnp_random_graph(250, 0.05, directed=True, seed=3), str)
    ours = betweenness(graph)
    with nx.config(backend_priority=["rustworkx"]), caplog.at_level(logging.DEBUG, "networkx"):
        theirs = betweenness(graph)
    assert theirs == pytest.approx(ours)
    assert any("rustworkx" in message and "betweenness" in message for message in caplog.messages)

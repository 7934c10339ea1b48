"""Backends of networkx can compute the measures; the user chooses one.

nx-rustworkx is on PyPI. ``NETWORKX_BACKEND_PRIORITY=rustworkx`` selects it, or the setting below. For fewer
than some hundred places, it leaves the work to networkx, because converting the graph takes longer.
"""

from __future__ import annotations

import logging

import networkx as nx
import pytest

from tipgraph.analysis.routes.network_measures import betweenness


def test_betweenness_is_the_same_by_another_backend(caplog: pytest.LogCaptureFixture) -> None:
    graph = nx.relabel_nodes(nx.gnp_random_graph(250, 0.05, directed=True, seed=3), str)
    ours = betweenness(graph)
    with nx.config(backend_priority=["rustworkx"]), caplog.at_level(logging.DEBUG, "networkx"):
        theirs = betweenness(graph)
    assert theirs == pytest.approx(ours)
    assert any("rustworkx" in message and "betweenness" in message for message in caplog.messages)

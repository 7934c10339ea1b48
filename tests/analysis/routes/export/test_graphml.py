"""GraphML, read back."""

from __future__ import annotations

from io import BytesIO
from pathlib import Path
from typing import Any

import networkx as nx
import pytest
from hypothesis import given

from tests.analysis.routes.export.networks import claims, nodes_of, odd_networks, pairs
from tipgraph.analysis.routes.export import graphml
from tipgraph.analysis.routes.network import FlatGraph


def content(network: FlatGraph) -> bytes:
    (found,) = graphml(network, Path("r.graphml")).values()
    return found


def edges(network: Any) -> dict[str, Any]:
    return {about["id"]: (*ends, about) for *ends, about in network.edges(data=True)}


def same(network: FlatGraph) -> bool:
    found = nx.read_graphml(BytesIO(content(network)))
    return nodes_of(found) == nodes_of(network) and edges(found) == edges(network)


@pytest.mark.parametrize("network", [pairs(), claims()], ids=["pairs", "claims"])
def test_read_back(network: FlatGraph) -> None:
    assert same(network)


@given(odd_networks())
def test_odd_words(network: FlatGraph) -> None:
    assert same(network)


def test_claims_are_the_keys_of_edges() -> None:
    found: Any = nx.read_graphml(BytesIO(content(claims())), force_multigraph=True)
    assert all(key == about["claim"] for _, _, key, about in found.edges(keys=True, data=True))


def test_yes_and_no_are_as_xml_has_them() -> None:
    assert b">false</data>" in content(pairs())
    assert b">False<" not in content(pairs())

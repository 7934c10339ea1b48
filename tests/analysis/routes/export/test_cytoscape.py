"""Cytoscape JSON, read back."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import networkx as nx
import pytest
from hypothesis import given

from tests.analysis.routes.export.networks import claims, kept, nodes_of, odd_networks, pairs
from tipgraph.analysis.routes.export import cytoscape
from tipgraph.analysis.routes.network import FlatGraph


def content(network: FlatGraph) -> dict[str, Any]:
    (found,) = cytoscape(network, Path("r.cyjs")).values()
    made: dict[str, Any] = json.loads(found)
    return made


def edges(network: Any) -> dict[str, Any]:
    return {
        about["id"]: (*ends, kept(about, "source", "target", "key"))
        for *ends, about in network.edges(data=True)
    }


def same(network: FlatGraph) -> bool:
    found = nx.cytoscape_graph(content(network))
    nodes = {place: kept(about, "id", "value", "name") for place, about in found.nodes(data=True)}
    return nodes == nodes_of(network) and edges(found) == edges(network)


@pytest.mark.parametrize("network", [pairs(), claims()], ids=["pairs", "claims"])
def test_read_back(network: FlatGraph) -> None:
    assert same(network)


@given(odd_networks())
def test_odd_words(network: FlatGraph) -> None:
    assert same(network)


@pytest.mark.parametrize("network", [pairs(), claims()], ids=["pairs", "claims"])
def test_every_element_has_an_identifier_of_its_own(network: FlatGraph) -> None:
    elements = content(network)["elements"]
    names = [each["data"]["id"] for each in (*elements["nodes"], *elements["edges"])]
    assert len(set(names)) == len(names) == len(network) + network.number_of_edges()
    labels = {about["label"] for _, about in network.nodes(data=True)}
    assert {each["data"]["name"] for each in elements["nodes"]} == labels


def test_north_is_up() -> None:
    network = pairs()
    network.nodes["GTM"].update(longitude=-90.23456, latitude=15.46789)
    del network.nodes["MEX"]["latitude"]
    nodes = {each["data"]["id"]: each for each in content(network)["elements"]["nodes"]}
    assert nodes["GTM"]["position"] == {"x": -902.35, "y": -154.68}
    assert "position" not in nodes["MEX"]

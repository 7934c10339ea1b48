"""GEXF, read back."""

from __future__ import annotations

from io import BytesIO
from pathlib import Path
from typing import Any

import networkx as nx
import pytest
from hypothesis import given

from tests.analysis.routes.export.networks import claims, kept, nodes_of, odd_networks, pairs
from tipgraph.analysis.routes.export import gexf
from tipgraph.analysis.routes.network import FlatGraph

ADDED = ("start", "end", "spells", "viz", "networkx_key")


def back(network: FlatGraph) -> Any:
    (content,) = gexf(network, Path("r.gexf")).values()
    return nx.read_gexf(BytesIO(content))


def by_id(network: Any) -> dict[str, Any]:
    return {
        about["id"]: (origin, destination, kept(about, *ADDED))
        for origin, destination, about in network.edges(data=True)
    }


def same(network: FlatGraph) -> bool:
    found = back(network)
    nodes = {place: kept(about, *ADDED) for place, about in found.nodes(data=True)}
    return nodes == nodes_of(network) and by_id(found) == by_id(network)


@pytest.mark.parametrize("network", [pairs(), claims()], ids=["pairs", "claims"])
def test_read_back(network: FlatGraph) -> None:
    assert same(network)


@given(odd_networks())
def test_odd_words(network: FlatGraph) -> None:
    assert same(network)


def test_edges_are_there_in_the_years_of_their_reports() -> None:
    network = pairs()
    network["GTM"]["MEX"]["years"] = "2004|2005|2012"
    found = back(network)
    assert found.graph["mode"] == "dynamic"
    assert found["GTM"]["MEX"]["spells"] == [("2004-01-01", "2005-12-31"), ("2012-01-01", "2012-12-31")]
    assert (found["GTM"]["USA"]["start"], found["GTM"]["USA"]["end"]) == ("2014-01-01", "2014-12-31")
    for _, _, about in back(claims()).edges(data=True):
        assert about["start"] == f"{about['year']}-01-01"


def test_places_stand_where_a_map_has_them() -> None:
    network = pairs()
    network.nodes["GTM"].update(longitude=-90.23456, latitude=15.46789)
    del network.nodes["MEX"]["latitude"]
    found = back(network)
    assert "viz" not in found.nodes["MEX"]
    assert found.nodes["GTM"]["viz"]["position"] == {"x": -902.35, "y": 154.68, "z": 0.0}

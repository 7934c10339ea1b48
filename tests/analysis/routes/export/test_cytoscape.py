"""Elements of Cytoscape JSON."""

from __future__ import annotations

from tests.analysis.routes.export.networks import pairs
from tests.analysis.routes.export.reading_back import cytoscape_content
from tipgraph.analysis.routes.network import FlatGraph


def test_every_element_has_an_identifier_of_its_own(network: FlatGraph) -> None:
    elements = cytoscape_content(network)["elements"]
    names = [each["data"]["id"] for each in (*elements["nodes"], *elements["edges"])]
    assert len(set(names)) == len(names) == len(network) + network.number_of_edges()
    labels = {about["label"] for _, about in network.nodes(data=True)}
    assert {each["data"]["name"] for each in elements["nodes"]} == labels


def test_north_is_up() -> None:
    network = pairs()
    network.nodes["GTM"].update(longitude=-90.23456, latitude=15.46789)
    del network.nodes["MEX"]["latitude"]
    nodes = {each["data"]["id"]: each for each in cytoscape_content(network)["elements"]["nodes"]}
    assert nodes["GTM"]["position"] == {"x": -902.35, "y": -154.68}
    assert "position" not in nodes["MEX"]

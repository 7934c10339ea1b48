"""Exports, read back: what a file of each format holds, and whether that is the network."""

from __future__ import annotations

import csv
import json
from collections.abc import Callable
from io import BytesIO, StringIO
from pathlib import Path
from typing import Any

import networkx as nx

from tests.analysis.routes.export.networks import kept, nodes_of
from tipgraph.analysis.routes.export import csv_tables, cytoscape, geojson, gexf, graphml
from tipgraph.analysis.routes.network import FlatGraph
from tipgraph.util.text import as_text

__all__ = ["SAME", "cytoscape_content", "features", "gexf_network", "graphml_content"]

Rows = list[dict[str, str]]

_ADDED_BY_GEXF = ("start", "end", "spells", "viz", "networkx_key")


def _edges(network: Any, *added: str) -> dict[str, Any]:
    return {about["id"]: (*ends, kept(about, *added)) for *ends, about in network.edges(data=True)}


def _rows(content: bytes) -> Rows:
    return list(csv.DictReader(StringIO(content.decode(), newline="")))


def _shown(value: object) -> str:
    return str(value).lower() if isinstance(value, bool) else str(as_text(value))


def _same_csv(network: FlatGraph) -> bool:
    found = csv_tables(network, Path("r.csv"))
    nodes, edges = _rows(found[Path("r-nodes.csv")]), _rows(found[Path("r-edges.csv")])
    nodes_by_id = {_shown(place): about for place, about in network.nodes(data=True)}
    for row in nodes:
        about = nodes_by_id[row["Id"]]
        assert row["Label"] == _shown(about["label"])
        assert all(row[name] == _shown(value) for name, value in about.items() if name != "label")
    known = {
        _shown(about["id"]): (_shown(origin), _shown(destination), about)
        for origin, destination, about in network.edges(data=True)
    }
    for row in edges:
        origin, destination, about = known[row["Id"]]
        assert (row["Source"], row["Target"], row["Type"]) == (origin, destination, "Directed")
        assert (row["Label"], row["Weight"]) == (_shown(about["label"]), str(about["weight"]))
        rest = about.keys() - {"id", "label", "weight"}
        assert all(row[name] == _shown(about[name]) for name in rest)
        assert all(not value for name, value in row.items() if name[0].islower() and name not in about)
    return (len(nodes), len(edges)) == (len(network), network.number_of_edges())


def cytoscape_content(network: FlatGraph) -> dict[str, Any]:
    """Return the elements of a Cytoscape file."""
    (found,) = cytoscape(network, Path("r.cyjs")).values()
    made: dict[str, Any] = json.loads(found)
    return made


def _same_cytoscape(network: FlatGraph) -> bool:
    found = nx.cytoscape_graph(cytoscape_content(network))
    nodes = {place: kept(about, "id", "value", "name") for place, about in found.nodes(data=True)}
    return nodes == nodes_of(network) and _edges(found, "source", "target", "key") == _edges(network)


def features(network: FlatGraph, kind: str) -> dict[str, dict[str, Any]]:
    """Return the features of a kind in a GeoJSON file, by their identifiers."""
    (content,) = geojson(network, Path("r.geojson")).values()
    found = json.loads(content)
    assert found.keys() == {"type", "features"}
    assert found["type"] == "FeatureCollection"
    for each in found["features"]:
        assert each.keys() == {"type", "id", "geometry", "properties"}
        assert each["type"] == "Feature"
    return {each["id"]: each for each in found["features"] if each["properties"]["feature"] == kind}


def _same_geojson(network: FlatGraph) -> bool:
    places = {
        name: kept(each["properties"], "feature", "code") for name, each in features(network, "place").items()
    }
    routes = {
        name: kept(each["properties"], "feature", "origin", "destination")
        for name, each in features(network, "route").items()
    }
    edges = {about["id"]: about for *_, about in network.edges(data=True)}
    return places == nodes_of(network) and routes == edges


def gexf_network(network: FlatGraph) -> Any:
    """Return the network in a GEXF file."""
    (content,) = gexf(network, Path("r.gexf")).values()
    return nx.read_gexf(BytesIO(content))


def _same_gexf(network: FlatGraph) -> bool:
    found = gexf_network(network)
    nodes = {place: kept(about, *_ADDED_BY_GEXF) for place, about in found.nodes(data=True)}
    return nodes == nodes_of(network) and _edges(found, *_ADDED_BY_GEXF) == _edges(network, *_ADDED_BY_GEXF)


def graphml_content(network: FlatGraph) -> bytes:
    """Return a GraphML file."""
    (found,) = graphml(network, Path("r.graphml")).values()
    return found


def _same_graphml(network: FlatGraph) -> bool:
    found = nx.read_graphml(BytesIO(graphml_content(network)))
    return nodes_of(found) == nodes_of(network) and _edges(found) == _edges(network)


SAME: dict[str, Callable[[FlatGraph], bool]] = {
    "csv": _same_csv,
    "cytoscape": _same_cytoscape,
    "geojson": _same_geojson,
    "gexf": _same_gexf,
    "graphml": _same_graphml,
}
"""Whether a file of a format holds a network, by the names of formats."""

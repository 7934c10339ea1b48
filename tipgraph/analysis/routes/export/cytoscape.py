"""Cytoscape JSON, for Cytoscape and Cytoscape.js. Every node and edge has an identifier."""

from __future__ import annotations

import json
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import networkx as nx

from tipgraph.analysis.routes.export.flat import FlatGraph

__all__ = ["files"]

_SCALE = 10
"""Units of the canvas for each degree."""


def files(graph: FlatGraph, target: Path) -> Mapping[Path, bytes]:
    """Return the file, with places at their coordinates."""
    made = nx.cytoscape_data(graph, name="label")
    for node in made["elements"]["nodes"]:
        node |= _position(node["data"])
    return {target: json.dumps(made, ensure_ascii=False, indent=1).encode() + b"\n"}


def _position(attributes: Mapping[str, Any]) -> dict[str, Any]:
    if "latitude" not in attributes:
        return {}
    # On a canvas, y grows downwards.
    x, y = round(attributes["longitude"] * _SCALE, 2), round(-attributes["latitude"] * _SCALE, 2)
    return {"position": {"x": x, "y": y}}

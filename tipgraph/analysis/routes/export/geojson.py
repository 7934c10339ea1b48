"""GeoJSON (RFC 7946), for QGIS, Leaflet and other maps. Places are points, routes are great circles."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from functools import cache
from pathlib import Path
from typing import Any

from tipgraph.analysis.routes.export.flat import FlatGraph
from tipgraph.analysis.routes.gazetteer import Point, great_circle

__all__ = ["files"]

_great_circle = cache(great_circle)
"""Cached, because several claims connect the same places."""


def files(graph: FlatGraph, target: Path) -> Mapping[Path, bytes]:
    """Return the file: a collection of features, routes first, so that places are drawn above them.

    A place without coordinates, and a route from or to it, has the geometry null, as the RFC allows.
    """
    collection = {"type": "FeatureCollection", "features": [*_routes(graph), *_places(graph)]}
    return {target: json.dumps(collection, ensure_ascii=False).encode() + b"\n"}


def _routes(graph: FlatGraph) -> Iterator[dict[str, Any]]:
    for origin, destination, attributes in graph.edges(data=True):
        about = {"feature": "route", "origin": origin, "destination": destination, **attributes}
        ends = [_point(graph.nodes[end]) for end in (origin, destination)]
        yield _feature(attributes["id"], _line(*ends), about)


def _places(graph: FlatGraph) -> Iterator[dict[str, Any]]:
    for place, attributes in graph.nodes(data=True):
        point = _point(attributes)
        geometry = {"type": "Point", "coordinates": [point.longitude, point.latitude]} if point else None
        yield _feature(place, geometry, {"feature": "place", "code": place, **attributes})


def _feature(name: str, geometry: dict[str, Any] | None, properties: dict[str, Any]) -> dict[str, Any]:
    return {"type": "Feature", "id": name, "geometry": geometry, "properties": properties}


def _point(attributes: Mapping[str, Any]) -> Point | None:
    return Point(attributes["latitude"], attributes["longitude"]) if "latitude" in attributes else None


def _line(start: Point | None, end: Point | None) -> dict[str, Any] | None:
    if start is None or end is None:
        return None
    lines = _great_circle(start, end)
    if len(lines) > 1:
        return {"type": "MultiLineString", "coordinates": lines}
    return {"type": "LineString", "coordinates": lines[0]}

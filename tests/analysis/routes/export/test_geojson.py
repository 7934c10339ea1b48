"""Geometries of GeoJSON."""

from __future__ import annotations

from itertools import pairwise
from typing import Any

from tests.analysis.routes.export.networks import pairs
from tests.analysis.routes.export.reading_back import features
from tipgraph.analysis.routes import Gazetteer, Report, Route, Routes, aggregate
from tipgraph.analysis.routes.network import FlatGraph, flatten


def lines(geometry: dict[str, Any]) -> list[list[list[float]]]:
    assert geometry["type"] in ("LineString", "MultiLineString")
    coordinates: list[Any] = geometry["coordinates"]
    return coordinates if geometry["type"] == "MultiLineString" else [coordinates]


def test_lines_lead_from_origins_to_destinations(network: FlatGraph) -> None:
    places = features(network, "place")
    for each in features(network, "route").values():
        drawn = lines(each["geometry"])
        assert drawn[0][0] == places[each["properties"]["origin"]]["geometry"]["coordinates"]
        assert drawn[-1][-1] == places[each["properties"]["destination"]]["geometry"]["coordinates"]
        steps = [step for line in drawn for step in pairwise(line)]
        assert all(abs(after[0] - before[0]) <= 180 for before, after in steps)


def test_a_route_over_the_antimeridian_is_in_two_parts() -> None:
    route = Route("urn:c", Report("urn:r", "USA", 2014), "FJI", "USA")
    (found,) = features(flatten(aggregate(Routes([route], ()), Gazetteer())), "route").values()
    assert found["geometry"]["type"] == "MultiLineString"
    west, east = found["geometry"]["coordinates"]
    assert west[-1] == [180.0, east[0][1]]
    assert east[0][0] == -180.0


def test_no_coordinates_no_geometry() -> None:
    network = pairs()
    for name in ("latitude", "longitude"):
        del network.nodes["MEX"][name]
    assert features(network, "place")["MEX"]["geometry"] is None
    assert features(network, "route")["GTM>MEX"]["geometry"] is None
    assert features(network, "route")["GTM>USA"]["geometry"] is not None

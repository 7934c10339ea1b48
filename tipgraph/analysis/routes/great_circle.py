"""Great circles as lines on a map, split at the antimeridian.

Libraries that cut at the antimeridian are made for polygons and bring two large packages along; lines need
ten lines of code.
"""

from __future__ import annotations

from itertools import pairwise
from math import ceil
from typing import TypeAlias

from geographiclib.geodesic import Geodesic

from tipgraph.analysis.routes.gazetteer import Point

__all__ = ["Position", "great_circle"]

Position: TypeAlias = tuple[float, float]
"""Longitude and latitude in degrees, in GeoJSON's order."""

_GLOBE = Geodesic(6_371_008.8, 0)
_WANTED = Geodesic.LATITUDE | Geodesic.LONGITUDE | Geodesic.LONG_UNROLL
_STEP = 2.5
"""Degrees of arc between two positions: a straight line between them is less than 2 km off."""
_DIGITS = 4
"""Decimals of a degree, about 10 m."""


def great_circle(start: Point, end: Point) -> list[list[Position]]:
    """Return the shortest line from one point to another: two lines if it crosses the antimeridian, else one.

    For two opposite points it is one of the shortest lines. Two equal points give a line without length.

    >>> [(line[0], line[-1]) for line in great_circle(Point(-17.5, 178), Point(-13.5, -172))]
    [((178.0, -17.5), (180.0, -16.7491)), ((-180.0, -16.7491), (-172.0, -13.5))]
    """
    arc = _GLOBE.InverseLine(*start, *end)
    steps = max(1, ceil(arc.a13 / _STEP))
    found = [arc.ArcPosition(arc.a13 * step / steps, _WANTED) for step in range(steps + 1)]
    # Rounded before the cut: along a meridian, longitudes vary by tiny amounts.
    return _cut([_rounded(each["lon2"], each["lat2"]) for each in found])


def _cut(line: list[Position]) -> list[list[Position]]:
    """Cut a line, whose longitudes continue beyond 180, at the antimeridian; it crosses at most once."""
    edge = 180.0 if any(longitude > 180 for longitude, _ in line) else -180.0
    inside = [position for position in line if abs(position[0]) <= 180]
    outside = line[len(inside) :]
    if not outside:
        return [line]
    latitude = _crossing(inside[-1], outside[0], edge)
    beyond = [_rounded(longitude - 2 * edge, north) for longitude, north in outside]
    parts = [*inside, (edge, latitude)], [(-edge, latitude), *beyond]
    # A line that begins or ends on the antimeridian has no part on the other side.
    return [part for part in map(_distinct, parts) if len(part) > 1]


def _crossing(before: Position, after: Position, edge: float) -> float:
    """Return the latitude at which the straight line between two positions meets the edge of the map."""
    share = (edge - before[0]) / (after[0] - before[0])
    return _rounded(edge, before[1] + share * (after[1] - before[1]))[1]


def _rounded(longitude: float, latitude: float) -> Position:
    # Adding 0.0 turns -0.0, which some readers reject, into 0.0.
    return round(longitude, _DIGITS) + 0.0, round(latitude, _DIGITS) + 0.0


def _distinct(line: list[Position]) -> list[Position]:
    return [line[0], *(after for before, after in pairwise(line) if after != before)]

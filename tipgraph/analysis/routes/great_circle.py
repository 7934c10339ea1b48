"""Great circles as lines on a map that ends at the antimeridian.

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
"""Degrees of arc between two positions: a straight line between them strays less than two kilometres."""
_DIGITS = 4
"""Decimals of a degree: ten metres."""


def great_circle(start: Point, end: Point) -> list[list[Position]]:
    """Return the lines from one point to another: two where the way crosses the antimeridian, else one.

    Of two opposite points, it is one of the ways. Two equal points give a line without length.

    >>> [(line[0], line[-1]) for line in great_circle(Point(-17.5, 178), Point(-13.5, -172))]
    [((178.0, -17.5), (180.0, -16.7491)), ((-180.0, -16.7491), (-172.0, -13.5))]
    """
    line = _GLOBE.InverseLine(*start, *end)
    steps = max(1, ceil(line.a13 / _STEP))
    found = [line.ArcPosition(line.a13 * step / steps, _WANTED) for step in range(steps + 1)]
    # Rounded before the cut: on a meridian, longitudes waver by less than one can measure.
    return _cut([_rounded(each["lon2"], each["lat2"]) for each in found])


def _cut(way: list[Position]) -> list[list[Position]]:
    """Cut a way, whose longitudes go on beyond 180, where it crosses: half the globe does so once at most."""
    edge = 180.0 if any(longitude > 180 for longitude, _ in way) else -180.0
    inside = [position for position in way if abs(position[0]) <= 180]
    outside = way[len(inside) :]
    if not outside:
        return [way]
    latitude = _crossing(inside[-1], outside[0], edge)
    beyond = [_rounded(longitude - 2 * edge, north) for longitude, north in outside]
    parts = [*inside, (edge, latitude)], [(-edge, latitude), *beyond]
    # What begins or ends on the antimeridian has nothing on one side of it.
    return [part for part in map(_distinct, parts) if len(part) > 1]


def _crossing(before: Position, after: Position, edge: float) -> float:
    """Return where the straight line between two positions, which is what a map draws, meets the edge."""
    share = (edge - before[0]) / (after[0] - before[0])
    return _rounded(edge, before[1] + share * (after[1] - before[1]))[1]


def _rounded(longitude: float, latitude: float) -> Position:
    # Adding nought makes -0.0, which some readers stumble over, 0.0.
    return round(longitude, _DIGITS) + 0.0, round(latitude, _DIGITS) + 0.0


def _distinct(line: list[Position]) -> list[Position]:
    return [line[0], *(after for before, after in pairwise(line) if after != before)]

"""A small map of a place's routes: great circles over the outlines of the world.

Coordinates are degrees east and south. All maps of a site share one picture of the outlines.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cache
from importlib.resources import files
from itertools import accumulate
from typing import Any

from tipgraph.analysis.routes import Point
from tipgraph.analysis.routes.gazetteer import Position, great_circle
from tipgraph.web.pages.routes import RouteRow
from tipgraph.web.pages.site import Site

__all__ = ["outlines", "route_map"]

_NORTH, _SOUTH = 84, -58
_MARGIN = 8.0
_RATIO = 0.5
_LETTER, _LINE = 0.0095, 0.019
"""The width of a letter and the height of a line, as a part of the width of a map."""
_RIGHT = 0.85
"""The part of the width beyond which labels are on the left of their places."""
_DRAWN = 60
"""The largest number of routes on a map: those with the most reports."""
_NAMED = 14
"""The largest number of labels on a map: of the places with the most reports."""

_great_circle = cache(great_circle)


@dataclass(frozen=True, slots=True)
class RouteMap:
    """A map: its position and size, lines and markers; ``hidden`` counts the routes that it leaves out."""

    x: float
    y: float
    width: float
    height: float
    lines: tuple[Line, ...]
    markers: tuple[Marker, ...]
    hidden: int = 0

    @property
    def unit(self) -> float:
        """A hundredth of the width: the unit of the sizes of lines and letters."""
        return round(self.width / 100, 3)


@dataclass(frozen=True, slots=True)
class Line:
    """The line of a route."""

    path: str
    outward: bool
    possible: bool
    width: float
    title: str


@dataclass(frozen=True, slots=True)
class Marker:
    """A place on the map. ``label`` is empty if there is no room for it.

    ``left`` tells that the label is on the left of the place, because the map ends on the right.
    """

    x: float
    y: float
    label: str
    title: str
    home: bool = False
    left: bool = False


def route_map(site: Site, place: str, out: Sequence[RouteRow], into: Sequence[RouteRow]) -> RouteMap | None:
    """Return the map of a place's routes, or None if the positions are unknown."""
    home = site.archive.gazetteer.point(place)
    drawn = [(row, outward) for outward, rows in ((True, out), (False, into)) for row in rows]
    placed = [(row, outward, point) for row, outward in drawn if (point := _point(site, row.code))]
    if home is None or not placed:
        return None
    placed.sort(key=lambda each: (-each[0].reports, each[0].place.label))
    hidden = max(0, len(placed) - _DRAWN)
    del placed[_DRAWN:]
    lines = tuple(_line(site, place, home, row, outward, point) for row, outward, point in placed)
    points = {row.code: (row, point) for row, _, point in placed if row.code != place}
    frame = _frame([home, *(point for _, point in points.values())])
    label = site.archive.gazetteer.label(place)
    edge = frame[0] + _RIGHT * frame[2]
    markers = [Marker(_east(home), _down(home), label, label, home=True, left=_east(home) > edge)]
    for row, point in sorted(points.values(), key=lambda each: -each[0].reports):
        marker = Marker(
            _east(point), _down(point), row.place.label, row.place.label, left=_east(point) > edge
        )
        room = len(markers) <= _NAMED and not any(_collide(marker, other, frame[2]) for other in markers)
        markers.append(marker if room else replace(marker, label=""))
    return RouteMap(*frame, lines, tuple(reversed(markers)), hidden)


def _collide(one: Marker, other: Marker, width: float) -> bool:
    """Tell whether the labels of two places would overlap on a map of this width."""
    if not other.label:
        return False
    letter, line = width * _LETTER, width * _LINE
    if abs(one.y - other.y) >= line:
        return False
    first, second = sorted(_extent(marker, letter) for marker in (one, other))
    return second[0] < first[1]


def _extent(marker: Marker, letter: float) -> tuple[float, float]:
    """Return the left and right ends of a place with its label."""
    length = (len(marker.label) + 2) * letter
    return (marker.x - length, marker.x + letter) if marker.left else (marker.x - letter, marker.x + length)


def _point(site: Site, code: str) -> Point | None:
    return site.archive.gazetteer.point(code)


def _east(point: Point) -> float:
    return round(point.longitude, 2)


def _down(point: Point) -> float:
    return round(-point.latitude, 2)


def _line(site: Site, place: str, home: Point, row: RouteRow, outward: bool, point: Point) -> Line:
    ends = (home, point) if outward else (point, home)
    names = (site.archive.gazetteer.label(place), row.place.label)
    first, second = names if outward else names[::-1]
    reports = f"{row.reports} report{'' if row.reports == 1 else 's'}"
    width = min(0.2 + 0.1 * row.reports, 0.9)
    return Line(
        _line_path(_great_circle(*ends)),
        outward,
        row.only_possible,
        round(width, 2),
        f"{first} → {second}: {reports}",
    )


def _line_path(lines: Iterable[Sequence[Position]]) -> str:
    return "".join(
        "".join(f"{'L' if at else 'M'}{east:.1f} {-north:.1f}" for at, (east, north) in enumerate(line))
        for line in lines
    )


def _frame(points: Iterable[Point]) -> tuple[float, float, float, float]:
    """Return left, top, width and height of a map with all points and a margin, twice as wide as high.

    A map is at least 40 degrees wide, and ends where the picture of the world ends.

    >>> _frame([Point(0.25, 0.25)]), _frame([Point(80, 178)])
    ((-19.8, -10.2, 40.0, 20.0), (140.0, -84.0, 40.0, 20.0))
    >>> _frame([Point(10, 100.25), Point(20, 178)]), _frame([Point(-50, -178), Point(0, 178)])
    ((92.2, -36.9, 87.8, 43.9), (-180.0, -84.0, 360, 142.0))
    """
    points = list(points)
    west, east = _spread([point.longitude for point in points], -180, 180)
    top, bottom = _spread([-point.latitude for point in points], -_NORTH, -_SOUTH)
    width, height = max(east - west, 40.0), max(bottom - top, 20.0)
    width, height = max(width, height / _RATIO), max(height, width * _RATIO)
    width, height = min(width, 360.0), min(height, float(_NORTH - _SOUTH))
    left = min(max((west + east - width) / 2, -180.0), 180 - width)
    upper = min(max((top + bottom - height) / 2, -float(_NORTH)), -_SOUTH - height)
    return round(left, 1), round(upper, 1), round(width, 1), round(height, 1)


def _spread(values: Sequence[float], lowest: float, highest: float) -> tuple[float, float]:
    return max(min(values) - _MARGIN, lowest), min(max(values) + _MARGIN, highest)


_LAND, _BORDER = "#dcd9d0", "#ffffff"
_JUMP = 180.0
"""Degrees between two positions of a ring on different edges of the map."""


@cache
def outlines() -> bytes:
    """Return the outlines of the world as SVG, 360 wide and 180 high, with Greenwich in the middle.

    They are from Natural Earth, as in the pictures of routes.
    """
    topology = json.loads(files("tipgraph.analysis.routes.pictures").joinpath("boundaries.json").read_bytes())
    arcs = [_decoded(arc, topology["transform"]) for arc in topology["arcs"]]
    countries = topology["objects"]["countries"]["geometries"]
    paths = "".join(_path(ring, arcs) for country in countries for ring in _rings(country))
    return (
        '<svg xmlns="http://www.w3.org/2000/svg" viewBox="-180 -90 360 180" preserveAspectRatio="none">'
        f'<path fill="{_LAND}" stroke="{_BORDER}" stroke-width=".15" stroke-linejoin="round" d="{paths}"/>'
        "</svg>\n"
    ).encode()


def _decoded(arc: Sequence[Sequence[int]], transform: dict[str, Any]) -> list[Position]:
    """Return the positions of an arc. TopoJSON has their differences as integers."""
    (east, north), (left, bottom) = transform["scale"], transform["translate"]
    sums = accumulate(arc, lambda at, step: (at[0] + step[0], at[1] + step[1]))
    return [(x * east + left, y * north + bottom) for x, y, *_ in sums]


def _rings(geometry: dict[str, Any]) -> Iterator[Sequence[int]]:
    if geometry["type"] == "Polygon":
        yield from geometry["arcs"]
    elif geometry["type"] == "MultiPolygon":
        for polygon in geometry["arcs"]:
            yield from polygon


def _path(ring: Iterable[int], arcs: Sequence[Sequence[Position]]) -> str:
    """Return a ring as a path. An arc with a negative number is reversed."""
    points: list[Position] = []
    for number in ring:
        arc = arcs[number] if number >= 0 else arcs[~number][::-1]
        points += arc[1:] if points else arc
    return "".join(_steps(points)) + "Z"


def _steps(points: Iterable[Position]) -> Iterator[str]:
    before: Position | None = None
    for east, north in points:
        jumps = before is not None and abs(east - before[0]) > _JUMP
        yield f"{'M' if before is None or jumps else 'L'}{east:.1f} {-north:.1f}"
        before = (east, north)

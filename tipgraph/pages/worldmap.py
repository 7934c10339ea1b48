"""A small map of a place's routes: great circles over outlines of the world, in plain degrees.

The outlines are one picture that all maps share; a map adds its own lines and points.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from functools import cache

from tipgraph.pages.routes import Way
from tipgraph.pages.site import Site
from tipgraph.routes import Point
from tipgraph.routes.export.great_circle import Position, great_circle

__all__ = ["Line", "Spot", "WorldMap", "routes_map"]

_NORTH, _SOUTH = 84, -58
_MARGIN = 8.0
_RATIO = 0.5
_LETTER, _LINE = 0.0095, 0.019
"""How wide a letter and how high a line is, as a part of a map's width."""
_RIGHT = 0.85
"""From where on, as a part of the width, names stand left of their places."""
_DRAWN = 60
"""How many routes a map draws at most: those that most reports speak of."""
_NAMED = 14
"""How many places a map names at most: those that most reports speak of."""

_great_circle = cache(great_circle)


@dataclass(frozen=True, slots=True)
class Line:
    """A route's line: a path in degrees east and south."""

    path: str
    outward: bool
    possible: bool
    width: float
    title: str


@dataclass(frozen=True, slots=True)
class Spot:
    """A place on the map, in degrees east and south; ``label`` is empty where there is no room for names.

    ``left`` tells that the name stands left of the place, as the map ends on the right.
    """

    x: float
    y: float
    label: str
    title: str
    home: bool = False
    left: bool = False


@dataclass(frozen=True, slots=True)
class WorldMap:
    """A map: the part of the world that it shows, in degrees, and what it draws there.

    ``left_out`` counts the routes for which there is no room.
    """

    x: float
    y: float
    width: float
    height: float
    lines: tuple[Line, ...]
    spots: tuple[Spot, ...]
    left_out: int = 0

    @property
    def unit(self) -> float:
        """A hundredth of the width: what sizes of lines and letters go by."""
        return round(self.width / 100, 3)


def routes_map(site: Site, place: str, out: Sequence[Way], into: Sequence[Way]) -> WorldMap | None:
    """Return the map of the routes of a place's code; None where nothing can be placed on it."""
    home = site.archive.atlas.point(place)
    drawn = [(way, outward) for outward, ways in ((True, out), (False, into)) for way in ways]
    placed = [(way, outward, point) for way, outward in drawn if (point := _point(site, way.code))]
    if home is None or not placed:
        return None
    placed.sort(key=lambda each: (-each[0].reports, each[0].place.label))
    left_out = max(0, len(placed) - _DRAWN)
    del placed[_DRAWN:]
    lines = tuple(_line(site, place, home, way, outward, point) for way, outward, point in placed)
    points = {way.code: (way, point) for way, _, point in placed if way.code != place}
    frame = _frame([home, *(point for _, point in points.values())])
    label = site.archive.atlas.label(place)
    edge = frame[0] + _RIGHT * frame[2]
    spots = [Spot(_east(home), _down(home), label, label, home=True, left=_east(home) > edge)]
    for way, point in sorted(points.values(), key=lambda each: -each[0].reports):
        spot = Spot(_east(point), _down(point), way.place.label, way.place.label, left=_east(point) > edge)
        room = len(spots) <= _NAMED and not any(_collide(spot, other, frame[2]) for other in spots)
        spots.append(spot if room else replace(spot, label=""))
    return WorldMap(*frame, lines, tuple(reversed(spots)), left_out)


def _collide(one: Spot, other: Spot, width: float) -> bool:
    """Tell whether the names of two places on a map of a width would stand on each other."""
    if not other.label:
        return False
    letter, line = width * _LETTER, width * _LINE
    if abs(one.y - other.y) >= line:
        return False
    first, second = sorted(_extent(spot, letter) for spot in (one, other))
    return second[0] < first[1]


def _extent(spot: Spot, letter: float) -> tuple[float, float]:
    """Return where a place with its name begins and ends on a map."""
    length = (len(spot.label) + 2) * letter
    return (spot.x - length, spot.x + letter) if spot.left else (spot.x - letter, spot.x + length)


def _point(site: Site, code: str) -> Point | None:
    return site.archive.atlas.point(code)


def _east(point: Point) -> float:
    return round(point.longitude, 2)


def _down(point: Point) -> float:
    return round(-point.latitude, 2)


def _line(site: Site, place: str, home: Point, way: Way, outward: bool, point: Point) -> Line:
    ends = (home, point) if outward else (point, home)
    names = (site.archive.atlas.label(place), way.place.label)
    first, second = names if outward else names[::-1]
    reports = f"{way.reports} report{'' if way.reports == 1 else 's'}"
    width = min(0.2 + 0.1 * way.reports, 0.9)
    return Line(
        _path(_great_circle(*ends)),
        outward,
        way.only_possible,
        round(width, 2),
        f"{first} → {second}: {reports}",
    )


def _path(lines: Iterable[Sequence[Position]]) -> str:
    return "".join(
        "".join(f"{'L' if at else 'M'}{east:.1f} {-north:.1f}" for at, (east, north) in enumerate(line))
        for line in lines
    )


def _frame(points: Iterable[Point]) -> tuple[float, float, float, float]:
    """Return left, top, width and height of what is shown: all points, a margin, twice as wide as high."""
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

"""The routes into and out of a place, as rows of a table.

The outlines of the world as one picture in plain degrees, which all maps of a site share.

A small map of a place's routes: great circles over outlines of the world, in plain degrees.

The outlines are one picture that all maps share; a map adds its own lines and points.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cache
from importlib.resources import files
from itertools import accumulate
from typing import Any

from tipgraph.analysis.routes import Point
from tipgraph.analysis.routes.great_circle import Position, great_circle
from tipgraph.model.iris import BASE, concept_iri
from tipgraph.web.pages.site import Link, Site

__all__ = ["Line", "Spot", "Way", "WorldMap", "routes_map", "ways", "world"]


@dataclass(frozen=True, slots=True)
class Way:
    """The other end of a route, what is said of it, and the claims that say so, as years that are links.

    ``reports`` is the number of reports, ``only_possible`` tells that none of them asserts it.
    """

    code: str
    place: Link
    reports: int
    only_possible: bool
    migration: bool
    via: tuple[Link, ...]
    links: tuple[Link, ...]
    years: tuple[Link, ...]


def ways(site: Site, place: str, *, outward: bool) -> list[Way]:
    """Return the routes out of or into a place's code, those first that most reports name."""
    network = site.archive.network
    if place not in network:
        return []
    edges = network.out_edges(place, data=True) if outward else network.in_edges(place, data=True)
    found = [_way(site, end if outward else start, about) for start, end, about in edges]
    return sorted(found, key=lambda way: (-way.reports, way.place.label.casefold(), way.code))


def _way(site: Site, code: str, about: Mapping[str, Any]) -> Way:
    concepts = [
        *(concept_iri("victim-group", each) for each in about["victims"]),
        *(concept_iri("exploitation", each) for each in about["exploitation"]),
        *(concept_iri("sector", each) for each in about["sectors"]),
    ]
    return Way(
        code=code,
        place=site.link(BASE + "place/" + code),
        reports=about["weight"],
        only_possible=not about["asserting"],
        migration="trafficking" not in about["kinds"],
        via=tuple(site.link(BASE + "place/" + each) for each in about["via"]),
        links=tuple(map(site.link, concepts)),
        years=tuple(_years(site, about["claims"])),
    )


def _years(site: Site, claims: Iterable[str]) -> Iterator[Link]:
    """Yield a link to the claim of each report, named by the report's country and year."""
    seen: set[str] = set()
    dated = []
    for claim in claims:
        owner = site.archive.owner(claim)
        if owner is not None and owner[0].iri not in seen:
            seen.add(owner[0].iri)
            dated.append((owner[0].year, owner[0].country.rpartition("/")[2], claim))
    for year, country, claim in sorted(dated):
        yield Link(f"{country} {year}", site.href(claim), claim)


_LAND, _BORDER = "#dcd9d0", "#ffffff"
_JUMP = 180.0
"""Degrees between two positions of a ring that only the edge of the map can lie between."""


@cache
def world() -> bytes:
    """Return the picture as SVG: 360 wide and 180 high, the north at the top, Greenwich in the middle.

    The outlines are Natural Earth's, as pictures of routes have them.
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
    """Return an arc's positions, of which TopoJSON keeps the differences, as whole numbers."""
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
    """Return a ring as a path; an arc that is numbered from the end runs backwards."""
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
    home = site.archive.gazetteer.point(place)
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
    label = site.archive.gazetteer.label(place)
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
    return site.archive.gazetteer.point(code)


def _east(point: Point) -> float:
    return round(point.longitude, 2)


def _down(point: Point) -> float:
    return round(-point.latitude, 2)


def _line(site: Site, place: str, home: Point, way: Way, outward: bool, point: Point) -> Line:
    ends = (home, point) if outward else (point, home)
    names = (site.archive.gazetteer.label(place), way.place.label)
    first, second = names if outward else names[::-1]
    reports = f"{way.reports} report{'' if way.reports == 1 else 's'}"
    width = min(0.2 + 0.1 * way.reports, 0.9)
    return Line(
        _line_path(_great_circle(*ends)),
        outward,
        way.only_possible,
        round(width, 2),
        f"{first} → {second}: {reports}",
    )


def _line_path(lines: Iterable[Sequence[Position]]) -> str:
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

"""The gazetteer: names, coordinates and regions of places, and great circles between them.

Libraries that cut at the antimeridian are made for polygons and bring two large packages along; lines need
ten lines of code.
"""

from __future__ import annotations

from collections import defaultdict
from functools import cached_property
from itertools import pairwise
from math import atan2, ceil, cos, degrees, hypot, radians, sin
from typing import NamedTuple, TypeAlias

from geographiclib.geodesic import Geodesic

from tipgraph.model.iris import BASE, NEIGHBORS_END
from tipgraph.model.vocabulary import Concept, Vocabulary, load

__all__ = ["SUBREGIONS", "Gazetteer", "Point", "Position", "great_circle"]

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


SUBREGIONS = (
    "north-africa", "east-africa", "central-africa", "southern-africa", "west-africa",
    "central-america", "south-america", "caribbean", "north-america",
    "central-asia", "east-asia", "south-asia", "southeast-asia", "northern-europe", "southern-europe",
    "eastern-europe", "western-europe", "middle-east",
    "pacific-islands", "oceania", "asia", "europe", "americas", "africa",
)  # fmt: skip
"""The subregions of the world: each country belongs to the first of these that it lies in.

They are close to the subregions of the UN's M49. A country without a subregion, such as those of the
Caucasus, belongs to its continent. Political groups and overlapping regions (European Union, Latin America)
are not subregions.
"""

_GEO = "http://www.w3.org/2003/01/geo/wgs84_pos#"


class Point(NamedTuple):
    """A point on the globe in degrees, positive to the north and east."""

    latitude: float
    longitude: float


class Gazetteer:
    """The places of a vocabulary, by default the ontology's.

    >>> places = Gazetteer()
    >>> places.label("GTM/neighbors"), places.is_region("GTM/neighbors")
    ('Neighboring countries of Guatemala', True)
    >>> sorted(places.members("GTM/neighbors"))
    ['BLZ', 'HND', 'MEX', 'SLV']
    """

    def __init__(self, vocabulary: Vocabulary | None = None) -> None:
        self._places = (vocabulary or load())["place"]
        self._regions = frozenset(code for code, place in self._places.items() if _is_region(place))

    def label(self, place: str) -> str:
        """Return the English name of a place; its code if it has none."""
        country, _, _ = place.partition("/")
        known = self._places.get(country)
        name = known.label if known else country
        return f"Neighboring countries of {name}" if place.endswith(NEIGHBORS_END) else name

    def is_region(self, place: str) -> bool:
        """Return whether a place stands for several countries: a region, or the neighbors of a country."""
        return place in self._regions or place.endswith(NEIGHBORS_END)

    def members(self, region: str) -> frozenset[str]:
        """Return the present countries of a region; none for a country."""
        if region.endswith(NEIGHBORS_END):
            country = self._places.get(region.removesuffix(NEIGHBORS_END))
            return frozenset(map(_code, country.all("neighbor"))) if country else frozenset()
        return frozenset(self._members.get(region, ()))

    def regions(self, country: str) -> frozenset[str]:
        """Return all regions that a country lies in, small and large."""
        known = self._places.get(country)
        return frozenset(map(_code, known.broader)) if known and not self.is_region(country) else frozenset()

    def subregion(self, country: str) -> str | None:
        """Return the one of `SUBREGIONS` that a country belongs to; None if it lies in none.

        A part of a country belongs to the subregion of its country.

        >>> Gazetteer().subregion("THA"), Gazetteer().subregion("europe")
        ('southeast-asia', None)
        """
        regions = self.regions(country)
        if regions and not any(map(self.is_region, regions)):
            return self.subregion(min(regions))
        return next((region for region in SUBREGIONS if region in regions), None)

    def point(self, place: str) -> Point | None:
        """Return the point at which to draw a place; for a region, the middle of its countries."""
        if self.is_region(place):
            found = [point for member in sorted(self.members(place)) if (point := self.point(member))]
            return _middle(found) if found else None
        known = self._places.get(place)
        if known is None or not (latitude := known.properties.get(_GEO + "lat")):
            return None
        return Point(float(latitude[0]), float(known.properties[_GEO + "long"][0]))

    def number(self, place: str) -> str | None:
        """Return the numeric code of a country in ISO 3166-1 and the UN's M49, as in data of boundaries."""
        known = self._places.get(place)
        return next(iter(known.all("m49")), None) if known else None

    @cached_property
    def _members(self) -> dict[str, list[str]]:
        found: dict[str, list[str]] = defaultdict(list)
        for code, place in self._places.items():
            if _is_country(place):
                for region in place.broader:
                    found[_code(region)].append(code)
        return found


def _code(iri: str) -> str:
    return iri.removeprefix(BASE + "place/")


def _is_region(place: Concept) -> bool:
    return any(kind.endswith("#Region") for kind in place.types)


def _is_country(place: Concept) -> bool:
    return any(kind.endswith("#Country") for kind in place.types)


def _middle(points: list[Point]) -> Point:
    """Return the mean of points as vectors on the globe, which is correct across the antimeridian too."""
    x = sum(cos(radians(p.latitude)) * cos(radians(p.longitude)) for p in points)
    y = sum(cos(radians(p.latitude)) * sin(radians(p.longitude)) for p in points)
    z = sum(sin(radians(p.latitude)) for p in points)
    return Point(round(degrees(atan2(z, hypot(x, y))), 2), round(degrees(atan2(y, x)), 2))

"""The outlines of the world as one picture in plain degrees, which all maps of a site share."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Sequence
from functools import cache
from importlib.resources import files
from itertools import accumulate
from typing import Any

__all__ = ["world"]

_LAND, _BORDER = "#dcd9d0", "#ffffff"
_JUMP = 180.0
"""Degrees between two positions of a ring that only the edge of the map can lie between."""

Position = tuple[float, float]


@cache
def world() -> bytes:
    """Return the picture as SVG: 360 wide and 180 high, the north at the top, Greenwich in the middle.

    The outlines are Natural Earth's, as pictures of routes have them.
    """
    topology = json.loads(files("tipgraph.routes.pictures").joinpath("boundaries.json").read_bytes())
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

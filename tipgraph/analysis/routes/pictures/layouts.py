"""The layouts of pictures: map, layered and force, as Vega specifications without data.

The map uses the Natural Earth projection, which is made for world maps, with little distortion of shapes.
Lines are curved on the grid of longitude and latitude: a line over the antimeridian leaves the map on one
side and continues on the other. The layered layout leads from origins on the left, through places that are
both, to destinations on the right. The force layout moves connected places close together.
"""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Mapping, Sequence
from enum import StrEnum
from importlib.resources import files
from typing import Any, Final

from tipgraph.analysis.routes.pictures import marks
from tipgraph.analysis.routes.pictures.style import FONT

__all__ = ["MIDDLE", "RATIO", "Layout", "depth", "layer", "map_layout", "network_layout"]

Spec = dict[str, Any]

RATIO: Final = 0.455
"""The height of a map divided by its width: from the north of Greenland to Cape Horn."""

_SCALE = "min(width * 0.1815, height * 0.41) * zoom"
_SHIFT = f"[width / 2 + panX, height / 2 + panY + 0.19 * {_SCALE}]"

_SIGNALS: Final[list[Spec]] = [
    {"name": "zoom", "value": 1},
    {"name": "panX", "value": 0},
    {"name": "panY", "value": 0},
]
_PROJECTION: Final[Spec] = {
    "name": "projection",
    "type": "naturalEarth1",
    "scale": {"signal": _SCALE},
    "translate": {"signal": _SHIFT},
}


def _formula(name: str, expr: str) -> Spec:
    return {"type": "formula", "as": name, "expr": expr}


_LINKS: Final[list[Spec]] = [
    # The shorter way around the globe, which can lead beyond 180 degrees.
    _formula("du", "(datum.lon2 - datum.lon1 + 540) % 360 - 180"),
    _formula("u1", "datum.lon1"),
    _formula("u2", "datum.lon1 + datum.du"),
    _formula("v1", "datum.lat1"),
    _formula("v2", "datum.lat2"),
    _formula("uc", f"(datum.u1 + datum.u2) / 2 + {marks.BEND} * (datum.v2 - datum.v1)"),
    _formula("vc", f"clamp((datum.v1 + datum.v2) / 2 - {marks.BEND} * datum.du, -75, 82)"),
]


def _projected(name: str) -> list[Spec]:
    """Return the transforms from the grid, which continues beyond 180 degrees, to the picture."""
    u, v, part, lon = (f"{field}{name}" for field in ("u", "v", "part", "lon"))
    return [
        _formula(part, f"floor((datum.{u} + 180) / 360)"),
        _formula(lon, f"datum.{u} - 360 * datum.{part}"),
        {"type": "geopoint", "projection": "projection", "fields": [lon, v], "as": [f"x{name}", f"y{name}"]},
    ]


_PLACES: Final[list[Spec]] = [
    {"type": "geopoint", "projection": "projection", "fields": ["lon", "lat"], "as": ["x", "y"]},
    *marks.sizes(),
]


def _shape(data: str, **look: Any) -> Spec:
    transform = [{"type": "geoshape", "projection": "projection"}]
    return {**marks.mark("shape", look, data=data, interactive=True), "transform": transform}


_SEA: Final[Spec] = {
    **_shape("sphere", fill={"signal": "colors.sea"}),
    "interactive": False,
}
_NET: Final[Spec] = {
    **_shape("net", stroke={"signal": "colors.land"}, strokeWidth={"value": 0.4}),
    "interactive": False,
}
_LAND: Final[Spec] = {
    **_shape(
        "countries",
        fill={"signal": "datum.id && datum.id === ground ? colors.faint : colors.land"},
        fillOpacity={"signal": "datum.id && datum.id === ground ? 0.45 : 1"},
        stroke={"signal": "colors.border"},
        strokeWidth={"signal": "0.6 * unit"},
    ),
    "name": "land",
}


def map_layout() -> Spec:
    """Return data, scales, marks and signals of the map; ``links`` and ``places`` are empty."""
    outlines = json.loads(files("tipgraph.analysis.routes.pictures").joinpath("boundaries.json").read_bytes())
    return {
        "signals": [*_SIGNALS, {"name": "ground", "value": None}],
        "projections": [_PROJECTION],
        "data": [
            {"name": "sphere", "values": [{"type": "Sphere"}]},
            {"name": "net", "transform": [{"type": "graticule", "step": [30, 30]}]},
            {"name": "countries", "values": outlines, "format": {"type": "topojson", "feature": "countries"}},
            {"name": "links", "values": [], "transform": _LINKS},
            {"name": "places", "values": [], "transform": _PLACES},
            marks.steps(_projected),
            marks.arrows(_projected),
            *marks.shown(),
        ],
        "scales": [marks.SCALE, *marks.SCALES],
        "marks": [_SEA, _NET, _LAND, *marks.LINE_MARKS, marks.hidden(), marks.REACH, *marks.PLACE_MARKS],
    }


class Layout(StrEnum):
    """The layout of a network: by the function of places in routes, or by their connections."""

    LAYERED = "layered"
    FORCE = "force"


def _node_formula(name: str, expr: str) -> Spec:
    return {"type": "formula", "as": name, "expr": expr}


_CLEAR: Final = 0.34
"""The balance of routes out and in above which a place is mostly origin, or mostly destination.

It means about twice as many one way; transit counts with the smaller of both.
"""

_WIDE: Final = 1000
_HIGH: Final = 640
"""Width and height of the plane on which places are laid out; it is stretched to the picture."""

_HEAD: Final = 26
"""Pixels above the plane, for the names of layers."""

MIDDLE: Final = 1
"""The layer of places that are both origin and destination, or transit places."""
_NARROW: Final = "(width < 600)"
"""On a phone all names are right of their places: left of the first layer there is no room."""


def _across(layer: str) -> str:
    """Return the expression for the position of a layer, as a fraction of the width."""
    return f"({_NARROW} ? 0.04 + 0.33 * {layer} : 0.19 + 0.31 * {layer})"


_LAYERED: Final[list[Spec]] = [
    {"type": "window", "groupby": ["layer"], "ops": ["row_number"], "as": ["row"],
     "sort": {"field": ["all", "code"], "order": ["descending", "ascending"]}},
    {"type": "joinaggregate", "groupby": ["layer"], "ops": ["count"], "as": ["rows"]},
    _node_formula("u", f"{_WIDE} * {_across('datum.layer')}"),
    _node_formula("v", f"{_HIGH} * (datum.row - 0.5) / datum.rows"),
]  # fmt: skip
_FORCE: Final[list[Spec]] = [
    {
        "type": "force",
        "static": True,
        "iterations": 300,
        "forces": [
            {"force": "center", "x": 0, "y": 0},
            {"force": "x", "x": 0, "strength": 0.05},
            {"force": "y", "y": 0, "strength": 0.09},
            {"force": "collide", "radius": 22},
            {"force": "nbody", "strength": -160, "distanceMax": 500},
            {"force": "link", "links": "springs", "id": {"field": "code"}, "distance": 90},
        ],
    },
    {"type": "joinaggregate", "fields": ["x", "x", "y", "y"], "ops": ["min", "max", "min", "max"],
     "as": ["west", "east", "north", "south"]},
    _node_formula("u", f"{_WIDE} * (0.06 + 0.88 * (datum.x - datum.west) / max(1, datum.east - datum.west))"),
    _node_formula(
        "v", f"{_HIGH} * (0.01 + 0.94 * (datum.y - datum.north) / max(1, datum.south - datum.north))"
    ),
]  # fmt: skip
_SPRINGS: Final[list[Spec]] = [{"type": "project", "fields": ["o", "d"], "as": ["source", "target"]}]


def _seen(name: str = "") -> list[Spec]:
    """Return the transforms from the plane to the picture, which has a header above the plane."""
    across = f"width * (datum.u{name} / {_WIDE} - 0.5)"
    down = f"{_HEAD} + (height - {_HEAD}) * datum.v{name} / {_HIGH} - height / 2"
    return [
        _node_formula(f"part{name}", "0"),
        _node_formula(f"x{name}", f"width / 2 + zoom * ({across}) + panX"),
        _node_formula(f"y{name}", f"height / 2 + zoom * ({down}) + panY"),
    ]


_NODE_LINKS: Final[list[Spec]] = [
    {"type": "lookup", "from": "spread", "key": "code", "fields": ["o", "d"], "as": ["from", "to"]},
    {"type": "filter", "expr": "datum.from && datum.to"},
    _node_formula("u1", "datum.from.u"),
    _node_formula("v1", "datum.from.v"),
    _node_formula("u2", "datum.to.u"),
    _node_formula("v2", "datum.to.v"),
    # Within a layer a line has to avoid the places between its ends.
    _node_formula("bend", f"abs(datum.u1 - datum.u2) < 1 ? 0.3 : {marks.BEND / 2}"),
    _node_formula("uc", "(datum.u1 + datum.u2) / 2 - datum.bend * (datum.v2 - datum.v1)"),
    _node_formula("vc", "(datum.v1 + datum.v2) / 2 + datum.bend * (datum.u2 - datum.u1)"),
]
_TITLES: Final[Spec] = marks.mark(
    "text",
    {
        "x": {"signal": f"width / 2 + (width * {_across('datum.layer')} - width / 2) * zoom + panX"},
        "y": {"signal": "14 * lettering"},
        "text": {"field": "text"},
        "align": {"signal": f"{_NARROW} ? 'left' : 'center'"},
        "limit": {"signal": f"{_NARROW} ? 0.31 * width * zoom : 0"},
        "font": {"value": FONT},
        "fontSize": {"signal": "12 * lettering"},
        "fill": {"signal": "colors.faint"},
    },
    data="layers",
)
_LAYERS: Final[Spec] = {
    "name": "layers",
    "values": [
        {"layer": 0, "text": "mostly origin"},
        {"layer": 1, "text": "both, or transit"},
        {"layer": 2, "text": "mostly destination"},
    ],
}


_LEFT: Final = f"(datum.layer == 0 && !{_NARROW})"
_NAMED: Final = marks.labelled(
    f"datum.x + ({_LEFT} ? -1 : 1) * (RADIUS + 5 * unit)",
    f"{_LEFT} ? 'right' : 'left'",
    f"zoom * width * ({_NARROW} ? 0.3 : datum.layer == 1 ? 0.29 : 0.18) - RADIUS - 5 * unit",
)
"""Names are left of origins and right of other places, away from lines; too long names are cut."""


def network_layout(layout: Layout) -> Spec:
    """Return data, scales, marks and signals of a network; ``links`` and ``places`` are empty."""
    layered = layout is Layout.LAYERED
    plan = _LAYERED if layered else _FORCE
    return {
        "signals": [{"name": "zoom", "value": 1}, {"name": "panX", "value": 0}, {"name": "panY", "value": 0}],
        "data": [
            {"name": "edges", "values": []},
            {"name": "springs", "source": "edges", "transform": _SPRINGS},
            {"name": "spread", "values": [], "transform": [*marks.sizes(), *plan]},
            {"name": "places", "source": "spread", "transform": _seen()},
            {"name": "links", "source": "edges", "transform": _NODE_LINKS},
            _LAYERS,
            marks.steps(_seen),
            marks.arrows(_seen),
            *marks.shown(),
        ],
        "scales": [marks.SCALE, *marks.SCALES],
        "marks": [
            *([_TITLES] if layered else []), *marks.LINE_MARKS, marks.hidden(), marks.REACH,
            *(_NAMED if layered else marks.PLACE_MARKS),
        ],
    }  # fmt: skip


def depth(rows: Sequence[Mapping[str, Any]]) -> int:
    """Return the number of places in the largest layer."""
    return max(Counter(row["layer"] for row in rows).values(), default=0)


def layer(row: Mapping[str, Any]) -> int:
    """Return the layer of a place: 0 for mostly origin, 2 for mostly destination, 1 for both.

    Reports that name it as a transit place count for the middle.

    >>> layer({"out": 4, "in": 1, "via": 0}), layer({"out": 4, "in": 1, "via": 9})
    (0, 1)
    """
    role = (row["out"] - row["in"]) / max(1, row["out"] + row["in"] + row["via"])
    return 0 if role > _CLEAR else 2 if role < -_CLEAR else 1

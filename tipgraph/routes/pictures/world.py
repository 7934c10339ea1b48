"""The picture on a map, as a Vega specification without its rows.

The projection is Natural Earth's: made for maps of the whole world that are looked at, with little
distortion of shapes. Lines are bent on the globe's grid, so that one over the date line leaves the map at
one side and comes back at the other.
"""

from __future__ import annotations

import json
from importlib.resources import files
from typing import Any, Final

from tipgraph.routes.pictures import flows, places

__all__ = ["RATIO", "world"]

Spec = dict[str, Any]

RATIO: Final = 0.455
"""A map's height as a part of its width: from the north of Greenland to Cape Horn."""

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
    # The short way around the globe, which may lead beyond 180 degrees.
    _formula("du", "(datum.lon2 - datum.lon1 + 540) % 360 - 180"),
    _formula("u1", "datum.lon1"),
    _formula("u2", "datum.lon1 + datum.du"),
    _formula("v1", "datum.lat1"),
    _formula("v2", "datum.lat2"),
    _formula("uc", f"(datum.u1 + datum.u2) / 2 + {flows.BEND} * (datum.v2 - datum.v1)"),
    _formula("vc", f"clamp((datum.v1 + datum.v2) / 2 - {flows.BEND} * datum.du, -75, 82)"),
]


def _projected(name: str) -> list[Spec]:
    """Return the transforms from the grid, which goes on beyond 180 degrees, to the picture."""
    u, v, part, lon = (f"{field}{name}" for field in ("u", "v", "part", "lon"))
    return [
        _formula(part, f"floor((datum.{u} + 180) / 360)"),
        _formula(lon, f"datum.{u} - 360 * datum.{part}"),
        {"type": "geopoint", "projection": "projection", "fields": [lon, v], "as": [f"x{name}", f"y{name}"]},
    ]


_PLACES: Final[list[Spec]] = [
    {"type": "geopoint", "projection": "projection", "fields": ["lon", "lat"], "as": ["x", "y"]},
    *places.sizes(),
]


def _shape(data: str, **look: Any) -> Spec:
    return {
        "type": "shape",
        "from": {"data": data},
        "encode": {"update": look},
        "transform": [{"type": "geoshape", "projection": "projection"}],
    }


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


def world() -> Spec:
    """Return the map's data, scales, marks and signals; ``links`` and ``places`` have no rows yet."""
    outlines = json.loads(files("tipgraph.routes.pictures").joinpath("boundaries.json").read_bytes())
    return {
        "signals": [*_SIGNALS, {"name": "ground", "value": None}],
        "projections": [_PROJECTION],
        "data": [
            {"name": "sphere", "values": [{"type": "Sphere"}]},
            {"name": "net", "transform": [{"type": "graticule", "step": [30, 30]}]},
            {"name": "countries", "values": outlines, "format": {"type": "topojson", "feature": "countries"}},
            {"name": "links", "values": [], "transform": _LINKS},
            {"name": "places", "values": [], "transform": _PLACES},
            flows.steps(_projected),
            flows.arrows(_projected),
            *flows.shown(),
        ],
        "scales": [flows.SCALE, *places.SCALES],
        "marks": [_SEA, _NET, _LAND, *flows.MARKS, flows.hidden(), places.REACH, *places.MARKS],
    }

"""The lines of routes, as parts of a Vega specification.

A line is bent to the right of its way, so that it does not lie on its way back; it is broad where it
begins and thin where it ends, and has an arrowhead on its second half: its direction shows at a glance.
Its width goes by the number of reports. What no report asserts is dashed.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, Final

__all__ = ["BEND", "MARKS", "SCALE", "arrows", "hidden", "shown", "steps"]

Spec = dict[str, Any]

BEND: Final = 0.16
"""How far a line swerves, as a part of its length."""

_STEPS: Final = 25
_HEAD: Final = 0.66
"""Where on its way a line has its arrowhead."""

SCALE: Final[Spec] = {
    "name": "breadth",
    "type": "linear",
    # The pair is for pictures without rows.
    "domain": {"fields": [[0, 1], {"data": "links", "field": "weight"}]},
    "range": {"signal": "[1.1 * unit, 9 * unit]"},
    "nice": False,
}

_OPACITY = [
    {"test": "datum.id === hot || datum.id === chosen", "value": 1},
    {"test": "datum.off", "value": 0.07},
    {"value": 0.72},
]
_COLOR = {"signal": "colors[datum.support]"}
_HEAD_SIZE = "pow(2 * (6.5 * unit + 1.35 * scale('breadth', datum.weight)), 2)"


def _along(one: str, bend: str, two: str, t: str) -> str:
    """Return the expression of a quadratic Bézier curve's coordinate."""
    return f"(1-{t})*(1-{t})*datum.{one} + 2*(1-{t})*{t}*datum.{bend} + {t}*{t}*datum.{two}"


def _at(t: str, name: str = "") -> list[Spec]:
    """Return the transforms that compute u and v of a line after a part of its way."""
    return [
        {"type": "formula", "as": f"{axis}{name}", "expr": _along(f"{axis}1", f"{axis}c", f"{axis}2", t)}
        for axis in ("u", "v")
    ]


Place = Callable[[str], list[Spec]]
"""Returns the transforms that take u and v to x and y in the picture, all of them with an ending.

A move of the picture runs these again and nothing before them: each point has fields of its own.
"""


def steps(place: Place) -> Spec:
    """Return the data of the points that lines are drawn through; ``part`` tells their pieces apart."""
    return {
        "name": "points",
        "source": "links",
        "transform": [
            {"type": "formula", "as": "step", "expr": f"sequence({_STEPS})"},
            {"type": "flatten", "fields": ["step"]},
            {"type": "formula", "as": "t", "expr": f"datum.step / {_STEPS - 1}"},
            *_at("datum.t"),
            *place(""),
        ],
    }


def arrows(place: Place) -> Spec:
    """Return the data of the arrowheads: where they are and where they point."""
    turn = "atan2(datum.y - datum.yBehind, datum.x - datum.xBehind) * 180 / PI + 90"
    return {
        "name": "heads",
        "source": "links",
        "transform": [
            *_at(str(_HEAD)),
            *_at(str(_HEAD - 0.02), "Behind"),
            *place(""),
            *place("Behind"),
            {"type": "formula", "as": "turn", "expr": turn},
        ],
    }


def shown() -> list[Spec]:
    """Return the data of the two kinds of lines, by how they are drawn."""
    return [
        {"name": "sure", "source": "points", "transform": [{"type": "filter", "expr": "!datum.dashed"}]},
        {"name": "unsure", "source": "points", "transform": [{"type": "filter", "expr": "datum.dashed"}]},
    ]


def _lines(data: str, mark: Spec) -> Spec:
    facet = {"name": f"{data}_line", "data": data, "groupby": ["id", "part"]}
    return {
        "type": "group",
        "from": {"facet": facet},
        "interactive": mark.get("interactive", True),
        "marks": [{**mark, "from": {"data": facet["name"]}}],
    }


def hidden() -> Spec:
    """Return the broad unseen lines that a pointer meets."""
    encode = {
        "x": {"field": "x"},
        "y": {"field": "y"},
        "stroke": {"value": "transparent"},
        "strokeWidth": {"value": 11},
        "cursor": {"value": "pointer"},
        "tooltip": {"signal": "datum.off ? null : datum.says"},
    }
    return _lines("points", {"type": "line", "name": "reach", "encode": {"update": encode}})


_WAY: Final = {"x": {"field": "x"}, "y": {"field": "y"}, "opacity": _OPACITY}
_SOLID: Final[Spec] = {
    "type": "trail",
    "interactive": False,
    "encode": {
        "update": {
            **_WAY,
            "fill": _COLOR,
            "size": {"signal": "scale('breadth', datum.weight) * (1.3 - 0.95 * datum.t)"},
        }
    },
}
_DASHED: Final[Spec] = {
    "type": "line",
    "interactive": False,
    "encode": {
        "update": {
            **_WAY,
            "stroke": _COLOR,
            "strokeWidth": {"signal": "0.75 * scale('breadth', datum.weight)"},
            "strokeDash": {"signal": "[4 * unit, 3 * unit]"},
        }
    },
}
_HEADS: Final[Spec] = {
    "type": "symbol",
    "from": {"data": "heads"},
    "interactive": False,
    "encode": {
        "update": {
            **_WAY,
            "shape": {"value": "M0,-0.6L0.45,0.5L0,0.28L-0.45,0.5Z"},
            "angle": {"field": "turn"},
            "size": {"signal": _HEAD_SIZE},
            "fill": _COLOR,
            "stroke": {"signal": "colors.paper"},
            "strokeWidth": {"value": 0.5},
        }
    },
}
MARKS: Final[list[Spec]] = [_lines("sure", _SOLID), _lines("unsure", _DASHED), _HEADS]
"""What is seen of the lines."""

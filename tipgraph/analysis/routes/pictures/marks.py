"""The lines of routes, as parts of a Vega specification.

A line is bent to the right of its way, so that it does not lie on its way back; it is broad where it
begins and thin where it ends, and has an arrowhead on its second half: its direction shows at a glance.
Its width goes by the number of reports. What no report asserts is dashed.

The places of a picture, as parts of a Vega specification.

A place is two half discs: the left one, by its area, for the routes out of it, the right one for those
into it; a ring for routes through it. So position says the same as colour. A region's outline is dashed.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, Final

from tipgraph.analysis.routes.pictures.style import FONT

__all__ = [
    "BEND",
    "LINE_MARKS",
    "PLACE_MARKS",
    "REACH",
    "SCALE",
    "SCALES",
    "arrows",
    "hidden",
    "labelled",
    "shown",
    "sizes",
    "steps",
]

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
LINE_MARKS: Final[list[Spec]] = [_lines("sure", _SOLID), _lines("unsure", _DASHED), _HEADS]
"""What is seen of the lines."""


SCALES: Final[list[Spec]] = [
    {
        "name": "area",
        "type": "sqrt",
        # The pair is for pictures without rows.
        "domain": {"fields": [[0, 1], {"data": "places", "field": "most"}]},
        "range": {"signal": "[1.6 * unit, 13 * unit]"},
    }
]


def sizes() -> list[Spec]:
    """Return the transforms that say how large a place is, and how it ranks."""
    return [
        {"type": "formula", "as": "most", "expr": "max(datum.out, datum.in)"},
        {"type": "formula", "as": "all", "expr": "datum.out + datum.in + datum.via"},
        {"type": "window", "ops": ["row_number"], "as": ["rank"],
         "sort": {"field": ["off", "all", "code"], "order": ["ascending", "descending", "ascending"]}},
    ]  # fmt: skip


_RADIUS = "max(3.2 * unit, scale('area', datum.most))"
_FADE = {"signal": "datum.off ? 0.15 : 1"}
_HERE: Final = {"x": {"field": "x"}, "y": {"field": "y"}}


def _half(measure: str, start: str, end: str, color: str) -> Spec:
    encode = {
        **_HERE,
        "startAngle": {"signal": start},
        "endAngle": {"signal": end},
        "outerRadius": {
            "signal": f"datum['{measure}'] ? max(2.6 * unit, scale('area', datum['{measure}'])) : 0"
        },
        "fill": {"signal": f"colors.{color}"},
        "fillOpacity": {"signal": "datum.region ? 0.65 : 1"},
        "opacity": _FADE,
    }
    return {"type": "arc", "from": {"data": "places"}, "interactive": False, "encode": {"update": encode}}


_RING: Final[Spec] = {
    "type": "arc",
    "from": {"data": "places"},
    "interactive": False,
    "encode": {
        "update": {
            **_HERE,
            "startAngle": {"value": 0},
            "endAngle": {"signal": "2 * PI"},
            "innerRadius": {"signal": f"{_RADIUS} + unit"},
            "outerRadius": {"signal": f"datum.via ? {_RADIUS} + unit * (2.2 + min(datum.via, 8) * 0.35) : 0"},
            "fill": {"signal": "colors.transit"},
            "opacity": {"signal": "datum.via ? (datum.off ? 0.15 : 1) : 0"},
        }
    },
}
_DISC: Final[Spec] = {
    "type": "symbol",
    "from": {"data": "places"},
    "interactive": False,
    "encode": {
        "update": {
            **_HERE,
            "size": {"signal": f"pow(2 * {_RADIUS} + 1.4 * unit, 2)"},
            "fill": {"signal": "colors.paper"},
            "stroke": {"signal": "datum.region ? colors.ink : colors.faint"},
            "strokeWidth": {"signal": "datum.region ? unit : 0.5 * unit"},
            "strokeDash": {"signal": "datum.region ? [2, 2] : [1, 0]"},
            "opacity": _FADE,
        }
    },
}
_CHOSEN: Final[Spec] = {
    "type": "symbol",
    "from": {"data": "places"},
    "interactive": False,
    "encode": {
        "update": {
            **_HERE,
            "size": {"signal": f"pow(2 * {_RADIUS} + 9 * unit, 2)"},
            "fill": {"value": "transparent"},
            "stroke": {"signal": "colors.ink"},
            "strokeWidth": {"signal": "1.8 * unit"},
            "opacity": {"signal": "datum.code === focus ? 1 : 0"},
        }
    },
}
_REACH: Final[Spec] = {
    "type": "symbol",
    "name": "spots",
    "from": {"data": "places"},
    "encode": {
        "update": {
            **_HERE,
            "size": {"signal": f"pow(2 * max({_RADIUS}, 5 * unit), 2)"},
            "fill": {"value": "transparent"},
            "cursor": {"value": "pointer"},
            "tooltip": {"field": "says"},
        }
    },
}
_FONT: Final = {
    "font": {"value": FONT},
    "fontSize": {"signal": "(datum.rank <= 8 ? 12 : 10.5) * lettering"},
    "fontWeight": {"signal": "datum.rank <= 8 ? 'bold' : 'normal'"},
    "fontStyle": {"signal": "datum.region ? 'italic' : 'normal'"},
}


def _of_spot(value: Spec) -> Spec:
    """Return an encoding by a place as one by the mark that was drawn of it."""
    return {key: each.replace("datum.", "datum.datum.") for key, each in value.items()}


_NAMED: Final = "datum.rank <= words && !datum.off"
_WORDS: Final[Spec] = {
    "type": "text",
    "name": "names",
    "from": {"data": "spots"},
    "interactive": False,
    "encode": {
        "update": {
            "text": {"signal": f"{_NAMED} ? datum.name : ''".replace("datum.", "datum.datum.")},
            **{name: _of_spot(value) for name, value in _FONT.items()},
            "fill": {"value": "transparent"},
            "opacity": {"signal": f"{_NAMED} ? 1 : 0".replace("datum.", "datum.datum.")},
        }
    },
    "transform": [
        {
            "type": "label",
            "sort": {"field": "datum.datum.rank"},
            # Names are placed anew only when this changes, so that moves have to change it.
            "size": {"signal": "[width + 0 * (zoom + panX + panY), height]"},
            "anchor": [
                "right", "left", "top", "bottom", "top-right", "bottom-right", "top-left", "bottom-left",
            ],
            "offset": [2],
            "padding": 0,
            # Keeping off marks needs a canvas, which drawing without a browser has not.
            "avoidBaseMark": False,
        }
    ],
}  # fmt: skip
_TIDY: Final = {name: {"field": name} for name in ("x", "y", "align", "baseline", "text", "opacity", *_FONT)}


def _letters(data: str, position: Spec) -> list[Spec]:
    """Return the names; paper around the letters parts them from lines."""
    halo = {"stroke": {"signal": "colors.paper"}, "strokeWidth": {"signal": "3 * lettering"},
            "strokeOpacity": {"value": 0.85}, "strokeJoin": {"value": "round"}}  # fmt: skip
    return [
        {
            "type": "text",
            "from": {"data": data},
            "interactive": False,
            "encode": {"update": {**position, **look}},
        }
        for look in (halo, {"fill": {"signal": "colors.ink"}})
    ]


_BODY: Final[list[Spec]] = [
    _DISC,
    _half("out", "PI", "2 * PI", "source"),
    _half("in", "0", "PI", "destination"),
    _RING,
    _CHOSEN,
]
PLACE_MARKS: Final[list[Spec]] = [*_BODY, _WORDS, *_letters("names", _TIDY)]
"""What is seen of the places, with names where there is room for them."""


def labelled(x: str, align: str, room: str) -> list[Spec]:
    """Return what is seen of the places, every one with its name at a side that the layout keeps free.

    ``room`` is the expression of the pixels for the name: a longer one ends in dots.
    """
    position = {
        "x": {"signal": x.replace("RADIUS", _RADIUS)},
        "y": {"field": "y"},
        "align": {"signal": align},
        "baseline": {"value": "middle"},
        "text": {"field": "name"},
        "limit": {"signal": f"max(30, {room.replace('RADIUS', _RADIUS)})"},
        "opacity": _FADE,
        **_FONT,
    }
    return [*_BODY, *_letters("places", position)]


REACH: Final = _REACH
"""The unseen discs that a pointer meets; they are drawn before the names, which lean on them."""

"""The marks of pictures, lines of routes and places, as parts of a Vega specification.

A line curves to the right, so that the line of the reverse route is separate. It is broad at the origin and
thin at the destination, with an arrowhead in its second half. Its width is the number of reports. It is
dashed if no report asserts the route.

A place is two half discs: the area of the left one is the routes out of it, the area of the right one the
routes into it. A ring is transit. So position shows the same as color. The outline of a region is dashed.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
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
    "mark",
    "shown",
    "sizes",
    "steps",
]

Spec = dict[str, Any]

BEND: Final = 0.16
"""The curvature of a line, as a fraction of its length."""

_STEPS: Final = 25
_HEAD: Final = 0.66
"""The position of the arrowhead on a line, from 0 to 1."""

SCALE: Final[Spec] = {
    "name": "breadth",
    "type": "linear",
    # The pair is for pictures without data.
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
    """Return the expression for a coordinate of a quadratic Bézier curve."""
    return f"(1-{t})*(1-{t})*datum.{one} + 2*(1-{t})*{t}*datum.{bend} + {t}*{t}*datum.{two}"


def _at(t: str, name: str = "") -> list[Spec]:
    """Return the transforms that compute u and v of a line at a position from 0 to 1."""
    return [
        {"type": "formula", "as": f"{axis}{name}", "expr": _along(f"{axis}1", f"{axis}c", f"{axis}2", t)}
        for axis in ("u", "v")
    ]


Place = Callable[[str], list[Spec]]
"""A function to the transforms from u and v to x and y in the picture, all names with a suffix.

Moving the picture repeats only these transforms: each point has its own fields.
"""


def steps(place: Place) -> Spec:
    """Return the data of the points of lines; ``part`` is the number of a line's piece."""
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
    """Return the data of the arrowheads: positions and directions."""
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
    """Return the data of solid and of dashed lines."""
    return [
        {"name": "sure", "source": "points", "transform": [{"type": "filter", "expr": "!datum.dashed"}]},
        {"name": "unsure", "source": "points", "transform": [{"type": "filter", "expr": "datum.dashed"}]},
    ]


def mark(
    kind: str, look: Mapping[str, Any], *, data: str = "", name: str = "", interactive: bool = False
) -> Spec:
    """Return a mark of a kind with the encodings ``look``, one for each row of ``data``."""
    return {
        "type": kind,
        **({"name": name} if name else {}),
        **({"from": {"data": data}} if data else {}),
        **({} if interactive else {"interactive": False}),
        "encode": {"update": look},
    }


def _lines(data: str, drawn: Spec) -> Spec:
    facet = {"name": f"{data}_line", "data": data, "groupby": ["id", "part"]}
    return {
        "type": "group",
        "from": {"facet": facet},
        "interactive": drawn.get("interactive", True),
        "marks": [{**drawn, "from": {"data": facet["name"]}}],
    }


def hidden() -> Spec:
    """Return broad invisible lines, which a pointer can hit."""
    encode = {
        "x": {"field": "x"},
        "y": {"field": "y"},
        "stroke": {"value": "transparent"},
        "strokeWidth": {"value": 11},
        "cursor": {"value": "pointer"},
        "tooltip": {"signal": "datum.off ? null : datum.says"},
    }
    return _lines("points", mark("line", encode, name="reach", interactive=True))


_WAY: Final = {"x": {"field": "x"}, "y": {"field": "y"}, "opacity": _OPACITY}
_SOLID: Final[Spec] = mark(
    "trail",
    {
        **_WAY,
        "fill": _COLOR,
        "size": {"signal": "scale('breadth', datum.weight) * (1.3 - 0.95 * datum.t)"},
    },
)
_DASHED: Final[Spec] = mark(
    "line",
    {
        **_WAY,
        "stroke": _COLOR,
        "strokeWidth": {"signal": "0.75 * scale('breadth', datum.weight)"},
        "strokeDash": {"signal": "[4 * unit, 3 * unit]"},
    },
)
_HEADS: Final[Spec] = mark(
    "symbol",
    {
        **_WAY,
        "shape": {"value": "M0,-0.6L0.45,0.5L0,0.28L-0.45,0.5Z"},
        "angle": {"field": "turn"},
        "size": {"signal": _HEAD_SIZE},
        "fill": _COLOR,
        "stroke": {"signal": "colors.paper"},
        "strokeWidth": {"value": 0.5},
    },
    data="heads",
)
LINE_MARKS: Final[list[Spec]] = [_lines("sure", _SOLID), _lines("unsure", _DASHED), _HEADS]
"""The visible marks of lines."""


SCALES: Final[list[Spec]] = [
    {
        "name": "area",
        "type": "sqrt",
        # The pair is for pictures without data.
        "domain": {"fields": [[0, 1], {"data": "places", "field": "most"}]},
        "range": {"signal": "[1.6 * unit, 13 * unit]"},
    }
]


def sizes() -> list[Spec]:
    """Return the transforms that compute the size and the rank of a place."""
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
    return mark("arc", encode, data="places")


_RING: Final[Spec] = mark(
    "arc",
    {
        **_HERE,
        "startAngle": {"value": 0},
        "endAngle": {"signal": "2 * PI"},
        "innerRadius": {"signal": f"{_RADIUS} + unit"},
        "outerRadius": {"signal": f"datum.via ? {_RADIUS} + unit * (2.2 + min(datum.via, 8) * 0.35) : 0"},
        "fill": {"signal": "colors.transit"},
        "opacity": {"signal": "datum.via ? (datum.off ? 0.15 : 1) : 0"},
    },
    data="places",
)
_DISC: Final[Spec] = mark(
    "symbol",
    {
        **_HERE,
        "size": {"signal": f"pow(2 * {_RADIUS} + 1.4 * unit, 2)"},
        "fill": {"signal": "colors.paper"},
        "stroke": {"signal": "datum.region ? colors.ink : colors.faint"},
        "strokeWidth": {"signal": "datum.region ? unit : 0.5 * unit"},
        "strokeDash": {"signal": "datum.region ? [2, 2] : [1, 0]"},
        "opacity": _FADE,
    },
    data="places",
)
_CHOSEN: Final[Spec] = mark(
    "symbol",
    {
        **_HERE,
        "size": {"signal": f"pow(2 * {_RADIUS} + 9 * unit, 2)"},
        "fill": {"value": "transparent"},
        "stroke": {"signal": "colors.ink"},
        "strokeWidth": {"signal": "1.8 * unit"},
        "opacity": {"signal": "datum.code === focus ? 1 : 0"},
    },
    data="places",
)
_REACH: Final[Spec] = mark(
    "symbol",
    {
        **_HERE,
        "size": {"signal": f"pow(2 * max({_RADIUS}, 5 * unit), 2)"},
        "fill": {"value": "transparent"},
        "cursor": {"value": "pointer"},
        "tooltip": {"field": "says"},
    },
    data="places",
    name="spots",
    interactive=True,
)
_FONT: Final = {
    "font": {"value": FONT},
    "fontSize": {"signal": "(datum.rank <= 8 ? 12 : 10.5) * lettering"},
    "fontWeight": {"signal": "datum.rank <= 8 ? 'bold' : 'normal'"},
    "fontStyle": {"signal": "datum.region ? 'italic' : 'normal'"},
}


def _of_spot(value: Spec) -> Spec:
    """Return an encoding of a place as an encoding of its mark."""
    return {key: each.replace("datum.", "datum.datum.") for key, each in value.items()}


_NAMED: Final = "datum.rank <= words && !datum.off"
_WORDS: Final[Spec] = {
    **mark(
        "text",
        {
            "text": {"signal": f"{_NAMED} ? datum.name : ''".replace("datum.", "datum.datum.")},
            **{name: _of_spot(value) for name, value in _FONT.items()},
            "fill": {"value": "transparent"},
            "opacity": {"signal": f"{_NAMED} ? 1 : 0".replace("datum.", "datum.datum.")},
        },
        name="names",
        data="spots",
    ),
    "transform": [
        {
            "type": "label",
            "sort": {"field": "datum.datum.rank"},
            # Vega places names again only if this changes, so a move has to change it.
            "size": {"signal": "[width + 0 * (zoom + panX + panY), height]"},
            "anchor": [
                "right", "left", "top", "bottom", "top-right", "bottom-right", "top-left", "bottom-left",
            ],
            "offset": [2],
            "padding": 0,
            # Avoiding marks needs a canvas, which does not exist without a browser.
            "avoidBaseMark": False,
        }
    ],
}  # fmt: skip
_LABEL_POSITION: Final = {
    name: {"field": name} for name in ("x", "y", "align", "baseline", "text", "opacity", *_FONT)
}


def _letters(data: str, position: Spec) -> list[Spec]:
    """Return the names, with a halo that separates them from lines."""
    halo = {"stroke": {"signal": "colors.paper"}, "strokeWidth": {"signal": "3 * lettering"},
            "strokeOpacity": {"value": 0.85}, "strokeJoin": {"value": "round"}}  # fmt: skip
    fill = {"fill": {"signal": "colors.ink"}}
    return [mark("text", {**position, **look}, data=data) for look in (halo, fill)]


_BODY: Final[list[Spec]] = [
    _DISC,
    _half("out", "PI", "2 * PI", "source"),
    _half("in", "0", "PI", "destination"),
    _RING,
    _CHOSEN,
]
PLACE_MARKS: Final[list[Spec]] = [*_BODY, _WORDS, *_letters("names", _LABEL_POSITION)]
"""The visible marks of places, with names where there is room."""


def labelled(x: str, align: str, room: str) -> list[Spec]:
    """Return the visible marks of places, each with its name on the side that the layout keeps free.

    ``room`` is the expression for the width of the name in pixels; a longer name is cut.
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
"""Invisible discs, which a pointer can hit; names refer to them, so they are drawn before."""

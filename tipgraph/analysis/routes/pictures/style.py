"""Colors and sizes of pictures, the frame that all pictures share, and their legend.

The colors of places are orange, blue and green of Okabe and Ito, which color-blind people can distinguish.
The support of routes is shown by lightness in one hue.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, Final

__all__ = ["DARK", "FONT", "LIGHT", "NOTE", "caption", "legend", "picture"]

FONT: Final = "Helvetica, Arial, 'Liberation Sans', sans-serif"
NOTE: Final = "A claim is what a report says; mentions do not measure how common trafficking is."

LIGHT: Final = {
    "paper": "#ffffff", "sea": "#f4f7f9", "land": "#e4e2db", "border": "#ffffff", "ink": "#22211f",
    "faint": "#66635c", "source": "#e69f00", "destination": "#0072b2", "transit": "#009e73",
    "both": "#4a1942", "one": "#a8508a", "other": "#8f8a90",
}  # fmt: skip
DARK: Final = {
    "paper": "#1c1d20", "sea": "#1c1d20", "land": "#36383d", "border": "#1c1d20", "ink": "#eceae5",
    "faint": "#a9a59c", "source": "#e69f00", "destination": "#56b4e9", "transit": "#009e73",
    "both": "#fbdcf1", "one": "#cc79a7", "other": "#85818a",
}  # fmt: skip


Spec = dict[str, Any]

_SCHEMA: Final = "https://vega.github.io/schema/vega/v6.json"
"""Only an identifier: nothing is downloaded."""


def picture(drawn: Spec, width: int, height: int, words: int = 40, unit: float = 1) -> Spec:
    """Return a specification that draws ``drawn`` in a frame.

    Its signals: ``unit`` scales lines and places, ``lettering`` scales names; ``words`` is the largest number
    of names; ``focus`` is the selected place, ``chosen`` the selected link, ``hot`` the link under the
    pointer.
    """
    frame = {
        "type": "group",
        "name": "frame",
        "clip": True,
        "encode": {"update": {"width": {"signal": "width"}, "height": {"signal": "height"}}},
        "marks": drawn["marks"],
    }
    return {
        **drawn,
        "$schema": _SCHEMA,
        "description": "Routes between places",
        "autosize": "none",
        "width": width,
        "height": height,
        "background": {"signal": "colors.paper"},
        "signals": [*_signals(words, unit), *drawn["signals"]],
        "marks": [frame],
    }


def _signals(words: int, unit: float) -> list[Spec]:
    values = {
        "colors": LIGHT, "unit": unit, "lettering": 1, "words": words, "focus": None, "chosen": None,
        "hot": None,
    }  # fmt: skip
    return [{"name": name, "value": value} for name, value in values.items()]


ENTRIES: Final = (
    ("source", "Left half: routes out of a place"),
    ("destination", "Right half: routes into it"),
    ("transit", "Ring: reports of transit"),
    ("region", "A region, in the middle of its countries"),
    ("thin", "1 report"),
    ("thick", ""),
    ("both", "Stated by reports on both ends"),
    ("one", "Stated by a report on one end"),
    ("other", "Only by other reports, or a region"),
    ("dashed", "Only possible, or inferred"),
)
"""The entries by symbol; Vega computes the number of reports of the broadest line."""

_ROW: Final = 19
_COLUMNS: Final = 4
_GAP: Final = 16
_TAPER: Final = "M-14,-3.2L14,-0.8L14,0.8L-14,3.2Z"
_HEAD: Final = "M11,0L3,-5L5,0L3,5Z"
_MOST: Final[Spec] = {
    "signal": "format(domain('breadth')[1], ',.1~f') + (domain('breadth')[1] > 1 ? ' reports' : ' report')"
}


def legend(columns: int = _COLUMNS) -> Spec:
    """Return the legend, in columns below the picture."""
    depth = -(-len(ENTRIES) // columns)
    marks: list[Spec] = []
    for at, (kind, words) in enumerate(ENTRIES):
        x, y = f"width * {at // depth} / {columns}", at % depth * _ROW
        marks += [*_sign(kind, x, y), _text(f"{x} + 36", y, {"value": words} if words else _MOST, "ink")]
    return {
        "type": "group",
        "interactive": False,
        "encode": {"update": {"y": {"signal": f"height + {_GAP}"}}},
        "marks": marks,
    }


def caption(lines: Sequence[str], columns: int = _COLUMNS) -> Spec:
    """Return the caption, below the legend."""
    top = _GAP + -(-len(ENTRIES) // columns) * _ROW + 8
    marks = [_text("0", row * 15, {"value": line}, "faint") for row, line in enumerate(lines)]
    return {
        "type": "group",
        "interactive": False,
        "encode": {"update": {"y": {"signal": f"height + {top}"}}},
        "marks": marks,
    }


def _text(x: str, y: int, words: Spec, color: str) -> Spec:
    look = {
        "x": {"signal": x},
        "y": {"value": y},
        "text": words,
        "baseline": {"value": "middle"},
        "font": {"value": FONT},
        "fontSize": {"value": 11},
        "fill": {"signal": f"colors.{color}"},
    }
    return {"type": "text", "encode": {"update": look}}


def _sign(kind: str, x: str, y: int) -> list[Spec]:
    if kind in ("source", "destination"):
        start, end = ("PI", "2 * PI") if kind == "source" else ("0", "PI")
        return [_arc(kind, x, y, (start, end), (0, 8))]
    if kind == "transit":
        return [_arc(kind, x, y, ("0", "2 * PI"), (5, 8))]
    if kind in ("thin", "thick"):
        return [_breadth(kind, x, y)]
    return [_region(x, y)] if kind == "region" else _line(kind, x, y)


def _breadth(kind: str, x: str, y: int) -> Spec:
    reports = "1" if kind == "thin" else "domain('breadth')[1]"
    look = {
        "x": {"signal": x},
        "x2": {"signal": f"{x} + 28"},
        "y": {"value": y},
        "stroke": {"signal": "colors.one"},
        "strokeWidth": {"signal": f"scale('breadth', {reports})"},
    }
    return {"type": "rule", "encode": {"update": look}}


def _arc(kind: str, x: str, y: int, angles: tuple[str, str], radii: tuple[int, int]) -> Spec:
    look = {
        "x": {"signal": f"{x} + 14"},
        "y": {"value": y},
        "startAngle": {"signal": angles[0]},
        "endAngle": {"signal": angles[1]},
        "innerRadius": {"value": radii[0]},
        "outerRadius": {"value": radii[1]},
        "fill": {"signal": f"colors.{kind}"},
    }
    return {"type": "arc", "encode": {"update": look}}


def _region(x: str, y: int) -> Spec:
    look = {
        "x": {"signal": f"{x} + 14"},
        "y": {"value": y},
        "size": {"value": 200},
        "fill": {"value": "transparent"},
        "stroke": {"signal": "colors.ink"},
        "strokeWidth": {"value": 1},
        "strokeDash": {"value": [2, 2]},
    }
    return {"type": "symbol", "encode": {"update": look}}


def _line(kind: str, x: str, y: int) -> list[Spec]:
    color = {"signal": "colors.one" if kind == "dashed" else f"colors.{kind}"}
    dashes = {"stroke": color, "strokeWidth": {"value": 2}, "strokeDash": {"value": [4, 3]}}
    body = {"path": {"value": "M-14,0L14,0"}, **dashes} if kind == "dashed" else _path(_TAPER, color)
    place = {"x": {"signal": f"{x} + 14"}, "y": {"value": y}}
    return [{"type": "path", "encode": {"update": {**place, **each}}} for each in (body, _path(_HEAD, color))]


def _path(shape: str, color: Spec) -> Spec:
    return {"path": {"value": shape}, "fill": color}

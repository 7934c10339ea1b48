"""The legend and the caption of a picture, as parts of a Vega specification that lie below it."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, Final

from tipgraph.routes.pictures.style import FONT

__all__ = ["ENTRIES", "caption", "legend"]

Spec = dict[str, Any]

ENTRIES: Final = (
    ("source", "Left half: routes out of a place"),
    ("destination", "Right half: routes into it"),
    ("transit", "Ring: routes through it"),
    ("region", "A region, amid its countries"),
    ("both", "Reports on both ends say so"),
    ("one", "A report on one end says so"),
    ("other", "Only other reports, or a region"),
    ("dashed", "Only possible, or inferred"),
)
"""What is drawn, and what it says."""

_ROW: Final = 19
_COLUMNS: Final = 4
_GAP: Final = 16


def legend(columns: int = _COLUMNS) -> Spec:
    """Return the group of all entries, in columns below the picture."""
    depth = -(-len(ENTRIES) // columns)
    marks: list[Spec] = []
    for at, (kind, words) in enumerate(ENTRIES):
        x, y = f"width * {at // depth} / {columns}", at % depth * _ROW
        marks += [*_sign(kind, x, y), _text(f"{x} + 36", y, words, "ink")]
    return {
        "type": "group",
        "interactive": False,
        "encode": {"update": {"y": {"signal": f"height + {_GAP}"}}},
        "marks": marks,
    }


def caption(lines: Sequence[str], columns: int = _COLUMNS) -> Spec:
    """Return the lines of a caption below the legend."""
    top = _GAP + -(-len(ENTRIES) // columns) * _ROW + 8
    marks = [_text("0", row * 15, line, "faint") for row, line in enumerate(lines)]
    return {
        "type": "group",
        "interactive": False,
        "encode": {"update": {"y": {"signal": f"height + {top}"}}},
        "marks": marks,
    }


def _text(x: str, y: int, words: Any, color: str) -> Spec:
    look = {
        "x": {"signal": x},
        "y": {"value": y},
        "text": {"value": words},
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
    return [_region(x, y)] if kind == "region" else _line(kind, x, y)


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
    dashed = kind == "dashed"
    shape = "M-14,-1L14,-1L14,1L-14,1Z" if dashed else "M-14,-3.2L14,-0.8L14,0.8L-14,3.2Z"
    common = {"x": {"signal": f"{x} + 14"}, "y": {"value": y}}
    color = {"signal": "colors.one" if dashed else f"colors.{kind}"}
    body = {"path": {"value": "M-14,0L14,0" if dashed else shape}}
    look = {"stroke": color, "strokeWidth": {"value": 2}, "strokeDash": {"value": [4, 3]}} if dashed else {"fill": color}
    head = {"path": {"value": "M11,0L3,-5L5,0L3,5Z"}, "fill": color}
    return [{"type": "path", "encode": {"update": {**common, **each}}} for each in ({**body, **look}, head)]

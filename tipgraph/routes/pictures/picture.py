"""A picture whole: what is drawn, in a frame of its own, with the signals that pages and figures set."""

from __future__ import annotations

from typing import Any, Final

from tipgraph.routes.pictures.style import LIGHT

__all__ = ["picture"]

Spec = dict[str, Any]

_SCHEMA: Final = "https://vega.github.io/schema/vega/v6.json"
"""A name: nothing is asked for there."""


def picture(drawn: Spec, width: int, height: int, words: int = 40, unit: float = 1) -> Spec:
    """Return a specification that draws ``drawn``, clipped to its frame.

    Signals: ``unit`` scales lines and places, ``lettering`` names; ``words`` is the number of places that
    may be named; ``focus`` is the place and ``chosen`` the link that is looked at, ``hot`` the link
    under the pointer.
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

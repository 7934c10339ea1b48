"""Colors and sizes of pictures, and the frame that all pictures share.

The colors of places are orange, blue and green of Okabe and Ito, which color-blind people can distinguish.
The support of routes is shown by lightness in one hue.
"""

from __future__ import annotations

from typing import Any, Final

__all__ = ["DARK", "FONT", "LIGHT", "NOTE", "picture"]

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

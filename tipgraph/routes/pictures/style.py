"""Colours and sizes of the pictures.

Okabe and Ito's orange, blue and green, which the colour-blind can tell apart, for what a place is; steps
of lightness in one hue, which need no sense of colour at all, for who speaks of a route.
"""

from __future__ import annotations

from typing import Final

__all__ = ["DARK", "FONT", "LIGHT", "NOTE"]

FONT: Final = "Helvetica, Arial, 'Liberation Sans', sans-serif"
NOTE: Final = "A claim is what a report says; a mention is no measure of how common a thing is."

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

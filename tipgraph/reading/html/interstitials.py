"""Pages that stand in a report's place: logins, cookie walls, checks for robots, errors."""

from __future__ import annotations

import re
from collections.abc import Sequence

from selectolax.lexbor import LexborHTMLParser

from tipgraph.errors import InputError
from tipgraph.reading.html.lines import Line

__all__ = ["refuse_interstitial"]

_SHORT = 2500
"""Characters up to which a page is taken for a wall where it has a wall's words."""
_BARE = 120
"""Characters below which a page holds no narrative at all."""
_WALLS = (
    ("a login page", r"\b(?:log ?in|sign ?in|password|create an account|subscribers? only)\b"),
    (
        "a cookie or consent page",
        r"\b(?:enable|accept|allow|use of) (?:all )?cookies\b|\bcookie (?:consent|settings)\b",
    ),
    (
        "a page that keeps robots out",
        r"captcha|are you (?:a )?(?:human|robot)|verify (?:that )?you are human|checking your browser"
        r"|enable javascript|just a moment|unusual traffic",
    ),
    (
        "an error page",
        r"\b(?:40[0134]|410|429|50[0234])\b.{0,40}(?:error|not found|forbidden|denied|unavailable|gateway)"
        r"|page (?:was |could |can ?)?not (?:be )?found|access denied|request blocked|file not found"
        r"|no longer available|service unavailable|temporarily unavailable",
    ),
)
_REMEDY = "open it in a browser until the report itself is on the screen, then save it again"


def refuse_interstitial(
    page: LexborHTMLParser, titles: Sequence[str], lines: Sequence[Line], source: str
) -> None:
    """Raise InputError where a page is a wall in the report's place, or has no running text."""
    text = "\n".join(line.text for line in lines)
    if len(text) < _SHORT and (wall := _wall(page, titles, text)):
        raise InputError(source, f"is {wall}, not the report", remedy=_REMEDY)
    if len(text) < _BARE:
        raise InputError(source, "has no running text, so no report", remedy=_REMEDY)


def _wall(page: LexborHTMLParser, titles: Sequence[str], text: str) -> str | None:
    if page.css_first("input[type=password]") is not None:
        return _WALLS[0][0]
    everything = "\n".join(
        (*titles, text, page.body.text(separator=" ") if page.body and len(text) < _BARE else "")
    )
    if re.search(r"traffick", text, re.IGNORECASE) and len(text) > 2 * _BARE:
        return None  # a short narrative may well speak of passports and passwords
    return next((wall for wall, words in _WALLS if re.search(words, everything, re.IGNORECASE)), None)

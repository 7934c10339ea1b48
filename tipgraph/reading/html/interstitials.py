"""Interstitial pages, which are served instead of a report: logins, cookie banners, bot checks, errors."""

from __future__ import annotations

import re
from collections.abc import Sequence

from selectolax.lexbor import LexborHTMLParser

from tipgraph.errors import InputError
from tipgraph.reading.html.lines import Line

__all__ = ["refuse_interstitial"]

_SHORT = 2500
"""The longest text of an interstitial page, in characters."""
_EMPTY = 120
"""The least number of characters of a page with a narrative."""
_KINDS = (
    ("a login page", r"\b(?:log ?in|sign ?in|password|create an account|subscribers? only)\b"),
    (
        "a cookie or consent page",
        r"\b(?:enable|accept|allow|use of) (?:all )?cookies\b|\bcookie (?:consent|settings)\b",
    ),
    (
        "a check for robots",
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
_REMEDY = "open it in a browser until the report is displayed, then save it again"


def refuse_interstitial(
    page: LexborHTMLParser, titles: Sequence[str], lines: Sequence[Line], source: str
) -> None:
    """Raise InputError if a page is an interstitial page or has no running text."""
    text = "\n".join(line.text for line in lines)
    if len(text) < _SHORT and (kind := _kind(page, titles, text)):
        raise InputError(source, f"the page is {kind}, not the report", remedy=_REMEDY)
    if len(text) < _EMPTY:
        raise InputError(source, "the page has no running text", remedy=_REMEDY)


def _kind(page: LexborHTMLParser, titles: Sequence[str], text: str) -> str | None:
    if page.css_first("input[type=password]") is not None:
        return _KINDS[0][0]
    everything = "\n".join(
        (*titles, text, page.body.text(separator=" ") if page.body and len(text) < _EMPTY else "")
    )
    if re.search(r"traffick", text, re.IGNORECASE) and len(text) > 2 * _EMPTY:
        return None  # a short narrative may mention passports and passwords
    return next((kind for kind, words in _KINDS if re.search(words, everything, re.IGNORECASE)), None)

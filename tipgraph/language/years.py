"""The years that a text names, and its words for the year before."""

from __future__ import annotations

import re
from typing import NamedTuple

from tipgraph.language.sentences import Span

__all__ = ["YEAR", "YEAR_BEFORE", "Year", "takes_up_year", "years"]

YEAR = r"(?:19|20)\d\d"
"""A year, for patterns."""
YEAR_BEFORE = r"""\b(?:[Tt]he|a)\s(?:(?:previous|preceding|prior)
    \s(?:calendar\s|fiscal\s|reporting\s)?(?:year|period)
    |year\s(?:before|prior|earlier|previously))\b|\blast\syear\b"""
"""Words for the year before the one that a sentence is of, for verbose patterns."""
_YEAR = re.compile(rf"\b{YEAR}\b(?!,\d)")
# The years of a longer time have "to", a month or a day between them.
_RANGE = r"\s?(?:[-–—/]|to|and|through|until)\s?(?:(?:the\s\w+\sof\s)?[A-Z]\w+\s(?:\d\d?,?\s)?)?"
_BEGINS_RANGE = re.compile(rf"{_RANGE}(?:(?:19|20)?\d\d)\b")
_ENDS_RANGE = re.compile(rf"\b{YEAR}{_RANGE}$")
_FROM = re.compile(r"\b(?:[Ff]rom|[Bb]etween)\s(?:(?:the\s\w+\sof\s)?[A-Z]\w+\s(?:\d\d?,?\s)?)?$")
"""What a longer time begins with: "from 2011", "between June 30, 2011"."""
_DASHES = ("-", "–", "—", "/")
_TAKING_UP = re.compile(
    r"\W*(?:in|during|over)\s(?:that|the\s(?:same|previous|preceding|prior))\s(?:\w+\s)?(?:year|period)\b",
    re.IGNORECASE,
)
_NEAR = 60
"""Code points around a year that tell what it is the year of."""
_OF_A_NAME = re.compile(
    r"""(?:\s?[-–—]\s?(?:19|20)?\d\d)?(?:\s(?!(?:under|of|in|for|by|on|to|the|a|an|and|with|from|its)\b)[\w-]+){0,4}?
    \s(?:laws?|acts?|codes?|plans?|strateg(?:y|ies)|decrees?|ordinances?|constitution|protocol|convention
    |legislation|statutes?|amendments?)\b""",
    re.VERBOSE | re.IGNORECASE,
)
_NAMES_IT = re.compile(
    r"""\b(?:laws?|acts?|codes?|plan|strategy|decree|ordinance|constitution|protocol|convention|statute|amendments?)
    (?:\sno\.?\s?\d+)?(?:\sof|\sfor|/|,
    |\s(?:(?:that|which)\s)?(?:\w+\s)?(?:passed|enacted|adopted|amended|approved|signed|issued)\sin(?:\s\w+)?)?\s?$""",
    re.VERBOSE | re.IGNORECASE,
)
"""What shows that a year is part of a name: "the 2005 law", "the Act of 2005", "a law passed in 2005"."""


class Year(NamedTuple):
    """A year between 1900 and 2099."""

    start: int
    end: int
    value: int


def years(text: str, span: Span) -> list[Year]:
    """Return the years named in a span, but not those of a longer time, nor in the names of laws and plans.

    >>> [year.value for year in years("nine in 2017, 1,999 in 2018", Span(0, 27))]
    [2017, 2018]
    >>> years("convicted under the 2005 law and the Act of 2009", Span(0, 48))
    []
    >>> years("between 2011 and 2014, and in 2015-2016", Span(0, 39))
    []
    """
    return [
        Year(m.start(), m.end(), int(m.group()))
        for m in _YEAR.finditer(text, span.start, span.end)
        if not (
            _OF_A_NAME.match(text, m.end())
            or _NAMES_IT.search(text, max(span.start, m.start() - _NEAR), m.start())
            or _is_of_range(text, span, m)
        )
    ]


def _is_of_range(text: str, span: Span, year: re.Match[str]) -> bool:
    """Of "from 2011 to 2014" and "2011-12": no one year; but "in 2011 and 2012" are two."""
    start = max(span.start, year.start() - _NEAR)
    if _BEGINS_RANGE.match(text, year.end(), span.end):
        return text.startswith(_DASHES, year.end()) or bool(_FROM.search(text, start, year.start()))
    ended = _ENDS_RANGE.search(text, start, year.start())
    if ended is None:
        return False
    return text.startswith(_DASHES, ended.start() + 4) or bool(_FROM.search(text, start, ended.start()))


def takes_up_year(text: str, span: Span) -> bool:
    """Tell whether a sentence begins with words that rest on the year of the one before it.

    >>> takes_up_year("In the same year, courts convicted 71.", Span(0, 38))
    True
    """
    return bool(_TAKING_UP.match(text, span.start, span.end))

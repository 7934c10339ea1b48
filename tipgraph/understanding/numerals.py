"""Numbers and years in a text, and words that compare them or refer back to them.

A number that names, measures or dates something is not returned as a count.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal
from typing import NamedTuple

from tipgraph.understanding.grammar import NUMBER_WORDS, number_of, words
from tipgraph.understanding.sentences import Span

__all__ = [
    "NUMBER",
    "YEAR",
    "YEAR_BEFORE",
    "Number",
    "Year",
    "comparisons",
    "numbers",
    "takes_up_sum",
    "takes_up_year",
    "years",
]

_WORD = "|".join(sorted(NUMBER_WORDS, key=len, reverse=True))
_SCALE = r"(?P<scale>\s(?:million|billion|thousand))?"
# What may not stand before a figure is asked after its first digit: so a search skips to the digits.
_FIGURE = rf"(?P<figure>\d(?<![\d.,]\d)(?:\d{{0,2}}(?:,\d{{3}})+|\d*)(?:\.\d+)?){_SCALE}\b"
# "One hundred and five" is a number, "four and one" are two.
_AND = r"(?:(?<=hundred)|(?<=thousand)|(?<=million))\sand\s"
_SPELT = rf"\b(?P<words>(?:{_WORD})(?:(?:[-\s]|{_AND})(?:{_WORD}))*)\b"
_CURRENCY = re.compile(r"(?:\b(?:US|C|A|NZ|R|S|J|T|HK))?[$€£¥]\s?$", re.IGNORECASE)
_FIGURES = re.compile(_FIGURE)
_NUMBERS = re.compile(f"{_FIGURE}|{_SPELT}", re.IGNORECASE)
_YEAR = re.compile(r"\b(?:19|20)\d\d\b(?!,\d)")
_LABELLING = re.compile(
    r"""\b(?:articles?|sections?|laws?(?:\sno\.?)?|no\.|act(?:\sno\.?)?|decree(?:\sno\.?)?|number|tier|ages?|aged
    |paragraphs?|chapter|under(?:\sthe\sage\sof)?|age\sof|resolution|convention|title|code|phase|category|form)\s*$""",
    re.IGNORECASE | re.VERBOSE,
)
"""What stands before a number that is a name: an article, an age, the number of a law."""
_LABELS = words(
    "article articles section sections law laws no. no act decree number tier age ages aged paragraph "
    "paragraphs chapter under of resolution convention title code phase category form"
)
"""The last words of such labels."""
_SIGNS = frozenset("$€£¥")
_MEASURING = re.compile(
    rf"""[\s-]*(?:%|(?:third|half|quarter|fifth)s?\b|percent|per\scent|years?|months?|days?|weeks?|hours?|times|of\sage|-?\d|(?:th|st|nd|rd)\b
    |provinces|districts|countries|regions|(?:to|and|or)\s(?:\d+|{_WORD})[-\s](?:years?|months?))""",
    re.IGNORECASE | re.VERBOSE,
)
"""What stands after a number that measures: a share, a term, an age, an extent."""
_SCALES = {"thousand": 1_000, "million": 1_000_000, "billion": 1_000_000_000}


class Number(NamedTuple):
    """A number that may be a count: not a year, age, percentage, prison term or article of a law."""

    start: int
    end: int
    value: Decimal
    currency: bool


def numbers(text: str, span: Span, *, spelt: bool = True) -> Iterator[Number]:
    """Yield the numbers in a span that may be counts. Without ``spelt``, only those in figures.

    >>> text = "Courts convicted twelve men under Article 5, with terms of 10 years, and paid $1.5 million."
    >>> [(int(n.value), n.currency) for n in numbers(text, Span(0, len(text)))]
    [(12, False), (1500000, True)]
    """
    for match in (_NUMBERS if spelt else _FIGURES).finditer(text, span.start, span.end):
        begin = match.start()
        signed = not _SIGNS.isdisjoint(text[max(span.start, begin - 2) : begin])
        currency = _CURRENCY.search(text, max(span.start, begin - 4), begin) if signed else None
        value = _value(match)
        if value is not None and (currency or _counts(text, span, match)):
            start = currency.start() if currency else begin
            yield Number(start, match.end(), value, currency is not None)


def _counts(text: str, span: Span, match: re.Match[str]) -> bool:
    return not (
        _YEAR.fullmatch(match.group())
        or _is_labelled(text[max(span.start, match.start() - 24) : match.start()])
        or _MEASURING.match(text, match.end())
    )


def _is_labelled(before: str) -> bool:
    """Tell whether words end with a label; what they end with is asked first, since few words are one."""
    last = before.split()[-1:]
    return bool(last) and last[0].lower().strip("(") in _LABELS and bool(_LABELLING.search(before))


def _value(match: re.Match[str]) -> Decimal | None:
    in_words = match["words"] if match.re is _NUMBERS else None
    if in_words:
        spelt = number_of(in_words)
        return None if spelt is None else Decimal(spelt)
    scale = _SCALES.get((match["scale"] or "").strip().lower(), 1)
    return Decimal(match["figure"].replace(",", "")) * scale


YEAR = r"(?:19|20)\d\d"
"""A year, for patterns."""
YEAR_BEFORE = r"""\b(?:[Tt]he|a)\s(?:(?:previous|preceding|prior)
    \s(?:calendar\s|fiscal\s|reporting\s)?(?:year|period)
    |year\s(?:before|prior|earlier|previously))\b|\blast\syear\b"""
"""Words for the year before the one that a sentence is of, for verbose patterns."""
_YEAR_YEARS = re.compile(rf"\b{YEAR}\b(?!,\d)")
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
    """Return the single years in a span, without ranges and without years in names of laws and plans.

    >>> [year.value for year in years("nine in 2017, 1,999 in 2018", Span(0, 27))]
    [2017, 2018]
    >>> years("convicted under the 2005 law and the Act of 2009", Span(0, 48))
    []
    >>> years("between 2011 and 2014, and in 2015-2016", Span(0, 39))
    []
    """
    return [
        Year(m.start(), m.end(), int(m.group()))
        for m in _YEAR_YEARS.finditer(text, span.start, span.end)
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
    """Tell whether a sentence starts with a reference to the year before it: "In the same year".

    >>> takes_up_year("In the same year, courts convicted 71.", Span(0, 38))
    True
    """
    return bool(_TAKING_UP.match(text, span.start, span.end))


NUMBER = rf"(?:\d[\d,.]*|{'|'.join(sorted(NUMBER_WORDS, key=len, reverse=True))})"
"""A number, for patterns."""
_COMPARING = re.compile(
    rf"""\b(?:compare[ds]\s(?:with|to)|in\s(?:comparison|contrast)\s(?:with|to)|opposed\sto|versus|whereas
    |(?:up|down|rise|drop|fall|increase|decrease|decline|jump|increased|decreased|rose|fell)\s(?:\w+\s)?from
    |(?:more|fewer|less|higher|lower)\sthan(?:\sthe)?\s(?={NUMBER}\b)|(?:twice|double)\sthe\s(?={NUMBER}\b))
    |(?:,\s|\bas\s)against\b""",
    re.VERBOSE | re.IGNORECASE,
)
"""What leads to a number of comparison."""
_DATE = re.compile(rf"\b{YEAR}\b|{YEAR_BEFORE}", re.VERBOSE)
_JOINED = re.compile(
    rf""",?\s(?:and\s)?(?:none|no|{NUMBER})\s(?:(?!were\b|was\b|had\b|have\b)[\w-]+\s){{0,8}}?
    (?:in|for)\s(?:\w+\s){{0,2}}?{YEAR}\b""",
    re.VERBOSE,
)
"""A further number of comparison: "compared with 100 in 2022 and 111 in 2021"."""
_REACH = 100
"""Code points from the word that compares to the year."""
_STOP = re.compile(r"[;:]|, (?!\d)")
_SAME_SUM = re.compile(
    rf"""\W*(?:(?:of|among|those|these)\s(?:these|those|them|the\s[\w-]+|{NUMBER}\s\w+)\b
    |(?:this|these|they|(?:the|these|those)\s(?:\w+\s)?(?:victims|cases|figures?|numbers?|persons|people))
    \s(?:is|was|were|are|represents|represented|compares|compared|includes?|included|comprised|consisted)\b
    |{NUMBER}\s(?:of\s(?:these|those|them|the)\b|were\b|was\b|received\b|resulted\b|led\b))""",
    re.VERBOSE | re.IGNORECASE,
)


def comparisons(text: str, span: Span) -> Iterator[Span]:
    """Yield the spans of comparisons, such as "down from 23 in 2004", up to the year.

    >>> text = "It tried 12, down from 23 in 2004 and none in 2003, and jailed six."
    >>> [text[start:end] for start, end in comparisons(text, Span(0, len(text)))]
    ['down from 23 in 2004 and none in 2003']
    """
    for match in _COMPARING.finditer(text, *span):
        until = min(span.end, match.end() + _REACH)
        dated = _DATE.search(text, match.end(), until)
        stop = _STOP.search(text, match.end(), until)
        if dated and ";" not in text[match.end() : dated.start()]:
            end = dated.end()
        else:
            end = stop.start() if stop else until
        while joined := _JOINED.match(text, end, span.end):
            end = joined.end()
        yield Span(match.start(), end)


def takes_up_sum(text: str, span: Span) -> bool:
    """Tell whether a sentence refers back to the people or cases counted before: "of these".

    >>> [takes_up_sum(t, Span(0, len(t))) for t in ["Of these, 12 were boys.", "Two were boys.", "It was."]]
    [True, True, False]
    """
    return bool(_SAME_SUM.match(text, span.start, span.end))

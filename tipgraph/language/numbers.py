"""Numbers in a text, as figures or in words."""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal
from typing import NamedTuple

from tipgraph.language.grammar import NUMBER_WORDS, number_of, words
from tipgraph.language.sentences import Span

__all__ = ["Number", "numbers"]

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
    """A number that may count something: not a year, an age, a percentage, a term or an article of a law."""

    start: int
    end: int
    value: Decimal
    currency: bool


def numbers(text: str, span: Span, *, spelt: bool = True) -> Iterator[Number]:
    """Yield the numbers of a span that may be counts; without ``spelt``, only those in figures.

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

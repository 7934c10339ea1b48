"""Numbers in a text, as figures or in words, and the years among them."""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal
from typing import NamedTuple

from tipgraph.language.grammar import number_of
from tipgraph.language.sentences import Span

__all__ = ["Number", "Year", "numbers", "years"]

_WORD = (
    "zero|one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|thirteen|fourteen|fifteen|sixteen|"
    "seventeen|eighteen|nineteen|twenty|thirty|forty|fifty|sixty|seventy|eighty|ninety|hundred|thousand"
)
_FIGURE = r"\d{1,3}(?:,\d{3})+(?:\.\d+)?|\d+(?:\.\d+)?"
_NUMBER = re.compile(
    rf"(?P<currency>(?:US|C|A|NZ|R|S|J|T)?[$€£¥]\s?)?\b(?:(?P<figure>{_FIGURE})(?P<scale>\s(?:million|billion|thousand))?"
    rf"|(?P<words>(?:{_WORD})(?:(?:[-\s]|\sand\s)(?:{_WORD}))*))\b",
    re.IGNORECASE,
)
_YEAR = re.compile(r"\b(?:19|20)\d\d\b(?!,\d)")
_BEFORE = re.compile(
    r"\b(?:articles?|sections?|laws?(?: no\.?)?|no\.|act(?: no\.?)?|decree(?: no\.?)?|number|tier|ages?|aged|paragraphs?|"
    r"chapter|under(?: the age of)?|age of|over the age of|resolution|convention|title|code|phase|category|form)\s*$",
    re.IGNORECASE,
)
_AFTER = re.compile(
    r"[\s-]*(?:%|percent|per cent|years?|months?|days?|weeks?|hours?|times|of age|year-old|-?\d|th\b|st\b|nd\b|rd\b|"
    r"provinces|districts|countries|regions|to \d+ years?)",
    re.IGNORECASE,
)
_SCALES = {"thousand": 1_000, "million": 1_000_000, "billion": 1_000_000_000}


class Number(NamedTuple):
    """A number that may count something: not a year, an age, a percentage, a term or an article of a law."""

    start: int
    end: int
    value: Decimal
    currency: bool


class Year(NamedTuple):
    """A year between 1900 and 2099."""

    start: int
    end: int
    value: int


def years(text: str, span: Span) -> list[Year]:
    """Return the years named in a span.

    >>> [year.value for year in years("nine in 2017, 1,999 in 2018", Span(0, 27))]
    [2017, 2018]
    """
    return [Year(m.start(), m.end(), int(m.group())) for m in _YEAR.finditer(text, span.start, span.end)]


def numbers(text: str, span: Span) -> Iterator[Number]:
    """Yield the numbers of a span that may be counts.

    >>> text = "Courts convicted twelve traffickers under Article 5, with terms of 10 years, and spent $1.5 million."
    >>> [(int(n.value), n.currency) for n in numbers(text, Span(0, len(text)))]
    [(12, False), (1500000, True)]
    """
    for match in _NUMBER.finditer(text, span.start, span.end):
        value = _value(match)
        if value is None or _BEFORE.search(text, max(span.start, match.start() - 24), match.start()):
            continue
        if _AFTER.match(text, match.end()) and not match["currency"]:
            continue
        if match["currency"] is None and _YEAR.fullmatch(match.group()):
            continue
        yield Number(match.start(), match.end(), value, match["currency"] is not None)


def _value(match: re.Match[str]) -> Decimal | None:
    if match["words"]:
        spelt = number_of(match["words"])
        return None if spelt is None else Decimal(spelt)
    scale = _SCALES.get((match["scale"] or "").strip().lower(), 1)
    return Decimal(match["figure"].replace(",", "")) * scale

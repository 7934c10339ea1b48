"""The year that a number is said to be of: "nine in 2017", "(63 in 2018)", "in 2019, … 12".

A number of comparison ("down from 23 the year before") has a year of its own, and lends it to no other.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from tipgraph.language.grammar import NUMBER_WORDS
from tipgraph.language.numbers import Number, Year, years
from tipgraph.language.sentences import Span

__all__ = ["Periods", "takes_up_sum", "takes_up_year"]

_NUMBER = rf"(?:\d[\d,.]*|{'|'.join(sorted(NUMBER_WORDS, key=len, reverse=True))})"
_YEAR = r"(?:19|20)\d\d"
_COMPARING = re.compile(
    rf"""\b(?:compared\s(?:with|to)|in\s(?:comparison|contrast)\s(?:with|to)|opposed\sto|versus|whereas
    |(?:up|down|rise|drop|fall|increase|decrease|decline|jump|increased|decreased|rose|fell)\s(?:\w+\s)?from
    |(?:more|fewer|less|higher|lower)\sthan(?:\sthe)?\s(?={_NUMBER}\b)|twice\sthe\s(?={_NUMBER}\b))
    |(?:,\s|\bas\s)against\b""",
    re.VERBOSE | re.IGNORECASE,
)
"""What leads to a number of comparison."""
_YEAR_BEFORE = re.compile(
    r"""\b(?:the|a)\s(?:(?:previous|preceding|prior)\s(?:calendar\s|fiscal\s)?(?:year|reporting\speriod)
    |year\s(?:before|prior|earlier|previously))\b|\blast\syear\b""",
    re.VERBOSE,
)
"""The year before the one that a sentence is of."""
_DATE = re.compile(rf"\b{_YEAR}\b|{_YEAR_BEFORE.pattern}", re.VERBOSE)
_JOINED = re.compile(rf",?\s(?:and\s)?{_NUMBER}\s(?:\w+\s){{0,3}}?(?:in|for)\s(?:\w+\s){{0,2}}?{_YEAR}\b")
"""A further number of comparison: "compared with 100 in 2022 and 111 in 2021"."""
_REACH = 100
"""Code points from the word that compares to the year."""
_STOP = re.compile(r"[;:]|, (?!\d)")
_SINCE = "since "
"""A year behind it is no number's: "tried two men who had been detained since 2016"."""
_FROM = " from "
"""A number behind it is of an earlier year: "in 2014, cases fell from 50 to 16"."""
_BRACKETS = re.compile(r"\([^()]*\)")
_SAME_YEAR = re.compile(r"\W*(?:in|during|over)\s(?:the\ssame|that)\s(?:year|period)\b", re.IGNORECASE)
_SAME_SUM = re.compile(r"\W*(?:of|among)\s(?:these|those|them|the\s[\w-]+)\b", re.IGNORECASE)


def takes_up_year(text: str, span: Span) -> bool:
    """Tell whether a sentence begins with words for the year of the one before it.

    >>> takes_up_year("In the same year, courts convicted 71.", Span(0, 38))
    True
    """
    return bool(_SAME_YEAR.match(text, span.start, span.end))


def takes_up_sum(text: str, span: Span) -> bool:
    """Tell whether a sentence begins with words for the people or cases counted before it.

    >>> takes_up_sum("Of these, 12 were boys.", Span(0, 23))
    True
    """
    return bool(_SAME_SUM.match(text, span.start, span.end))


class Periods:
    """The years that the numbers of a stretch of text are of; ``before`` is that of the text before it.

    >>> from tipgraph.language.numbers import numbers
    >>> text = "Police opened 15 cases in 2004, down from 23 the year before (nine in 2002), and 12 of theft."
    >>> span = Span(0, len(text))
    >>> found = list(numbers(text, span))
    >>> [Periods(text, span, found).of(number) for number in found]
    [2004, 2003, 2002, 2004]
    """

    def __init__(self, text: str, span: Span, numbers: Sequence[Number], before: int | None = None) -> None:
        self._text = text
        self._years = years(text, span)
        # What is in brackets or compared is of years of its own.
        self._apart = [*_brackets(text, span), *_comparisons(text, span)]
        self._all = numbers
        self._numbers = [n for n in numbers if _within(self._apart, n.start) is None]
        self._main = [
            year
            for year in self._years
            if _within(self._apart, year.start) is None and not text.endswith(_SINCE, 0, year.start)
        ]
        self._before = before

    @property
    def last(self) -> int | None:
        """The year that the text goes on with."""
        return self._main[-1].value if self._main else self._before

    def of(self, number: Number) -> int | None:
        """Return the year that a number is said to be of, or None."""
        apart = _within(self._apart, number.start)
        if apart is None:
            return self._of_main(number.start)
        following = next((y for y in self._years if number.end <= y.start < apart.end), None)
        if following is not None:
            return following.value
        main = self._of_main(apart.start)
        if _YEAR_BEFORE.search(self._text, number.end, apart.end):
            return None if main is None else main - 1
        return main if self._text[apart.start] == "(" else None

    def listed_with(self, number: Number) -> list[Number]:
        """Return the numbers of one comparison and one year, this one among them; none for a main number.

        >>> from tipgraph.language.numbers import numbers
        >>> text = "It tried 12 men and convicted nine, compared with 10 and four in 2008."
        >>> span = Span(0, len(text))
        >>> found = list(numbers(text, span))
        >>> [int(n.value) for n in Periods(text, span, found).listed_with(found[-1])]
        [10, 4]
        """
        apart = _within(self._apart, number.start)
        if apart is None:
            return []
        year = self._year_after(number)
        return [n for n in self._all if _within([apart], n.start) and self._year_after(n) == year]

    def _year_after(self, number: Number) -> Year | None:
        return next((year for year in self._years if year.start >= number.end), None)

    def _of_main(self, offset: int) -> int | None:
        after = next((year for year in self._main if year.start > offset), None)
        earlier = [year for year in self._main if year.start < offset]
        of_before = self._text.endswith(_FROM, 0, offset)
        if after is not None and not ((earlier or of_before) and self._numbers_between(offset, after)):
            return after.value
        if of_before:
            return None
        return earlier[-1].value if earlier else self._before

    def _numbers_between(self, offset: int, year: Year) -> bool:
        return any(offset < n.start < year.start for n in self._numbers)


def _within(spans: Sequence[Span], offset: int) -> Span | None:
    return next((span for span in spans if span.start <= offset < span.end), None)


def _brackets(text: str, span: Span) -> Iterator[Span]:
    return (Span(*match.span()) for match in _BRACKETS.finditer(text, *span))


def _comparisons(text: str, span: Span) -> Iterator[Span]:
    """Yield the stretches that compare, each up to its year and those of the numbers joined to it."""
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

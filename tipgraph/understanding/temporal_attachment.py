"""Attaches years to numbers: "nine in 2017", "(63 in 2018)", "in 2019, … 12".

A figure of comparison ("down from 23 the year before") has its own year, which applies to no other number.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise
from typing import NamedTuple

from tipgraph.understanding.numerals import YEAR_BEFORE, Number, Year, comparisons, years
from tipgraph.understanding.sentences import Span

__all__ = ["TemporalAttachment"]

_YEAR_BEFORE = re.compile(YEAR_BEFORE, re.VERBOSE)
_FROM = " from "
"""A number behind it is of an earlier year: "in 2014, cases fell from 50 to 16"."""
_BRACKETS = re.compile(r"\([^()]*\)")
_ASIDE = re.compile(
    r"\b(?:since|who|whose|(?:in|of|from|into) (?:cases|crimes|trials) \w+ (?:in|on))\b[^,;()\d]*$"
    r"|\bfrom $|\b(?:as|than) (?:in|during|for) $",
    re.IGNORECASE,
)
"""A year behind it is no number's: "tried two men who had been detained in 2016"."""
_LEADING = re.compile(r"(?:\b(?:and|but|while|whereas|then)|[,;]) (?:in|during)(?: [\w-]+){0,5}? $")
"""A year behind it is that of what follows: "nine in 2014 and in 2015 14"."""
_INTRODUCING = re.compile(r"\W*(?:in|during|over)\s$", re.IGNORECASE)
_BEHIND_NUMBER = re.compile(
    r"(?:\s(?!(?:than|from|over|as|to|since|until)\b)[\w-]+){0,3}?\s(?:in\s|during\s)?"
)
"""What may stand between a number and "the previous year", where that is its year."""
_JOINING = re.compile(r",? (?:and )?|, ")
_RESPECTIVELY = "respectively"
_NEAR = 80
"""Code points before a year that tell what it is the year of."""


class _Said(NamedTuple):
    """A year that numbers may be of; None where it is one before a year that is not known."""

    start: int
    value: int | None


class TemporalAttachment:
    """The years of the numbers in a stretch of text. ``before`` is the year of the text before it.

    ``bounds`` are offsets at which a new statement starts. A year never applies to a number across one.

    >>> from tipgraph.understanding.numerals import numbers
    >>> text = "Police opened 15 cases in 2004, down from 23 the year before (nine in 2002), and 12 of theft."
    >>> span = Span(0, len(text))
    >>> found = list(numbers(text, span))
    >>> [TemporalAttachment(text, span, found).of(number) for number in found]
    [2004, 2003, 2002, 2004]
    """

    def __init__(
        self,
        text: str,
        span: Span,
        numbers: Sequence[Number],
        before: int | None = None,
        bounds: Sequence[int] = (),
    ) -> None:
        self._text, self._span, self._before, self._bounds = text, span, before, bounds
        self._years = years(text, span)
        # Brackets and comparisons have their own years.
        self._brackets = list(_brackets(text, span))
        self._comparisons = list(comparisons(text, span))
        self._set_apart = bool(self._brackets or self._comparisons)
        self._all = numbers
        self._numbers = [n for n in numbers if self._apart(n.start) is None]
        main = [year for year in self._years if self._apart(year.start) is None]
        self._respective = dict(_respective(text, self._numbers, main)) if self._is_respective() else {}
        self._main = self._said([year for year in main if not self._precedes(_ASIDE, year.start)])

    @property
    def last(self) -> int | None:
        """The year that the next text continues with."""
        return self._main[-1].value if self._main else self._before

    def of(self, number: Number) -> int | None:
        """Return the year of a number, or None."""
        apart = self._apart(number.start)
        if apart is None:
            return self._respective.get(number.start, self._of_main(number.start))
        following = next((y for y in self._years if number.end <= y.start < apart.end), None)
        if following is not None:
            return following.value
        main = self._of_main(apart.start)
        if _YEAR_BEFORE.search(self._text, number.end, apart.end):
            return None if main is None else main - 1
        if self._text[apart.start] != "(":
            return None
        compared = _within(self._comparisons, apart.start)
        return main if compared is None else self._closing(compared)

    def listed_with(self, number: Number) -> list[Number]:
        """Return the numbers of the same comparison and year, including this one.

        The list is empty for a number outside comparisons.

        >>> from tipgraph.understanding.numerals import numbers
        >>> text = "It tried 12 men and convicted nine, compared with 10 and four in 2008."
        >>> span = Span(0, len(text))
        >>> found = list(numbers(text, span))
        >>> [int(n.value) for n in TemporalAttachment(text, span, found).listed_with(found[-1])]
        [10, 4]
        """
        apart = self._apart(number.start)
        if apart is None:
            return []
        year = self._year_after(number)
        return [n for n in self._all if _within([apart], n.start) and self._year_after(n) == year]

    def _apart(self, offset: int) -> Span | None:
        if not self._set_apart:
            return None
        return _within(self._brackets, offset) or _within(self._comparisons, offset)

    def _closing(self, compared: Span) -> int | None:
        """Return the year that a comparison ends with: "compared with 20 (12 girls) in 2016"."""
        return next(
            (y.value for y in reversed(self._years) if compared.start <= y.start < compared.end), None
        )

    def _precedes(self, pattern: re.Pattern[str], offset: int) -> bool:
        start = max(self._span.start, offset - _NEAR)
        found = pattern.search(self._text, start, offset)
        return found is not None and not any(found.start() < n.start < offset for n in self._all)

    def _year_after(self, number: Number) -> Year | None:
        return next((year for year in self._years if year.start >= number.end), None)

    def _said(self, main: Sequence[Year]) -> list[_Said]:
        """Return the years, and those told as the one before: "In the previous year, it tried 12"."""
        joined = {y.start for a, b in pairwise(main) if self._joins(a, b) for y in (a, b)}
        # Of "in 2004 and 2005", nothing tells which.
        said = [_Said(year.start, None if year.start in joined else year.value) for year in main]
        for match in _YEAR_BEFORE.finditer(self._text, *self._span):
            if self._apart(match.start()) is None and self._is_of_number(match.start()):
                known = [s.value for s in said if s.start < match.start()]
                year = known[-1] if known else self._before
                said = sorted([*said, _Said(match.start(), None if year is None else year - 1)])
        return said

    def _joins(self, year: Year, following: Year) -> bool:
        return bool(_JOINING.fullmatch(self._text, year.end, following.start))

    def _is_of_number(self, offset: int) -> bool:
        """Tell whether "the previous year" opens the text, or is right behind a number."""
        if _INTRODUCING.fullmatch(self._text, self._span.start, offset):
            return True
        before = [n for n in self._numbers if n.end <= offset]
        return bool(before) and bool(_BEHIND_NUMBER.fullmatch(self._text, before[-1].end, offset))

    def _of_main(self, offset: int) -> int | None:
        after = next((year for year in self._main if year.start > offset), None)
        earlier = [year for year in self._main if year.start < offset]
        of_before = self._text.endswith(_FROM, 0, offset)
        if after is not None and self._is_lent(offset, after, of_before=of_before or self._leads(earlier)):
            return after.value
        if of_before:
            return None
        return earlier[-1].value if earlier else self._before

    def _leads(self, earlier: Sequence[_Said]) -> bool:
        """Tell whether the first year stands before all numbers: "In 2004, it tried six and …"."""
        return bool(earlier) and not any(n.start < earlier[0].start for n in self._numbers)

    def _is_lent(self, offset: int, year: _Said, *, of_before: bool) -> bool:
        """Tell whether a number before a year is of it."""
        between = any(offset < n.start < year.start for n in self._numbers)
        if (of_before and between) or any(offset < bound < year.start for bound in self._bounds):
            return False
        following = any(n.start > year.start for n in self._numbers)
        return not (following and self._precedes(_LEADING, year.start))

    def _is_respective(self) -> bool:
        return self._text.find(_RESPECTIVELY, *self._span) >= 0


def _respective(text: str, numbers: Sequence[Number], main: Sequence[Year]) -> Iterator[tuple[int, int]]:
    """Yield each number's start and year of "21 and 34 cases in 2014 and 2015, respectively"."""
    joined = all(_JOINING.fullmatch(text, a.end, b.start) for a, b in pairwise(main))
    if not joined or not 1 < len(main) <= len(numbers) or len(numbers) % len(main):
        return
    for at, number in enumerate(numbers):
        yield number.start, main[at % len(main)].value


def _within(spans: Sequence[Span], offset: int) -> Span | None:
    return next((span for span in spans if span.start <= offset < span.end), None)


def _brackets(text: str, span: Span) -> Iterator[Span]:
    return (Span(*match.span()) for match in _BRACKETS.finditer(text, *span))

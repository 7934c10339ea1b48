"""Comparisons with other years, and sentences that go on with a sum: "down from 12 in 2017", "of these"."""

from __future__ import annotations

import re
from collections.abc import Iterator

from tipgraph.language.grammar import NUMBER_WORDS
from tipgraph.language.sentences import Span
from tipgraph.language.years import YEAR, YEAR_BEFORE

__all__ = ["NUMBER", "comparisons", "takes_up_sum"]

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
    """Yield the stretches that compare, each up to its year and those of the numbers joined to it.

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
    """Tell whether a sentence goes on with the people or cases that the one before it counted.

    >>> [takes_up_sum(t, Span(0, len(t))) for t in ["Of these, 12 were boys.", "Two were boys.", "It was."]]
    [True, True, False]
    """
    return bool(_SAME_SUM.match(text, span.start, span.end))

"""Quotes: spans of a clause short enough to show, cut at blanks."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from tipgraph.language.mention import Mention
from tipgraph.language.sentences import Span

__all__ = ["LIMIT", "quote", "trim"]

LIMIT = 300
"""The longest quote, in code points."""
_MARGIN = 70
_FRAYED = " \t\n,;:–—-"


def quote(text: str, span: Span, at: Sequence[Mention] = ()) -> Iterator[Span]:
    """Yield a span whole if it is short enough, else a piece around each cluster of mentions in it.

    Without mentions in it, a long span yields its beginning.

    >>> [tuple(s) for s in quote("Boys beg, ", Span(0, 10))]
    [(0, 8)]
    """
    span = trim(text, span)
    if span.end - span.start <= LIMIT:
        yield span
        return
    inside = sorted((m.start, m.end) for m in at if span.start <= m.start and m.end <= span.end)
    if not inside:
        yield trim(text, _at_blanks(text, span, span.start, span.start + LIMIT))
        return
    for start, end in _clusters(inside):
        spare = min(_MARGIN, (LIMIT - (end - start)) // 2)
        yield trim(text, _at_blanks(text, span, start - spare, end + spare))


def _clusters(inside: Sequence[tuple[int, int]]) -> Iterator[tuple[int, int]]:
    first, last = inside[0]
    for start, end in inside[1:]:
        if end - first > LIMIT - 2:
            yield first, last
            first = start
        last = max(last, end) if end - first <= LIMIT - 2 else end
    yield first, last


def _at_blanks(text: str, span: Span, start: int, end: int) -> Span:
    """Move both ends inwards to the next blank, unless they are the span's own."""
    start, end = max(start, span.start), min(end, span.end)
    if start > span.start and text[start - 1].isalnum() and (blank := text.find(" ", start, end)) >= 0:
        start = blank
    if end < span.end and text[end].isalnum() and (blank := text.rfind(" ", start + 1, end)) >= 0:
        end = blank
    return Span(start, end)


def trim(text: str, span: Span) -> Span:
    """Return a span without the white space and the punctuation that its ends are frayed with."""
    start, end = span
    words = text[start:end]
    left = words.lstrip(_FRAYED)
    start = end - len(left)
    return Span(start, start + len(left.rstrip(_FRAYED)))

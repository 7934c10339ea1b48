"""Sentences, and within them the segments that semicolons part."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from itertools import accumulate
from typing import NamedTuple

from sentencex import segment

from tipgraph.language.grammar import words

__all__ = ["Span", "segments", "sentences"]

_ABBREVIATED = sorted(words("Jan Feb Mar Apr May Jun Jul Aug Sep Sept Oct Nov Dec etc"))
# Saved pages and PDFs lose the blank between sentences ("in 2013.The government"), and an abbreviation
# may end a sentence all the same ("in Dec. Police arrested"). What stands before the mark is asked after
# it, so that a search skips from mark to mark.
_AFTER_ABBREVIATION = "|".join(rf"(?<=\b{word}\.)" for word in _ABBREVIATED)
_MISSED = re.compile(rf"[.!?](?:(?<=[a-z0-9)].)|(?:{_AFTER_ABBREVIATION})\s)(?=[A-Z][a-z])")
_BLOCK = re.compile(r"\n[ \t]*\n|\n(?=[ \t]*[•*●▪-] )")
_LONGEST = 8_000
"""The longest stretch read as one sentence, in code points."""
_SEMICOLON = re.compile(r";(?![^()]*\))")
"""A semicolon, but none inside brackets: "(12 men; nine women)"."""


class Span(NamedTuple):
    """A half-open range of code points."""

    start: int
    end: int

    def strip(self, text: str) -> Span:
        """Return the span without white space at either end."""
        start, end = self
        left = text[start:end].lstrip()
        return Span(end - len(left), end - len(left) + len(left.rstrip()))


def sentences(text: str, cuts: Iterable[int] = ()) -> list[Span]:
    """Return the sentences of a text, in order, without the white space around them.

    ``cuts`` are offsets that no sentence goes across, in order: what follows a heading, say.

    >>> [text[s:e] for text in ["It was so in 2013.The U.S. agreed. Why?"] for s, e in sentences(text)]
    ['It was so in 2013.', 'The U.S. agreed.', 'Why?']
    """
    found: list[Span] = []
    starts = [0, *cuts]
    for part in map(Span, starts, [*starts[1:], len(text)]):
        for rough in (s for block in _split(text, part, _BLOCK) for s in _sentences(text, block)):
            span = rough.strip(text)
            found += _bounded(text, span) if span.end - span.start > _LONGEST else [span]
    return [span for span in found if span.end > span.start]


def _bounded(text: str, span: Span) -> Iterator[Span]:
    """Cut what is too long to be a sentence at blanks: a text without a full stop is no reason to stall."""
    start = span.start
    while span.end - start > _LONGEST:
        blank = text.rfind(" ", start + 1, start + _LONGEST)
        end = blank if blank > start else start + _LONGEST
        yield Span(start, end).strip(text)
        start = end
    yield Span(start, span.end).strip(text)


def _sentences(text: str, block: Span) -> Iterator[Span]:
    lengths = map(len, segment("en", text[block.start : block.end]))
    missed = (match.end() for match in _MISSED.finditer(text, block.start, block.end))
    # With the block's own end: a splitter that loses words would lose claims.
    bounds = sorted({*accumulate(lengths, initial=block.start), *missed, block.end})
    return map(Span, bounds, bounds[1:])


def segments(text: str, sentence: Span) -> Iterator[Span]:
    """Yield the parts of a sentence between semicolons."""
    if ";" not in text[sentence.start : sentence.end]:
        return iter((sentence,))
    return _split(text, sentence, _SEMICOLON)


def _split(text: str, span: Span, pattern: re.Pattern[str]) -> Iterator[Span]:
    start = span.start
    for match in pattern.finditer(text, span.start, span.end):
        yield Span(start, match.start())
        start = match.end()
    yield Span(start, span.end)

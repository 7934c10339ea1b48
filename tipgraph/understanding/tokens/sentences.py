"""Splits a text into sentences and segments, and cuts quotes of limited length from them."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from itertools import accumulate
from typing import NamedTuple

from sentencex import segment

from tipgraph.understanding.tokens.words import CLOSED_CLASS_TAGS, english

__all__ = ["LIMIT", "Span", "fitted", "is_item", "joined", "segments", "sentences", "trim"]

_ABBREVIATED = "Apr|Aug|Dec|Feb|Jan|Jul|Jun|Mar|May|Nov|Oct|Sep|Sept|etc"
# Saved pages and PDFs lose the blank between sentences ("in 2013.The government"), and an abbreviation
# may end a sentence all the same ("in Dec. Police arrested"). What stands before the mark is asked after
# it, so that a search skips from mark to mark.
_AFTER_ABBREVIATION = "|".join(rf"(?<=\b{word}\.)" for word in _ABBREVIATED.split("|"))
_MISSED = re.compile(rf"[.!?](?:(?<=[a-z0-9)].)|(?:{_AFTER_ABBREVIATION})\s)(?=[A-Z][a-z])")
_WHOLE_WORD = re.compile(
    r"(?<![A-Za-z.])(?!(?:al|approx|ca|cf|etc|incl|viz|vs)\.)(?:[a-z]{2,}|[A-Z][a-z]{4,}|\d{4})"
    r"[\])”]?[.!?][\])”’\"]*[ \n]+(?=[(‘“\"]*[A-Z])"
)
"""The end of a sentence, also inside brackets and quotes. The shape of evidence has the same words."""
_BEHIND_INITIALS = re.compile(r"\b(?:[A-Z]\.\s*){2,5}(?<=\s)(?=([A-Z][a-z]+)\s+(?!of [A-Z])[a-z\d])")
"""A word behind "the U.S.", which may open a sentence; its next word shows that it is no name."""
_OPENERS = frozenset("DPSRI")
"""Tags of closed classes that open a sentence, and are no part of a name."""
_BLOCK = re.compile(r"\n[ \t]*\n|\n(?=[ \t]*[•*●▪-] )|(?<=[.;:])[ \t]+(?=[•*●▪][ \t]+[A-Z])")
_NUMBER = r"(?:\(?\d{1,2}[.)]|\(?[a-z]\)|\([ivx]{1,4}\))"
_BULLET = re.compile(rf"\s*(?:[•*●▪■◦–-]|{_NUMBER})\s+")
_LONGEST = 8_000
"""The longest stretch read as one sentence, in code points."""
_STRETCH = 20_000
"""The longest stretch that is split into sentences at a time, in code points."""
_BETWEEN_SENTENCES = re.compile(r"(?<=[a-z)][.!?]) (?=[A-Z])")
_ITEM_MARK = re.compile(rf"\s*(?:(?:and|or)\s+)?{_NUMBER}\s+(?=[A-Za-z])")
"""The number or letter of a list's item in one sentence with it: "(a) Open shelters", "and (b) Train"."""
_UP_TO_BRACKET = re.compile(r"[^()]*([()]?)")


class Span(NamedTuple):
    """A half-open range of code points."""

    start: int
    end: int

    def strip(self, text: str) -> Span:
        """Return the span without white space at either end."""
        start, end = self
        left = text[start:end].lstrip()
        return Span(end - len(left), end - len(left) + len(left.rstrip()))

    def moved(self, by: int) -> Span:
        """Return the span so much further on. Offsets in a segment become those in its text."""
        return Span(self.start + by, self.end + by)


def sentences(text: str, cuts: Iterable[int] = ()) -> list[Span]:
    """Return the sentences of a text, in order, without surrounding white space.

    ``cuts`` are sorted offsets that no sentence crosses, such as the end of a heading.

    >>> [text[s:e] for text in ["It was so in 2013.The U.S. agreed. Why?"] for s, e in sentences(text)]
    ['It was so in 2013.', 'The U.S. agreed.', 'Why?']
    """
    found: list[Span] = []
    starts = [0, *cuts]
    for part in map(Span, starts, [*starts[1:], len(text)]):
        stretches = (each for block in _split(text, part, _BLOCK) for each in _stretches(text, block))
        for rough in (span for stretch in stretches for span in _sentences(text, stretch)):
            span = rough.strip(text)
            found += _bounded(text, span) if span.end - span.start > _LONGEST else [span]
    return [span for span in found if span.end > span.start]


def is_item(text: str, sentence: Span) -> bool:
    """Tell whether a sentence begins with a bullet, a number or a letter: "- trained", "(a) trained"."""
    return _BULLET.match(text, *sentence) is not None


def _stretches(text: str, block: Span) -> Iterator[Span]:
    """Cut a long block between sentences, or else at blanks: open quotes make the splitter slow."""
    start = block.start
    while block.end - start > _STRETCH:
        limit = start + _STRETCH
        ends = [found.end() for found in _BETWEEN_SENTENCES.finditer(text, start, limit)]
        end = ends[-1] if ends else text.rfind(" ", start + 1, limit) + 1 or limit
        yield Span(start, end)
        start = end
    yield Span(start, block.end)


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
    # After a bullet, the splitter would take all sentences for one item of a list.
    bullet = _BULLET.match(text, block.start, block.end)
    start = bullet.end() if bullet else block.start
    lengths = map(len, segment("en", text[start : block.end]))
    missed = (m.end() for form in (_MISSED, _WHOLE_WORD) for m in form.finditer(text, *block))
    opened = (m.end() for m in _BEHIND_INITIALS.finditer(text, *block) if _opens(m[1].lower()))
    # With the block's own end: a splitter that loses words would lose claims.
    inner = (end for end in (*accumulate(lengths, initial=start), *missed, *opened) if end > start)
    bounds = sorted({block.start, *inner, block.end})
    return map(Span, bounds, bounds[1:])


def _opens(word: str) -> bool:
    """Tell whether a word behind "the U.S." opens a sentence: "They", "Women", "Smaller", not "Embassy"."""
    classes = english().classes(word)
    is_closed = CLOSED_CLASS_TAGS.get(word, " ") in _OPENERS
    return is_closed or bool(classes & {"counted", "heading_people", "amount", "decrease"})


def segments(text: str, sentence: Span) -> Iterator[Span]:
    """Yield the parts of a sentence between semicolons, but none inside brackets: "(12 men; nine women)".

    >>> text = "Boys beg (in 2012; in Kano); girls sew; ; men dig"
    >>> [text[slice(*span)] for span in segments(text, Span(0, len(text)))]
    ['Boys beg (in 2012; in Kano)', ' girls sew', ' men dig']
    """
    start = sentence.start
    for stretch in _UP_TO_BRACKET.finditer(text, *sentence):
        at = text.find(";", *stretch.span()) if stretch[1] != ")" else -1
        while at >= 0:
            if text[start:at].strip():
                yield _unmarked(text, start, at)
            start = at + 1
            at = text.find(";", start, stretch.end())
    if text[start : sentence.end].strip():
        yield _unmarked(text, start, sentence.end)


def _unmarked(text: str, start: int, end: int) -> Span:
    """Return a segment without the mark of an item."""
    mark = _ITEM_MARK.match(text, start, end)
    return Span(mark.end() if mark else start, end)


def _split(text: str, span: Span, pattern: re.Pattern[str]) -> Iterator[Span]:
    start = span.start
    for match in pattern.finditer(text, span.start, span.end):
        yield Span(start, match.start())
        start = match.end()
    yield Span(start, span.end)


LIMIT = 300
"""The longest quote, in code points."""
_FRAYED = " \t\n,;:–—-"


def fitted(text: str, span: Span, at: Span, longest: int = LIMIT) -> Span:
    """Return a span without white space and punctuation at its ends, a long one cut around some words.

    >>> text = "Boys beg, and girls work."
    >>> tuple(fitted(text, Span(0, 10), Span(0, 4))), tuple(fitted(text, Span(0, 24), Span(5, 8), 10))
    ((0, 8), (5, 8))
    """
    span = trim(text, span)
    if span.end - span.start <= longest:
        return span
    spare = max(0, longest - (at.end - at.start))
    start = max(span.start, min(at.start - spare // 2, span.end - longest))
    return trim(text, _at_blanks(text, span, start, start + longest))


def joined(spans: Iterable[Span], gap: int = LIMIT) -> list[Span]:
    """Join spans at most ``gap`` code points apart, as long as a quote may hold them.

    >>> [tuple(span) for span in joined([Span(9, 20), Span(0, 10), Span(30, 40)], 0)]
    [(0, 20), (30, 40)]
    """
    found: list[Span] = []
    for span in sorted(spans):
        last = found[-1] if found else span
        end = max(last.end, span.end)
        if found and span.start - last.end <= gap and end - last.start <= LIMIT:
            found[-1] = Span(last.start, end)
        else:
            found.append(span)
    return found


def _at_blanks(text: str, span: Span, start: int, end: int) -> Span:
    """Move both ends inwards to the next blank, unless they are the span's own."""
    start, end = max(start, span.start), min(end, span.end)
    if start > span.start and text[start - 1].isalnum() and (blank := text.find(" ", start, end)) >= 0:
        start = blank
    if end < span.end and text[end].isalnum() and (blank := text.rfind(" ", start + 1, end)) >= 0:
        end = blank
    return Span(start, end)


def trim(text: str, span: Span) -> Span:
    """Return a span without white space and punctuation at its ends."""
    start, end = span
    words = text[start:end]
    left = words.lstrip(_FRAYED)
    start = end - len(left)
    return Span(start, start + len(left.rstrip(_FRAYED)))

"""Rebuilds paragraphs from lines, joins words broken at the ends of lines, and records where pages begin.

An empty line separates paragraphs. Each row of a table is one line, with bars between its cells; a table
within a paragraph is moved after it.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from itertools import pairwise
from statistics import median_low
from typing import NamedTuple

from tipgraph.model.documents import PageStart
from tipgraph.reading.identify import country_of_heading, is_capitals, is_tier
from tipgraph.reading.normalize import normalize
from tipgraph.reading.paged.lines import Line

__all__ = ["PlacedLine", "Usage", "passage_of"]

_WORD = re.compile(r"[^\W\d_]+(?:['’-][^\W\d_]+)*")
_LEFT = re.compile(r"(?:^|(?<=[^\w.'’-]))[\w.'’-]*\w\.?(?=-$)")
_DASHES = ("–", "—", "/")
_SUSPENDED = frozenset({"and", "or", "to"})
_HYPHENATED_BEFORE = frozenset({"anti", "ex", "non", "quasi", "self", "semi"})
_HYPHENATED_AFTER = frozenset({"based", "funded", "led", "level", "old", "owned", "related", "run", "wide"})
_ENDINGS = frozenset(
    {"able", "ably", "age", "ally", "ance", "ate", "ates", "fully", "less", "ness", "ring", "ship", "ships"}
    | {"some", "ties", "ward", "wards"}
)
_WHOLE_WORD = 3
"""The least number of letters of half a broken word that counts as a word."""
_LEADING = 1.4
"""The least distance between paragraphs, in usual distances between lines."""
_INDENT = 0.6
"""The least indent of a first line, in heights of the line."""
_LARGER = 1.12
"""The least height of a heading, in usual heights of lines."""
_SHORT = 0.35
"""The least free space after the last line of a paragraph without a full stop, in widths of the column."""
_SPACE = 0.4
"""The width of a space, in heights of a line, rounded up."""
_LONGEST_WORD = 1000
"""The most characters of a word that is put together from several lines."""
_SENTENCE_END = re.compile(r"[.!?:;]['\"”’)\]]*\d{0,2}$")
_BULLET = re.compile(r"[•●▪■◦·]|[*–—-]\s|\(?\d{1,2}[.)]\s")


class Usage:
    """The words within the lines of a document so far, as evidence for joining broken words.

    A word broken at a hyphen is joined if it occurs unbroken, and keeps the hyphen if it occurs with it.
    Without such evidence it keeps the hyphen between two words that both occur alone, after prefixes and
    before words that usually have one, next to numbers and abbreviations, and before a capital. All
    other words are joined.

    >>> usage = Usage()
    >>> usage.add(["The government arrested", "anti-government rebels and", "well known trafficking rings."])
    >>> usage.join("the govern-", "ment is"), usage.join("of anti-", "government groups")
    ('the government is', 'of anti-government groups')
    >>> usage.join("the anti-", "trafficking law"), usage.join("a well-", "known ring")
    ('the anti-trafficking law', 'a well-known ring')
    >>> usage.join("pre-", "and post-trial")
    'pre- and post-trial'
    """

    def __init__(self) -> None:
        self._seen: set[str] = set()

    def add(self, lines: Iterable[str]) -> None:
        """Add the words of successive lines, except the halves of broken words."""
        broken = False
        for line in lines:
            text = line.partition(" ")[2] if broken else line
            broken = line.endswith("-")
            if broken:
                text = text.rpartition(" ")[0]
            self._seen.update(_WORD.findall(text.casefold()))

    def join(self, above: str, below: str) -> str:
        """Join two lines of a paragraph."""
        half = _LEFT.search(above) if above.endswith("-") else None
        if half is None:
            closed = above.endswith(_DASHES) and not above[-2:-1].isspace()
            return above + below if closed else f"{above} {below}"
        rest = _WORD.match(below)
        if rest is None:
            return above + below
        if rest[0] in _SUSPENDED:
            return f"{above} {below}"
        return above + below if self._keeps_hyphen(half[0], rest[0]) else above[:-1] + below

    def _keeps_hyphen(self, half: str, rest: str) -> bool:
        left, right = half.casefold(), rest.casefold()
        last, first = left.rpartition("-")[2], right.partition("-")[0]
        if {left + right, last + first} & self._seen:
            return False
        if f"{left}-{right}" in self._seen or left.count("-") > 1:
            return True
        if (
            half.isupper() != rest.isupper()
            or (rest[0].isupper() and not half.isupper())
            or not last.isalpha()
        ):
            return True
        return last in _HYPHENATED_BEFORE or first in _HYPHENATED_AFTER or self._are_words(last, first)

    def _are_words(self, left: str, right: str) -> bool:
        words = min(len(left), len(right)) >= _WHOLE_WORD and {left, right} <= self._seen
        return words and right not in _ENDINGS


class PlacedLine(NamedTuple):
    """A line with its page: the index in the file, counted from 0, and the label."""

    line: Line
    page: int
    label: str


class Passage(NamedTuple):
    """A text with the offsets at which pages begin, and with its headings."""

    text: str
    pages: tuple[PageStart, ...]
    headings: frozenset[str]


_Block = list[PlacedLine]


def passage_of(lines: Sequence[PlacedLine], usage: Usage) -> Passage:
    """Build a text from lines in reading order."""
    measure = _Measure(lines)
    text, headings = "", set()
    starts: list[PageStart] = []
    parts: list[str] = []
    length = 0
    for block in _blocks(lines, measure):
        text, places = _written(block, usage)
        if not text:
            continue
        if parts:
            length += 2
        for start, label in places:
            if not starts or starts[-1].label != label:
                starts.append(PageStart(length + start, label))
        if measure.is_heading(block[0].line):
            headings.add(text)
        parts.append(text)
        length += len(text)
    return Passage("\n\n".join(parts), tuple(starts), frozenset(headings))


class _Measure:
    """The usual height of the lines of a text, and the usual distance between them."""

    def __init__(self, lines: Sequence[PlacedLine]) -> None:
        prose = [placed for placed in lines if not placed.line.in_table] or list(lines)
        self._size = median_low([placed.line.size for placed in prose])
        steps = [
            above.line.bottom - below.line.bottom for above, below in pairwise(prose) if _follow(above, below)
        ]
        self._step = median_low(steps) if steps else 1.2 * self._size

    def is_heading(self, line: Line) -> bool:
        """Return whether a line is a heading: larger than usual, or in capitals."""
        return not line.in_table and (line.size > _LARGER * self._size or is_capitals(line.text))

    def is_apart(self, above: Line, below: Line) -> bool:
        """Return whether two lines of a column are further apart than usual."""
        return above.bottom - below.bottom > _LEADING * max(self._step, 0.9 * min(above.size, below.size))


def _follow(above: PlacedLine, below: PlacedLine) -> bool:
    """Return whether a line is below another in the same column."""
    same = above.page == below.page and above.line.column == below.line.column
    return same and above.line.bottom > below.line.bottom


def _blocks(lines: Sequence[PlacedLine], measure: _Measure) -> Iterator[_Block]:
    """Group lines into paragraphs, headings and tables."""
    paragraph: _Block = []
    table: _Block = []
    for placed in lines:
        if placed.line.in_table:
            table.append(placed)
            continue
        if paragraph and _begins(paragraph, placed, bool(table), measure):
            yield paragraph
            paragraph = []
        if not paragraph and table:
            yield table
            table = []
        paragraph.append(placed)
    yield from (block for block in (paragraph, table) if block)


def _begins(paragraph: _Block, placed: PlacedLine, interrupted: bool, measure: _Measure) -> bool:
    """Return whether a line begins a new paragraph."""
    before = paragraph[-1]
    above, line = before.line, placed.line
    if measure.is_heading(above) or measure.is_heading(line):
        return not _is_one_heading(before, placed, measure)
    if _BULLET.match(line.text):
        return True
    if _continues(above, line):
        return False
    if _follow(before, placed) and not interrupted and measure.is_apart(above, line):
        return True
    hangs = _BULLET.match(paragraph[0].line.text) is not None
    return (_is_indented(line) and not hangs and _ends_sentence(above)) or _is_last(above, line)


def _is_one_heading(before: PlacedLine, placed: PlacedLine, measure: _Measure) -> bool:
    above, line = before.line, placed.line
    alike = measure.is_heading(above) and measure.is_heading(line) and abs(above.size - line.size) < 1
    complete = country_of_heading(above.text) is not None or is_tier(line.text)
    return alike and not complete and _follow(before, placed) and not measure.is_apart(above, line)


def _continues(above: Line, line: Line) -> bool:
    """Return whether a sentence continues in the next line."""
    return line.text[:1].islower() and not _ends_sentence(above)


def _ends_sentence(line: Line) -> bool:
    return _SENTENCE_END.search(line.text) is not None


def _is_indented(line: Line) -> bool:
    return line.left - line.column.left > _INDENT * line.size


def _is_last(above: Line, line: Line) -> bool:
    """Return whether a line ends its paragraph, because it has room for the next word."""
    room = above.column.right - above.right
    if room <= line.first + _SPACE * line.size:
        return False
    if _ends_sentence(above):
        return not line.text[:1].islower()
    return room > _SHORT * (above.column.right - above.column.left) and line.text[:1].isupper()


def _written(block: _Block, usage: Usage) -> tuple[str, list[tuple[int, str]]]:
    """Return the text of a block, and the offsets in it at which pages begin."""
    done: list[str] = []
    length, last, places, page = 0, "", [], None
    for placed in block:
        line = normalize(placed.line.text)
        joined = f"{last}\n{line}" if placed.line.in_table else usage.join(last, line)
        last = joined if done or last else line
        start = len(last) - len(line)
        if placed.page != page:
            places.append((length + start, placed.label))
            page = placed.page
        # Only the last words are needed to join the next line.
        if (cut := _last_gap(last, start)) > 0:
            done.append(last[:cut])
            length, last = length + cut, last[cut:]
    return "".join((*done, last)), places


def _last_gap(text: str, end: int) -> int:
    """Return the place of the last space or line break before ``end``, or of a distant character, or -1."""
    gap = max(text.rfind(" ", 0, end), text.rfind("\n", 0, end))
    return gap if gap > 0 else end - _LONGEST_WORD

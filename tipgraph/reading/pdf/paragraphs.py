"""Words broken at the ends of lines: joined, or kept with their hyphen, as the document itself writes.

Paragraphs rebuilt from lines, with the places at which pages begin.

Paragraphs are parted by an empty line. Rows of a table are kept, each on a line of its own with bars
between its cells; a table within a paragraph is put behind it.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from itertools import pairwise
from statistics import median_low
from typing import NamedTuple

from tipgraph.model.documents import PageStart
from tipgraph.reading.normalize import normalize
from tipgraph.reading.pdf.headings import country_of_heading, is_capitals, is_tier
from tipgraph.reading.pdf.lines import Line

__all__ = ["Passage", "PlacedLine", "Usage", "passage_of"]

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
"""From how many letters on a half that the document also writes by itself counts as a word."""


class Usage:
    """The words that a document writes within its lines, as far as it has been read.

    A broken word is joined if it occurs unbroken, and keeps its hyphen if it occurs with one. For the
    rest a closed rule: the hyphen stays between two words that both occur by themselves, behind prefixes
    and before words that are usually set off by one, beside numbers and abbreviations, and before a
    capital; all others are joined.

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
        """Take the words of successive lines down, halves of broken ones left out."""
        broken = False
        for line in lines:
            text = line.partition(" ")[2] if broken else line
            broken = line.endswith("-")
            if broken:
                text = text.rpartition(" ")[0]
            self._seen.update(_WORD.findall(text.casefold()))

    def join(self, above: str, below: str) -> str:
        """Return two lines of a paragraph as one text."""
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


_LEADING = 1.4
"""From how many usual steps from line to line on a step parts paragraphs."""
_INDENT = 0.6
"""From how many heights of a line on its first word is indented."""
_LARGER = 1.12
"""From how many usual heights on a line is a heading."""
_SHORT = 0.35
"""How much of its column a line leaves free that ends a paragraph without ending a sentence."""
_BLANK = 0.4
"""The width of a blank, in heights of a line, rounded up."""
_SENTENCE_END = re.compile(r"[.!?:;]['\"”’)\]]*\d{0,2}$")
_BULLET = re.compile(r"[•●▪■◦·]|[*–—-]\s|\(?\d{1,2}[.)]\s")


class PlacedLine(NamedTuple):
    """A line and the page that it stands on: its place in the file, from 0, and its label."""

    line: Line
    page: int
    label: str


class Passage(NamedTuple):
    """A text with the offsets at which pages begin, and those of its paragraphs that are headings."""

    text: str
    pages: tuple[PageStart, ...]
    headings: frozenset[str]


_Block = list[PlacedLine]


def passage_of(lines: Sequence[PlacedLine], usage: Usage) -> Passage:
    """Put lines in reading order together to a text."""
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
    """What is usual in a text: the height of its lines and the step from one to the next."""

    def __init__(self, lines: Sequence[PlacedLine]) -> None:
        prose = [placed for placed in lines if not placed.line.in_table] or list(lines)
        self._size = median_low([placed.line.size for placed in prose])
        steps = [
            above.line.bottom - below.line.bottom for above, below in pairwise(prose) if _follow(above, below)
        ]
        self._step = median_low(steps) if steps else 1.2 * self._size

    def is_heading(self, line: Line) -> bool:
        """Tell whether a line is set as a heading: larger than usual, or in capitals."""
        return not line.in_table and (line.size > _LARGER * self._size or is_capitals(line.text))

    def is_apart(self, above: Line, below: Line) -> bool:
        """Tell whether there is more than the usual step between two lines of a column."""
        return above.bottom - below.bottom > _LEADING * max(self._step, 0.9 * min(above.size, below.size))


def _follow(above: PlacedLine, below: PlacedLine) -> bool:
    """Tell whether a line stands below another in the same column."""
    same = above.page == below.page and above.line.column == below.line.column
    return same and above.line.bottom > below.line.bottom


def _blocks(lines: Sequence[PlacedLine], measure: _Measure) -> Iterator[_Block]:
    """Part lines into paragraphs, headings and tables."""
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
    """Tell whether a line begins a paragraph of its own after the one that there is."""
    before = paragraph[-1]
    above, line = before.line, placed.line
    if measure.is_heading(above) or measure.is_heading(line):
        return not _is_one_heading(before, placed, measure)
    if _BULLET.match(line.text):
        return True
    if _goes_on(above, line):
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


def _goes_on(above: Line, line: Line) -> bool:
    """Tell whether a sentence goes on, whatever stands between the lines."""
    return line.text[:1].islower() and not _ends_sentence(above)


def _ends_sentence(line: Line) -> bool:
    return _SENTENCE_END.search(line.text) is not None


def _is_indented(line: Line) -> bool:
    return line.left - line.column.left > _INDENT * line.size


def _is_last(above: Line, line: Line) -> bool:
    """Tell whether a line ends its paragraph: the next word would have had room in it."""
    room = above.column.right - above.right
    if room <= line.first + _BLANK * line.size:
        return False
    if _ends_sentence(above):
        return not line.text[:1].islower()
    return room > _SHORT * (above.column.right - above.column.left) and line.text[:1].isupper()


def _written(block: _Block, usage: Usage) -> tuple[str, list[tuple[int, str]]]:
    """Return a block's text and the offsets in it at which its pages begin."""
    text, places, page = "", [], None
    for placed in block:
        line = normalize(placed.line.text)
        joined = f"{text}\n{line}" if placed.line.in_table else usage.join(text, line)
        text = joined if text else line
        if placed.page != page:
            places.append((len(text) - len(line), placed.label))
            page = placed.page
    return text, places

"""Splits the lines of a report into the narratives of countries and the parts around them."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from itertools import pairwise
from statistics import median_low
from typing import NamedTuple

from tipgraph.reading.identify import (
    country_of_heading,
    is_back_matter,
    is_capitals,
    is_marked,
    is_tier,
    name_in_heading,
)
from tipgraph.reading.paged.lines import Line
from tipgraph.reading.paged.paragraphs import PlacedLine

__all__ = ["Block", "PageLines", "split"]

_LARGER = 1.05
"""The least size of a line that opens another part of the report, relative to the country's heading."""
_STACKED = 3.7
"""The greatest distance between the lines of a heading, in heights of a line."""
_PROSE_LINES = 12
"""The number of lines after a heading that must contain prose."""
_PROSE_WORDS = 12
"""The least number of lower-case words in prose. Lists of names or tiers have none."""
_SMALL_WORD = re.compile(r"(?<!\S)[a-z]{2,}(?=[\s,;.]|$)")
_LETTER = re.compile(r"[^\W\d_]")


class PageLines(NamedTuple):
    """The lines of a page in reading order, with its index in the file, counted from 0, and its label."""

    place: int
    label: str
    lines: Sequence[Line]


@dataclass(slots=True)
class Block:
    """A country's narrative, or another part of a report if ``country`` is None.

    ``first`` and ``last`` are the indexes of its pages in the file. Only narratives keep their lines.
    A block with a ``heading`` but without a country has a heading with an unknown name.
    """

    country: str | None
    first: int
    last: int
    heading: str = ""
    size: float = 0.0
    lines: list[PlacedLine] = field(default_factory=list)
    empty: bool = True

    def add(self, page: PageLines, line: Line) -> None:
        """Add a line of a page."""
        self.last = page.place
        self.empty = False
        if self.country:
            self.lines.append(PlacedLine(line, page.place, page.label))

    @property
    def is_prose(self) -> bool:
        """Whether sentences follow the heading."""
        body = [placed.line.text for placed in self.lines if not placed.line.in_table]
        return sum(len(_SMALL_WORD.findall(text)) for text in body[:_PROSE_LINES]) >= _PROSE_WORDS

    @property
    def is_set_off(self) -> bool:
        """Whether the heading is larger than most of the lines below it."""
        return self.size > _LARGER * median_low([placed.line.size for placed in self.lines])


class _Heading(NamedTuple):
    """A heading of a narrative: the lines of a page from ``first`` to before ``end``."""

    first: int
    end: int
    country: str
    text: str
    size: float

    @property
    def name(self) -> str | None:
        """The country's name as in the heading."""
        return name_in_heading(self.text)


def split(pages: Iterable[PageLines]) -> Iterator[Block]:
    """Yield the blocks of a report, one at a time.

    A narrative ends at the next country's heading, at a line larger than its own heading, or at the title
    of a part after the countries. A heading without prose below it, as in a table of contents or a list of
    tiers, does not open a narrative.
    """
    block = Block(None, 0, 0)
    for page in pages:
        for heading, lines in _parts(page.lines):
            if heading and _is_running(heading, block):
                continue
            if heading:
                yield _checked(block)
                block = Block(heading.country, page.place, page.place, heading.text, heading.size)
            elif _is_unknown(block, lines[0]):
                yield _checked(block)
                block = Block(None, page.place, page.place, lines[0].text)
            elif _ends(block, lines[0]):
                yield _checked(block)
                block = Block(None, page.place, page.place)
            for line in lines:
                block.add(page, line)
    yield _checked(block)


def _checked(block: Block) -> Block:
    if block.country and not block.is_prose:
        return Block(None, block.first, block.last, empty=block.empty)
    return block


def _is_running(heading: _Heading, block: Block) -> bool:
    """Return whether a heading repeats that of the current block.

    Another name of the same country in the same size is not a running head. It opens a second narrative of
    that country, which is reported as a duplicate.
    """
    if heading.country != block.country:
        return False
    return heading.name == name_in_heading(block.heading) or abs(heading.size - block.size) > 0.5


def _is_unknown(block: Block, line: Line) -> bool:
    """Return whether a line looks like the current block's heading but names no known country."""
    if block.country is None or abs(line.size - block.size) > 0.5:
        return False
    name = name_in_heading(line.text)
    if name is None or not is_capitals(name) or country_of_heading(line.text) is not None:
        return False
    return block.is_set_off or is_marked(line.text)


def _ends(block: Block, line: Line) -> bool:
    """Return whether a line ends the narrative of the current block."""
    if block.country is None or line.in_table:
        return False
    if is_back_matter(line.text):
        return True
    if line.size <= _LARGER * block.size or len(_LETTER.findall(line.text)) < 4:
        return False
    # Below a heading no larger than the text, headings of sections may be larger, but only after text.
    return block.is_set_off or not block.is_prose


def _parts(lines: Sequence[Line]) -> Iterator[tuple[_Heading | None, Sequence[Line]]]:
    """Yield the headings of a page with their lines, and its other lines one by one.

    Of several headings with the same name, the largest is kept, or the last if they have the same size and
    text follows. The others are running heads and are excluded.
    """
    headings = list(_headings(lines))
    kept: dict[str | None, _Heading] = {}
    for heading in headings:
        rival = kept.get(heading.name)
        if rival is None or (heading.size > rival.size - 0.5 and heading.end < len(lines)):
            kept[heading.name] = heading
    at = 0
    for heading in headings:
        yield from ((None, [line]) for line in lines[at : heading.first])
        if kept[heading.name] is heading:
            yield heading, lines[heading.first : heading.end]
        at = heading.end
    yield from ((None, [line]) for line in lines[at:])


def _headings(lines: Sequence[Line]) -> Iterator[_Heading]:
    at = 0
    while at < len(lines):
        heading = _heading_at(lines, at)
        if heading:
            yield heading
        at = heading.end if heading else at + 1


def _heading_at(lines: Sequence[Line], at: int) -> _Heading | None:
    """Return the heading that begins at a line, or None.

    A heading has one to four lines: up to two for the name, one for the tier and one for "Watch List".
    """
    first = lines[at]
    if first.in_table or not (is_capitals(_name(first)) or country_of_heading(first.text)):
        return None
    for length in (4, 3, 2, 1):
        parts = lines[at : at + length]
        if len(parts) == length and _is_stack(parts):
            text = " ".join(line.text for line in parts)
            if country := country_of_heading(text):
                return _Heading(at, at + length, country, text, parts[0].size)
    return None


def _is_stack(lines: Sequence[Line]) -> bool:
    """Return whether lines are close together, with parts of a name in capitals before the tier."""
    for above, below in pairwise(lines):
        close = above.column == below.column and 0 < above.bottom - below.bottom < _STACKED * above.size
        if not close or below.in_table:
            return False
    return all(is_capitals(_name(line)) or is_tier(line.text) for line in lines[:-1])


def _name(line: Line) -> str:
    """Return a line without a tier in parentheses after the name."""
    return line.text.partition("(")[0]

"""Splits the lines of a report into its countries' narratives and what stands around them."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from itertools import pairwise
from statistics import median_low
from typing import NamedTuple

from tipgraph.reading.pdf.headings import (
    country_of_heading,
    is_back_matter,
    is_capitals,
    is_tier,
    name_in_heading,
)
from tipgraph.reading.pdf.lines import Line
from tipgraph.reading.pdf.paragraphs import PlacedLine

__all__ = ["Block", "PageLines", "split"]

_LARGER = 1.05
"""How much larger than its country's heading a line must be to open another part of the report."""
_PROSE_LINES = 12
"""Within how many lines after its heading a narrative shows that it is prose."""
_PROSE_WORDS = 12
"""How many words in small letters make prose: a list of names or tiers has none."""
_SMALL_WORD = re.compile(r"(?<!\S)[a-z]{2,}(?=[\s,;.]|$)")
_LETTER = re.compile(r"[^\W\d_]")


class PageLines(NamedTuple):
    """The lines of a page in reading order, with its place in the file, counted from 0, and its label."""

    place: int
    label: str
    lines: Sequence[Line]


@dataclass(slots=True)
class Block:
    """Lines that belong together: a country's narrative, or (``country`` None) what is none.

    ``first`` and ``last`` are the places of its pages in the file; lines are kept of narratives only.
    A ``heading`` without a country is one whose name is not known.
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
        """Tell whether sentences follow the heading."""
        body = [placed.line.text for placed in self.lines if not placed.line.in_table]
        return sum(len(_SMALL_WORD.findall(text)) for text in body[:_PROSE_LINES]) >= _PROSE_WORDS

    @property
    def is_set_off(self) -> bool:
        """Tell whether the heading is larger than most of the lines below it."""
        return self.size > _LARGER * median_low([placed.line.size for placed in self.lines])


class _Heading(NamedTuple):
    """Those lines of a page, from ``first`` to before ``end``, that open a country's narrative."""

    first: int
    end: int
    country: str
    text: str
    size: float

    @property
    def name(self) -> str | None:
        """The country's name as the heading writes it."""
        return name_in_heading(self.text)


def split(pages: Iterable[PageLines]) -> Iterator[Block]:
    """Yield the blocks of a report one after the other, holding no more than one.

    A narrative ends at the next country's heading, at a line larger than its own heading, or at the title
    of a part that stands at a report's end. A heading that no prose follows, as in a table of contents or
    a list of tiers, opens no narrative.
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
    """Tell whether a heading repeats the one that is being read under.

    Another name of the same country, set alike, is no running head: two narratives may be confused then,
    and who reads them both has to hear of it.
    """
    if heading.country != block.country:
        return False
    return heading.name == name_in_heading(block.heading) or abs(heading.size - block.size) > 0.5


def _is_unknown(block: Block, line: Line) -> bool:
    """Tell whether a line is set like the heading that is being read under, but names no known country."""
    if block.country is None or abs(line.size - block.size) > 0.5 or not block.is_set_off:
        return False
    name = name_in_heading(line.text)
    return name is not None and is_capitals(name) and country_of_heading(line.text) is None


def _ends(block: Block, line: Line) -> bool:
    """Tell whether a line opens something else than a part of the narrative that is being read."""
    if block.country is None or line.in_table:
        return False
    if is_back_matter(line.text):
        return True
    if line.size <= _LARGER * block.size or len(_LETTER.findall(line.text)) < 4:
        return False
    # Sections may be set larger than a heading that is no larger than the text, but not before any text.
    return block.is_set_off or not block.is_prose


def _parts(lines: Sequence[Line]) -> Iterator[tuple[_Heading | None, Sequence[Line]]]:
    """Yield the headings of a page with their lines, and its other lines one by one.

    Of several headings with one name the largest counts, or else the last, unless it ends the page. The
    others are running heads and left out.
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
    """Return the heading that begins at a line and is one to four lines long, or None.

    A name may take two lines, its tier one below them, and "Watch List" another.
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
    """Tell whether lines stand closely below each other, a name's parts in capitals before the tier."""
    for above, below in pairwise(lines):
        close = above.column == below.column and 0 < above.bottom - below.bottom < 3 * above.size
        if not close or below.in_table:
            return False
    return all(is_capitals(_name(line)) or is_tier(line.text) for line in lines[:-1])


def _name(line: Line) -> str:
    """Return a line without the tier that may stand in parentheses behind the name."""
    return line.text.partition("(")[0]

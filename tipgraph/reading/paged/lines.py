"""Groups the words of a page into rows and columns, and returns its lines in reading order.

A page is words with boxes, in points from the lower left corner.

Rows are words at one height, with cells between wide gaps. Two columns are found by the gutter between them,
whatever the order of painting. Rows across the gutter cut the page into bands; in each band the left column
is read before the right one. Pages with more than two columns are read row by row.
"""

from __future__ import annotations

from bisect import bisect_left
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from itertools import accumulate, pairwise
from operator import attrgetter
from statistics import median
from typing import NamedTuple, TypeAlias

__all__ = [
    "Line",
    "Page",
    "Row",
    "Word",
    "cells_of",
    "find_gutter",
    "lines_of",
    "regions",
    "rows_of",
    "text_of",
]


class Word(NamedTuple):
    """A word and the box of its font."""

    text: str
    left: float
    bottom: float
    right: float
    top: float

    @property
    def height(self) -> float:
        """The height of the font, from the deepest descender to the highest ascender."""
        return self.top - self.bottom

    @property
    def middle(self) -> float:
        """The vertical middle of the box."""
        return (self.top + self.bottom) / 2


class Page(NamedTuple):
    """A page: its index in the file, counted from 0, its size, and its words in the order of painting."""

    place: int
    width: float
    height: float
    words: list[Word]


Row: TypeAlias = list[Word]
"""Words from left to right; never empty."""

_SAME_ROW = 0.45
"""The greatest vertical distance between the middles of words in a row, in heights of the lower word."""
_WIDE_GAP = 1.2
"""The least gap between cells, in heights of a word. Justified lines have smaller gaps."""
_ALIGNED = 3.0
"""The greatest distance in points between the edges of aligned cells."""
_ALONE = 4
"""The least number of cells in a row that is a table by itself, such as the years below a chart."""


def rows_of(words: Iterable[Word]) -> list[Row]:
    """Group words into rows at one height, from top to bottom.

    A raised or smaller word, such as a footnote number, belongs to the row around it.

    >>> rows_of([Word("b", 9, 0, 12, 10), Word("a", 0, 0, 3, 10), Word("c", 0, -12, 3, -2)])[0][0].text
    'a'
    """
    rows: list[Row] = []
    middle = height = 0.0
    for word in sorted(words, key=lambda word: word.bottom + word.top, reverse=True):
        _, _, bottom, _, top = word
        low = min(height, top - bottom)
        if rows and middle - (bottom + top) / 2 < _SAME_ROW * low:
            rows[-1].append(word)
            height = low
        else:
            rows.append([word])
            middle, height = (bottom + top) / 2, top - bottom
    for row in rows:
        row.sort(key=attrgetter("left"))
    return rows


def cells_of(row: Row) -> list[Row]:
    """Split a row at its wide gaps."""
    cells = [[row[0]]]
    for before, word in pairwise(row):
        gap = word.left - before.right
        if gap > _WIDE_GAP * before.height and gap > _WIDE_GAP * word.height:
            cells.append([word])
        else:
            cells[-1].append(word)
    return cells


def text_of(row: Sequence[Word]) -> str:
    """Return the words of a row with spaces between them."""
    return " ".join([word.text for word in row])


def _table_rows(rows: Sequence[Row]) -> set[int]:
    """Return the indexes of the rows of tables: two or more rows with aligned cells, or one with many cells.

    A row of one cell between two rows of a table belongs to the table: it is the rest of a long label.
    """
    cells = [cells_of(row) for row in rows]
    found = {at for at, row in enumerate(cells) if len(row) >= _ALONE}
    before: int | None = None
    for at, row in enumerate(cells):
        if len(row) < 2:
            continue
        if before is not None and at - before <= 2 and _aligned(cells[before], row):
            found.update(range(before, at + 1))
        before = at
    return found


def _table_text(row: Row) -> str:
    """Return the text of a table row, with bars between its cells so that they do not form a sentence."""
    return " | ".join(text_of(cell) for cell in cells_of(row))


def _aligned(above: Sequence[Row], below: Sequence[Row]) -> bool:
    return any(
        abs(one[0].left - other[0].left) < _ALIGNED or abs(one[-1].right - other[-1].right) < _ALIGNED
        for one in above[1:]
        for other in below[1:]
    )


_MIDDLE = (0.25, 0.75)
"""The range of places for a gutter, in widths of the page's text."""
_GAP = 0.55
"""The least gap in a row that supports a gutter, in heights of a word."""
_SUPPORT = 4
"""The least number of rows that must support a new gutter."""
_NEARLY = 0.8
"""The least support for a place within the gutter, relative to the best place."""
_FULL = 0.45
"""The least share of a column's width that words fill in the median row of prose; tables fill less."""
_CLEAR = 0.6
"""The least distance from a heading across both columns to rows of the right one, in its heights."""
_COLUMN_EDGE = 0.9
"""The share of a column's lines that end at its right edge or before it."""

IsHeading: TypeAlias = Callable[[str], bool]


class Region(NamedTuple):
    """Rows in reading order; ``column`` is 0 for the left column, 1 for the right one, 2 for both."""

    column: int
    rows: list[Row]


def find_gutter(rows: Sequence[Row], known: float | None = None) -> float | None:
    """Return a place just left of the right column, or None if the page has one column.

    ``known`` is the gutter of the document's other pages. It is used if the rows of this page do not cross
    it, even if only one row is right of it.
    """
    if not rows:
        return None
    left, right = min(row[0].left for row in rows), max(row[-1].right for row in rows)
    gutter = _best_gutter(rows, left, right)
    if gutter and _are_columns(rows, gutter, left, right):
        return gutter
    return known if known and _keep_sides(rows, known) else None


def _best_gutter(rows: Sequence[Row], left: float, right: float) -> float | None:
    start, width = int(left), int(right) - int(left) + 2
    support = _support(rows, start, width)
    low, high = (int(width * part) for part in _MIDDLE)
    best = max(support[low:high], default=0)
    if best < _SUPPORT:
        return None
    last = support.index(best, low)
    while last + 1 < width and support[last + 1] >= _NEARLY * best:
        last += 1
    return start + last - 0.5


def _support(rows: Sequence[Row], start: int, width: int) -> list[int]:
    """Count for each point of the page's width the rows that support a gutter there.

    These are rows with a wide gap there, and pairs of a row on the left and a row on the right, because
    the lines of two columns may be at different heights.
    """
    gaps, ends, starts = [0] * (width + 1), [0] * (width + 1), [0] * (width + 1)
    for row in rows:
        ends[int(row[-1].right) - start + 1] += 1
        starts[int(row[0].left) - start] += 1
        for before, word in pairwise(row):
            if word.left - before.right > _GAP * before.height:
                gaps[int(before.right) - start + 1] += 1
                gaps[int(word.left) - start] -= 1
    on_left = accumulate(ends)
    on_right = (len(rows) - count for count in accumulate(starts))
    return [
        gap + min(before, after)
        for gap, before, after in zip(accumulate(gaps), on_left, on_right, strict=True)
    ]


def _are_columns(rows: Sequence[Row], gutter: float, left: float, right: float) -> bool:
    """Return whether the rows on both sides are full, as in columns of prose and unlike in tables."""
    for side, width in ((0, gutter - left), (1, right - gutter)):
        parts = [_part(row, gutter, side) for row in rows if not _crosses(row, gutter)]
        filled = [sum([word.right - word.left for word in part]) for part in parts if part]
        if not filled or median(filled) < _FULL * width:
            return False
    return True


def _keep_sides(rows: Sequence[Row], gutter: float) -> bool:
    """Return whether rows begin right of a gutter, and at least as many as rows cross it."""
    beside = sum(1 for row in rows if not _crosses(row, gutter) and _begins_at(row, gutter))
    return beside > 0 and beside >= sum(1 for row in rows if _crosses(row, gutter))


def _begins_at(row: Row, gutter: float) -> bool:
    right = _part(row, gutter, 1)
    return bool(right) and right[0].left - gutter < right[0].height


def _crosses(row: Row, gutter: float) -> bool:
    """Return whether a row crosses a gutter: with a word, or with a space of normal width."""
    at = _cut(row, gutter)
    if not 0 < at < len(row):
        return at > 0 and row[-1].right > gutter
    last = row[at - 1]
    return last.right > gutter or row[at].left - last.right < _GAP * last.height


def _part(row: Row, gutter: float, side: int) -> Row:
    return row[_cut(row, gutter) :] if side else row[: _cut(row, gutter)]


def _cut(row: Row, gutter: float) -> int:
    """Return the number of words of a row that begin left of a gutter."""
    return bisect_left(row, gutter, key=attrgetter("left"))


def regions(rows: Sequence[Row], gutter: float | None, is_heading: IsHeading) -> Iterator[Region]:
    """Yield the regions of a page in reading order.

    ``is_heading`` recognises short lines that may be headings across both columns. Such a line splits the
    page if the right column has no rows beside it.
    """
    if gutter is None:
        if rows:
            yield Region(0, list(rows))
        return
    band: list[Row] = []
    for row, across in zip(rows, _across(rows, gutter, is_heading), strict=True):
        if across:
            yield from _band(band, gutter)
            yield Region(2, [row])
            band = []
        else:
            band.append(row)
    yield from _band(band, gutter)


def _band(rows: Sequence[Row], gutter: float) -> Iterator[Region]:
    for side in (0, 1):
        # Grouped into rows again, because lines of two columns at nearby heights may have been mixed.
        words = [word for row in rows for word in _part(row, gutter, side)]
        if words:
            yield Region(side, rows_of(words))


def _across(rows: Sequence[Row], gutter: float, is_heading: IsHeading) -> list[bool]:
    across = [_crosses(row, gutter) for row in rows]
    for at, row in enumerate(rows):
        if across[at] or not row[0].left < gutter:
            continue
        for length in (1, 2):
            if _heads_both(rows, at, length, gutter, is_heading):
                across[at : at + length] = [True] * length
    return across


def _heads_both(rows: Sequence[Row], at: int, length: int, gutter: float, is_heading: IsHeading) -> bool:
    """Return whether rows are a heading across both columns: name and tier far apart, or all on the left."""
    heading = rows[at : at + length]
    if not is_heading(" ".join(text_of(row) for row in heading)):
        return False
    if any(_part(row, gutter, 1) for row in heading):
        return length == 1 and not is_heading(text_of(_part(heading[0], gutter, 0)))
    above = [word for row in rows[:at] for word in _part(row, gutter, 1)]
    below = [word for row in rows[at + length :] for word in _part(row, gutter, 1)]
    room = _CLEAR * heading[0][0].height
    return (
        bool(below)
        and max(word.top for word in below) < heading[-1][0].bottom - room
        and (not above or min(word.bottom for word in above) > heading[0][0].top + room)
    )


class Column(NamedTuple):
    """A column of a page, with the left and right edge of most of its lines."""

    side: int
    left: float
    right: float


class Line(NamedTuple):
    """A line of one column, or a row of a table.

    ``first`` is the width of the first word, which shows whether the line above had room for it.
    """

    text: str
    left: float
    bottom: float
    right: float
    top: float
    first: float
    column: Column
    in_table: bool = False

    @property
    def size(self) -> float:
        """The height of the font."""
        return self.top - self.bottom


def lines_of(regions: Iterable[Region]) -> list[Line]:
    """Return the lines of a page, given its regions in reading order."""
    regions = list(regions)
    columns = {side: _column(side, regions) for side in {region.column for region in regions}}
    return [line for region in regions for line in _lines(region.rows, columns[region.column])]


def _column(side: int, regions: Sequence[Region]) -> Column:
    rows = [row for region in regions if region.column == side for row in region.rows]
    # First lines are indented and bullets may be outside: the edge is where most lines begin.
    left = Counter(round(row[0].left) for row in rows).most_common(1)[0][0]
    ends = sorted(row[-1].right for row in rows)
    return Column(side, left, ends[int(_COLUMN_EDGE * (len(ends) - 1))])


def _lines(rows: Sequence[Row], column: Column) -> list[Line]:
    tabular = _table_rows(rows)
    return [_line(row, column, at in tabular) for at, row in enumerate(rows)]


def _line(row: Row, column: Column, in_table: bool) -> Line:
    first, last = row[0], row[-1]
    return Line(
        _table_text(row) if in_table else text_of(row),
        first.left,
        first.bottom,
        last.right,
        first.top,
        first.right - first.left,
        column,
        in_table,
    )

"""Groups words into rows at one height, splits rows into cells at wide gaps, and finds rows of tables."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from itertools import pairwise
from operator import attrgetter
from typing import TypeAlias

from tipgraph.reading.paged.page import Word

__all__ = ["Row", "cells_of", "rows_of", "table_rows", "table_text", "text_of"]

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


def table_rows(rows: Sequence[Row]) -> set[int]:
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


def table_text(row: Row) -> str:
    """Return the text of a table row, with bars between its cells so that they do not form a sentence."""
    return " | ".join(text_of(cell) for cell in cells_of(row))


def _aligned(above: Sequence[Row], below: Sequence[Row]) -> bool:
    return any(
        abs(one[0].left - other[0].left) < _ALIGNED or abs(one[-1].right - other[-1].right) < _ALIGNED
        for one in above[1:]
        for other in below[1:]
    )

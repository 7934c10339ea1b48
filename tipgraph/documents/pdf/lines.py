"""Lines of text in reading order, each with its box and its column."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from typing import NamedTuple

from tipgraph.documents.pdf.columns import Region
from tipgraph.documents.pdf.rows import Row, text_of
from tipgraph.documents.pdf.tables import table_rows, table_text

__all__ = ["Column", "Line", "lines_of"]


_LONG = 0.9
"""Which part of a column's lines end before the place that counts as its right edge, or there."""


class Column(NamedTuple):
    """The column of a page, by the edges that most of its lines keep to."""

    side: int
    left: float
    right: float


class Line(NamedTuple):
    """A line of one column, or a row of a table.

    ``first`` is the width of the first word: had there been room for it, it would stand a line above.
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
        """The height of its font."""
        return self.top - self.bottom


def lines_of(regions: Iterable[Region]) -> list[Line]:
    """Turn the regions of a page, in reading order, into lines."""
    regions = list(regions)
    columns = {side: _column(side, regions) for side in {region.column for region in regions}}
    return [line for region in regions for line in _lines(region.rows, columns[region.column])]


def _column(side: int, regions: Sequence[Region]) -> Column:
    rows = [row for region in regions if region.column == side for row in region.rows]
    # First lines are indented and bullets may hang out: the edge is where most lines begin.
    left = Counter(round(row[0].left) for row in rows).most_common(1)[0][0]
    ends = sorted(row[-1].right for row in rows)
    return Column(side, left, ends[int(_LONG * (len(ends) - 1))])


def _lines(rows: Sequence[Row], column: Column) -> list[Line]:
    tabular = table_rows(rows)
    return [_line(row, column, at in tabular) for at, row in enumerate(rows)]


def _line(row: Row, column: Column, in_table: bool) -> Line:
    first, last = row[0], row[-1]
    return Line(
        table_text(row) if in_table else text_of(row),
        first.left,
        first.bottom,
        last.right,
        first.top,
        first.right - first.left,
        column,
        in_table,
    )

"""Rows of tables, told from prose by cells that stand below each other."""

from __future__ import annotations

from collections.abc import Sequence

from tipgraph.documents.pdf.rows import Row, cells_of, text_of

__all__ = ["table_rows", "table_text"]

_ALIGNED = 3.0
"""How many points the edges of two cells of a column may differ."""
_ALONE = 4
"""From how many cells on a row is a table by itself, as the years below a chart are."""


def table_rows(rows: Sequence[Row]) -> set[int]:
    """Return the places of the rows that belong to a table: two or more with aligned cells, or many cells.

    A row of one cell between two rows of a table belongs to it too: the rest of a label that was too long.
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
    """Return a row of a table with bars between its cells, so that no sentence runs through them."""
    return " | ".join(text_of(cell) for cell in cells_of(row))


def _aligned(above: Sequence[Row], below: Sequence[Row]) -> bool:
    return any(
        abs(one[0].left - other[0].left) < _ALIGNED or abs(one[-1].right - other[-1].right) < _ALIGNED
        for one in above[1:]
        for other in below[1:]
    )

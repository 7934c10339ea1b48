"""CSV for people, who open it in spreadsheets: text is never a formula."""

from __future__ import annotations

import csv
import re
from collections.abc import Iterable
from typing import TextIO

__all__ = ["as_text", "write_rows"]

_STARTS = frozenset("=+-@\t\r\n\uff1d\uff0b\uff0d\uff20")
"""Characters that begin a formula in a spreadsheet, after OWASP; the last four are full-width."""
_NUMBER = re.compile(r"[+-]?(\d+\.?\d*|\.\d+)([eE][+-]?\d+)?", re.ASCII)


def as_text(cell: object) -> object:
    """Return a cell with an apostrophe before it if a spreadsheet would take it for a formula.

    >>> as_text("=1+1"), as_text("-12.5"), as_text(-3), as_text("Laos"), as_text("")
    ("'=1+1", '-12.5', -3, 'Laos', '')
    """
    if isinstance(cell, str) and cell[:1] in _STARTS and not _NUMBER.fullmatch(cell):
        return f"'{cell}"
    return cell


def write_rows(file: TextIO, rows: Iterable[Iterable[object]], *, raw: bool = False) -> None:
    """Write rows as CSV. ``raw`` writes the cells as they are, for programs."""
    written = rows if raw else (map(as_text, row) for row in rows)
    csv.writer(file, lineterminator="\n").writerows(written)

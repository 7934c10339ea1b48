"""Text in outputs: characters that every format can hold, and cells of CSV that are never a formula."""

from __future__ import annotations

import csv
import re
from collections.abc import Iterable
from typing import TextIO

__all__ = ["SEPARATOR", "as_text", "replace_control_characters", "write_rows"]

SEPARATOR = "|"
"""The separator of values in a cell."""

_NOT_XML = re.compile("[^\t\n\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
_LINE_END = re.compile("\r\n?")


def replace_control_characters(text: str) -> str:
    """Replace each character that XML 1.0 does not allow by U+FFFD, and each line ending by ``\\n``.

    >>> replace_control_characters("a\\x0bb\\r\\n")
    'a�b\\n'
    """
    return _NOT_XML.sub("\ufffd", _LINE_END.sub("\n", text))


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

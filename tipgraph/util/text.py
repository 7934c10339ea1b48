"""Text that the program writes: parts of messages, characters for every format, and cells of CSV."""

from __future__ import annotations

import csv
import re
from collections.abc import Iterable
from difflib import get_close_matches
from typing import TextIO

__all__ = ["SEPARATOR", "as_text", "counted", "did_you_mean", "replace_control_characters", "write_rows"]

_MOST = 4
"""The most names that a suggestion lists."""


def did_you_mean(word: str, known: Iterable[str], otherwise: str) -> str:
    """Return a suggestion of the known names closest to ``word``, or ``otherwise`` if none is close.

    Case is ignored; of names that differ only in case, the first is suggested.

    >>> did_you_mean("minning", ["mining", "Mining", "fishing"], "see the list")
    'did you mean mining?'
    >>> did_you_mean("xyz", ["mining"], "see the list")
    'see the list'
    """
    names: dict[str, str] = {}
    for name in known:
        names.setdefault(name.casefold(), name)
    close = get_close_matches(word.casefold(), list(names), n=_MOST)
    return f"did you mean {', '.join(names[name] for name in close)}?" if close else otherwise


def counted(number: int, noun: str) -> str:
    """Return a number with its noun, in the plural unless the number is 1.

    >>> counted(1, "document"), counted(2014, "document")
    ('1 document', '2,014 documents')
    """
    return f"{number:,} {noun}{'' if number == 1 else 's'}"


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

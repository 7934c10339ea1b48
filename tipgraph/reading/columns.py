"""Finds the columns of a table by their usual names or by those that the user gives."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Mapping, Sequence

__all__ = ["COLUMNS", "delimiter_of", "find_columns", "is_table"]

COLUMNS: Mapping[str, Sequence[str]] = {
    "text": ("text", "narrative", "description", "content", "body", "full text", "report text", "sentence"),
    "country": (
        "country",
        "country name",
        "iso3",
        "iso",
        "iso code",
        "country code",
        "cow",
        "ccode",
        "nation",
    ),
    "year": ("year", "report year", "edition", "publication year"),
    "id": ("id", "identifier", "document", "document id"),
    "publication": ("publication", "report", "dataset"),
    "section": ("section",),
    "title": ("title", "heading"),
    "url": ("url", "link", "address", "source url"),
    "date": ("date", "publication date", "date published", "issued"),
}
"""What a column may hold, and the usual names of such a column, best first."""

_DELIMITERS = ",;\t|"
_NOT_WORDS = re.compile(r"[\W_]+")


def delimiter_of(header: str) -> str:
    """Return the delimiter that splits a header into the most cells.

    >>> delimiter_of("id;country;text, in full")
    ';'
    """
    return max(_DELIMITERS, key=lambda mark: len(_cells(header, mark)))


def _cells(header: str, delimiter: str) -> list[str]:
    """Return the cells of a header; none if it is not one, such as a text with a stray carriage return."""
    try:
        return next(csv.reader(io.StringIO(header, newline=""), delimiter=delimiter), [])
    except csv.Error:
        return []


def is_table(head: bytes) -> bool:
    """Return whether the first line is a table's header, with a text and a country or an identifier.

    >>> is_table(b"iso3,year,narrative\\nKEN,2012,Boys beg."), is_table(b"Boys, girls and men beg.")
    (True, False)
    """
    line = head.partition(b"\n")[0].decode("utf-8", "replace").strip()
    found = _by_usual_name(_cells(line, delimiter_of(line)))
    return "text" in found and bool({"country", "id"} & found.keys())


def find_columns(header: Sequence[str], given: Mapping[str, str]) -> dict[str, int]:
    """Return the places of the columns by what they hold: those with usual names, unless the user names them.

    >>> find_columns(["Country", "Text"], {"text": "Text", "year": "Jahr"})
    {'text': 1, 'country': 0}
    """
    found = {kind: at for kind, at in _by_usual_name(header).items() if kind not in given}
    places = {name: at for at, name in enumerate(header)}
    chosen = {kind: places[name] for kind, name in given.items() if name in places}
    return {kind: at for kind in COLUMNS if (at := (found | chosen).get(kind)) is not None}


def _by_usual_name(header: Sequence[str]) -> dict[str, int]:
    names = [_NOT_WORDS.sub(" ", name).strip().casefold() for name in header]
    return {
        kind: names.index(name)
        for kind, usual in COLUMNS.items()
        if (name := next((each for each in usual if each in names), None)) is not None
    }

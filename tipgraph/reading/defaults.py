"""The options of reading: values for what sources do not state, and limits that a source must not exceed."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from tipgraph.errors import InputError, UsageError
from tipgraph.reading.identify import country_code, country_names
from tipgraph.reading.publications import publication_code
from tipgraph.util.text import did_you_mean

__all__ = [
    "COLUMNS",
    "LIMITS",
    "NO_DEFAULTS",
    "Defaults",
    "Limits",
    "delimiter_of",
    "find_columns",
    "is_table",
    "refuse_beyond",
]

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
_MIB = 1 << 20
_YEARS = range(2000, 2101)
_KINDS = ", ".join(COLUMNS)


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


@dataclass(frozen=True, slots=True)
class Defaults:
    """Country, year and publication for sources that do not state them. What a source states has priority.

    ``country`` is an ISO 3166-1 alpha-3 code or a name, ``year`` a report year, ``publication`` a code
    of the publication vocabulary or the user's own code. ``columns`` are pairs of what a column of a table
    holds (``text``, ``country``, ``year`` …) and its name. ``offline`` forbids fetching what is on the web;
    copies that were fetched before are read. Raises UsageError for an unknown country, a year
    outside 2000 to 2100, a publication without letters and digits, and what no column can hold.
    """

    country: str | None = None
    year: int | None = None
    publication: str | None = None
    columns: tuple[tuple[str, str], ...] = ()
    offline: bool = False

    def __post_init__(self) -> None:
        """Check the values."""
        if self.country is not None and country_code(self.country) is None:
            otherwise = "use an ISO 3166-1 alpha-3 code or a name"
            raise UsageError(
                f"unknown country {self.country!r}",
                remedy=did_you_mean(self.country, country_names(), otherwise),
            )
        if self.year is not None and self.year not in _YEARS:
            raise UsageError(
                f"{self.year} is not a report year",
                remedy=f"give a year from {_YEARS[0]} to {_YEARS[-1]}",
            )
        if self.publication is not None and not publication_code(self.publication):
            raise UsageError(
                f"the publication {self.publication!r} has no letters or digits", remedy="give it a name"
            )
        for kind, _ in self.columns:
            if kind not in COLUMNS:
                raise UsageError(
                    f"columns cannot hold {kind!r}", remedy=did_you_mean(kind, COLUMNS, f"use {_KINDS}")
                )


@dataclass(frozen=True, slots=True)
class Limits:
    """Limits beyond which a source or a document is an error, so that it does not spoil a build.

    Sizes are in bytes after decompression. ``document`` applies to a text, a web page or a JSON file,
    ``line`` to a line of JSON Lines, and ``file`` to a PDF or a table. ``pages`` is the number of pages of
    a PDF, ``text`` that of characters in one narrative. The longest narrative has about 100,000, the PDF of
    a yearly report 700 pages and up to 100 MB. ``depth`` is the deepest nesting of elements in a web page;
    browsers stop at about 500.

    PDFs, tables, packed and large files are read in a separate process. ``memory`` is the size in bytes to
    which it may grow, and ``seconds`` the time of the processor that it has up to the next document.

    An archive has at most ``members`` files and ``unpacked`` bytes after decompression, and at most
    ``levels`` archives are in each other. No member is compressed more than ``ratio`` times.
    """

    document: int = 64 * _MIB
    line: int = 16 * _MIB
    file: int = 512 * _MIB
    pages: int = 5_000
    text: int = 2_000_000
    depth: int = 400
    memory: int = 2_048 * _MIB
    seconds: float = 120.0
    members: int = 20_000
    unpacked: int = 4_096 * _MIB
    levels: int = 3
    ratio: int = 200


NO_DEFAULTS = Defaults()
LIMITS = Limits()


def refuse_beyond(found: int, limit: int, what: str, option: str, source: str) -> None:
    """Raise InputError if there is more of something than a limit allows; ``option`` raises the limit.

    >>> refuse_beyond(9, 5, "pages", "--max-pages", "x.pdf")
    Traceback (most recent call last):
    tipgraph.errors.InputError: x.pdf: it has 9 pages, and the limit is 5: split it, or raise --max-pages
    """
    if found > limit:
        cause = f"it has {found:,} {what}, and the limit is {limit:,}"
        raise InputError(source, cause, remedy=f"split it, or raise {option}")

"""Detects the format of a source by its first bytes, by its name only in doubt, and names its reader."""

from __future__ import annotations

import codecs
import json
import re
from collections.abc import Callable, Iterator, Mapping
from enum import Enum
from importlib import import_module
from typing import TypeAlias, cast

from tipgraph.model.documents import Outcome
from tipgraph.reading.defaults import Defaults, Limits, is_table
from tipgraph.reading.normalize import is_binary
from tipgraph.reading.sources import Source
from tipgraph.reading.stream import Stream

__all__ = ["Format", "Reader", "detect_format", "reader_of"]

_TAGS = re.compile(
    rb"<(?:!--|(?:!doctype\s+html|html|head|body|title|meta|div|article|section|table|p|h[1-6])\b)",
    re.IGNORECASE,
)
_XML = re.compile(rb"<\?xml[^>]*>\s*", re.IGNORECASE)
_HEADER = re.compile(rb"[a-z-]+:[ \t]")
_PARTS = re.compile(rb"^content-type:\s*(?:multipart/related|text/html)", re.MULTILINE)
_PLIST = re.compile(rb"<!doctype plist|<plist", re.IGNORECASE)
_LINES = (".jsonl", ".ndjson")
_TABLES = (".csv", ".tsv", ".tab")
_SPREADSHEETS = (".xlsx", ".xlsm", ".xlsb", ".xls", ".ods")
_OFFICE = (b"PK\x03\x04", b"\xd0\xcf\x11\xe0")


class Format(Enum):
    """The formats of sources."""

    EMPTY = "empty"
    BINARY = "binary"
    PDF = "pdf"
    HTML = "html"
    MHTML = "mhtml"
    WEBARCHIVE = "webarchive"
    JSON_LINES = "jsonl"
    JSON = "json"
    DOCX = "docx"
    ODT = "odt"
    EPUB = "epub"
    RTF = "rtf"
    ZIP = "zip"
    TAR = "tar"
    TABLE = "table"
    EXCEL = "excel"
    PARQUET = "parquet"
    SQLITE = "sqlite"
    TEXT = "text"


_TAR = (257, b"ustar")
"""Where a tar archive has its signature."""
_SIGNATURES = {
    b"PK\x03\x04": Format.ZIP,
    b"PK\x05\x06": Format.ZIP,
    b"{\\rtf": Format.RTF,
    b"PAR1": Format.PARQUET,
    b"SQLite format 3\0": Format.SQLITE,
    b"bplist00": Format.WEBARCHIVE,
}


def detect_format(head: bytes, suffix: str = "") -> Format:
    """Return the format of a source, given its first bytes.

    ``suffix`` distinguishes JSON Lines from JSON, tables from texts, and spreadsheets from archives, where
    the bytes allow both.

    >>> detect_format(b"%PDF-1.7"), detect_format(b"<!DOCTYPE html>"), detect_format(b"Ghana (Tier 2)")
    (<Format.PDF: 'pdf'>, <Format.HTML: 'html'>, <Format.TEXT: 'text'>)
    """
    if not head.strip(codecs.BOM_UTF8 + b" \t\r\n\f"):
        return Format.EMPTY
    start = _start(head)
    if found := _by_signature(head, suffix):
        return found
    if start.startswith(b"{") and (suffix in _LINES or _is_line_of_json(start)):
        return Format.JSON_LINES  # before the check for binary data: one damaged line spoils no other
    if _is_mhtml(start):
        return Format.MHTML  # likewise: a picture in it may be binary
    return Format.BINARY if is_binary(head) else _of_text(start, suffix)


def _by_signature(head: bytes, suffix: str) -> Format | None:
    if b"%PDF-" in head[:1024]:
        return Format.PDF
    if suffix in _SPREADSHEETS and head.startswith(_OFFICE):
        return Format.EXCEL
    if head.startswith(_TAR[1], _TAR[0]):
        return Format.TAR
    return next((found for signature, found in _SIGNATURES.items() if head.startswith(signature)), None)


def _of_text(start: bytes, suffix: str) -> Format:
    if _PLIST.match(start) and b"WebMainResource" in start:
        return Format.WEBARCHIVE
    if start.startswith(b"<") and _TAGS.search(start[:2048]):
        return Format.HTML
    if suffix in _LINES:
        return Format.JSON_LINES
    if re.match(rb"[{\[]\s*[\"{\]}]", start) or (suffix == ".json" and start.startswith(b"[[")):
        return Format.JSON
    return Format.TABLE if suffix in _TABLES or is_table(start) else Format.TEXT


def _start(head: bytes) -> bytes:
    """Return the first bytes in UTF-8, without byte order mark, white space and XML declaration."""
    if head.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        head = head.decode("utf-16", "ignore").encode()
    return _XML.sub(b"", head.removeprefix(codecs.BOM_UTF8).lstrip(), count=1)


def _is_mhtml(start: bytes) -> bool:
    """Return whether a source begins with the headers of a MIME message that has a web page."""
    headers = start[:4096].lower()
    return bool(_HEADER.match(headers)) and b"mime-version:" in headers and bool(_PARTS.search(headers))


def _is_line_of_json(head: bytes) -> bool:
    """Return whether the first line is a JSON object: a document, or a Factbook country on one line."""
    line, ended, _ = head.partition(b"\n")
    if not line.startswith(b"{") or not (ended or len(head) < 1 << 16):
        return False
    try:
        return isinstance(json.loads(line), dict)
    except RecursionError:
        return True  # nested too deeply: the reader reports the line
    except ValueError:
        return False


Reader: TypeAlias = Callable[[Stream, Source, Defaults, Limits], Iterator[Outcome]]

_READERS: Mapping[Format, str] = {
    Format.TEXT: "plaintext:read_text",
    Format.HTML: "webpage:read_html",
    Format.MHTML: "webpage:read_mhtml",
    Format.WEBARCHIVE: "webpage:read_webarchive",
    Format.PDF: "paged.pdf:read_pdf_file",
    Format.DOCX: "office:read_docx",
    Format.ODT: "office:read_odt",
    Format.EPUB: "office:read_epub",
    Format.RTF: "office:read_rtf",
    Format.JSON: "json:read_json",
    Format.JSON_LINES: "json:read_json_lines",
    Format.TABLE: "tables:read_csv",
    Format.EXCEL: "tables:read_excel",
    Format.PARQUET: "tables:read_parquet",
    Format.SQLITE: "tables:read_sqlite",
}
"""Modules and functions. Archives are not here: `tipgraph.reading.inputs` reads their members."""


def reader_of(found: Format) -> Reader:
    """Return the reader of a format.

    >>> [reader_of(found).__name__ for found in _READERS][:2]
    ['read_text', 'read_html']
    """
    module, name = _READERS[found].split(":")
    return cast(Reader, getattr(import_module(f"tipgraph.reading.{module}"), name))

"""The reader of each format, imported with its library when the first such source comes."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from importlib import import_module
from typing import TypeAlias, cast

from tipgraph.reading.defaults import Defaults, Limits
from tipgraph.reading.detection import Format
from tipgraph.reading.outcome import Outcome
from tipgraph.reading.sources import Source
from tipgraph.reading.stream import Stream

__all__ = ["Reader", "reader_of"]

Reader: TypeAlias = Callable[[Stream, Source, Defaults, Limits], Iterator[Outcome]]

_READERS: Mapping[Format, str] = {
    Format.TEXT: "plaintext:read_text",
    Format.HTML: "html.reader:read_html",
    Format.MHTML: "html.saved:read_mhtml",
    Format.WEBARCHIVE: "html.saved:read_webarchive",
    Format.PDF: "paged.pdf:read_pdf_file",
    Format.DOCX: "office.pages:read_docx",
    Format.ODT: "office.pages:read_odt",
    Format.EPUB: "office.pages:read_epub",
    Format.RTF: "office.rtf:read_rtf",
    Format.JSON: "json.reader:read_json",
    Format.JSON_LINES: "json.reader:read_json_lines",
    Format.TABLE: "tables.reader:read_csv",
    Format.EXCEL: "tables.reader:read_excel",
    Format.PARQUET: "tables.reader:read_parquet",
    Format.SQLITE: "tables.reader:read_sqlite",
}
"""Modules and functions. Archives are not here: `tipgraph.reading.inputs` reads their members."""


def reader_of(found: Format) -> Reader:
    """Return the reader of a format.

    >>> [reader_of(found).__name__ for found in _READERS][:2]
    ['read_text', 'read_html']
    """
    module, name = _READERS[found].split(":")
    return cast(Reader, getattr(import_module(f"tipgraph.reading.{module}"), name))

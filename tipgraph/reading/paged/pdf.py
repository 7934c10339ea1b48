"""Reads a PDF: the narrative of one country, or a report that is split into its countries."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from functools import partial

import pypdfium2  # type: ignore[import-untyped]  # it ships no types
import pypdfium2.raw as pdfium  # type: ignore[import-untyped]  # it ships no types

from tipgraph.errors import InputError
from tipgraph.model.documents import Outcome
from tipgraph.reading.defaults import LIMITS, Defaults, Limits, refuse_beyond
from tipgraph.reading.paged.narratives import Pages, narratives_of
from tipgraph.reading.paged.page import Page, read_page
from tipgraph.reading.sources import Source
from tipgraph.reading.stream import Stream

__all__ = ["read_pdf", "read_pdf_file"]

_END = b"%%EOF"
_TAIL = 4096


def read_pdf_file(stream: Stream, source: Source, defaults: Defaults, limits: Limits) -> Iterator[Outcome]:
    """Read the PDF in a source as `read_pdf` does."""
    return read_pdf(stream.read(limits.file), source.name, source.identifier, defaults, limits)


def read_pdf(
    data: bytes, source: str, identifier: str, defaults: Defaults, limits: Limits = LIMITS
) -> Iterator[Outcome]:
    """Yield the narratives of a PDF, and the reasons for skipping other parts.

    A report is split at headings with a country's name in capitals and its tier. If it has several
    narratives, their identifiers end with the country's code. A short PDF without such a heading, or one
    whose country the user gives, is one narrative.
    Running heads and page numbers are removed, and each table row becomes a line. The pages of a narrative
    are labelled with their printed numbers, or else with their place in the file, counted from 1.

    Yields an InputError if the PDF is damaged, protected or without text (a scan), if a long PDF has no
    headings, if country or year are missing, and if it has more pages or a page more text than ``limits``
    allow.
    """
    try:
        with _opened(data, source) as document:
            refuse_beyond(len(document), limits.pages, "pages", "--max-pages", source)
            pages = Pages(len(document), partial(_read_page, document, source, limits))
            yield from narratives_of(pages, _title_of(document), source, identifier, defaults)
    except pypdfium2.PdfiumError as error:
        yield InputError(source, f"a page is damaged ({error})", remedy="download or export it again")
    except InputError as error:
        yield error


def _read_page(document: pypdfium2.PdfDocument, source: str, limits: Limits, index: int) -> Page:
    def refuse_long_text(characters: int) -> None:
        place = f"{source}, page {index + 1} of the file"
        refuse_beyond(characters, limits.text, "characters", "--max-text", place)

    return read_page(document, index, refuse_long_text)


@contextmanager
def _opened(data: bytes, source: str) -> Iterator[pypdfium2.PdfDocument]:
    if not data.strip():
        raise InputError(source, "the file is empty", remedy="download it again")
    if _END not in data[-_TAIL:]:
        # PDFium would repair it silently and return the remaining pages.
        raise InputError(source, "the PDF is cut off: its end is missing", remedy="download it again")
    try:
        document = pypdfium2.PdfDocument(data)
    except pypdfium2.PdfiumError as error:
        raise _refusal(error, source) from error
    with document:
        if not len(document):
            raise InputError(source, "the PDF has no pages", remedy="export it again")
        yield document


def _refusal(error: pypdfium2.PdfiumError, source: str) -> InputError:
    if error.err_code == pdfium.FPDF_ERR_PASSWORD:
        return InputError(source, "the PDF is protected by a password", remedy="save a copy without it")
    return InputError(source, "the PDF is damaged", remedy="download or export it again")


def _title_of(document: pypdfium2.PdfDocument) -> str:
    return str(document.get_metadata_value("Title")).strip()

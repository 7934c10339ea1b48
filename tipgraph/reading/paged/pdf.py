"""Reads a PDF: the narrative of one country, or a report that is split into its countries."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from functools import partial
from typing import TypeAlias

import pypdfium2  # type: ignore[import-untyped]  # it ships no types
import pypdfium2.raw as pdfium  # type: ignore[import-untyped]  # it ships no types

from tipgraph.errors import InputError
from tipgraph.model.documents import Outcome
from tipgraph.reading.defaults import LIMITS, Defaults, Limits, refuse_beyond
from tipgraph.reading.paged.lines import Page, Word
from tipgraph.reading.paged.narratives import Pages, narratives_of
from tipgraph.reading.sources import Source
from tipgraph.reading.stream import Stream

__all__ = ["read_pdf", "read_pdf_file"]

_END = b"%%EOF"
_TAIL = 4096

# PDFium has U+FFFE (in its list of characters U+0002) for a hyphen at a line's end, without a line break.
_WORD = re.compile("[^\\s\ufffe\x02]*[\ufffe\x02]|[^\\s\ufffe\x02]+")
_LINE_END_HYPHENS = str.maketrans("\ufffe\x02\u00ad\u2010", "----")
_UPRIGHT = 0.6
"""How far an upright word may rise or fall from its first to its last letter, in heights of the word."""

_Box: TypeAlias = tuple[float, float, float, float]


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
    """Read the upright words within a page.

    Rotated words, as on tabs at a report's edge, and words beyond the edge of the page, such as a printer's
    slug lines, are ignored. Raises InputError if the page has more text than ``limits`` allow, and
    PdfiumError if it is damaged.
    """
    page = document[index]
    try:
        text_page = page.get_textpage()
        place = f"{source}, page {index + 1} of the file"
        refuse_beyond(text_page.count_chars(), limits.text, "characters", "--max-text", place)
        width, height = page.get_size()
        words = [word for word in _words(text_page, _as_shown(page)) if _is_within(word, width, height)]
        text_page.close()
    finally:
        page.close()
    return Page(index, width, height, words)


def _is_within(word: Word, width: float, height: float) -> bool:
    return word.right > 0 and word.left < width and word.top > 0 and word.bottom < height


def _as_shown(page: pypdfium2.PdfPage) -> Callable[[_Box], _Box] | None:
    """Return a function that maps a box to the displayed page, or None if none is needed."""
    left, bottom, right, top = page.get_bbox()
    turn = page.get_rotation()
    if turn == 90:
        return lambda box: (box[1] - bottom, right - box[2], box[3] - bottom, right - box[0])
    if turn == 180:
        return lambda box: (right - box[2], top - box[3], right - box[0], top - box[1])
    if turn == 270:
        return lambda box: (top - box[3], box[0] - left, top - box[1], box[2] - left)
    if (left, bottom) == (0, 0):
        return None
    return lambda box: (box[0] - left, box[1] - bottom, box[2] - left, box[3] - bottom)


def _words(text_page: pypdfium2.PdfTextPage, as_shown: Callable[[_Box], _Box] | None) -> Iterator[Word]:
    text = _characters(text_page)
    written = text.translate(_LINE_END_HYPHENS)
    spans = [found.span() for found in _WORD.finditer(text)]
    boxes = _boxes(text_page, spans)
    if as_shown:
        boxes = [as_shown(box) for box in boxes]
    for (start, end), first, last in zip(spans, boxes[::2], boxes[1::2], strict=True):
        height = first[3] - first[1]
        if abs(last[1] - first[1]) <= _UPRIGHT * height and last[2] > first[0]:
            yield Word(written[start:end], first[0], first[1], last[2], first[3])


def _characters(text_page: pypdfium2.PdfTextPage) -> str:
    """Return the characters of PDFium's list, so that offsets are indexes into that list."""
    count: int = text_page.count_chars()
    text: str = text_page.get_text_range()
    if len(text) == count:
        return text
    # The text leaves out some characters and has surrogate pairs for others, so read them one by one.
    return "".join(chr(pdfium.FPDFText_GetUnicode(text_page.raw, at)) for at in range(count))


def _boxes(text_page: pypdfium2.PdfTextPage, spans: Sequence[tuple[int, int]]) -> list[_Box]:
    """Return two boxes per span: that of its first and that of its last character."""
    places = [at for start, end in spans for at in (start, end - 1)]
    found = (pdfium.FS_RECTF * len(places))()
    box_of, raw = pdfium.FPDFText_GetLooseCharBox, text_page.raw
    for at, box in zip(places, found, strict=True):
        box_of(raw, at, box)
    # Reading the whole array is faster than four attributes per box. Its order is left, top, right, bottom.
    numbers = iter(memoryview(found).cast("B").cast("f").tolist())
    return [(left, bottom, right, top) for left, top, right, bottom in zip(*[numbers] * 4, strict=True)]


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

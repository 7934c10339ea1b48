"""Pages as words with boxes, in points from the lower left corner; reads those of a PDF."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from typing import NamedTuple, TypeAlias

import pypdfium2  # type: ignore[import-untyped]  # it ships no types
import pypdfium2.raw as pdfium  # type: ignore[import-untyped]  # it ships no types

__all__ = ["Page", "Word", "read_page"]


class Word(NamedTuple):
    """A word and the box of its font."""

    text: str
    left: float
    bottom: float
    right: float
    top: float

    @property
    def height(self) -> float:
        """The height of the font, from the deepest descender to the highest ascender."""
        return self.top - self.bottom

    @property
    def middle(self) -> float:
        """The vertical middle of the box."""
        return (self.top + self.bottom) / 2


class Page(NamedTuple):
    """A page: its index in the file, counted from 0, its size, and its words in the order of painting."""

    place: int
    width: float
    height: float
    words: list[Word]


# PDFium has U+FFFE (in its list of characters U+0002) for a hyphen at a line's end, without a line break.
_WORD = re.compile("[^\\s\ufffe\x02]*[\ufffe\x02]|[^\\s\ufffe\x02]+")
_LINE_END_HYPHENS = str.maketrans("\ufffe\x02\u00ad\u2010", "----")
_UPRIGHT = 0.6
"""How far an upright word may rise or fall from its first to its last letter, in heights of the word."""

_Box: TypeAlias = tuple[float, float, float, float]


def read_page(
    document: pypdfium2.PdfDocument, index: int, check: Callable[[int], object] = lambda _: None
) -> Page:
    """Read the upright words within a page.

    Rotated words, as on tabs at a report's edge, and words beyond the edge of the page, such as a printer's
    slug lines, are ignored. ``check`` is called with the number of characters before they are read.
    Raises PdfiumError if the page is damaged.
    """
    page = document[index]
    try:
        text_page = page.get_textpage()
        check(text_page.count_chars())
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

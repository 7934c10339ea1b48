"""Page furniture: running heads, page numbers and tabs, which repeat at the same place on many pages."""

from __future__ import annotations

import math
import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from functools import lru_cache
from itertools import zip_longest

from tipgraph.reading.identify import country_code, country_of_heading, is_tier
from tipgraph.reading.paged.lines import Page, Row, cells_of, rows_of, text_of

__all__ = ["Furniture", "sample_of"]

_SAMPLE = 40
"""The number of pages to learn from."""
_MARGIN = 0.12
"""The height of the margins at the top and bottom that may hold furniture, in heights of the page."""
_SIDE = 0.09
"""The width of the margins at both sides that may hold furniture, in widths of the page."""
_PLACE = 4.0
"""The greatest vertical distance, in points, between copies of the same furniture on different pages."""
_OFTEN = 0.15
"""The least share of the sample's pages with a copy; at least two pages."""
_LONGEST = 60
_NUMBER = re.compile(r"\d+")
_LONE_NUMBER = re.compile(r"\W*(?:page\s+)?(\d{1,4}|[ivxl]{1,7})(?:\s*(?:/|of)\s*\d+)?\W*", re.IGNORECASE)
_OF_BROWSER = re.compile(
    r"https?://\S+|\d{1,4}[/.-]\d{1,2}[/.-]\d{1,4},? \d{1,2}[:.]\d\d(?:[:.]\d\d)?(?: ?[AP]M)?", re.IGNORECASE
)
"""The address of a page, or the date and time of printing."""
_PART_OF_SENTENCE = re.compile(r"[a-z](?!\S*[/.@]\S)|.*[.,;:]$|(?:.*?(?<!\S)[a-z]{2,}\b){4}")
"""Text that begins in lower case (and is not a URL), ends with a full stop, or has several small words."""


def sample_of(pages: int) -> list[int]:
    """Return the pages to learn from: all pages of a short document, else pairs at regular distances.

    >>> sample_of(3), sample_of(400)[:4]
    ([0, 1, 2], [0, 1, 19, 20])
    """
    if pages <= _SAMPLE:
        return list(range(pages))
    pairs = _SAMPLE // 2
    starts = [at * (pages - 1) // pairs for at in range(pairs)]
    return sorted({page for start in starts for page in (start, start + 1)})


class Furniture:
    """The furniture of a document: texts that repeat at one place, except for country names and numbers."""

    def __init__(self, sample: Iterable[Page]) -> None:
        pages = [(page, rows_of(page.words)) for page in sample]
        self._places = _repeated(pages)
        texts = [(page.place, self.take(page)[1]) for page, _ in pages]
        steps = Counter(
            int(n) - index for index, found in texts for text in found for n in _NUMBER.findall(text)
        )
        step, times = steps.most_common(1)[0] if steps else (0, 0)
        self._step = step if times > 1 else None
        self.texts = sorted({text for _, found in texts for text in found})

    def take(self, page: Page) -> tuple[list[Row], list[str]]:
        """Split a page into the rows of its text and the texts of its furniture."""
        rows = rows_of(page.words)
        furniture = list(self._on(page, rows))
        taken = {word for cell in furniture for word in cell}
        if taken:
            rows = [rest for row in rows if (rest := [word for word in row if word not in taken])]
        return rows, [text_of(cell) for cell in furniture]

    def label(self, index: int, texts: Sequence[str]) -> str:
        """Return the page number in the furniture of a page, else its place in the file, counted from 1."""
        numbers = [number for text in texts for number in _NUMBER.findall(text)]
        in_step = [
            number for number in numbers if self._step is not None and int(number) - index == self._step
        ]
        lone = [found[1] for text in texts if (found := _LONE_NUMBER.fullmatch(text))]
        return next(iter([*in_step, *lone]), str(index + 1))

    def _on(self, page: Page, rows: Sequence[Row]) -> Iterator[Row]:
        for cell in _candidates(page, rows):
            places = self._places.get(_pattern(text_of(cell)), ())
            if any(abs(cell[0].middle - place) <= _PLACE for place in places):
                yield cell
        yield from _lone_numbers(page, rows)
        yield from _of_browser(page, rows)


def _repeated(pages: Sequence[tuple[Page, list[Row]]]) -> dict[str, list[float]]:
    """Return for each pattern the heights at which it occurs on many pages."""
    heights: dict[str, list[float]] = defaultdict(list)
    for page, rows in pages:
        for cell in _candidates(page, rows):
            heights[_pattern(text_of(cell))].append(cell[0].middle)
    enough = max(2, math.ceil(_OFTEN * len(pages)))
    near = {
        pattern: [h for h in found if sum(abs(h - other) <= _PLACE for other in found) >= enough]
        for pattern, found in heights.items()
    }
    return {pattern: sorted(set(found)) for pattern, found in near.items() if found}


def _candidates(page: Page, rows: Sequence[Row]) -> Iterator[Row]:
    """Yield the cells whose place allows furniture, except country headings and their tiers."""
    for row, below in zip_longest(rows, rows[1:]):
        in_margin = not _MARGIN * page.height < row[0].middle < (1 - _MARGIN) * page.height
        if in_margin and not _is_heading(row, below):
            texts = ((cell, text_of(cell)) for cell in cells_of(row))
            yield from (c for c, text in texts if _may_repeat(text) and not country_of_heading(text))
        elif row[0].right < _SIDE * page.width or row[-1].left > (1 - _SIDE) * page.width:
            yield from (cell for cell in cells_of(row) if _at_side(cell, page.width))


def _may_repeat(text: str) -> bool:
    return _LONE_NUMBER.fullmatch(text) is not None or not _PART_OF_SENTENCE.match(text)


def _is_heading(row: Row, below: Row | None) -> bool:
    tier_below = below is not None and any(is_tier(text_of(cell)) for cell in cells_of(below))
    return tier_below or country_of_heading(text_of(row)) is not None


def _at_side(cell: Row, width: float) -> bool:
    return cell[-1].right < _SIDE * width or cell[0].left > (1 - _SIDE) * width


def _lone_numbers(page: Page, rows: Sequence[Row]) -> Iterator[Row]:
    """Yield page numbers alone on the first or last row, which need not repeat."""
    for row, neighbour in ((rows[0], rows[1:2]), (rows[-1], rows[-2:-1])) if rows else ():
        in_margin = not _MARGIN * page.height < row[0].middle < (1 - _MARGIN) * page.height
        apart = all(abs(row[0].middle - other[0].middle) > 2 * row[0].height for other in neighbour)
        if in_margin and apart and _LONE_NUMBER.fullmatch(text_of(row)):
            yield row


def _of_browser(page: Page, rows: Sequence[Row]) -> Iterator[Row]:
    """Yield what browsers print above and below a page: title, address, date and number, on one page too."""
    for row in {id(row): row for row in (*rows[:1], *rows[-1:])}.values():
        in_margin = not _MARGIN * page.height < row[0].middle < (1 - _MARGIN) * page.height
        cells = [text_of(cell) for cell in cells_of(row)]
        if in_margin and any(map(_OF_BROWSER.fullmatch, cells)) and all(map(_may_repeat, cells)):
            yield from cells_of(row)


@lru_cache(maxsize=4096)
def _pattern(text: str) -> str:
    """Return a text with placeholders for its numbers and for the name of a country.

    >>> _pattern("212  GUATEMALA"), _pattern("xii"), _pattern("June 2012")
    ('#  @', '#', 'june #')
    """
    if _LONE_NUMBER.fullmatch(text):
        return "#"
    open_numbers = _NUMBER.sub("#", text)
    name = open_numbers.strip("#|•·-–— ")
    if 3 < len(name) < _LONGEST and country_code(name):
        return open_numbers.replace(name, "@")
    return open_numbers.casefold()

"""The pages of a PDF as lines in reading order, one page held at a time."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

import pypdfium2  # type: ignore[import-untyped]  # it ships no types

from tipgraph.documents.pdf.columns import find_gutter, regions
from tipgraph.documents.pdf.countries import PageLines
from tipgraph.documents.pdf.furniture import Furniture, sample_of
from tipgraph.documents.pdf.headings import country_of_heading
from tipgraph.documents.pdf.hyphens import Usage
from tipgraph.documents.pdf.lines import lines_of
from tipgraph.documents.pdf.words import Page, read_page

__all__ = ["Pages"]

_FRONT = 2
"""How many pages at the beginning are looked at for the title."""
_USUAL = 0.25
"""On which part of the sampled pages a gutter must be found to be expected on the others."""


class Pages:
    """All pages of a document, read anew each time that they are gone through.

    A sample of at most forty pages is read first: from it come the furniture, the gutters of left and
    right pages, and the first words for ``usage``, which learns on with every page that is read.
    """

    def __init__(self, document: pypdfium2.PdfDocument) -> None:
        self._document = document
        sample = [read_page(document, index) for index in sample_of(len(document))]
        self.furniture = Furniture(sample)
        self.usage = Usage()
        self.without_text: set[int] = set()
        self._gutters = self._usual_gutters(sample)
        self._sampled = {page.place: self._lines(page) for page in sample}
        self.front = [self._sampled[index] for index in range(min(_FRONT, len(document)))]

    def __len__(self) -> int:
        return len(self._document)

    def __iter__(self) -> Iterator[PageLines]:
        for index in range(len(self)):
            if index in self._sampled:
                yield self._sampled.pop(index)
            else:
                yield self._lines(read_page(self._document, index))

    def _usual_gutters(self, sample: list[Page]) -> dict[int, float]:
        """Return the gutters of even and odd pages, whose margins may be mirrored."""
        usual: dict[int, float] = {}
        for parity in (0, 1):
            pages = [page for page in sample if page.place % 2 == parity]
            found = [find_gutter(self.furniture.take(page)[0]) for page in pages]
            common = Counter(gutter for gutter in found if gutter).most_common(1)
            if common and common[0][1] >= _USUAL * len(pages):
                usual[parity] = common[0][0]
        return usual

    def _lines(self, page: Page) -> PageLines:
        rows, texts = self.furniture.take(page)
        if not page.words:
            self.without_text.add(page.place)
        gutter = find_gutter(rows, self._gutters.get(page.place % 2))
        lines = lines_of(regions(rows, gutter, lambda text: country_of_heading(text) is not None))
        self.usage.add(line.text for line in lines)
        return PageLines(page.place, self.furniture.label(page.place, texts), lines)

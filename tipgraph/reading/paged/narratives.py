"""Reads a report from its pages: one narrative, or a report that is split into its countries.

Only one page and one or two narratives are in memory at a time.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import replace
from itertools import chain, takewhile
from pathlib import PurePath
from typing import NamedTuple

from tipgraph.errors import InputError
from tipgraph.model.documents import Narrative, Outcome, Skipped
from tipgraph.reading import identify, publications
from tipgraph.reading.assemble import Metadata, SourceText, build_extracts, build_narrative, signs
from tipgraph.reading.defaults import Defaults
from tipgraph.reading.identify import country_of_heading
from tipgraph.reading.paged.countries import Block, PageLines, split
from tipgraph.reading.paged.furniture import Furniture, sample_of
from tipgraph.reading.paged.lines import Page, find_gutter, lines_of, regions
from tipgraph.reading.paged.paragraphs import PlacedLine, Usage, passage_of
from tipgraph.reading.titles import from_address

__all__ = ["Pages", "narratives_of"]

_FRONT = 2
"""The number of pages at the beginning that may have the title."""
_USUAL = 0.25
"""The least share of sampled pages with a gutter that makes it the usual one."""
_NARRATIVE = 40
"""The greatest number of pages of a single narrative without a heading."""
_SENTENCE = re.compile(r"(?:(?<!\S)[a-z]{2,}\b.*?){6}")
_ADDRESS = re.compile(r"https?://[\w.-]+/\S*")
_PRINTED_ON = re.compile(r"\d/\d")
"""The date that browsers print at the edge of a page, which is not that of the report."""


class Pages:
    """The pages of a document as lines; each iteration reads them again with ``read``.

    A sample of at most forty pages is read first. It gives the furniture, the usual gutters of left and
    right pages, and the first words of ``usage``, to which every page adds its words.
    """

    def __init__(self, count: int, read: Callable[[int], Page]) -> None:
        self._count, self._read = count, read
        sample = [read(index) for index in sample_of(count)]
        self.furniture = Furniture(sample)
        self.usage = Usage()
        self.without_text: set[int] = set()
        self._gutters = self._usual_gutters(sample)
        self._sampled = {page.place: self._lines(page) for page in sample}
        self.front = [self._sampled[index] for index in range(min(_FRONT, count))]

    def __len__(self) -> int:
        return self._count

    def __iter__(self) -> Iterator[PageLines]:
        for index in range(len(self)):
            if index in self._sampled:
                yield self._sampled.pop(index)
            else:
                yield self._lines(self._read(index))

    def _usual_gutters(self, sample: list[Page]) -> dict[int, float]:
        """Return the usual gutters of even and of odd pages, whose margins may be mirrored."""
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


def narratives_of(
    pages: Pages, title: str, source: str, identifier: str, defaults: Defaults
) -> Iterator[Outcome]:
    """Yield the narratives of a report, and the reasons for skipping other parts.

    A report is split at headings with a country's name in capitals and its tier. If it has several
    narratives, their identifiers end with the country's code. Raises InputError if it has no text, or if it
    is long and has no headings.
    """
    return _Reading(pages, title, source, identifier, defaults).outcomes()


class _Reading:
    """Builds the narratives of one report."""

    def __init__(self, pages: Pages, title: str, source: str, identifier: str, defaults: Defaults) -> None:
        self._pages, self._source = pages, source
        self._identifier, self._defaults = identifier, defaults
        self._hints = PurePath(source).with_suffix("").parts
        self._metadata = _metadata(title, _front_of(pages.front), pages.furniture.texts)

    def outcomes(self) -> Iterator[Outcome]:
        """Yield the narratives of the countries, or one narrative if no country has a heading."""
        before, countries = _Span(), 0
        blocks = split(self._pages)
        first = _until_second_country(blocks)
        several = sum(bool(block.country) for block in first) > 1
        for block in chain(first, blocks):
            if block.country:
                yield from before.skipped(
                    self._source, "between two narratives" if countries else "before the first narrative"
                )
                countries += 1
                before = _Span()
                yield self._of_country(block, several=several)
            elif block.heading:
                yield self._unknown(block)
            else:
                before = before.with_(block)
        yield from self._without_text()
        if countries:
            yield from before.skipped(self._source, "after the last narrative")
        else:
            yield from self._whole()

    def _unknown(self, block: Block) -> InputError:
        return InputError(
            f"{self._source}, page {block.first + 1} of the file",
            f"the heading {block.heading!r} has no known country",
            remedy="add its name to ontology/places.ttl",
        )

    def _of_country(self, block: Block, *, several: bool) -> Narrative:
        country = block.country or ""
        found = replace(self._metadata.of_country(country, block.heading), title=block.heading)
        suffix = f"-{country.lower()}" if several else ""
        return build_narrative(self._text_of(block.lines, found, self._identifier + suffix), self._defaults)

    def _whole(self) -> Iterator[Outcome]:
        in_parts = publications.has_extracts(self._metadata.publication) and self._metadata.country
        if len(self._pages) > _NARRATIVE and not (in_parts or self._defaults.country):
            raise InputError(
                self._source,
                "it has no heading with a country and its tier",
                remedy="give --country if it is one narrative, else save each country as a file",
            )
        lines = [PlacedLine(line, page.place, page.label) for page in self._pages for line in page.lines]
        return build_extracts(self._text_of(lines, self._metadata, self._identifier), self._defaults)

    def _text_of(self, lines: Sequence[PlacedLine], metadata: Metadata, identifier: str) -> SourceText:
        passage = passage_of(lines, self._pages.usage)
        place = f"{self._source}, page {lines[0].label}" if lines else self._source
        return SourceText(
            passage.text, identifier, metadata, place, self._hints, passage.headings, passage.pages
        )

    def _without_text(self) -> Iterator[Skipped]:
        pages = sorted(self._pages.without_text)
        if len(pages) == len(self._pages):
            raise InputError(
                self._source,
                "its pages are pictures without text (a scan)",
                remedy="run OCR on it first, for example with ocrmypdf",
            )
        if pages:
            numbers = ", ".join(str(page + 1) for page in pages)
            yield Skipped(
                self._source, f"page {numbers} of the file has no text: a picture, or a scan without OCR"
            )


def _until_second_country(blocks: Iterator[Block]) -> list[Block]:
    """Return the first blocks, as many as show whether a report has several countries."""
    taken: list[Block] = []
    for block in blocks:
        taken.append(block)
        if sum(bool(each.country) for each in taken) > 1:
            break
    return taken


class _Span(NamedTuple):
    """Pages of the file between narratives, counted from 1; empty if ``first`` is 0."""

    first: int = 0
    last: int = 0

    def with_(self, block: Block) -> _Span:
        """Return the span extended by the pages of a block."""
        return self if block.empty else _Span(self.first or block.first + 1, block.last + 1)

    def skipped(self, source: str, where: str) -> Iterator[Skipped]:
        """Yield a Skipped for the span unless it is empty."""
        if self.first:
            pages = f"page {self.first}" if self.first == self.last else f"pages {self.first} to {self.last}"
            yield Skipped(f"{source}, {pages} of the file", f"text {where}")


def _front_of(pages: Sequence[PageLines]) -> str:
    """Return the text before the first country's heading and before the first sentence."""
    texts = (line.text for page in pages for line in page.lines)
    return " ".join(
        takewhile(lambda text: not country_of_heading(text) and not _SENTENCE.search(text), texts)
    )


def _metadata(title: str, front: str, furniture: Sequence[str]) -> Metadata:
    """Return the metadata in the title, on the first pages and in the running heads of a report."""
    texts = {title: "title", front: "first page"}
    texts |= {
        text: "running head" for text in furniture if text not in texts and not _ADDRESS.fullmatch(text)
    }
    named = [text for text in texts if publications.publication_in(text)]
    undated = [text for text in texts if text in named or not _PRINTED_ON.search(text)]
    years = [text for text in named if identify.year_in(text)] or undated
    placed = (
        *(_stated(texts, text, country=identify.country_in(text)) for text in (*named, title, front)),
        *(_stated(texts, text, edition=identify.year_in(text)) for text in years),
        *(_stated(texts, text, publication=publications.publication_in(text)) for text in named),
    )
    addresses = [from_address(text) for text in furniture if _ADDRESS.fullmatch(text)]
    return Metadata(title=title if title in named else None).filled(*placed, *addresses[:1])


def _stated(
    places: Mapping[str, str],
    text: str,
    *,
    country: str | None = None,
    edition: int | None = None,
    publication: str | None = None,
) -> Metadata:
    year = str(edition) if edition else None
    found = signs(places[text], text, country=country, edition=year, publication=publication)
    return Metadata(country, year, publication, signs=found)

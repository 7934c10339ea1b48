"""Reads a text of several countries, such as the text of a yearly report's PDF, as pages of words.

Each character is a cell of a grid, so that columns that stand side by side are found as in a PDF.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import pairwise

from tipgraph.reading.defaults import Defaults
from tipgraph.reading.identify import country_heading
from tipgraph.reading.outcome import Outcome
from tipgraph.reading.paged.headings import country_of_heading, is_capitals, is_tier
from tipgraph.reading.paged.narratives import Pages, narratives_of
from tipgraph.reading.paged.page import Page, Word

__all__ = ["countries_with_sections", "has_several_narratives", "read_pages"]

_WIDTH, _HEIGHT, _LEADING = 5.0, 10.0, 12.0
"""The size of a character and the distance between lines, in points."""
_MARGIN = 0.25
"""The width of empty margins, in widths of the text. A text has no tabs beside it."""
_WORD = re.compile(r"\S+")
_CELLS = re.compile(r"\s{3,}")
_SMALL_WORD = re.compile(r"(?<!\S)[a-z]{2,}(?=[\s,;.]|$)")
_PROSE = 30
"""The least number of lower-case words in a section."""


def has_several_narratives(text: str) -> bool:
    """Tell whether a text has the headings of two countries, each with its tier beside or below it.

    >>> has_several_narratives("ALBANIA (Tier 2)\\nGirls beg.\\nALGERIA\\nTier 3\\nMen dig.")
    True
    """
    return len(set(_headings(text))) > 1


def _headings(text: str) -> Iterator[str]:
    # Columns that stand side by side are cells of one line.
    rows = [_CELLS.split(line.strip()) for line in text.splitlines() if line.strip()]
    for at, row in enumerate(rows):
        tiers = [cell for cells in rows[at + 1 : at + 3] for cell in cells if is_tier(cell)]
        for cell in row:
            heading = f"{cell} {tiers[0]}" if tiers and is_capitals(cell) else cell
            if country := country_of_heading(heading):
                yield country


def countries_with_sections(text: str) -> list[str]:
    """Return the countries, in order, whose name is a line above prose.

    >>> countries_with_sections("Albania\\n" + "girls beg in the streets " * 9 + "\\nAlgeria\\nChad")
    ['ALB']
    """
    lines = [line.strip() for line in text.splitlines() if line.strip()]
    headings = [(at, found.country) for at, line in enumerate(lines) if (found := country_heading(line))]
    return [
        country
        for (at, country), (end, _) in pairwise([*headings, (len(lines), "")])
        if len(_SMALL_WORD.findall(" ".join(lines[at + 1 : end]))) >= _PROSE
    ]


def read_pages(text: str, source: str, identifier: str, defaults: Defaults) -> Iterator[Outcome]:
    """Yield the narratives of a text with several countries; form feeds separate its pages.

    Raises InputError as `tipgraph.reading.paged.narratives.narratives_of` does.
    """
    texts = text.rstrip().split("\f")
    pages = Pages(len(texts), lambda index: _page(index, texts[index]))
    return narratives_of(pages, "", source, identifier, defaults)


def _page(index: int, text: str) -> Page:
    lines = [line.rstrip().expandtabs() for line in text.split("\n")]
    height, width = _LEADING * len(lines), _WIDTH * max(map(len, lines))
    margin = _MARGIN * width
    words = []
    for at, line in enumerate(lines, start=1):
        bottom = height - _LEADING * at
        for found in _WORD.finditer(line):
            left, right = (margin + _WIDTH * end for end in found.span())
            words.append(Word(found[0], left, bottom, right, bottom + _HEIGHT))
    return Page(index, width + 2 * margin, height, words)

"""The reader of plain text: a narrative, with or without titles, or a report on several countries.

The text of a report on several countries is read as pages of words. Each character is a cell of a grid, so
that columns that stand side by side are found as in a PDF.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import pairwise

from tipgraph.errors import InputError
from tipgraph.model.documents import Outcome
from tipgraph.reading.assemble import SourceText, build_extracts
from tipgraph.reading.defaults import Defaults, Limits
from tipgraph.reading.identify import country_heading, country_name, country_of_heading, is_capitals, is_tier
from tipgraph.reading.normalize import decode, normalize, without_running_heads
from tipgraph.reading.paged.lines import Page, Word
from tipgraph.reading.paged.narratives import Pages, narratives_of
from tipgraph.reading.paged.paragraphs import Usage
from tipgraph.reading.sources import Source
from tipgraph.reading.stream import Stream
from tipgraph.reading.titles import split_titles

__all__ = [
    "read_decoded",
    "read_pages",
    "read_text",
    "unwrapped",
]

_HARD_WRAP = range(50, 121)
"""Line widths in characters at which programs wrap text."""
_NAMED = 3
"""The number of countries that a message names."""
_ITEM = ("•", "*", "- ", "– ")


def read_text(stream: Stream, source: Source, defaults: Defaults, limits: Limits) -> Iterator[Outcome]:
    """Read a plain text as one narrative, or as the narratives of several countries.

    Raises InputError if it has sections on several countries without the
    headings of narratives, and as `build_extracts` does.
    """
    yield from read_decoded(decode(stream.read(limits.document), source.name), source, defaults)


def read_decoded(raw: str, source: Source, defaults: Defaults) -> Iterator[Outcome]:
    """Read the text of a source as `read_text` does."""
    if not defaults.country and _has_several_narratives(raw):
        narratives = list(read_pages(raw, source.name, source.identifier, defaults))
        if len(narratives) > 1:
            yield from narratives
            return
    text = without_running_heads(normalize(raw))
    _refuse_several_countries(text, source, defaults)
    body, found = split_titles(unwrapped(text))
    yield from build_extracts(SourceText(body, source.identifier, found, source.name, source.hints), defaults)


def _refuse_several_countries(text: str, source: Source, defaults: Defaults) -> None:
    countries = sorted(set(_countries_with_sections(text)))
    if len(countries) > 1 and not defaults.country:
        names = ", ".join(country_name(code) for code in countries[:_NAMED])
        more = f" and {len(countries) - _NAMED} more" if len(countries) > _NAMED else ""
        raise InputError(
            source.name,
            f"it has sections on several countries: {names}{more}",
            remedy="save each country as a file, or give --country if the text is about one",
        )


def unwrapped(text: str) -> str:
    """Join the lines of paragraphs that were wrapped at a fixed width, and words broken at their ends.

    >>> unwrapped("They were found in a workshop near the harbour, where\\nthey had worked.\\nProtection")
    'They were found in a workshop near the harbour, where they had worked.\\nProtection'
    """
    usage = Usage()
    usage.add(text.split("\n"))
    return "\n\n".join(_joined(paragraph, usage) for paragraph in text.split("\n\n"))


def _joined(paragraph: str, usage: Usage) -> str:
    lines = paragraph.split("\n")
    widest = max(map(len, lines))
    if len(lines) < 2 or widest not in _HARD_WRAP:
        return paragraph
    parts = [lines[0]]
    for before, line in pairwise(lines):
        # A line with room for the next word was ended on purpose.
        full = len(before) + 1 + len(line.partition(" ")[0]) > widest
        if full and not line.startswith(_ITEM):
            # Only the end of the paragraph is joined again, as it may be long.
            parts[-1:] = _split_last(usage.join(parts[-1], line), len(line))
        else:
            parts.append(f"\n{line}")
    return "".join(parts)


def _split_last(joined: str, length: int) -> tuple[str, str]:
    """Split off the last characters of a text, at most ``length``."""
    return joined[:-length], joined[-length:]


_WIDTH, _HEIGHT, _LEADING = 5.0, 10.0, 12.0
"""The size of a character and the distance between lines, in points."""
_MARGIN = 0.25
"""The width of empty margins, in widths of the text. A text has no tabs beside it."""
_WORD = re.compile(r"\S+")
_CELLS = re.compile(r"\s{3,}")
_SMALL_WORD = re.compile(r"(?<!\S)[a-z]{2,}(?=[\s,;.]|$)")
_PROSE = 30
"""The least number of lower-case words in a section."""


def _has_several_narratives(text: str) -> bool:
    """Tell whether a text has the headings of two countries, each with its tier beside or below it.

    >>> _has_several_narratives("ALBANIA (Tier 2)\\nGirls beg.\\nALGERIA\\nTier 3\\nMen dig.")
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


def _countries_with_sections(text: str) -> list[str]:
    """Return the countries, in order, whose name is a line above prose.

    >>> _countries_with_sections("Albania\\n" + "girls beg in the streets " * 9 + "\\nAlgeria\\nChad")
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

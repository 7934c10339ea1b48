"""The reader of plain text: a narrative, with or without titles, or a report on several countries."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise

from tipgraph.errors import InputError
from tipgraph.reading.assemble import build_extracts
from tipgraph.reading.defaults import Defaults, Limits
from tipgraph.reading.encoding import decode
from tipgraph.reading.identify import country_name
from tipgraph.reading.normalize import normalize, without_running_heads
from tipgraph.reading.outcome import Outcome
from tipgraph.reading.paged.paragraphs import Usage
from tipgraph.reading.paged.text import countries_with_sections, has_several_narratives, read_pages
from tipgraph.reading.sources import Source
from tipgraph.reading.stream import Stream
from tipgraph.reading.titles import split_titles

__all__ = ["read_decoded", "read_text", "unwrapped"]

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
    if not defaults.country and has_several_narratives(raw):
        narratives = list(read_pages(raw, source.name, source.identifier, defaults))
        if len(narratives) > 1:
            yield from narratives
            return
    text = without_running_heads(normalize(raw))
    _refuse_several_countries(text, source, defaults)
    body, found = split_titles(unwrapped(text))
    yield from build_extracts(body, source.identifier, found, defaults, source.name, hints=source.hints)


def _refuse_several_countries(text: str, source: Source, defaults: Defaults) -> None:
    countries = sorted(set(countries_with_sections(text)))
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

"""Plain text: a narrative with Refworld's header, under a title of its own, or bare."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import replace
from itertools import islice, pairwise

from tipgraph.documents import identify
from tipgraph.documents.assemble import Found, narrative_of
from tipgraph.documents.defaults import Defaults, Limits
from tipgraph.documents.encoding import decode
from tipgraph.documents.normalize import normalize
from tipgraph.documents.outcome import Outcome
from tipgraph.documents.refworld import split_header
from tipgraph.documents.sources import Source
from tipgraph.documents.stream import Stream
from tipgraph.errors import InputError

__all__ = ["read_text", "understand"]

_TITLE_LINES = 6
_LONGEST_TITLE = 160
_OPENING = re.compile(
    r"^(?:The )?(?:Government of (?:the )?(?P<government>[^.;]{3,60}?)"
    r" (?:does|has|fully|is|increased|maintained)\b"
    r"|(?P<country>[A-Z][^.;]{2,60}?) (?:is|are|was) [^.;]{0,40}?\b(?:source|origin|transit|destination)\b)",
    re.MULTILINE,
)
_ABOUT_TRAFFICKING = re.compile(r"traffick|forced lab|servitude|slavery|\btier [123]\b", re.IGNORECASE)
_HARD_WRAP = range(50, 121)


def read_text(stream: Stream, source: Source, defaults: Defaults, limits: Limits) -> Iterator[Outcome]:
    """Read one plain text as one narrative. Raises InputError where it is none or not of a known country."""
    text = _unwrapped(normalize(decode(stream.read(limits.document), source.name)))
    body, found = understand(text)
    if defaults.publication is None and not _ABOUT_TRAFFICKING.search(body):
        raise InputError(
            source.name,
            "does not look like a report on trafficking",
            remedy="give --publication to read it anyway",
        )
    yield narrative_of(body, source.identifier, found, defaults, source.name, hints=source.hints)


def understand(text: str) -> tuple[str, Found]:
    """Part a normalised text from its header or title, and return what these say of it.

    >>> body, found = understand("2014 Trafficking in Persons Report: Ghana\\n\\nGHANA (Tier 2)\\n\\nText.")
    >>> body.partition("\\n")[0], found.country, found.edition
    ('GHANA (Tier 2)', 'GHA', '2014')
    """
    header = split_header(text)
    if header is None:
        return _understand_bare(text)
    body, found = _understand_bare(header.body)
    title = header.title or found.title
    own = _from_titles([title] if title else [])
    return body, replace(
        found,
        country=own.country or found.country,
        edition=own.edition or found.edition or (header.issued or "")[:4] or None,
        publication=own.publication or found.publication,
        title=title,
        url=header.url,
        issued=header.issued,
    )


def _understand_bare(text: str) -> tuple[str, Found]:
    titles = list(_titles(text))
    found = _from_titles(titles)
    body = text
    for title in titles:
        if identify.country_heading(title):
            break
        body = body.removeprefix(title).lstrip("\n")
    return body, replace(found, country=found.country or _country_of_opening(body))


def _titles(text: str) -> Iterator[str]:
    """The lines at the top that are titles: short, without a full stop, of a country, year or publication."""
    for line in islice((line for line in text.split("\n", 4 * _TITLE_LINES) if line), _TITLE_LINES):
        if len(line) > _LONGEST_TITLE or line.endswith((".", ";")):
            return
        if identify.country_in(line) or identify.year_in(line) or identify.publication_in(line):
            yield line
        else:
            return


def _from_titles(titles: Iterable[str]) -> Found:
    lines = list(titles)
    countries = (code for line in lines for code in (_country_of(line),) if code)
    years = (str(year) for line in lines if (year := identify.year_in(line)))
    named = (code for line in lines if (code := identify.publication_in(line)))
    dates = (date for line in lines if (date := identify.date_in(line)))
    return Found(
        country=next(countries, None),
        edition=next(years, None),
        publication=next(named, None),
        title=next((line for line in lines if not identify.country_heading(line)), None),
        issued=next(dates, None),
    )


def _country_of(line: str) -> str | None:
    heading = identify.country_heading(line)
    return heading.country if heading else identify.country_in(line)


def _country_of_opening(text: str) -> str | None:
    opening = _OPENING.search(text[:1500])
    return identify.country_named(opening["government"] or opening["country"]) if opening else None


def _unwrapped(text: str) -> str:
    """Join lines that were broken at a fixed width, so that sentences run on within their paragraph."""
    return "\n\n".join(_joined(paragraph) for paragraph in text.split("\n\n"))


def _joined(paragraph: str) -> str:
    lines = paragraph.split("\n")
    widest = max(map(len, lines))
    if len(lines) < 2 or widest not in _HARD_WRAP:
        return paragraph
    joined = lines[0]
    for before, line in pairwise(lines):
        # A line that had room for the next one's first word was ended on purpose.
        full = len(before) + 1 + len(line.partition(" ")[0]) > widest
        joined += (" " if full and not line.startswith(("•", "*", "- ")) else "\n") + line
    return joined

"""Parts a text from the titles at its top, and reads off them whose report it is."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from itertools import islice

from tipgraph.documents import identify
from tipgraph.documents.assemble import Found
from tipgraph.documents.refworld import split_header, without_footer
from tipgraph.documents.sections import is_heading

__all__ = ["from_titles", "understand"]

_DEPTH = 12
"""Lines among which titles are looked for; pages repeat office, report, date and country above the text."""
_LONGEST_TITLE = 160
_OPENING = re.compile(
    r"^(?:The )?(?:Government of (?:the )?(?P<government>[^.;]{3,60}?)"
    r" (?:does|has|fully|is|increased|maintained)\b"
    r"|(?P<country>[A-Z][^.;]{2,60}?) (?:is|are|was) [^.;]{0,40}?\b(?:source|origin|transit|destination)\b)",
    re.MULTILINE,
)
_OPENING_SPAN = 1500


def understand(text: str) -> tuple[str, Found]:
    """Part a normalised text from its header or titles, and return what these say of it.

    A line with the country's name and tier belongs to the narrative: it says something of the country.

    >>> body, found = understand("2014 Trafficking in Persons Report: Ghana\\n\\nGHANA (Tier 2)\\n\\nText.")
    >>> body.partition("\\n")[0], found.country, found.edition
    ('GHANA (Tier 2)', 'GHA', '2014')
    """
    header = split_header(text)
    if header is None:
        return _understand_bare(without_footer(text) if "UNHCR" in text else text)
    body, found = _understand_bare(header.body)
    own = from_titles([header.title] if header.title else [])
    return body, replace(
        found,
        country=own.country or found.country,
        edition=own.edition or found.edition or (header.issued or "")[:4] or None,
        publication=own.publication or found.publication,
        title=header.title or found.title,
        url=header.url,
        issued=header.issued,
    )


def _understand_bare(text: str) -> tuple[str, Found]:
    lines = _short_lines(text)
    titles = lines[: _narrative_line(lines)]
    body = text
    for title in titles:
        body = body.removeprefix(title).lstrip("\n")
    found = from_titles([*titles, *lines[len(titles) : len(titles) + 1]])
    return body, replace(found, country=found.country or _country_of_opening(body))


def _short_lines(text: str) -> list[str]:
    """The lines at the top that may be titles: all before the first that is a sentence or a section."""
    lines: list[str] = []
    for line in islice(filter(None, text.split("\n", 4 * _DEPTH)), _DEPTH):
        if len(line) > _LONGEST_TITLE or line.endswith((".", ";")) or is_heading(line):
            break
        lines.append(line)
    return lines


def _narrative_line(lines: Sequence[str]) -> int:
    """The number of lines above the narrative: up to the country's line with its tier or the last title."""
    headings = [identify.country_heading(line) for line in lines]
    tiers = [at for at, heading in enumerate(headings) if heading and heading.with_tier]
    if tiers:
        return tiers[0]
    telling = [at for at, line in enumerate(lines) if _tells(line)]
    if not telling:
        return 0
    return telling[-1] if headings[telling[-1]] else telling[-1] + 1


def _tells(line: str) -> bool:
    return bool(identify.country_in(line) or identify.year_in(line) or identify.publication_in(line))


def from_titles(titles: Sequence[str]) -> Found:
    """Return what titles say together; of each thing the most telling title decides.

    >>> found = from_titles(["June 2014", "2013 Trafficking in Persons Report", "KENYA: Tier 2"])
    >>> found.country, found.edition, found.publication
    ('KEN', '2013', 'tip')
    """
    headings = [heading.country for title in titles if (heading := identify.country_heading(title))]
    countries = [*headings, *filter(None, map(identify.country_in, titles))]
    named = [title for title in titles if identify.publication_in(title)]
    years = [year for title in (*named, *titles) if (year := identify.year_in(title))]
    others = [title for title in titles if not identify.country_heading(title)]
    return Found(
        country=_first(countries),
        edition=str(years[0]) if years else None,
        publication=identify.publication_in(named[0]) if named else None,
        title=_first([*named, *others]),
        issued=_first([date for title in titles if (date := identify.date_in(title))]),
    )


def _first(values: Sequence[str]) -> str | None:
    return values[0] if values else None


def _country_of_opening(text: str) -> str | None:
    opening = _OPENING.search(text[:_OPENING_SPAN])
    return identify.country_named(opening["government"] or opening["country"]) if opening else None

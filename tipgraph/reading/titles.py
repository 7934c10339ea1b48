"""Splits a text from the titles and the publisher's header above it, and reads its metadata from them.

Refworld puts a header and a footer around each report, which copies of its pages contain.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import islice

from tipgraph.reading import identify, publications
from tipgraph.reading.assemble import Metadata, signs
from tipgraph.reading.sections import is_heading

__all__ = ["from_address", "from_titles", "split_titles"]

_FIELDS = (
    *("Title", "Publisher", "Author", "Publication Date", "Cite as", "Citation / Document Symbol"),
    *("Reference", "Country", "Countries", "Topic", "Topics", "Sponsor", "Language", "Languages"),
    *("Document type", "Type", "Other Languages / Attachments", "Other Languages", "Attachments"),
    *("Related Document", "Related Document(s)", "Related Documents", "Comments", "Comment"),
    *("Disclaimer", "Last Updated", "Last Updated:", "Document Symbol"),
)
_NAMES = "|".join(re.escape(name) for name in sorted(_FIELDS, key=len, reverse=True))
_FIELD = re.compile(rf"^(?P<name>{_NAMES})(?:\s*[:|\t ]\s*|(?=[A-Z])|\s*$)(?P<value>.*)$")
_DISCLAIMER = re.compile(r"This is not a UNHCR publication\.")
_CLOSING_DISCLAIMER = re.compile(r"^(?:Disclaimer:?\s*)?This is not a UNHCR publication\.", re.MULTILINE)
_ADDRESS = re.compile(r"https?://(?:www\.)?refworld\.org[^\s\]]*")
_FOOTER = re.compile(
    r"^(?:search refworld|by keyword|and / or country|all countries|advanced search.*|search tips|search"
    r"|copyright notice.*|refworld(?: is .*)?|back to top|print|share|clear search|terms of use|privacy.*)$",
    re.IGNORECASE,
)
_HEADER_LINES = 40
"""The number of lines in which a header ends; the longest seen has about twenty."""


_TITLE_LINES = 12
"""The number of lines that may be titles; pages repeat office, report, date and country above the text."""
_LONGEST_TITLE = 160
_NO_TITLE = re.compile(r"[.;]$|^(?:\S+ ){3,}\S*://")
"""The end of a sentence, or a sentence that refers to an address."""
_OPENING = re.compile(
    r"^(?:The )?(?:Government of (?:the )?(?P<government>[^.;]{3,60}?)"
    r" (?:does|has|fully|is|increased|maintained)\b"
    r"|(?P<country>[A-Z][^.;]{2,60}?) (?:is|are|was) [^.;]{0,40}?\b(?:source|origin|transit|destination)\b)",
    re.MULTILINE,
)
_OPENING_SPAN = 1500
"""The number of characters in which an opening sentence may name the country."""


@dataclass(frozen=True, slots=True)
class Header:
    """The fields of Refworld's header, and the ``body`` below it."""

    title: str | None
    issued: str | None
    url: str | None
    body: str


def split_header(text: str) -> Header | None:
    """Split a normalised text from Refworld's header and footer. Returns None if it has no header.

    >>> header = split_header("2009 Trafficking in Persons Report - Ghana\\nPublisher United States\\n"
    ...     "Publication Date 16 June 2009\\nCite as x\\n\\nGHANA (Tier 2)\\n\\nText.\\nSearch Refworld")
    >>> header.issued, header.title, header.body
    ('2009-06-16', '2009 Trafficking in Persons Report - Ghana', 'GHANA (Tier 2)\\n\\nText.')
    """
    lines = text.split("\n")
    fields = {at: found for at, line in enumerate(lines[:_HEADER_LINES]) if (found := _FIELD.match(line))}
    disclaimer = next((at for at, line in enumerate(lines[:_HEADER_LINES]) if _DISCLAIMER.search(line)), None)
    values = {found["name"].rstrip(":"): _value(lines, at, found) for at, found in fields.items()}
    if "Publisher" not in values or not (disclaimer or {"Publication Date", "Cite as"} & values.keys()):
        return None
    end = disclaimer if disclaimer is not None else _last_field(lines, fields)
    head = "\n".join(lines[: end + 1])
    address = _ADDRESS.search(head)
    return Header(
        title=values.get("Title") or _title(lines, fields),
        issued=identify.date_in(values.get("Publication Date", "")),
        url=address[0].rstrip(".,") if address else None,
        body=without_footer("\n".join(lines[end + 1 :])),
    )


def _value(lines: list[str], at: int, found: re.Match[str]) -> str:
    """Return a field's value, which is on the line of its name or, in web pages, on the next line."""
    return found["value"].strip() or (lines[at + 1] if at + 1 < len(lines) else "")


def _last_field(lines: list[str], fields: dict[int, re.Match[str]]) -> int:
    last = max(fields)
    return last if fields[last]["value"].strip() else min(last + 1, len(lines) - 1)


def _title(lines: list[str], fields: dict[int, re.Match[str]]) -> str | None:
    publisher = next(at for at, found in fields.items() if found["name"] == "Publisher")
    before = (line for at, line in enumerate(lines[:publisher]) if line and at not in fields)
    return max(
        before, key=lambda line: (publications.publication_in(line) is not None, len(line)), default=None
    )


def without_footer(text: str) -> str:
    """Cut off Refworld's footer and the disclaimer before it.

    >>> without_footer("Boys beg.\\n\\nDisclaimer:\\n\\nThis is not a UNHCR publication.\\nPrint")
    'Boys beg.'
    """
    disclaimer = _CLOSING_DISCLAIMER.search(text, len(text) // 8)
    lines = text[: disclaimer.start() if disclaimer else None].split("\n")
    while lines and (not lines[-1] or _FOOTER.match(lines[-1])):
        lines.pop()
    return "\n".join(lines).strip()


def split_titles(text: str) -> tuple[str, Metadata]:
    """Split a normalised text from its header or titles; return the text and the metadata found in them.

    A line with the country's name and tier is part of the text, as it states the tier.

    >>> body, found = split_titles("2014 Trafficking in Persons Report: Ghana\\n\\nGHANA (Tier 2)\\n\\nText.")
    >>> body.partition("\\n")[0], found.country, found.edition
    ('GHANA (Tier 2)', 'GHA', '2014')
    """
    header = split_header(text)
    if header is None:
        return _understand_bare(without_footer(text) if "UNHCR" in text else text)
    body, found = _understand_bare(header.body)
    own = from_titles([header.title] if header.title else [])
    complete = own.filled(found)
    if complete.edition is None and header.issued:
        year = header.issued[:4]
        complete = complete.filled(Metadata(edition=year, signs=signs("date", header.issued, edition=year)))
    return body, replace(complete, title=header.title or found.title, url=header.url, issued=header.issued)


def _understand_bare(text: str) -> tuple[str, Metadata]:
    lines = _short_lines(text)
    titles = lines[: _narrative_line(lines)]
    body = text
    for title in titles:
        body = body.removeprefix(title).lstrip("\n")
    found = from_titles([*titles, *lines[len(titles) : len(titles) + 1]])
    return body, found.filled(_of_opening(body))


def _short_lines(text: str) -> list[str]:
    """Return the lines at the top that may be titles: all before the first sentence or section heading."""
    lines: list[str] = []
    for line in islice(filter(None, text.split("\n", 4 * _TITLE_LINES)), _TITLE_LINES):
        if len(line) > _LONGEST_TITLE or _NO_TITLE.search(line) or is_heading(line):
            break
        lines.append(line)
    return lines


def _narrative_line(lines: Sequence[str]) -> int:
    """Return how many lines come before the narrative, which begins with its tier line if it has one."""
    headings = [identify.country_heading(line) for line in lines]
    tiers = [at for at, heading in enumerate(headings) if heading and heading.with_tier]
    if tiers:
        return tiers[0]
    titles = [at for at, line in enumerate(lines) if _is_title(line)]
    if not titles:
        return 0
    return titles[-1] if headings[titles[-1]] else titles[-1] + 1


def _is_title(line: str) -> bool:
    return bool(identify.country_in(line) or identify.year_in(line) or publications.publication_in(line))


def from_titles(titles: Sequence[str]) -> Metadata:
    """Return the metadata in a text's titles. Country headings and the report's name have priority.

    >>> found = from_titles(["June 2014", "2013 Trafficking in Persons Report", "KENYA: Tier 2"])
    >>> found.country, found.edition, found.publication
    ('KEN', '2013', 'tip')
    """
    headings = [title for title in titles if identify.country_heading(title)]
    others = [title for title in titles if title not in headings]
    named = [title for title in titles if publications.publication_in(title)]
    dated = [title for title in named if identify.year_in(title)] or titles
    about = Metadata(
        title=_first([*named, *others]),
        issued=_first([date for title in titles if (date := identify.date_in(title))]),
    )
    return about.filled(
        *map(_country_of_heading, headings),
        *map(_country_of_title, others),
        *map(_year_of_title, dated),
        *map(_publication_of_title, named),
    )


def _country_of_heading(line: str) -> Metadata:
    heading = identify.country_heading(line)
    country = heading.country if heading else None
    return Metadata(country, signs=signs("heading", line, country=country))


def _country_of_title(title: str) -> Metadata:
    country = identify.country_in(title)
    return Metadata(country, signs=signs("title", title, country=country))


def _year_of_title(title: str) -> Metadata:
    year = identify.year_in(title)
    edition = str(year) if year else None
    return Metadata(edition=edition, signs=signs("title", title, edition=edition))


def _publication_of_title(title: str) -> Metadata:
    publication = publications.publication_in(title)
    return Metadata(publication=publication, signs=signs("title", title, publication=publication))


def _first(values: Sequence[str]) -> str | None:
    return values[0] if values else None


def _of_opening(text: str) -> Metadata:
    opening = _OPENING.search(text[:_OPENING_SPAN])
    country = identify.country_code(opening["government"] or opening["country"]) if opening else None
    return Metadata(country, signs=signs("opening sentence", opening[0] if opening else "", country=country))


def from_address(url: str) -> Metadata:
    """Return the metadata in the address of a page.

    >>> from_address("https://www.state.gov/reports/2022-trafficking-in-persons-report/kenya/").country
    'KEN'
    """
    year = identify.year_in_address(url)
    edition = str(year) if year else None
    country, publication = identify.country_in_address(url), publications.publication_in(url)
    found = signs("address", url, country=country, edition=edition, publication=publication)
    return Metadata(country, edition, publication, url=url, signs=found)

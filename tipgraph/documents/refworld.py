"""The header and footer that Refworld puts around a report, in its pages and in copies of their text."""

from __future__ import annotations

import re
from dataclasses import dataclass

from tipgraph.documents import identify

__all__ = ["Header", "split_header", "without_footer"]

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
_DEPTH = 40
"""Lines within which a header ends; the longest seen has some twenty."""


@dataclass(frozen=True, slots=True)
class Header:
    """What Refworld says of a text, and the ``body`` that is left of it."""

    title: str | None
    issued: str | None
    url: str | None
    body: str


def split_header(text: str) -> Header | None:
    """Part a normalised text from Refworld's header and footer, or return None where there is no header.

    >>> header = split_header("2009 Trafficking in Persons Report - Ghana\\nPublisher United States\\n"
    ...     "Publication Date 16 June 2009\\nCite as x\\n\\nGHANA (Tier 2)\\n\\nText.\\nSearch Refworld")
    >>> header.issued, header.title, header.body
    ('2009-06-16', '2009 Trafficking in Persons Report - Ghana', 'GHANA (Tier 2)\\n\\nText.')
    """
    lines = text.split("\n")
    fields = {at: found for at, line in enumerate(lines[:_DEPTH]) if (found := _FIELD.match(line))}
    disclaimer = next((at for at, line in enumerate(lines[:_DEPTH]) if _DISCLAIMER.search(line)), None)
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
    """A field's value stands beside its name or, in pages, on the next line."""
    return found["value"].strip() or (lines[at + 1] if at + 1 < len(lines) else "")


def _last_field(lines: list[str], fields: dict[int, re.Match[str]]) -> int:
    last = max(fields)
    return last if fields[last]["value"].strip() else min(last + 1, len(lines) - 1)


def _title(lines: list[str], fields: dict[int, re.Match[str]]) -> str | None:
    publisher = next(at for at, found in fields.items() if found["name"] == "Publisher")
    before = (line for at, line in enumerate(lines[:publisher]) if line and at not in fields)
    return max(before, key=lambda line: (identify.publication_in(line) is not None, len(line)), default=None)


def without_footer(text: str) -> str:
    """Cut off Refworld's footer and, where it stands there, its disclaimer.

    >>> without_footer("Boys beg.\\n\\nDisclaimer:\\n\\nThis is not a UNHCR publication.\\nPrint")
    'Boys beg.'
    """
    disclaimer = _CLOSING_DISCLAIMER.search(text, len(text) // 8)
    lines = text[: disclaimer.start() if disclaimer else None].split("\n")
    while lines and (not lines[-1] or _FOOTER.match(lines[-1])):
        lines.pop()
    return "\n".join(lines).strip()

"""What a reader hands on: a narrative, the document that carries it, and the report that it is a copy of."""

from __future__ import annotations

import hashlib
from bisect import bisect_right
from dataclasses import dataclass, field

__all__ = ["NORMALIZER", "Document", "Narrative", "PageStart", "Report", "Section"]

NORMALIZER = "1"
"""Version of the text normalisation: offsets of graphs made under another version do not compare."""


@dataclass(frozen=True, slots=True, order=True)
class Report:
    """A work: what one publication says of one country in one edition.

    ``publication`` is a code of the publication vocabulary (``tip``, ``factbook``) or one that the
    user gave; ``country`` an ISO 3166-1 alpha-3 code (``XKX`` for Kosovo); ``edition`` a year or an
    ISO date; ``section`` tells apart several texts of one edition on a country.
    """

    publication: str
    edition: str
    country: str
    section: str | None = None

    @property
    def year(self) -> int:
        """The year of the edition.

        >>> Report("factbook", "2015-11-05", "AGO", "tier-rating").year
        2015
        """
        return int(self.edition[:4])


@dataclass(frozen=True, slots=True)
class Section:
    """A part of a narrative under a heading; ``kind`` is a code of the section vocabulary.

    Codes: ``profile tier prosecution protection prevention partnership recommendations other``.
    ``start`` and ``end`` are code points; the heading itself lies before ``start``.
    """

    kind: str
    heading: str
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class PageStart:
    """The offset at which a printed page begins, with its label in the source ("212")."""

    start: int
    label: str


@dataclass(frozen=True, slots=True)
class Document:
    """One copy of a report's text, without the text itself.

    ``identifier`` is the id under which it came in (a file's stem, a JSON line's ``id``);
    ``source`` names the file and place in it for messages and never enters the graph;
    ``url`` is the address that the copy gives of itself.
    """

    identifier: str
    report: Report
    sha256: str
    title: str | None = None
    url: str | None = None
    issued: str | None = None
    sections: tuple[Section, ...] = ()
    pages: tuple[PageStart, ...] = ()
    normalizer: str = NORMALIZER
    source: str = field(default="", compare=False)

    def page_of(self, offset: int) -> str | None:
        """Return the label of the page that ``offset`` stands on, or None where pages are unknown.

        >>> pages = (PageStart(0, "212"), PageStart(900, "213"))
        >>> Document("x", Report("tip", "2002", "GTM"), "", pages=pages).page_of(950)
        '213'
        """
        at = bisect_right(self.pages, offset, key=lambda page: page.start)
        return self.pages[at - 1].label if at else None

    def section_of(self, offset: int) -> Section | None:
        """Return the section that ``offset`` lies in, or None outside all of them."""
        return next((s for s in self.sections if s.start <= offset < s.end), None)


@dataclass(frozen=True, slots=True)
class Narrative:
    """A document together with its text, normalised; every offset counts code points of ``text``."""

    document: Document
    text: str

    @staticmethod
    def digest(text: str) -> str:
        """Return the SHA-256 of a normalised text, in hexadecimal.

        >>> Narrative.digest("")[:8]
        'e3b0c442'
        """
        return hashlib.sha256(text.encode("utf-8")).hexdigest()

"""Reports, documents and narratives.

A `Report` is a work: what a publication says about a country in one edition. A `Document` describes one
copy of a report's text. A `Narrative` (the State Department's own word for its text on a country) is a
document with that text.
"""

from __future__ import annotations

import hashlib
from bisect import bisect_right
from dataclasses import dataclass, field
from decimal import Decimal
from typing import NamedTuple, TypeAlias

from tipgraph.errors import InputError

__all__ = [
    "NORMALIZER",
    "Document",
    "Identification",
    "Narrative",
    "Outcome",
    "PageStart",
    "Repetition",
    "Report",
    "Section",
    "Sign",
    "Skipped",
    "subjects_of",
]

NORMALIZER = "2"
"""Version of the text normalisation. Offsets can only be compared between graphs of the same version."""

_PARTS = {"tier-rating": "tier", "current-situation": "profile", "trafficking-profile": "profile"}
_SUBJECTS = {
    "tier-rating": {"measures"},
    "forced-labor": {"measures", "victims"}, "child-labor": {"measures", "victims"},
    "current-situation": {"routes", "victims"}, "trafficking-profile": {"routes", "victims"},
}  # fmt: skip


@dataclass(frozen=True, slots=True, order=True)
class Report:
    """A work: what one publication says about one country in one edition.

    ``publication`` is a code of the publication vocabulary (``tip``, ``factbook``) or the user's own code;
    ``country`` is an ISO 3166-1 alpha-3 code (``XKX`` for Kosovo); ``edition`` is a year or an ISO date;
    ``section`` is set if an edition has several texts on the country.
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

    @property
    def part(self) -> str | None:
        """The kind of section that the whole text is, as a code; None for a text with all sections.

        >>> Report("factbook", "2015", "AGO", "current-situation").part
        'profile'
        """
        return _PARTS.get(self.section or "")

    @property
    def subjects(self) -> frozenset[str]:
        """What the text would speak of, as in `subjects_of`."""
        return subjects_of(self.section)


def subjects_of(section: str | None) -> frozenset[str]:
    """Return what a section of an edition would speak of; a whole narrative speaks of everything.

    The subjects are ``routes`` (and roles), ``measures`` (and tiers) and ``victims`` (their groups, sectors
    and kinds of exploitation). Only where a text speaks of something does its silence mean anything.

    >>> subjects_of("tier-rating"), len(subjects_of(None))
    (frozenset({'measures'}), 3)
    """
    return frozenset(_SUBJECTS.get(section or "", {"routes", "measures", "victims"}))


@dataclass(frozen=True, slots=True)
class Section:
    """A part of a narrative under a heading.

    ``kind`` is a code of the section vocabulary: ``profile``, ``tier``, ``prosecution``, ``protection``,
    ``prevention``, ``partnership``, ``recommendations`` or ``other``. ``start`` and ``end`` are offsets in
    code points; the heading itself comes before ``start``.
    """

    kind: str
    heading: str
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class PageStart:
    """The offset at which a printed page begins, with its printed label ("212")."""

    start: int
    label: str


class Sign(NamedTuple):
    """Evidence of what a text is: words in a place of the source that name a value.

    ``subject`` is ``country``, ``year``, ``publication`` or ``section``; ``place`` is a phrase such as
    ``title``, ``file name`` or ``--year``.
    """

    subject: str
    value: str
    place: str
    words: str

    def __str__(self) -> str:
        return f"{self.place} {self.words!r}" if self.words else self.place


@dataclass(frozen=True, slots=True)
class Identification:
    """How a text was read and identified.

    ``reader`` is the format. ``signs`` are the evidence; of each subject, the sign that decided comes first.
    """

    reader: str = ""
    signs: tuple[Sign, ...] = ()

    @property
    def reasons(self) -> dict[str, Sign]:
        """The sign that decided, by subject."""
        return {sign.subject: sign for sign in reversed(self.signs)}

    @property
    def doubts(self) -> list[tuple[Sign, Sign]]:
        """The signs that disagree, each after the one that decided.

        An option that did not decide is no doubt: it is for texts that state nothing.

        >>> title = Sign("country", "KEN", "title", "Kenya")
        >>> name = Sign("country", "UGA", "file name", "uganda")
        >>> [len(Identification("text", signs).doubts) for signs in ((title, title), (title, name))]
        [0, 1]
        """
        reasons = self.reasons
        others = (sign for sign in self.signs if not sign.place.startswith("--"))
        return [(first, sign) for sign in others if (first := reasons[sign.subject]).value != sign.value]


@dataclass(frozen=True, slots=True)
class Repetition:
    """The IRI of the earlier report whose words a document repeats, and the share of its words there."""

    report: str
    share: Decimal


@dataclass(frozen=True, slots=True)
class Document:
    """The description of one copy of a report's text; the text is kept apart (see `Narrative`).

    ``identifier`` is the id in the source (a file's stem, a JSON line's ``id``); ``sha256`` is the digest of
    the normalised text; ``url`` is the address that the copy states for itself; ``issued`` is the ISO date of
    publication. ``repeats`` is set if the document is a reprint, once all documents are known. ``source``
    names the file and the place in it for messages, and ``identification`` says how the text was identified;
    they are not part of the graph.
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
    repeats: Repetition | None = None
    source: str = field(default="", compare=False)
    identification: Identification = field(default=Identification(), compare=False, repr=False)

    def page_of(self, offset: int) -> str | None:
        """Return the label of the page at ``offset``, or None if no page is known.

        >>> pages = (PageStart(0, "212"), PageStart(900, "213"))
        >>> Document("x", Report("tip", "2002", "GTM"), "", pages=pages).page_of(950)
        '213'
        """
        at = bisect_right(self.pages, offset, key=lambda page: page.start)
        return self.pages[at - 1].label if at else None

    def section_of(self, offset: int) -> Section | None:
        """Return the section at ``offset``, or None outside all sections."""
        return next((s for s in self.sections if s.start <= offset < s.end), None)


@dataclass(frozen=True, slots=True)
class Narrative:
    """A document with its normalised text. All offsets are code points of ``text``."""

    document: Document
    text: str

    @staticmethod
    def digest(text: str) -> str:
        """Return the SHA-256 digest of a normalised text, in hexadecimal.

        >>> Narrative.digest("")[:8]
        'e3b0c442'
        """
        return hashlib.sha256(text.encode("utf-8")).hexdigest()


@dataclass(frozen=True, slots=True)
class Skipped:
    """A source that was skipped for a good reason. It is counted in the summary and is not a failure.

    Examples are a Factbook country without an entry on trafficking, a second copy of a document, and the
    pictures and style sheets that a browser saves with a page.

    >>> print(Skipped("africa/by.json", "no entry on trafficking in persons"))
    africa/by.json: no entry on trafficking in persons
    """

    source: str
    reason: str

    def __str__(self) -> str:
        return f"{self.source}: {self.reason}"


Outcome: TypeAlias = Narrative | InputError | Skipped
"""The outcome of reading one document."""

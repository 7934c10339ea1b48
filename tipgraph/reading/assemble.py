"""Builds a narrative from its text and metadata, and reports what is missing or invalid.

Signs of a text's country, year, publication and section say what it is filed as, and why.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from functools import reduce
from typing import Any

from tipgraph.errors import InputError
from tipgraph.model.documents import (
    Document,
    Identification,
    Narrative,
    Outcome,
    PageStart,
    Report,
    Section,
    Sign,
    Skipped,
)
from tipgraph.reading import identify, publications
from tipgraph.reading.defaults import Defaults
from tipgraph.reading.sections import sections_of

__all__ = [
    "COLUMNS",
    "Metadata",
    "SourceText",
    "as_row",
    "build_extracts",
    "build_narrative",
    "doubts_of",
    "has_assumed_publication",
    "signs",
]

_YEAR = re.compile(r"20[0-9]{2}|2100")
_DATE = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")
_SURROGATE = re.compile("[\ud800-\udfff]")
_CONTROL = re.compile("[\x00-\x1f\x7f-\x9f\u2028\u2029]")
_PATH_PARTS = 3
"""The number of parts at the end of a path that may name a country, a year or a publication."""


@dataclass(frozen=True, slots=True)
class Metadata:
    """What a source states about a text. A field is None if the source does not state it.

    ``country`` is a code or a name, ``publication`` likewise; ``edition`` is a year or an ISO date.
    ``signs`` are the places and words that state it, best first.
    """

    country: str | None = None
    edition: str | None = None
    publication: str | None = None
    title: str | None = None
    url: str | None = None
    issued: str | None = None
    section: str | None = None
    signs: tuple[Sign, ...] = field(default=(), compare=False)

    def completed(self, defaults: Defaults, hints: Sequence[str] = ()) -> Metadata:
        """Fill missing fields from the user's defaults, then from the path.

        The publication may stay None.
        """
        return self.filled(_given(defaults), _from_path(hints))

    def filled(self, *others: Metadata) -> Metadata:
        """Fill missing fields from other metadata, the first of which has priority.

        >>> metadata = Metadata("KEN").filled(Metadata("NPL", "2014"), Metadata(edition="2001"))
        >>> metadata.country, metadata.edition, metadata.publication
        ('KEN', '2014', None)
        """
        return reduce(Metadata._with, others, self)

    def _with(self, other: Metadata) -> Metadata:
        return Metadata(
            self.country or other.country,
            self.edition or other.edition,
            self.publication or other.publication,
            self.title or other.title,
            self.url or other.url,
            self.issued or other.issued,
            self.section or other.section,
            self.signs + other.signs,
        )

    def of_country(self, country: str, heading: str) -> Metadata:
        """Return the metadata of one country's part under its heading in a source on several countries."""
        others = (sign for sign in self.signs if sign.subject != "country")
        return replace(self, country=country, signs=(*signs("heading", heading, country=country), *others))


def _given(defaults: Defaults) -> Metadata:
    year = str(defaults.year) if defaults.year else None
    return Metadata(
        defaults.country,
        year,
        defaults.publication,
        signs=(
            *signs("--country", "", country=defaults.country),
            *signs("--year", "", edition=year),
            *signs("--publication", "", publication=defaults.publication),
        ),
    )


@dataclass(frozen=True, slots=True)
class SourceText:
    """A normalised text and what its source says of it.

    ``place`` names the source, and the place in it, for messages. ``hints`` are parts of the source's path,
    and ``headings`` lines that the source marks as headings.
    """

    text: str
    identifier: str
    metadata: Metadata
    place: str
    hints: Sequence[str] = ()
    headings: Collection[str] = ()
    pages: tuple[PageStart, ...] = ()


def build_narrative(found: SourceText, defaults: Defaults) -> Narrative:
    """Build a narrative from a text, with its sections and its digest.

    The defaults, and then the hints, complete the metadata.
    Raises InputError if country or year are missing, for an empty text, an unknown country, an edition
    outside 2000 to 2100, an invalid date, and for ids and sections that cannot be part of an IRI.
    """
    complete = found.metadata.completed(defaults, found.hints)
    if complete.publication is None:
        complete = complete.filled(_usual(found.text, titled=bool(complete.title or complete.url)))
    report = _report(complete, found.identifier, found.place)
    if not found.text:
        raise InputError(found.place, "it has no text", remedy="save or export the document again")
    _refuse_invalid_date(complete.issued, found.place)
    document = Document(
        identifier=found.identifier,
        report=report,
        sha256=Narrative.digest(found.text),
        title=complete.title,
        url=complete.url,
        issued=complete.issued,
        sections=_sections(report, found.text, found.headings),
        pages=found.pages,
        source=found.place,
        identification=Identification(signs=_evidence(complete.signs, report)),
    )
    return Narrative(document, found.text)


def _usual(text: str, *, titled: bool) -> Metadata:
    """Return the publication of a text that names none, with the reason."""
    publication, reason = publications.usual_publication(text, titled=titled)
    return Metadata(publication=publication, signs=signs(reason, "", publication=publication))


def _from_path(hints: Sequence[str]) -> Metadata:
    """Return what the last parts of a path name, such as 2014/guatemala.txt."""
    return Metadata().filled(
        *(
            _from_part(part, "folder" if above else "file name")
            for above, part in enumerate(reversed(hints[-_PATH_PARTS:]))
        )
    )


def _from_part(part: str, place: str) -> Metadata:
    words = re.sub(r"[-_.+]+", " ", part)
    year = identify.year_in(words)
    edition = str(year) if year else None
    country, publication = identify.country_in(words), _publication_in(words)
    found = signs(place, part, country=country, edition=edition, publication=publication)
    return Metadata(country, edition, publication, signs=found)


def build_extracts(found: SourceText, defaults: Defaults) -> Iterator[Outcome]:
    """Build a narrative, or one for each section that is taken of a report on other things too.

    Raises InputError as `build_narrative` does, if a text does not look like a report, and if a report has
    none of the sections that are taken of its publication.
    """
    metadata = found.metadata
    if not (metadata.publication or defaults.publication or publications.is_about_trafficking(found.text)):
        cause = "it does not look like a report on trafficking"
        raise InputError(found.place, cause, remedy="give --publication to read it anyway")
    complete = metadata.completed(defaults, found.hints)
    extracts = None if complete.section else publications.extracts_of(complete.publication or "", found.text)
    if extracts is None:
        yield build_narrative(found, defaults)
        return
    taken, others = extracts
    if not taken:
        cause = "it has no section on forced labor, child labor or trafficking"
        remedy = "leave it out, or save the sections that you need as files"
        raise InputError(found.place, cause, remedy=remedy)
    for section, heading, text, start in taken:
        sign = signs("heading", heading, section=section)
        yield build_narrative(
            replace(
                found,
                text=text,
                identifier=f"{found.identifier}-{section}",
                metadata=replace(metadata, section=section, signs=(*metadata.signs, *sign)),
                pages=_pages_of(start, start + len(text), found.pages),
            ),
            defaults,
        )
    yield Skipped(found.place, f"{others} sections on other subjects")


def _pages_of(start: int, end: int, pages: Sequence[PageStart]) -> tuple[PageStart, ...]:
    """Return the pages between two offsets of a text, with their offsets from the first."""
    within = {max(0, page.start - start): page for page in pages if page.start < end}
    return tuple(PageStart(offset, page.label) for offset, page in within.items())


def _publication_in(part: str) -> str | None:
    """Return the publication that a part of a path names, by name or by the code of the usual one."""
    return publications.publication_in(part) or (
        publications.TIP if publications.TIP in part.split() else None
    )


def _report(metadata: Metadata, identifier: str, source: str) -> Report:
    if metadata.country is None:
        raise InputError(source, "its title and headings name no country", remedy="give --country")
    if metadata.edition is None:
        raise InputError(source, "its title, headings and address name no year", remedy="give --year")
    names = (("id", identifier), ("section", metadata.section))
    for name, value in (*names, ("title", metadata.title), ("address", metadata.url)):
        _refuse_characters(name, value, source)
    for name, value in names:
        _refuse_unusable(name, value, source)
    return Report(
        _publication(metadata.publication or "", source),
        _edition(metadata.edition, source),
        _country(metadata.country, source),
        metadata.section,
    )


def _refuse_invalid_date(issued: str | None, source: str) -> None:
    if issued is not None and not _is_date(issued):
        raise InputError(
            source, f"{issued!r} is not a valid date", remedy="write the date of issue as in 2015-11-05"
        )


def _refuse_characters(name: str, value: str | None, source: str) -> None:
    """Refuse control characters, and surrogates, which come from broken escapes and old encodings."""
    if value is None:
        return
    if _SURROGATE.search(value):
        raise InputError(source, f"its {name} {value!a} is not valid Unicode", remedy="change it")
    if not value.isprintable() and (control := _CONTROL.search(value)):
        cause = f"its {name} has a control character ({control[0]!a}): {value!r}"
        raise InputError(source, cause, remedy="remove it")


def _refuse_unusable(name: str, value: str | None, source: str) -> None:
    """Refuse what cannot be a part of a path, and so of an IRI."""
    if value is not None and value.strip() in ("", ".", ".."):
        raise InputError(
            source, f"its {name} {value!r} has no letters or digits", remedy="give it another one"
        )


def _publication(name: str, source: str) -> str:
    if code := publications.publication_code(name):
        return code
    raise InputError(
        source, f"its publication {name!r} has no letters or digits", remedy="give it another one"
    )


def _country(name: str, source: str) -> str:
    if code := identify.country_code(name):
        return code
    remedy = "use its ISO 3166-1 alpha-3 code or a name in ontology/places.ttl"
    raise InputError(source, f"unknown country {name!r}", remedy=remedy)


def _sections(report: Report, text: str, headings: Collection[str]) -> tuple[Section, ...]:
    """Return the sections of a text: one if the report is itself a section of an edition."""
    return (Section(report.part, "", 0, len(text)),) if report.part else sections_of(text, headings)


def _edition(edition: str, source: str) -> str:
    if _YEAR.fullmatch(edition) or (_YEAR.match(edition) and _is_date(edition)):
        return edition
    raise InputError(
        source,
        f"{edition!r} is neither a year from 2000 to 2100 nor a date such as 2015-11-05",
        remedy="correct it",
    )


def _is_date(text: str) -> bool:
    try:
        return bool(_DATE.fullmatch(text) and date.fromisoformat(text))
    except ValueError:
        return False


_LONGEST_QUOTE = 100
"""The number of characters that a sign quotes."""


def signs(
    place: str,
    words: str,
    *,
    country: str | None = None,
    edition: str | None = None,
    publication: str | None = None,
    section: str | None = None,
) -> tuple[Sign, ...]:
    """Return the signs in some words of a source: one for each value that they name.

    >>> signs("title", "Kenya 2014", country="KEN", edition="2014")[1]
    Sign(subject='year', value='2014', place='title', words='Kenya 2014')
    """
    values = (("country", country), ("year", edition), ("publication", publication), ("section", section))
    shown = words if len(words) <= _LONGEST_QUOTE else f"{words[:_LONGEST_QUOTE]}…"
    return tuple(Sign(subject, value, place, shown) for subject, value in values if value)


def _evidence(found: Iterable[Sign], report: Report) -> tuple[Sign, ...]:
    """Return signs with codes as values, those that agree with the report before the others."""
    filed = {
        "country": report.country,
        "year": report.edition[:4],
        "publication": report.publication,
        "section": report.section,
    }
    coded = dict.fromkeys(sign._replace(value=_code(sign)) for sign in found)
    return tuple(sorted(coded, key=lambda sign: sign.value != filed[sign.subject]))


def _code(sign: Sign) -> str:
    if sign.subject == "country":
        return identify.country_code(sign.value) or sign.value
    if sign.subject == "publication":
        return publications.publication_code(sign.value)
    return sign.value[:4] if sign.subject == "year" else sign.value


COLUMNS = ("source", "publication", "country", "year", "section", "words", "reader", "why", "doubts")
"""The columns of a row."""


def as_row(narrative: Narrative) -> dict[str, Any]:
    """Return what a narrative would be filed as: a value for each of `COLUMNS`."""
    document = narrative.document
    report, found = document.report, document.identification
    values = (
        *(document.source, report.publication, report.country, report.edition, report.section or ""),
        *(len(narrative.text.split()), found.reader),
        {subject: str(sign) for subject, sign in sorted(found.reasons.items())},
        [*_assumptions(document), *(_doubt(*pair) for pair in found.doubts)],
    )
    return dict(zip(COLUMNS, values, strict=True))


def doubts_of(document: Document) -> Iterator[str]:
    """Yield a message for each two signs of a document that disagree."""
    for first, other in document.identification.doubts:
        yield f"{document.source}: {_doubt(first, other)}: check it with tipgraph inspect"


def has_assumed_publication(document: Document) -> bool:
    """Return whether a document is taken for the yearly report because nothing names its publication."""
    sign = document.identification.reasons.get("publication")
    return sign is not None and sign.place == publications.UNTITLED


def _assumptions(document: Document) -> Iterator[str]:
    if has_assumed_publication(document):
        yield f"nothing names its publication: it is taken for {document.report.publication}"


def _doubt(first: Sign, other: Sign) -> str:
    return f"the {first} says {_name(first)}, but the {other} says {_name(other)}"


def _name(sign: Sign) -> str:
    return identify.country_name(sign.value) if sign.subject == "country" else sign.value

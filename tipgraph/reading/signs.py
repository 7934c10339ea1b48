"""Signs of a text's country, year, publication and section: what it would be filed as, and why."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any

from tipgraph.model.documents import Document, Narrative, Report, Sign
from tipgraph.reading.identify import country_code, country_name
from tipgraph.reading.publications import UNTITLED, publication_code

__all__ = ["COLUMNS", "as_row", "doubts_of", "evidence", "has_assumed_publication", "signs"]

_LONGEST = 100
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
    shown = words if len(words) <= _LONGEST else f"{words[:_LONGEST]}…"
    return tuple(Sign(subject, value, place, shown) for subject, value in values if value)


def evidence(found: Iterable[Sign], report: Report) -> tuple[Sign, ...]:
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
        return country_code(sign.value) or sign.value
    if sign.subject == "publication":
        return publication_code(sign.value)
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
    return sign is not None and sign.place == UNTITLED


def _assumptions(document: Document) -> Iterator[str]:
    if has_assumed_publication(document):
        yield f"nothing names its publication: it is taken for {document.report.publication}"


def _doubt(first: Sign, other: Sign) -> str:
    return f"the {first} says {_name(first)}, but the {other} says {_name(other)}"


def _name(sign: Sign) -> str:
    return country_name(sign.value) if sign.subject == "country" else sign.value

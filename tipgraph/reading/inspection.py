"""What a text would be filed as, why, and what is doubtful, for people to check before they build."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from tipgraph.model.documents import Document, Narrative, Sign
from tipgraph.reading.identify import country_name

__all__ = ["COLUMNS", "as_row", "doubts_of"]

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
        [_doubt(*pair) for pair in found.doubts],
    )
    return dict(zip(COLUMNS, values, strict=True))


def doubts_of(document: Document) -> Iterator[str]:
    """Yield a message for each two signs of a document that disagree."""
    for first, other in document.identification.doubts:
        yield f"{document.source}: {_doubt(first, other)}: check it with tipgraph inspect"


def _doubt(first: Sign, other: Sign) -> str:
    return f"the {first} says {_name(first)}, but the {other} says {_name(other)}"


def _name(sign: Sign) -> str:
    return country_name(sign.value) if sign.subject == "country" else sign.value

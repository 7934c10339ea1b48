"""The evidence by which a text is identified: signs of its country, year, publication and section."""

from __future__ import annotations

from collections.abc import Iterable

from tipgraph.model.documents import Report, Sign
from tipgraph.reading.identify import country_code
from tipgraph.reading.publications import publication_code

__all__ = ["evidence", "signs"]

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

"""Puts a narrative together from its text and what is known of it, and says what is missing."""

from __future__ import annotations

import re
from collections.abc import Collection, Sequence
from dataclasses import dataclass, replace
from datetime import date

from tipgraph.errors import InputError
from tipgraph.model.documents import Document, Narrative, PageStart, Report
from tipgraph.reading import identify
from tipgraph.reading.defaults import Defaults
from tipgraph.reading.sections import sections_of, whole_text_section

__all__ = ["Metadata", "make_narrative", "narrative_of"]

_YEAR = re.compile(r"20[0-9]{2}|2100")
_DATE = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")
_SURROGATE = re.compile("[\ud800-\udfff]")
_PATH_PARTS = 3


@dataclass(frozen=True, slots=True)
class Metadata:
    """What a reader found out about a text; None where the source does not say."""

    country: str | None = None
    edition: str | None = None
    publication: str | None = None
    title: str | None = None
    url: str | None = None
    issued: str | None = None
    section: str | None = None

    def completed(self, defaults: Defaults, hints: Sequence[str] = ()) -> Metadata:
        """Fill the gaps with the user's defaults, then from the path, and name the yearly report."""
        path = _from_path(hints)
        return replace(
            self,
            country=self.country or defaults.country or path.country,
            edition=self.edition or (str(defaults.year) if defaults.year else None) or path.edition,
            publication=self.publication or defaults.publication or path.publication or "tip",
        )


def make_narrative(
    text: str,
    *,
    identifier: str,
    country: str,
    edition: str,
    publication: str,
    source: str,
    title: str | None = None,
    url: str | None = None,
    issued: str | None = None,
    section: str | None = None,
    pages: tuple[PageStart, ...] = (),
    headings: Collection[str] = (),
) -> Narrative:
    """Build a narrative of a text that has been normalised, with its sections and its digest.

    ``country`` is a code or a name, ``publication`` likewise, ``edition`` a year or an ISO date;
    ``headings`` are lines that the source marks as headings. Raises InputError for an empty text, a
    country that does not exist, an edition outside 2000 to 2100, days that no calendar has, and for words
    that are no Unicode or that nothing can be named by.
    """
    for name, value in (("id", identifier), ("title", title), ("address", url), ("section", section)):
        _refuse_surrogates(name, value, source)
    for name, value in (("id", identifier), ("section", section)):
        _refuse_nameless(name, value, source)
    _refuse_empty(text, source)
    report = Report(
        _publication(publication, source), _edition(edition, source), _country(country, source), section
    )
    _refuse_undated(issued, source)
    document = Document(
        identifier=identifier,
        report=report,
        sha256=Narrative.digest(text),
        title=title,
        url=url,
        issued=issued,
        sections=whole_text_section(section, text) or sections_of(text, headings),
        pages=pages,
        source=source,
    )
    return Narrative(document, text)


def narrative_of(
    text: str,
    identifier: str,
    found: Metadata,
    defaults: Defaults,
    source: str,
    *,
    hints: Sequence[str] = (),
    headings: Collection[str] = (),
) -> Narrative:
    """Build a narrative of what a reader found, completed by the user's defaults and parts of its path.

    Raises InputError as ``make_narrative`` does, and where country or year are still missing.
    """
    whole = found.completed(defaults, hints)
    if whole.country is None:
        raise InputError(source, "no country is named in its title or heading", remedy="give --country")
    if whole.edition is None:
        raise InputError(source, "no year is named in its title, heading or address", remedy="give --year")
    assert whole.publication is not None
    return make_narrative(
        text,
        identifier=identifier,
        country=whole.country,
        edition=whole.edition,
        publication=whole.publication,
        source=source,
        title=whole.title,
        url=whole.url,
        issued=whole.issued,
        section=whole.section,
        headings=headings,
    )


def _from_path(hints: Sequence[str]) -> Metadata:
    """The last resort: what the nearest of a path's parts says, such as 2014/guatemala.txt."""
    parts = [re.sub(r"[-_.+]+", " ", part) for part in reversed(hints[-_PATH_PARTS:])]
    return Metadata(
        country=next((code for part in parts if (code := identify.country_in(part))), None),
        edition=next((str(year) for part in parts if (year := identify.year_in(part))), None),
        publication=next((code for part in parts if (code := identify.publication_in(part))), None),
    )


def _refuse_empty(text: str, source: str) -> None:
    if not text:
        raise InputError(
            source, "no text of a narrative is in it", remedy="save or export the document again"
        )


def _refuse_undated(issued: str | None, source: str) -> None:
    if issued is not None and not _is_date(issued):
        raise InputError(
            source, f"{issued!r} is no date", remedy="write the day of issue such as 2015-11-05 there"
        )


def _refuse_surrogates(name: str, value: str | None, source: str) -> None:
    """Keep out halves of surrogate pairs: they come of broken escapes and of file names in old encodings."""
    if value is not None and _SURROGATE.search(value):
        raise InputError(source, f"its {name} {value!a} is no Unicode", remedy="give it another one")


def _refuse_nameless(name: str, value: str | None, source: str) -> None:
    """Keep out what has no place in a path, and so in no IRI."""
    if value is not None and value.strip() in ("", ".", ".."):
        raise InputError(source, f"its {name} {value!r} names nothing", remedy="give it letters or digits")


def _publication(name: str, source: str) -> str:
    if code := identify.publication_code(name):
        return code
    raise InputError(
        source, f"its publication {name!r} names nothing", remedy="give it a name of letters or digits"
    )


def _country(name: str, source: str) -> str:
    if code := identify.country_code(name):
        return code
    raise InputError(
        source,
        f"{name!r} is no country that is known",
        remedy="write its ISO 3166-1 alpha-3 code or a name in ontology/places.ttl there",
    )


def _edition(edition: str, source: str) -> str:
    if _YEAR.fullmatch(edition) or (_YEAR.match(edition) and _is_date(edition)):
        return edition
    raise InputError(
        source,
        f"{edition!r} is neither a year from 2000 to 2100 nor a date such as 2015-11-05",
        remedy="correct it there",
    )


def _is_date(text: str) -> bool:
    if not _DATE.fullmatch(text):
        return False
    try:
        date.fromisoformat(text)
    except ValueError:
        return False
    return True

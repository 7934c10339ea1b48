"""JSON Lines: one document a line, ``{"id", "country", "year" or "date", "publication", "text", …}``."""

from __future__ import annotations

import codecs
import json
import logging
import re
from collections.abc import Iterator, Mapping
from dataclasses import replace
from typing import Any

from tipgraph.errors import InputError
from tipgraph.model.documents import Narrative
from tipgraph.reading.assemble import Metadata, narrative_of
from tipgraph.reading.defaults import Defaults, Limits
from tipgraph.reading.encoding import decode
from tipgraph.reading.identify import publication_in, year_in_address
from tipgraph.reading.normalize import normalize
from tipgraph.reading.outcome import Outcome
from tipgraph.reading.sources import Source
from tipgraph.reading.stream import Span, Stream
from tipgraph.reading.titles import from_titles, split_titles

__all__ = ["is_document", "is_splittable", "read_lines", "read_object"]

_log = logging.getLogger(__name__)
_TEXTS = ("id", "country", "country_name", "date", "publication", "title", "url", "text", "section")
_KEYS = {*_TEXTS, "year"}
_SURROGATE = re.compile("[\ud800-\udfff]")
_WHOLE = {"narrative", "report", "full", "country-narrative"}
"""Values of ``section`` that mean the whole narrative and so no section."""
_PUBLICATIONS = {"tip", "factbook"}
_YEARLY = {"tip"}
"""Publications of one edition a year: a date beside it is the day of issue."""


def read_lines(
    stream: Stream, source: Source, defaults: Defaults, limits: Limits, span: Span | None = None
) -> Iterator[Outcome]:
    """Read each line as one document, holding one at a time; a line that is none is yielded as an error.

    ``span`` chooses some of the lines, of a source that `can_be_parted`.
    """
    unused: set[str] = set()
    for number, line in stream.lines(limits.line, span) if span else _lines(stream, limits):
        place = f"{source.name}:{number}"
        try:
            entry = _parsed(line, place, limits)
            if entry is not None:
                unused |= entry.keys() - _KEYS
                yield read_object(entry, place, defaults)
        except InputError as error:
            yield error
    if unused:
        _log.info("%s: keys that are not used: %s", source.name, ", ".join(sorted(unused)))


def is_splittable(stream: Stream) -> bool:
    """Tell whether lines end where a byte says so."""
    return not stream.head.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE))


def _lines(stream: Stream, limits: Limits) -> Iterator[tuple[int, bytes | None]]:
    if not is_splittable(stream):
        # A newline is two bytes there, so such a file is read whole.
        text = decode(stream.read(limits.document), stream.source)
        return ((number, line.encode()) for number, line in enumerate(text.split("\n"), 1))
    return stream.lines(limits.line)


def _parsed(line: bytes | None, place: str, limits: Limits) -> Mapping[str, Any] | None:
    if line is None:
        raise InputError(
            place,
            f"the line is longer than {limits.line:,} bytes",
            remedy="give each document a line of its own",
        )
    if not line.strip():
        return None
    try:
        entry = json.loads(decode(line, place))
    except (ValueError, RecursionError) as error:
        raise InputError(
            place,
            f"the line is no JSON, perhaps cut short ({error})",
            remedy="export it again, one object a line",
        ) from error
    if not isinstance(entry, dict):
        raise InputError(place, "the line holds no JSON object", remedy='write {"id": …, "text": …}')
    return entry


def is_document(entry: object) -> bool:
    """Tell whether a JSON value has the form of a document."""
    return isinstance(entry, dict) and {"id", "text"} & entry.keys() != set()


def read_object(entry: Mapping[str, Any], place: str, defaults: Defaults) -> Narrative:
    """Build a narrative of one object. Raises InputError where a key is missing or of a wrong type."""
    values = {key: _text(entry, key, place) for key in _TEXTS}
    identifier, text = values["id"], values["text"]
    if identifier is None or text is None:
        missing = "id" if identifier is None else "text"
        raise InputError(
            place, f'has no "{missing}"', remedy=f'give each line an "id" and a "text", here "{missing}"'
        )
    text = normalize(text)
    body, found = split_titles(text)
    if found.url is None and found.issued is None:
        body = text  # without a publisher's header all of the text is the document's own
    stated = _stated(values, _year(entry, place), found)
    return narrative_of(body, identifier, stated, defaults, place)


def _text(entry: Mapping[str, Any], key: str, place: str) -> str | None:
    value = entry.get(key)
    if value is None:
        return None
    if not isinstance(value, str):
        raise InputError(
            place, f'"{key}" is {_json_type(value)} where a string is due', remedy="correct the line"
        )
    if half := _SURROGATE.search(value):
        raise InputError(
            place,
            f'"{key}" has {half[0]!a}, half a character, at {half.start()}',
            remedy="export it again, or write the character that is meant",
        )
    return value.strip() or None


def _year(entry: Mapping[str, Any], place: str) -> str | None:
    value = entry.get("year")
    if value is None:
        return None
    if isinstance(value, bool) or not (
        isinstance(value, int) or (isinstance(value, str) and value.isdigit())
    ):
        raise InputError(
            place,
            f'"year" is {_json_type(value)} where a year such as 2014 is due',
            remedy="correct the line",
        )
    return str(value)


def _json_type(value: object) -> str:
    names = {bool: "true or false", int: "a number", float: "a number", list: "a list", dict: "an object"}
    return names.get(type(value), "a string")


def _stated(values: Mapping[str, str | None], year: str | None, found: Metadata) -> Metadata:
    """Join what the line says with what its title, address and text say; the line's own keys go first."""
    title, url, date, section = (values[key] for key in ("title", "url", "date", "section"))
    titled = from_titles([title] if title else [])
    publication = values["publication"] or titled.publication or _publication(values["id"] or "", url)
    publication = publication or found.publication
    day = date[:4] if date and publication in _YEARLY else date
    return replace(
        found,
        country=values["country"] or values["country_name"] or titled.country or found.country,
        edition=year or day or titled.edition or found.edition or _year_of(url),
        publication=publication,
        title=title or found.title,
        url=url or found.url,
        issued=date if date and len(date) == 10 else found.issued,
        section=None if section is None or section.lower() in _WHOLE else section,
    )


def _year_of(url: str | None) -> str | None:
    year = year_in_address(url) if url else None
    return str(year) if year else None


def _publication(identifier: str, url: str | None) -> str | None:
    """A publication by address, else by the prefix of an id such as ``tip-2002-guatemala``."""
    prefix = identifier.partition("-")[0].lower()
    return (publication_in(url) if url else None) or (prefix if prefix in _PUBLICATIONS else None)

"""The reader of JSON: a document, a list of documents, JSON Lines, or a country of the World Factbook.

A document is an object such as ``{"id": …, "country": …, "year": …, "text": …}``.
"""

from __future__ import annotations

import codecs
import json
import logging
import re
from collections.abc import Iterator, Mapping
from dataclasses import replace
from typing import Any

from tipgraph.errors import InputError
from tipgraph.model.documents import Narrative, Outcome, Skipped
from tipgraph.reading import factbook
from tipgraph.reading.assemble import Metadata, SourceText, build_narrative, signs
from tipgraph.reading.defaults import Defaults, Limits
from tipgraph.reading.normalize import decode, normalize
from tipgraph.reading.publications import publication_in
from tipgraph.reading.sources import Source
from tipgraph.reading.stream import Span, Stream
from tipgraph.reading.titles import from_address, from_titles, split_titles

__all__ = ["is_splittable", "read_json", "read_json_lines", "read_lines"]

_log = logging.getLogger(__name__)
_TEXTS = ("id", "country", "country_name", "date", "publication", "title", "url", "text", "section")
_KEYS = {*_TEXTS, "year"}
_SURROGATE = re.compile("[\ud800-\udfff]")
_WHOLE = {"narrative", "report", "full", "country-narrative"}
"""Values of ``section`` for the whole narrative, which is not a section."""
_PUBLICATIONS = {"tip", "factbook"}
_YEARLY = {"tip"}
"""Publications with one edition a year. Their ``date`` is the date of issue."""


def read_json(stream: Stream, source: Source, defaults: Defaults, limits: Limits) -> Iterator[Outcome]:
    """Read a file with one JSON value. Raises InputError if it is damaged or has no document."""
    text = decode(stream.read(limits.document), source.name)
    try:
        value = json.loads(text)
    except (ValueError, RecursionError) as error:
        raise InputError(
            source.name, f"the file is not valid JSON ({error})", remedy="download or export it again"
        ) from error
    yield from _read_value(value, source, defaults)


def read_json_lines(stream: Stream, source: Source, defaults: Defaults, limits: Limits) -> Iterator[Outcome]:
    """Read JSON Lines, or a file whose only line is a Factbook country."""
    line, _, rest = stream.head.partition(b"\n")
    if not rest.strip() and (value := _value(line)) is not None and not _is_document(value):
        yield from _read_value(value, source, defaults)
    else:
        yield from read_lines(stream, source, defaults, limits)


def _value(line: bytes) -> Any:
    try:
        return json.loads(line)
    except (ValueError, RecursionError):
        return None


def _read_value(value: object, source: Source, defaults: Defaults) -> Iterator[Outcome]:
    if isinstance(value, list) and value:
        yield from _read_list(value, source, defaults)
    elif isinstance(value, dict) and _is_document(value):
        yield _read_object({"id": source.identifier, **value}, source.name, defaults)
    elif isinstance(value, dict) and factbook.is_country_file(value):
        yield from factbook.read_country(value, source, defaults)
    elif isinstance(value, dict) and (countries := factbook.countries_of(value)):
        for key, country in countries.items():
            place = replace(source, name=f"{source.name}:{key}")
            yield from _read_country(country, place, defaults)
    elif source.given and value == []:
        raise InputError(source.name, "the list of documents is empty", remedy="export it again")
    elif source.given:
        raise InputError(
            source.name,
            "the file is neither a document nor a country of the World Factbook",
            remedy='write {"id": …, "text": …}, or give the file with the report',
        )
    else:
        yield Skipped(source.name, "the JSON has no document")


def _read_country(country: Mapping[str, Any], source: Source, defaults: Defaults) -> Iterator[Outcome]:
    try:
        yield from factbook.read_country(country, source, defaults)
    except InputError as error:
        yield error


def _read_list(values: list[object], source: Source, defaults: Defaults) -> Iterator[Outcome]:
    for number, value in enumerate(values, 1):
        place = f"{source.name}:[{number}]"
        if isinstance(value, dict):
            try:
                yield _read_object(value, place, defaults)
            except InputError as error:
                yield error
        else:
            yield InputError(place, "the entry is not a JSON object", remedy='write {"id": …, "text": …}')


def read_lines(
    stream: Stream, source: Source, defaults: Defaults, limits: Limits, span: Span | None = None
) -> Iterator[Outcome]:
    """Read each line as one document. An invalid line is yielded as an InputError.

    ``span`` selects some of the lines; the source must be splittable.
    """
    unused: set[str] = set()
    for number, line in stream.lines(limits.line, span) if span else _lines(stream, limits):
        place = f"{source.name}:{number}"
        try:
            entry = _parsed(line, place, limits)
            if entry is not None:
                unused |= entry.keys() - _KEYS
                yield _read_object(entry, place, defaults)
        except InputError as error:
            yield error
    if unused:
        _log.info("%s: unused keys: %s", source.name, ", ".join(sorted(unused)))


def is_splittable(stream: Stream) -> bool:
    """Return whether lines end at newline bytes, as in all encodings but UTF-16."""
    return not stream.head.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE))


def _lines(stream: Stream, limits: Limits) -> Iterator[tuple[int, bytes | None]]:
    if not is_splittable(stream):
        # In UTF-16 a newline is two bytes, so the whole file is read.
        text = decode(stream.read(limits.document), stream.source)
        return ((number, line.encode()) for number, line in enumerate(text.split("\n"), 1))
    return stream.lines(limits.line)


def _parsed(line: bytes | None, place: str, limits: Limits) -> Mapping[str, Any] | None:
    if line is None:
        raise InputError(
            place,
            f"the line is longer than {limits.line:,} bytes",
            remedy="put each document on a separate line",
        )
    if not line.strip():
        return None
    try:
        entry = json.loads(decode(line, place))
    except (ValueError, RecursionError) as error:
        raise InputError(
            place,
            f"the line is not valid JSON ({error})",
            remedy="export it again, with one complete object per line",
        ) from error
    if not isinstance(entry, dict):
        raise InputError(place, "the line is not a JSON object", remedy='write {"id": …, "text": …}')
    return entry


def _is_document(entry: object) -> bool:
    """Return whether a JSON value is a document: an object with an ``id`` or a ``text``."""
    return isinstance(entry, dict) and {"id", "text"} & entry.keys() != set()


def _read_object(entry: Mapping[str, Any], place: str, defaults: Defaults) -> Narrative:
    """Build a narrative from one object. Raises InputError if a value is missing or has the wrong type."""
    values = {key: _text(entry, key, place) for key in _TEXTS}
    identifier, text = values["id"], values["text"]
    if identifier is None or text is None:
        missing = "id" if identifier is None else "text"
        raise InputError(place, f'"{missing}" is missing', remedy='give each document an "id" and a "text"')
    text = normalize(text)
    body, found = split_titles(text)
    if found.url is None and found.issued is None:
        body = text  # without Refworld's header, all of the text is the document
    stated = _stated(values, _year(entry, place), found)
    return build_narrative(SourceText(body, identifier, stated, place), defaults)


def _text(entry: Mapping[str, Any], key: str, place: str) -> str | None:
    value = entry.get(key)
    if value is None:
        return None
    if not isinstance(value, str):
        raise InputError(
            place, f'"{key}" is {_json_type(value)} instead of a string', remedy="correct the line"
        )
    if surrogate := _SURROGATE.search(value):
        raise InputError(
            place,
            f'"{key}" has a lone surrogate ({surrogate[0]!a}) at character {surrogate.start() + 1:,}',
            remedy="export it again, or write the intended character",
        )
    return value.strip() or None


def _year(entry: Mapping[str, Any], place: str) -> str | None:
    value = entry.get("year")
    if value is None:
        return None
    if isinstance(value, bool) or not (
        isinstance(value, int) or (isinstance(value, str) and value.isdecimal())
    ):
        raise InputError(
            place,
            f'"year" is {_json_type(value)} instead of a year such as 2014',
            remedy="correct the line",
        )
    return str(value)


def _json_type(value: object) -> str:
    names = {bool: "true or false", int: "a number", float: "a number", list: "a list", dict: "an object"}
    return names.get(type(value), "a string")


def _stated(values: Mapping[str, str | None], year: str | None, found: Metadata) -> Metadata:
    """Merge the keys of a line with the metadata in its title, URL and text. The keys have priority."""
    title, url, date = (values[key] for key in ("title", "url", "date"))
    outside = (
        from_titles([title] if title else []),
        _publication(values["id"] or "", url),
        found,
        from_address(url) if url else Metadata(),
    )
    keys = _keys(values, year)
    if keys.edition is None and date:
        # The date of a yearly report is that of its issue.
        day = date[:4] if keys.filled(*outside).publication in _YEARLY else date
        keys = keys.filled(Metadata(edition=day, signs=signs("key 'date'", date, edition=day)))
    return replace(
        keys.filled(*outside),
        title=title or found.title,
        url=url or found.url,
        issued=date if date and len(date) == 10 else found.issued,
    )


def _keys(values: Mapping[str, str | None], year: str | None) -> Metadata:
    name = "country" if values["country"] else "country_name"
    country, publication, section = values[name], values["publication"], values["section"]
    if section is not None and section.lower() in _WHOLE:
        section = None
    found = (
        *signs(f"key {name!r}", country or "", country=country),
        *signs("key 'year'", year or "", edition=year),
        *signs("key 'publication'", publication or "", publication=publication),
        *signs("key 'section'", section or "", section=section),
    )
    return Metadata(country, year, publication, section=section, signs=found)


def _publication(identifier: str, url: str | None) -> Metadata:
    """Return the publication in a URL, else that in the prefix of an id such as ``tip-2002-guatemala``."""
    if url and (publication := publication_in(url)):
        return Metadata(publication=publication, signs=signs("address", url, publication=publication))
    prefix = identifier.partition("-")[0].lower()
    if prefix not in _PUBLICATIONS:
        return Metadata()
    return Metadata(publication=prefix, signs=signs("id", identifier, publication=prefix))

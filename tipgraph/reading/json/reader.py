"""The reader of JSON files: a Factbook country, a document, or a list of documents."""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any

from tipgraph.errors import InputError
from tipgraph.reading.defaults import Defaults, Limits
from tipgraph.reading.encoding import decode
from tipgraph.reading.json import factbook
from tipgraph.reading.json.jsonlines import is_document, read_lines, read_object
from tipgraph.reading.outcome import Outcome, Skipped
from tipgraph.reading.sources import Source
from tipgraph.reading.stream import Stream

__all__ = ["read_json", "read_json_lines"]


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
    line, ended, rest = stream.head.partition(b"\n")
    if ended and not rest.strip() and (value := _value(line)) is not None and not is_document(value):
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
    elif isinstance(value, dict) and is_document(value):
        yield read_object({"id": source.identifier, **value}, source.name, defaults)
    elif isinstance(value, dict) and factbook.is_country_file(value):
        yield from factbook.read_country(value, source, defaults)
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


def _read_list(values: list[object], source: Source, defaults: Defaults) -> Iterator[Outcome]:
    for number, value in enumerate(values, 1):
        place = f"{source.name}:[{number}]"
        if isinstance(value, dict):
            try:
                yield read_object(value, place, defaults)
            except InputError as error:
                yield error
        else:
            yield InputError(place, "the entry is not a JSON object", remedy='write {"id": …, "text": …}')

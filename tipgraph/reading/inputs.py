"""From inputs to narratives: find the sources, detect their formats, read them, and skip duplicates."""

from __future__ import annotations

import logging
from collections.abc import Iterable, Iterator
from contextlib import AbstractContextManager, nullcontext
from dataclasses import replace
from pathlib import Path
from typing import BinaryIO

from tipgraph.errors import InputError, TipgraphError
from tipgraph.model.documents import Narrative, Outcome, Skipped
from tipgraph.reading.containers import Found, opened_zip, tar_members, zip_members
from tipgraph.reading.defaults import LIMITS, NO_DEFAULTS, Defaults, Limits, refuse_beyond
from tipgraph.reading.detection import Format, detect_format, reader_of
from tipgraph.reading.duplicates import Deduplicator
from tipgraph.reading.isolation import LOGGER, Job, isolated_outcomes
from tipgraph.reading.json import is_splittable, read_lines
from tipgraph.reading.normalize import kind_of_binary
from tipgraph.reading.office import kind_of_zip, refuse_bombs
from tipgraph.reading.sources import Source, WebSource, walk
from tipgraph.reading.stream import Span, Stream

__all__ = ["outcomes", "outcomes_here", "outcomes_in_span", "read", "spans"]

_log = logging.getLogger(__name__)

_COSTLY = {
    *(Format.PDF, Format.EXCEL, Format.PARQUET, Format.SQLITE, Format.ZIP, Format.TAR),
    *(Format.DOCX, Format.ODT, Format.EPUB, Format.MHTML, Format.WEBARCHIVE),
}
"""Formats whose bytes do not tell how much memory and time reading takes."""
_SMALL = 1 << 20
"""The greatest size in bytes of a file in another format that is read in this process."""


def read(
    inputs: Iterable[str | Path], defaults: Defaults = NO_DEFAULTS, limits: Limits = LIMITS
) -> Iterator[Outcome]:
    """Yield an outcome for each document in ``inputs``; see `tipgraph.reading.read`."""
    deduplicator = Deduplicator()
    for source in walk(inputs):
        if isinstance(source, Source):
            yield from map(deduplicator.check, outcomes(source, defaults, limits))
        else:
            yield source


def outcomes(source: Source, defaults: Defaults = NO_DEFAULTS, limits: Limits = LIMITS) -> Iterator[Outcome]:
    """Yield an outcome for each document in one source, duplicates included.

    A source that may take much memory or time is read in a separate process, within limits.
    """
    try:
        with _opened(source, defaults, limits) as raw:
            stream = Stream(raw, source.name)
            format_ = detect_format(stream.head, source.suffix)
            if not _is_costly(stream, format_, source):
                yield from _checked(stream, format_, source, defaults, limits)
                return
            # Another process cannot read the rest of a stream.
            data = None if source.is_file else stream.read(limits.file)
        local = Source(source.name, source.path, source.hints, source.given)
        level = logging.getLogger(LOGGER).getEffectiveLevel()
        yield from isolated_outcomes(Job(local, defaults, limits, data, level))
    except InputError as error:
        yield error


def _opened(source: Source, defaults: Defaults, limits: Limits) -> AbstractContextManager[BinaryIO]:
    if isinstance(source, WebSource):
        return source.open(limit=limits.file, offline=defaults.offline)
    return source.open()


def _is_costly(stream: Stream, format_: Format, source: Source) -> bool:
    return format_ in _COSTLY or (source.is_file and (stream.is_packed or stream.size > _SMALL))


def outcomes_here(
    source: Source, defaults: Defaults, limits: Limits, raw: BinaryIO | None = None
) -> Iterator[Outcome]:
    """Yield the outcomes of a source that is read in this process, from ``raw`` if that is given."""
    opened: AbstractContextManager[BinaryIO] = source.open() if raw is None else nullcontext(raw)
    with opened as bytes_:
        stream = Stream(bytes_, source.name)
        yield from _checked(stream, detect_format(stream.head, source.suffix), source, defaults, limits)


def _checked(
    stream: Stream, format_: Format, source: Source, defaults: Defaults, limits: Limits
) -> Iterator[Outcome]:
    """Yield the outcomes of a source; an InputError stands for a text that is too long, and for a crash."""
    try:
        for outcome in _documents(stream, format_, source, defaults, limits):
            yield _within(_read_as(format_, outcome), limits)
    except InputError as error:
        yield error
    except (TipgraphError, MemoryError):
        raise
    except Exception as error:  # an error in the program: other sources may be read
        _log.exception("%s", source.name)
        cause = f"reading it fails in the program ({type(error).__name__}: {error})"
        yield InputError(source.name, cause, remedy="report it with the file")


def _within(outcome: Outcome, limits: Limits) -> Outcome:
    if isinstance(outcome, Narrative):
        place = outcome.document.source
        try:
            refuse_beyond(len(outcome.text), limits.text, "characters", "--max-text", place)
        except InputError as error:
            return error
    return outcome


def spans(source: Source, size: int) -> list[Span]:
    """Split a source of JSON Lines into spans of at least ``size`` bytes, to be read in parallel.

    Returns an empty list if the source can only be read as a whole, or not at all.
    """
    try:
        with source.open() as raw:
            stream = Stream(raw, source.name)
            lines = detect_format(stream.head, source.suffix) is Format.JSON_LINES and is_splittable(stream)
            return list(stream.spans(size)) if lines else []
    except InputError:
        return []  # outcomes() reports the error


def outcomes_in_span(
    source: Source, span: Span, defaults: Defaults = NO_DEFAULTS, limits: Limits = LIMITS
) -> Iterator[Outcome]:
    """Yield an outcome for each document in one of the `spans` of a source."""
    try:
        with source.open() as raw:
            lines = read_lines(Stream(raw, source.name), source, defaults, limits, span)
            yield from (_within(outcome, limits) for outcome in lines)
    except InputError as error:
        yield error


def _read_as(format_: Format, outcome: Outcome) -> Outcome:
    """Add the reader to what identifies a document, unless it was read from an archive."""
    if not isinstance(outcome, Narrative) or outcome.document.identification.reader:
        return outcome
    identification = replace(outcome.document.identification, reader=format_.value)
    return replace(outcome, document=replace(outcome.document, identification=identification))


def _documents(
    stream: Stream, found: Format, source: Source, defaults: Defaults, limits: Limits
) -> Iterator[Outcome]:
    if not source.given and not source.looks_readable and found in (Format.TEXT, Format.BINARY, Format.EMPTY):
        yield Skipped(source.name, f"files of this type are not read ({source.suffix})")
    elif found is Format.EMPTY:
        raise InputError(source.name, "the file is empty", remedy="download or save it again")
    elif found is Format.BINARY:
        kind = kind_of_binary(stream.head)
        raise InputError(
            source.name, f"the file is {kind}, not a report", remedy="export it as text, HTML or PDF"
        )
    elif found is Format.ZIP:
        yield from _read_zip(stream, source, defaults, limits)
    elif found is Format.TAR:
        yield from _members(tar_members(stream, source, limits), source, defaults, limits)
    else:
        yield from reader_of(found)(stream, source, defaults, limits)


def _read_zip(stream: Stream, source: Source, defaults: Defaults, limits: Limits) -> Iterator[Outcome]:
    with opened_zip(stream, limits) as archive:
        kind = kind_of_zip(archive)
        if kind is Format.ZIP:
            yield from _members(zip_members(archive, source, limits), source, defaults, limits)
            return
        refuse_bombs(archive, limits, source.name)
    for outcome in reader_of(kind)(stream, source, defaults, limits):
        yield _read_as(kind, outcome)


def _members(
    members: Iterable[Found], source: Source, defaults: Defaults, limits: Limits
) -> Iterator[Outcome]:
    """Read the members of an archive. One that the user named is an error if none is a document."""
    if source.level >= limits.levels:
        cause = f"more than {limits.levels} archives are in each other"
        raise InputError(source.name, cause, remedy="unpack the outer ones")
    empty = True
    for member in members:
        for outcome in _of_member(member, defaults, limits):
            empty = empty and isinstance(outcome, Skipped)
            yield outcome
    if empty and source.given:
        raise InputError(source.name, "the archive has no document", remedy="pack the reports, or give them")


def _of_member(member: Found, defaults: Defaults, limits: Limits) -> Iterator[Outcome]:
    if not isinstance(member, Source):
        yield member
        return
    try:
        yield from outcomes_here(member, defaults, limits)
    except InputError as error:
        yield error

"""From inputs to narratives: find the sources, detect their formats, read them, and skip duplicates."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import replace
from pathlib import Path

from tipgraph.errors import InputError
from tipgraph.model.documents import Narrative
from tipgraph.reading.defaults import LIMITS, NO_DEFAULTS, Defaults, Limits
from tipgraph.reading.detection import Format, detect_format
from tipgraph.reading.duplicates import Deduplicator
from tipgraph.reading.encoding import kind_of_binary
from tipgraph.reading.json.reader import is_splittable, read_json, read_json_lines, read_lines
from tipgraph.reading.outcome import Outcome, Skipped
from tipgraph.reading.plaintext import read_text
from tipgraph.reading.sources import Source, walk
from tipgraph.reading.stream import Span, Stream
from tipgraph.reading.tables.reader import read_csv, read_excel, read_parquet

__all__ = ["outcomes", "outcomes_in_span", "read", "spans"]


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
    """Yield an outcome for each document in one source, duplicates included."""
    try:
        with source.open() as raw:
            stream = Stream(raw, source.name)
            format_ = detect_format(stream.head, source.suffix)
            for outcome in _documents(stream, format_, source, defaults, limits):
                yield _read_as(format_, outcome)
    except InputError as error:
        yield error


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
            yield from read_lines(Stream(raw, source.name), source, defaults, limits, span)
    except InputError as error:
        yield error


def _read_as(format_: Format, outcome: Outcome) -> Outcome:
    """Add the reader to what identifies a document."""
    if not isinstance(outcome, Narrative):
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
    else:
        yield from _READERS[found](stream, source, defaults, limits)


def _read_html(stream: Stream, source: Source, defaults: Defaults, limits: Limits) -> Iterator[Outcome]:
    # Imported for the first web page only: the parser is slow to load.
    from tipgraph.reading.html.reader import read_html

    return read_html(stream, source, defaults, limits)


def _read_mhtml(stream: Stream, source: Source, defaults: Defaults, limits: Limits) -> Iterator[Outcome]:
    from tipgraph.reading.html.saved import read_mhtml

    return read_mhtml(stream, source, defaults, limits)


def _read_webarchive(stream: Stream, source: Source, defaults: Defaults, limits: Limits) -> Iterator[Outcome]:
    from tipgraph.reading.html.saved import read_webarchive

    return read_webarchive(stream, source, defaults, limits)


def _read_pdf(stream: Stream, source: Source, defaults: Defaults, limits: Limits) -> Iterator[Outcome]:
    # Imported for the first PDF only: the library is slow to load.
    from tipgraph.reading.paged.pdf import read_pdf

    return read_pdf(stream.read(limits.pdf), source.name, source.identifier, defaults)


_READERS: dict[Format, Callable[[Stream, Source, Defaults, Limits], Iterator[Outcome]]] = {
    Format.TEXT: read_text,
    Format.HTML: _read_html,
    Format.MHTML: _read_mhtml,
    Format.WEBARCHIVE: _read_webarchive,
    Format.PDF: _read_pdf,
    Format.JSON: read_json,
    Format.JSON_LINES: read_json_lines,
    Format.TABLE: read_csv,
    Format.EXCEL: read_excel,
    Format.PARQUET: read_parquet,
}

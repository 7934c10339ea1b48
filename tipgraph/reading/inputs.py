"""From inputs to narratives: find the sources, detect their formats, read them, and skip duplicates.

ZIP and tar archives are read as folders: each member is a source. Nothing is written to disk.
"""

from __future__ import annotations

import logging
import stat
import tarfile
import zipfile
from collections.abc import Callable, Iterable, Iterator
from contextlib import AbstractContextManager, closing, contextmanager, nullcontext
from dataclasses import dataclass, replace
from functools import partial
from pathlib import Path, PurePosixPath
from typing import IO, BinaryIO, TypeAlias, cast

from tipgraph.errors import InputError, TipgraphError
from tipgraph.model.documents import Narrative, Outcome, Skipped
from tipgraph.reading.defaults import LIMITS, NO_DEFAULTS, Defaults, Limits, refuse_beyond
from tipgraph.reading.detection import Format, detect_format, reader_of
from tipgraph.reading.duplicates import Deduplicator
from tipgraph.reading.isolation import LOGGER, Job, isolated_outcomes
from tipgraph.reading.json import is_splittable, read_lines
from tipgraph.reading.normalize import kind_of_binary
from tipgraph.reading.office import kind_of_zip, refuse_bombs
from tipgraph.reading.sources import (
    IS_PART_OF_PAGE,
    Source,
    WebSource,
    belongs_to_page,
    may_be_part_of_page,
    page_stems,
    printable,
    walk,
)
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
        # The other process may have started in another folder.
        path = source.path.absolute() if source.path and source.is_file else source.path
        local = Source(source.name, path, source.hints, source.given)
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
        yield from _members(_tar_members(stream, source, limits), source, defaults, limits)
    else:
        yield from reader_of(found)(stream, source, defaults, limits)


def _read_zip(stream: Stream, source: Source, defaults: Defaults, limits: Limits) -> Iterator[Outcome]:
    with _opened_zip(stream, limits) as archive:
        kind = kind_of_zip(archive)
        if kind is Format.ZIP:
            yield from _members(_zip_members(archive, source, limits), source, defaults, limits)
            return
        refuse_bombs(archive, limits, source.name)
    for outcome in reader_of(kind)(stream, source, defaults, limits):
        yield _read_as(kind, outcome)


def _members(
    members: Iterable[_Found], source: Source, defaults: Defaults, limits: Limits
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


def _of_member(member: _Found, defaults: Defaults, limits: Limits) -> Iterator[Outcome]:
    if not isinstance(member, Source):
        yield member
        return
    try:
        yield from outcomes_here(member, defaults, limits)
    except InputError as error:
        yield error


_DAMAGED = "download it again, or pack it again"
_ENCRYPTED = 1
_RATIO_FROM = 1 << 20
"""The size in bytes from which a member's rate of compression is checked."""


@dataclass(frozen=True, slots=True, kw_only=True)
class _Member(Source):
    """A member of an archive. ``opened`` opens it; ``level`` counts the archives around it."""

    opened: Callable[[], IO[bytes] | None]
    given: bool = False

    def open(self) -> AbstractContextManager[BinaryIO]:
        """Open the member for reading. Raises InputError if it cannot be opened."""
        try:
            file = self.opened()
        except (NotImplementedError, RuntimeError, zipfile.BadZipFile, tarfile.TarError) as error:
            raise InputError(self.name, f"it cannot be unpacked ({error})", remedy=_DAMAGED) from error
        if file is None:
            raise InputError(self.name, "it is not a file", remedy=_DAMAGED)
        return closing(cast(BinaryIO, file))


_Found: TypeAlias = _Member | Skipped | InputError


@contextmanager
def _opened_zip(stream: Stream, limits: Limits) -> Iterator[zipfile.ZipFile]:
    """Open a ZIP archive. Raises InputError if it is damaged."""
    with stream.seekable(limits.file) as file:
        try:
            archive = zipfile.ZipFile(file)
        except (zipfile.BadZipFile, NotImplementedError, ValueError) as error:
            raise InputError(stream.source, "the ZIP archive is damaged", remedy=_DAMAGED) from error
        with archive:
            yield archive


def _zip_members(archive: zipfile.ZipFile, source: Source, limits: Limits) -> Iterator[_Found]:
    """Yield the members of a ZIP archive by name. Raises InputError if they are too many or too large."""
    infos = [info for info in archive.infolist() if not info.is_dir() and not _is_hidden(info.filename)]
    _refuse_beyond(len(infos), limits.members, "files", source)
    _refuse_beyond(sum(info.file_size for info in infos), limits.unpacked, "bytes after unpacking", source)
    names = {info.filename: PurePosixPath(info.filename).parts for info in infos}
    skipped = set(_parts_of_pages(names.values()))
    for folder in sorted(skipped):
        yield Skipped(_name(source, folder), IS_PART_OF_PAGE)
    for info in sorted(infos, key=lambda info: names[info.filename]):
        parts = names[info.filename]
        if any(parts[:length] in skipped for length in range(1, len(parts))):
            continue
        yield _of_zip(archive, info, _member(source, parts, partial(archive.open, info)), limits)


def _of_zip(archive: zipfile.ZipFile, info: zipfile.ZipInfo, member: _Member, limits: Limits) -> _Found:
    if info.flag_bits & _ENCRYPTED and not archive.pwd:
        return InputError(
            member.name, "it is protected by a password", remedy="unpack the archive, give the files"
        )
    if stat.S_ISLNK(info.external_attr >> 16):
        return Skipped(member.name, "it is a link")
    if info.file_size > max(_RATIO_FROM, limits.ratio * info.compress_size):
        cause = f"it is compressed more than {limits.ratio} times, as only a bomb is"
        return InputError(member.name, cause, remedy="leave it out, or unpack it and give the file")
    return member


def _tar_members(stream: Stream, source: Source, limits: Limits) -> Iterator[_Found]:
    """Yield the members of a tar archive in its order. Raises InputError as `_zip_members` does."""
    count = size = 0
    try:
        with tarfile.open(fileobj=stream.rest(), mode="r|") as archive:
            for info in archive:
                count, size = count + 1, size + max(0, info.size)
                _refuse_beyond(count, limits.members, "files", source)
                _refuse_beyond(size, limits.unpacked, "bytes after unpacking", source)
                parts = PurePosixPath(info.name).parts
                if info.isdir() or _is_hidden(info.name) or any(map(may_be_part_of_page, parts[:-1])):
                    continue  # whether a page stands beside the folder is not known before the end
                member = _member(source, parts, partial(archive.extractfile, info))
                yield member if info.isfile() else Skipped(member.name, "it is neither a file nor a folder")
    except tarfile.TarError as error:
        raise InputError(source.name, "the tar archive is cut off or damaged", remedy=_DAMAGED) from error


def _member(source: Source, parts: tuple[str, ...], opened: Callable[[], IO[bytes] | None]) -> _Member:
    parts = tuple(part for part in parts if part not in ("/", ".."))
    return _Member(
        name=_name(source, parts),
        path=source.path.__class__(*parts) if source.path else None,
        hints=(*source.hints, *parts),
        level=source.level + 1,
        opened=opened,
    )


def _name(source: Source, parts: Iterable[str]) -> str:
    return printable("/".join((source.name, *parts)))


def _is_hidden(name: str) -> bool:
    return any(part.startswith((".", "__MACOSX")) for part in PurePosixPath(name).parts if part != "..")


def _parts_of_pages(paths: Iterable[tuple[str, ...]]) -> Iterator[tuple[str, ...]]:
    """Yield the folders in which a browser saved the parts of a page beside them."""
    files: dict[tuple[str, ...], set[str]] = {}
    folders: dict[tuple[str, ...], set[str]] = {}
    for *above, name in paths:
        files.setdefault(tuple(above), set()).add(name)
        for depth in range(len(above)):
            folders.setdefault(tuple(above[:depth]), set()).add(above[depth])
    for folder, names in folders.items():
        stems = page_stems(files.get(folder, ()))
        yield from ((*folder, name) for name in names if belongs_to_page(name, stems))


def _refuse_beyond(found: int, limit: int, what: str, source: Source) -> None:
    if found > limit:
        cause = f"the archive has more than {limit:,} {what}"
        raise InputError(source.name, cause, remedy="unpack it and give the files, or split it")

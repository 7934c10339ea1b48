"""The sources that inputs name, on this machine or wherever fsspec reaches, in the order of their reading.

Files of this machine are walked as a build does; the same rules hold for what is elsewhere.

What a worker is given at a time: some sources, or some lines of a large one.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import AbstractContextManager
from dataclasses import dataclass, field, replace
from pathlib import Path, PurePosixPath
from typing import Any, BinaryIO, TypeAlias
from urllib.parse import unquote, urlsplit

from fsspec import AbstractFileSystem

from tipgraph.build.dask.folder import is_web, opened, reaching, system_of
from tipgraph.errors import InputError, UsageError
from tipgraph.reading.defaults import Defaults
from tipgraph.reading.inputs import outcomes, outcomes_in_span
from tipgraph.reading.outcome import Outcome, Skipped
from tipgraph.reading.sources import (
    IS_PART_OF_PAGE,
    IS_STORE,
    STDIN,
    STORE_MARK,
    Source,
    belongs_to_page,
    page_stems,
    walk,
)
from tipgraph.reading.stream import Span

__all__ = ["SIZE", "Found", "Part", "RemoteSource", "Sized", "parts", "sources"]


@dataclass(frozen=True, slots=True)
class RemoteSource(Source):
    """A file that fsspec reaches, by what its file system calls it (``key``).

    Its ``path`` is that in its address, for what it tells, and leads nowhere on this machine.
    """

    system: AbstractFileSystem = field(kw_only=True, repr=False)
    key: str = field(kw_only=True)

    def open(self) -> AbstractContextManager[BinaryIO]:
        """Open the file for reading. Raises InputError where that is not possible."""
        try:
            return opened(self.system, self.key)
        except OSError as error:
            raise _unreadable(self.name, error) from error


@dataclass(frozen=True, slots=True)
class Sized:
    """A source with its size in bytes as it lies there, 0 where that is not told."""

    source: Source
    size: int


Found: TypeAlias = Sized | InputError | Skipped


def sources(inputs: Iterable[str | Path]) -> Iterator[Found]:
    """Yield the sources that ``inputs`` name: files, folders, addresses, and addresses with a ``*``.

    Sorted as a build reads them. A web server's folder is an address that ends in ``/``, where it lists
    what is in it. What is not there is an InputError. Raises UsageError for standard input, and as
    `system_of` does.
    """
    for given in inputs:
        if str(given) == STDIN:
            raise UsageError(
                "standard input is not where the workers are", remedy="write it to a file, and give that"
            )
        if "://" in str(given):
            yield from _remote(str(given))
        else:
            yield from map(_sized, walk([given]))


def _sized(found: Source | InputError | Skipped) -> Found:
    if not isinstance(found, Source):
        return found
    assert found.path is not None  # standard input alone has none
    try:
        return Sized(replace(found, path=found.path.absolute()), found.path.stat().st_size)
    except OSError:
        return Sized(found, 0)


def _remote(address: str) -> Iterator[Found]:
    system, path = system_of(address)
    try:
        yield from _Tree(system).found(path)
    except OSError as error:
        yield _missing(address, error)


class _Tree:
    """What one file system has below the address that a user gave."""

    def __init__(self, system: AbstractFileSystem) -> None:
        self._system = system
        self._web = is_web(system)

    def found(self, path: str) -> Iterator[Found]:
        """Yield what a path names, itself or by a pattern. Raises OSError where it names nothing."""
        if "*" not in path:
            yield from self._one(path)
            return
        with reaching():
            matches = sorted(self._system.glob(path))
        if not matches:
            raise FileNotFoundError(path)
        for match in matches:
            yield from self._one(match)

    def _one(self, path: str) -> Iterator[Found]:
        with reaching():
            folder = path.endswith("/") if self._web else self._system.isdir(path)
            size = 0 if folder else self._system.info(path)["size"]
        if folder:
            yield from self._folder(path, (self._parts(path)[-1],))
        else:
            yield self._file(path, self._parts(path), size, given=True)

    def _folder(self, path: str, hints: tuple[str, ...]) -> Iterator[Found]:
        try:
            entries = self._entries(path)
        except OSError as error:
            yield _missing(self._shown(path), error)
            return
        if STORE_MARK in entries:
            yield Skipped(self._shown(path), IS_STORE)
            return
        stems = page_stems(entries)
        for name, entry in sorted(entries.items()):
            place = entry["name"]
            if entry["type"] != "directory":
                yield self._file(place, (*hints, name), entry["size"], given=False)
            elif belongs_to_page(name, stems):
                yield Skipped(self._shown(place), IS_PART_OF_PAGE)
            else:
                yield from self._folder(place, (*hints, name))

    def _entries(self, path: str) -> dict[str, dict[str, Any]]:
        """Return what is in a folder by its name, but for what is hidden."""
        with reaching():
            entries = self._system.ls(path, detail=True)
            if any(entry["size"] is None for entry in entries):  # a web server's list
                entries = self._measured(path, entries)
        named = {self._parts(entry["name"])[-1]: entry for entry in entries if entry["name"] != path}
        return {name: entry for name, entry in named.items() if not name.startswith(".")}

    def _measured(self, path: str, entries: Sequence[dict[str, Any]]) -> list[dict[str, Any]]:
        """Ask for the sizes that a list of links does not tell, of those that lead to what is below."""
        base = path.rstrip("/") + "/"
        below = [
            entry
            for entry in entries
            if not {"?", "#"} & set(entry["name"]) and "/" not in entry["name"].removeprefix(base).rstrip("/")
        ]
        files = [entry["name"] for entry in below if entry["type"] != "directory"]
        try:
            with reaching():
                sizes = self._system.sizes(files)
        except OSError:  # a link leads nowhere, and reading will say so
            sizes = map(self._size, files)
        told = dict(zip(files, sizes, strict=True))
        return [{**entry, "size": told.get(entry["name"])} for entry in below]

    def _size(self, path: str) -> int | None:
        try:
            with reaching():
                size: int | None = self._system.info(path)["size"]
        except OSError:
            return None
        return size

    def _file(self, path: str, hints: tuple[str, ...], size: int | None, *, given: bool) -> Sized:
        named = Path(*self._parts(path))
        source = RemoteSource(self._shown(path), named, hints, given, system=self._system, key=path)
        return Sized(source, size or 0)

    def _parts(self, path: str) -> tuple[str, ...]:
        """Return the parts of a path that may name a country or a year; of an address, without its host."""
        if self._web:
            path = unquote(urlsplit(path).path)
        return PurePosixPath(path).parts or (path,)

    def _shown(self, path: str) -> str:
        return str(self._system.unstrip_protocol(path))


def _missing(address: str, error: OSError) -> InputError:
    if isinstance(error, FileNotFoundError):
        # A web server that refuses or does not answer is the cause of an error that says "not found".
        why = f" ({error.__cause__})" if error.__cause__ else ""
        return InputError(
            address,
            f"there is no such file or folder{why}",
            remedy="check its spelling, and that you may read it",
        )
    return _unreadable(address, error)


def _unreadable(name: str, error: OSError) -> InputError:
    return InputError(
        name, f"cannot be opened ({error.strerror or error})", remedy="check that you may read it"
    )


SIZE = 500_000
"""Bytes of sources in a part: some thirty narratives, and seconds of work, which a worker's death costs."""

_COSTS = 1_000
"""Bytes that a source counts in addition to its own, for being opened."""

Piece: TypeAlias = Source | InputError | Skipped


@dataclass(frozen=True, slots=True)
class Part:
    """Sources and what was found in their stead; or, with ``span``, some lines of a single source."""

    pieces: tuple[Piece, ...]
    span: Span | None = None

    @property
    def name(self) -> str:
        """The name of its last source, '' where there is none."""
        return next((piece.name for piece in reversed(self.pieces) if isinstance(piece, Source)), "")

    @property
    def is_remote(self) -> bool:
        """Whether any of it comes over a connection."""
        return any(isinstance(piece, RemoteSource) for piece in self.pieces)

    def outcomes(self, defaults: Defaults) -> Iterator[Outcome]:
        """Yield what is in it, in order."""
        for piece in self.pieces:
            if not isinstance(piece, Source):
                yield piece
            elif self.span is not None:
                yield from outcomes_in_span(piece, self.span, defaults)
            else:
                yield from outcomes(piece, defaults)


def parts(
    found: Iterable[Found], split: Callable[[Source, int], list[Span]], size: int = SIZE
) -> Iterator[Part]:
    """Yield parts of some ``size``; ``split`` tells how a source that is larger can be parted, if it can."""
    gathered: list[Piece] = []
    room = size
    for each in found:
        spans = split(each.source, size) if isinstance(each, Sized) and each.size > size else []
        cost = each.size + _COSTS if isinstance(each, Sized) else 0
        if gathered and (spans or cost > room):
            yield Part(tuple(gathered))
            gathered, room = [], size
        piece = each.source if isinstance(each, Sized) else each
        if spans:
            yield from (Part((piece,), span) for span in spans)
        else:
            gathered.append(piece)
            room -= cost
    if gathered:
        yield Part(tuple(gathered))

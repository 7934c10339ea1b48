"""The sources that inputs name, on this machine or wherever fsspec reaches, and the batches of them.

Sources are in the order of reading. Remote folders are walked by the same rules as local ones. A batch is
what a worker gets at a time: some small sources or some lines of a large one.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import AbstractContextManager
from dataclasses import dataclass, field, replace
from pathlib import Path, PurePosixPath
from typing import Any, BinaryIO, TypeAlias
from urllib.parse import unquote, urlsplit

from fsspec import AbstractFileSystem

from tipgraph.build.dask.folder import file_errors, file_system, is_web, open_file
from tipgraph.errors import InputError, UsageError
from tipgraph.model.documents import Outcome, Skipped
from tipgraph.reading.defaults import LIMITS, Defaults, Limits
from tipgraph.reading.inputs import outcomes, outcomes_in_span
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

__all__ = ["BATCH_SIZE", "Batch", "Found", "RemoteSource", "SizedSource", "list_sources", "make_batches"]


@dataclass(frozen=True, slots=True)
class RemoteSource(Source):
    """A file that fsspec reaches. ``key`` is its path in the file system.

    Its ``path`` is that of its address, for the country and year that it may name; nothing is there on
    this machine.
    """

    system: AbstractFileSystem = field(kw_only=True, repr=False)
    key: str = field(kw_only=True)

    @property
    def is_file(self) -> bool:
        """False: other processes would have to connect too."""
        return False

    def open(self) -> AbstractContextManager[BinaryIO]:
        """Open the file for reading. Raises InputError if that fails."""
        try:
            return open_file(self.system, self.key)
        except OSError as error:
            raise _unreadable(self.name, error) from error


@dataclass(frozen=True, slots=True)
class SizedSource:
    """A source and the size of its file in bytes, or 0 if the size is unknown."""

    source: Source
    size: int


Found: TypeAlias = SizedSource | InputError | Skipped


def list_sources(inputs: Iterable[str | Path]) -> Iterator[Found]:
    """Yield the sources that ``inputs`` name: files, folders, addresses, and addresses with a ``*``.

    They come in the order in which a build reads them. On a web server, a folder is an address that ends in
    ``/`` and answers with a list of links. A missing file is an InputError. Raises UsageError for standard
    input, and as `file_system` does.
    """
    for given in inputs:
        if str(given) == STDIN:
            raise UsageError(
                "workers cannot read standard input", remedy="write it to a file, and give that file"
            )
        if "://" in str(given):
            yield from _remote(str(given))
        else:
            yield from map(_local, walk([given]))


def _local(found: Source | InputError | Skipped) -> Found:
    if not isinstance(found, Source):
        return found
    assert found.path is not None  # only standard input has no path
    try:
        return SizedSource(replace(found, path=found.path.absolute()), found.path.stat().st_size)
    except OSError:
        return SizedSource(found, 0)


def _remote(address: str) -> Iterator[Found]:
    system, path = file_system(address)
    try:
        yield from _Tree(system).find(path)
    except OSError as error:
        yield _missing(address, error)


class _Tree:
    """The files of one file system below the address that the user gave."""

    def __init__(self, system: AbstractFileSystem) -> None:
        self._system = system
        self._web = is_web(system)

    def find(self, path: str) -> Iterator[Found]:
        """Yield what a path or pattern names. Raises OSError if it names nothing."""
        if "*" not in path:
            yield from self._one(path)
            return
        with file_errors():
            matches = sorted(self._system.glob(path))
        if not matches:
            raise FileNotFoundError(path)
        for match in matches:
            yield from self._one(match)

    def _one(self, path: str) -> Iterator[Found]:
        with file_errors():
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
        """Return the visible entries of a folder by name."""
        with file_errors():
            entries = self._system.ls(path, detail=True)
            if any(entry["size"] is None for entry in entries):  # a web server's list of links
                entries = self._with_sizes(path, entries)
        named = {self._parts(entry["name"])[-1]: entry for entry in entries if entry["name"] != path}
        return {name: entry for name, entry in named.items() if not name.startswith(".")}

    def _with_sizes(self, path: str, entries: Sequence[dict[str, Any]]) -> list[dict[str, Any]]:
        """Return the entries of a list of links that lead into the folder, with the sizes of the files."""
        base = path.rstrip("/") + "/"
        below = [
            entry
            for entry in entries
            if not {"?", "#"} & set(entry["name"]) and "/" not in entry["name"].removeprefix(base).rstrip("/")
        ]
        files = [entry["name"] for entry in below if entry["type"] != "directory"]
        try:
            with file_errors():
                sizes = self._system.sizes(files)
        except OSError:  # one link is broken, and reading it will report that
            sizes = map(self._size, files)
        by_name = dict(zip(files, sizes, strict=True))
        return [{**entry, "size": by_name.get(entry["name"])} for entry in below]

    def _size(self, path: str) -> int | None:
        try:
            with file_errors():
                size: int | None = self._system.info(path)["size"]
        except OSError:
            return None
        return size

    def _file(self, path: str, hints: tuple[str, ...], size: int | None, *, given: bool) -> SizedSource:
        named = Path(*self._parts(path))
        source = RemoteSource(self._shown(path), named, hints, given, system=self._system, key=path)
        return SizedSource(source, size or 0)

    def _parts(self, path: str) -> tuple[str, ...]:
        """Return the parts of a path that may name a country or a year; of an address, without its host."""
        if self._web:
            path = unquote(urlsplit(path).path)
        return PurePosixPath(path).parts or (path,)

    def _shown(self, path: str) -> str:
        return str(self._system.unstrip_protocol(path))


def _missing(address: str, error: OSError) -> InputError:
    if isinstance(error, FileNotFoundError):
        # The cause of "not found" may be a web server that refuses or does not answer.
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


BATCH_SIZE = 500_000
"""Bytes of sources in a batch: some thirty narratives, and the seconds of work that a dying worker loses."""

_SOURCE_COST = 1_000
"""Bytes added to the size of each source, for the time that opening it takes."""

Item: TypeAlias = Source | InputError | Skipped


@dataclass(frozen=True, slots=True)
class Batch:
    """Sources, and the errors found in place of some; or, with ``span``, some lines of a single source."""

    items: tuple[Item, ...]
    span: Span | None = None

    @property
    def name(self) -> str:
        """The name of its last source, or '' if it has none."""
        return next((item.name for item in reversed(self.items) if isinstance(item, Source)), "")

    @property
    def is_remote(self) -> bool:
        """Whether any source is read over a connection."""
        return any(isinstance(item, RemoteSource) for item in self.items)

    def outcomes(self, defaults: Defaults, limits: Limits = LIMITS) -> Iterator[Outcome]:
        """Read the sources and yield their outcomes, in order."""
        for item in self.items:
            if not isinstance(item, Source):
                yield item
            elif self.span is not None:
                yield from outcomes_in_span(item, self.span, defaults, limits)
            else:
                yield from outcomes(item, defaults, limits)


def make_batches(
    found: Iterable[Found], split: Callable[[Source, int], list[Span]], size: int = BATCH_SIZE
) -> Iterator[Batch]:
    """Yield batches of about ``size`` bytes. ``split`` returns the spans of a larger source, if any."""
    items: list[Item] = []
    room = size
    for each in found:
        spans = split(each.source, size) if isinstance(each, SizedSource) and each.size > size else []
        cost = each.size + _SOURCE_COST if isinstance(each, SizedSource) else 0
        if items and (spans or cost > room):
            yield Batch(tuple(items))
            items, room = [], size
        item = each.source if isinstance(each, SizedSource) else each
        if spans:
            yield from (Batch((item,), span) for span in spans)
        else:
            items.append(item)
            room -= cost
    if items:
        yield Batch(tuple(items))

"""Where graphs are written to: a file in one of the formats, an embedded store's folder, or a server."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from contextlib import AbstractContextManager, contextmanager
from gzip import GzipFile
from pathlib import Path
from typing import Protocol

from pyoxigraph import RdfFormat, Store

from tipgraph.errors import UnwritableError
from tipgraph.rdf.disk_buffer import DiskBuffer
from tipgraph.rdf.formats import STORE, Format, by_name, is_address, is_store
from tipgraph.rdf.serialize import Piece, merge_pieces
from tipgraph.util.atomic import move_into_place, temporary_output, writing
from tipgraph.util.optional import require

__all__ = ["BATCH", "GraphWriter", "open_writer", "refuse_other"]

BATCH = 24 << 20
"""Bytes of N-Quads to load at a time, some 100,000 quads: larger batches take more time and memory."""


class GraphWriter(Protocol):
    """Takes the pieces of a graph, in any order."""

    def add(self, pieces: Iterable[Piece]) -> None:
        """Take pieces in."""


def open_writer(output: str | Path) -> AbstractContextManager[GraphWriter]:
    """Open a writer, which takes its place when the block ends and changes nothing where the block fails.

    ``output`` is a file, a store's folder, or a server's address, where graphs take the places of their
    old ones and all others stay.
    Raises UsageError for a name of a format that is not written, and UnwritableError where ``output``
    is a folder of something else, where the disk is full or may not be written to, or where the server
    does not take it.
    """
    if is_address(output):
        require("remote")
        from tipgraph.rdf.remote import writer

        return writer.open_writer(str(output))
    target = Path(output).resolve()  # a link stays, and what it leads to is replaced
    form = by_name(target)
    return _store(target) if form is STORE else _file(target, form)


class _Writable(Protocol):
    def write(self, data: bytes, /) -> int: ...


class _FileWriter:
    """Spools pieces until all are there, and then writes them in order."""

    def __init__(self, target: Path, buffer: DiskBuffer, form: Format) -> None:
        self._target = target
        self._buffer = buffer
        self._form = form

    def add(self, pieces: Iterable[Piece]) -> None:
        """Take pieces in."""
        with writing(self._target):
            for piece in pieces:
                self._buffer.add(piece)

    def write(self, file: _Writable) -> None:
        """Write the file of all the pieces, sorted by what they are on."""
        file.write(self._form.header)
        for number, contents in enumerate(self._buffer):
            file.write(self._form.separator if number else b"")
            file.write(merge_pieces(contents, self._form))
        file.write(self._form.footer)


@contextmanager
def _file(target: Path, form: Format) -> Iterator[GraphWriter]:
    with temporary_output(target) as folder:
        made = folder / "graph"
        with DiskBuffer(folder / "buffer") as buffer:
            writer = _FileWriter(target, buffer, form)
            yield writer
            with writing(target), made.open("wb") as file:
                if target.name.endswith(".gz"):
                    # Neither a name nor a time within, so that the same input gives the same bytes.
                    with GzipFile("", "wb", fileobj=file, mtime=0) as packed:
                        writer.write(packed)
                else:
                    writer.write(file)
        with writing(target):
            move_into_place(made, target)


class _StoreWriter:
    """Loads pieces in bulk, as many at a time as are fastest."""

    def __init__(self, target: Path, store: Store) -> None:
        self._target = target
        self._store: Store | None = store
        self._batch = bytearray()

    def add(self, pieces: Iterable[Piece]) -> None:
        """Take pieces in."""
        for piece in pieces:
            self._batch += piece.content
            if len(self._batch) >= BATCH:
                self.flush()

    def flush(self) -> None:
        """Load what is waiting."""
        assert self._store is not None, "the writer is closed"
        with writing(self._target):
            # Lenient: these are our own serializer's words, whose terms were checked when they were made.
            self._store.bulk_load(bytes(self._batch), RdfFormat.N_QUADS, lenient=True)
        self._batch.clear()

    def close(self) -> None:
        """Load what is waiting, merge the tables that the batches left, and close the store.

        It is closed when nothing refers to it: callers still hold the writer, and the store's threads would
        go on to remove files while they are moved to their place.
        """
        self.flush()
        with writing(self._target):
            if self._store is not None:
                self._store.optimize()
        self._store = None


def refuse_other(target: Path) -> None:
    """Raise UnwritableError where ``target`` is something that is no store and would be lost."""
    if target.is_file() or (target.is_dir() and any(target.iterdir()) and not is_store(target)):
        raise UnwritableError(
            f"{target} holds something else than a store", remedy="name a new folder, or an existing store"
        )


@contextmanager
def _store(target: Path) -> Iterator[GraphWriter]:
    refuse_other(target)
    with temporary_output(target) as folder:
        made = folder / "store"
        with writing(target):
            writer = _StoreWriter(target, Store(made))
        yield writer
        writer.close()
        with writing(target):
            move_into_place(made, target)

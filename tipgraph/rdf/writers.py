"""Writers of graphs to files, stores and servers, and the conversion of one to another."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from contextlib import AbstractContextManager, contextmanager
from gzip import GzipFile
from itertools import groupby
from pathlib import Path
from typing import Protocol

from pyoxigraph import DefaultGraph, Quad, RdfFormat, Store

from tipgraph.errors import UnwritableError
from tipgraph.rdf.formats import STORE, Format, format_by_name, is_address, is_store
from tipgraph.rdf.provenance import RUNS
from tipgraph.rdf.reference import reference
from tipgraph.rdf.serialize import DiskBuffer, Piece, merge_pieces, pieces
from tipgraph.rdf.store import Queryable, data_graphs, open_graph, user_statements
from tipgraph.util.optional import require
from tipgraph.util.outputs import move_into_place, temporary_output, writing

__all__ = ["BATCH", "convert", "open_writer", "refuse_other"]

BATCH = 24 << 20
"""Bytes of N-Quads to load at a time, some 100,000 quads. Larger batches take more time and memory."""


class GraphWriter(Protocol):
    """Takes the pieces of a graph, in any order."""

    def add(self, pieces: Iterable[Piece]) -> None:
        """Add pieces."""


def open_writer(output: str | Path) -> AbstractContextManager[GraphWriter]:
    """Open a graph writer. Its output takes effect when the block ends; if the block fails, nothing changes.

    ``output`` is a file, a store's folder, or a server's address. On a server, the graphs written replace
    those of the same name, and all others stay.
    Raises UsageError if the format of ``output`` is unknown, and UnwritableError if it is a folder of
    something else, if the disk is full or read-only, or if the server refuses it.
    """
    if is_address(output):
        require("remote")
        from tipgraph.rdf.remote import writer

        return writer.open_writer(str(output))
    target = Path(output).resolve()  # keep a symbolic link, and replace what it leads to
    format = format_by_name(target)
    return _store_writer(target) if format is STORE else _file_writer(target, format)


class _Writable(Protocol):
    def write(self, data: bytes, /) -> int: ...


class _FileWriter:
    """Buffers the pieces on disk, and writes them in order at the end."""

    def __init__(self, target: Path, buffer: DiskBuffer, format: Format) -> None:
        self._target = target
        self._buffer = buffer
        self._format = format

    def add(self, pieces: Iterable[Piece]) -> None:
        """Add pieces."""
        with writing(self._target):
            for piece in pieces:
                self._buffer.add(piece)

    def write(self, file: _Writable) -> None:
        """Write all pieces, sorted by key."""
        file.write(self._format.header)
        for number, contents in enumerate(self._buffer):
            file.write(self._format.separator if number else b"")
            file.write(merge_pieces(contents, self._format))
        file.write(self._format.footer)


@contextmanager
def _file_writer(target: Path, format: Format) -> Iterator[GraphWriter]:
    with temporary_output(target) as folder:
        made = folder / "graph"
        with DiskBuffer(folder / "buffer") as buffer:
            writer = _FileWriter(target, buffer, format)
            yield writer
            with writing(target), made.open("wb") as file:
                if target.name.endswith(".gz"):
                    # No name and no time in the header, so that the same graph gives the same bytes.
                    with GzipFile("", "wb", fileobj=file, mtime=0) as packed:
                        writer.write(packed)
                else:
                    writer.write(file)
        with writing(target):
            move_into_place(made, target)


class _StoreWriter:
    """Loads pieces into a new store, in batches."""

    def __init__(self, target: Path, store: Store) -> None:
        self._target = target
        self._store: Store | None = store
        self._batch = bytearray()

    def add(self, pieces: Iterable[Piece]) -> None:
        """Add pieces."""
        for piece in pieces:
            self._batch += piece.content
            if len(self._batch) >= BATCH:
                self.flush()

    def flush(self) -> None:
        """Load the batch."""
        assert self._store is not None, "the writer is closed"
        with writing(self._target):
            # Lenient parsing is safe: our own serializer wrote these quads, from terms that were checked.
            self._store.bulk_load(bytes(self._batch), RdfFormat.N_QUADS, lenient=True)
        self._batch.clear()

    def close(self) -> None:
        """Load the last batch, compact the store and close it.

        The store closes when nothing refers to it. Callers still refer to the writer, and the store's
        threads would otherwise remove files while they are moved.
        """
        self.flush()
        with writing(self._target):
            if self._store is not None:
                self._store.optimize()
        self._store = None


@contextmanager
def _store_writer(target: Path) -> Iterator[GraphWriter]:
    refuse_other(target)
    with temporary_output(target) as folder:
        made = folder / "store"
        with writing(target):
            writer = _StoreWriter(target, Store(made))
        yield writer
        writer.close()
        with writing(target):
            move_into_place(made, target)


def refuse_other(target: Path) -> None:
    """Raise UnwritableError if ``target`` holds something else than a store, which would be lost."""
    if target.is_file() or (target.is_dir() and any(target.iterdir()) and not is_store(target)):
        raise UnwritableError(
            f"{target} holds something else than a store", remedy="name a new folder, or an existing store"
        )


def convert(source: str | Path, output: str | Path, *, with_vocabularies: bool = False) -> int:
    """Write the graph ``source`` (a file, a store's folder or a server) to ``output``; return how many quads.

    ``output`` takes the same forms as in a build. A graph that a build wrote comes out as the build would
    write it to ``output``, except that a graph in Turtle has lost the names of its graphs.
    ``with_vocabularies`` adds the ontology, vocabularies and places, which a store always holds.

    Raises UnreadableError and UsageError as `tipgraph.rdf.store.open_graph` does, and UnwritableError if
    ``output`` cannot be written.
    """
    format = format_by_name(output)
    with_reference = with_vocabularies or format is STORE
    store = open_graph(source, reference=False)
    count = 0
    with open_writer(output) as writer:
        for quads in _groups(store, with_reference=with_reference):
            count += len(quads)
            writer.add(pieces(quads, format))
    return count


def _groups(store: Queryable, *, with_reference: bool) -> Iterator[list[Quad]]:
    """Yield the quads of each named graph, and of each subject in the default graph."""
    for graph in data_graphs(store):
        yield list(store.quads_for_pattern(None, None, None, graph))
    in_default_graph = store.quads_for_pattern(None, None, None, DefaultGraph())
    for _, quads in groupby(in_default_graph, key=lambda quad: quad.subject):
        yield list(quads)
    yield user_statements(store)
    if with_reference:
        yield list(dict.fromkeys(reference()))
        yield list(store.quads_for_pattern(None, None, None, RUNS))

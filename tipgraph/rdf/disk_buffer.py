"""A disk buffer for the pieces of a graph: they arrive in any order and are read back sorted by key."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from contextlib import suppress
from hashlib import blake2b
from pathlib import Path
from typing import NamedTuple, Self

from tipgraph.rdf.serialize import Piece, iri_sort_key

__all__ = ["DiskBuffer"]


class DiskBuffer:
    """Stores pieces in a file. Memory holds only their positions."""

    def __init__(self, path: Path) -> None:
        self._file = path.open("w+b")
        self._end = 0
        self._entries: dict[str, list[_Entry]] = defaultdict(list)

    def add(self, piece: Piece) -> None:
        """Store a piece, unless an equal one is stored already."""
        digest = blake2b(piece.content, digest_size=16).digest()
        entries = self._entries[piece.key]
        if all(entry.digest != digest for entry in entries):
            entries.append(_Entry(digest, self._end, len(piece.content)))
            self._file.write(piece.content)
            self._end += len(piece.content)

    def __iter__(self) -> Iterator[list[bytes]]:
        """Yield the contents of each key, sorted by key; several contents of one key are sorted too."""
        for key in sorted(self._entries, key=iri_sort_key):
            yield sorted(self._read(entry) for entry in self._entries[key])

    def _read(self, entry: _Entry) -> bytes:
        self._file.seek(entry.offset)
        return self._file.read(entry.length)

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *error: object) -> None:
        with suppress(OSError):  # on a full disk, `add` has raised the error already
            self._file.close()


class _Entry(NamedTuple):
    digest: bytes
    offset: int
    length: int

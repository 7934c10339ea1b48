"""Pieces of a file, kept on disk in the order of their arrival and read back in the order of their keys."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from contextlib import suppress
from hashlib import blake2b
from pathlib import Path
from typing import NamedTuple, Self

from tipgraph.rdf.serialize import Piece, iri_sort_key

__all__ = ["DiskBuffer"]


class _Place(NamedTuple):
    digest: bytes
    offset: int
    length: int


class DiskBuffer:
    """Holds pieces in a file of its own; in memory only where each of them is."""

    def __init__(self, path: Path) -> None:
        self._file = path.open("w+b")
        self._end = 0
        self._places: dict[str, list[_Place]] = defaultdict(list)

    def add(self, piece: Piece) -> None:
        """Keep a piece, unless the same was said of the same thing before."""
        digest = blake2b(piece.content, digest_size=16).digest()
        places = self._places[piece.key]
        if all(place.digest != digest for place in places):
            places.append(_Place(digest, self._end, len(piece.content)))
            self._file.write(piece.content)
            self._end += len(piece.content)

    def __iter__(self) -> Iterator[list[bytes]]:
        """Yield what was said of each thing, sorted by key; several pieces of one in the order of content."""
        for key in sorted(self._places, key=iri_sort_key):
            yield sorted(self._read(place) for place in self._places[key])

    def _read(self, place: _Place) -> bytes:
        self._file.seek(place.offset)
        return self._file.read(place.length)

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *error: object) -> None:
        with suppress(OSError):  # on a full disk: what could not be kept has been told
            self._file.close()

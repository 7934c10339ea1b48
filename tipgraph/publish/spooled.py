"""What processes leave for the dumps: pieces in files of their own, found by key."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO, NamedTuple

from tipgraph.serialize import Piece, order

__all__ = ["Place", "Shelf", "in_order"]


class Place(NamedTuple):
    """Where a piece lies, and of what year it is."""

    key: str
    year: int
    file: str
    offset: int
    length: int


@dataclass(slots=True)
class Shelf:
    """A file that pieces are put into."""

    path: Path
    _end: int = 0

    def put(self, parts: Iterable[Piece], year: int) -> list[Place]:
        """Put pieces of a year at the end, and return where they lie."""
        places = []
        with self.path.open("ab") as file:
            for part in parts:
                file.write(part.content)
                places.append(Place(part.key, year, str(self.path), self._end, len(part.content)))
                self._end += len(part.content)
        return places


def in_order(places: Iterable[Place]) -> Iterator[bytes]:
    """Yield the contents of places, sorted by key."""
    files: dict[str, BinaryIO] = {}
    try:
        for place in sorted(places, key=lambda each: order(each.key)):
            file = files.get(place.file)
            if file is None:
                file = files[place.file] = Path(place.file).open("rb")  # noqa: SIM115 - closed below, all of them
            file.seek(place.offset)
            yield file.read(place.length)
    finally:
        for file in files.values():
            file.close()

"""What a worker is given at a time: some sources, or some lines of a large one."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from typing import TypeAlias

from tipgraph.distributed.listing import Found, RemoteSource, Sized
from tipgraph.documents.defaults import Defaults
from tipgraph.documents.outcome import Outcome, Skipped
from tipgraph.documents.reading import outcomes, outcomes_within
from tipgraph.documents.sources import Source
from tipgraph.documents.stream import Span
from tipgraph.errors import InputError

__all__ = ["SIZE", "Part", "parts"]

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
                yield from outcomes_within(piece, self.span, defaults)
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

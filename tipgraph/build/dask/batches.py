"""Batches of sources: what a worker gets at a time, some small sources or some lines of a large one."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from typing import TypeAlias

from tipgraph.build.dask.listing import Found, RemoteSource, SizedSource
from tipgraph.errors import InputError
from tipgraph.reading.defaults import LIMITS, Defaults, Limits
from tipgraph.reading.inputs import outcomes, outcomes_in_span
from tipgraph.reading.outcome import Outcome, Skipped
from tipgraph.reading.sources import Source
from tipgraph.reading.stream import Span

__all__ = ["BATCH_SIZE", "Batch", "make_batches"]

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

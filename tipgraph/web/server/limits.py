"""The limits of a server, and their enforcement: who may ask, and whose query runs next."""

from __future__ import annotations

import asyncio
import math
import os
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field, replace

from tipgraph.web.server.jobs import Problem

__all__ = ["ConcurrencyLimit", "FairQueue", "Limits", "busy"]

_PAGE_TIMEOUT = 120.0
"""Seconds for a page. The first page of a large archive also prepares what all pages need."""


def _default_workers() -> int:
    return max(2, min(8, os.cpu_count() or 2))


@dataclass(frozen=True, slots=True)
class Limits:
    """The limits of a server. Sizes are in bytes, times in seconds.

    - ``timeout``: for one query.
    - ``max_results``, ``max_answer``: rows or triples of an answer, and its size.
    - ``max_request``: size of a request's body.
    - ``workers``: queries that run at the same time; ``spare`` more processes replace those that are killed.
    - ``waiting``: queries that may wait for a worker; ``per_client``: running and waiting queries of one
      address.
    - ``memory``: of one worker process; ``cache``: of all answers that are kept.
    - ``receiving``, ``sending``: for a request to arrive, and for an answer to be taken.
    - ``unfinished``: connections whose request head has not arrived, and as many whose body has not;
      ``unsent``: size of the answers that clients have yet to take. Above these limits the server closes the
      oldest connections.
    """

    timeout: float = 30.0
    max_results: int = 100_000
    workers: int = field(default_factory=_default_workers)
    spare: int = 1
    waiting: int = 64
    per_client: int = 48
    max_answer: int = 64 << 20
    max_request: int = 1 << 20
    memory: int = 2 << 30
    cache: int = 64 << 20
    receiving: float = 15.0
    sending: float = 300.0
    unsent: int = 256 << 20
    unfinished: int = 256

    def for_pages(self) -> Limits:
        """Return the limits of the process that makes pages. Their cost is known, so they get more of all."""
        timeout = max(self.timeout, _PAGE_TIMEOUT)
        return replace(self, timeout=timeout, workers=1, spare=0, memory=2 * self.memory)


def busy(status: int, title: str, limits: Limits) -> Problem:
    """Return the problem of a client that must come back when some of the queries have ended."""
    seconds = str(max(1, math.ceil(limits.timeout / 4)))
    return Problem(status, title, "ask again later", headers={"Retry-After": seconds})


class ConcurrencyLimit:
    """Limits how many requests are answered or wait at a time, for each client and in all."""

    def __init__(self, limits: Limits) -> None:
        self._limits = limits
        self._clients: Counter[str] = Counter()

    @contextmanager
    def admit(self, client: str) -> Iterator[None]:
        """Count a request of a client for the time of the block.

        Raises Problem: 429 if the client has too many requests, 503 if all clients together have.
        """
        if self._clients[client] >= self._limits.per_client:
            raise busy(429, "too many of your queries are being answered", self._limits)
        if self._clients.total() >= self._limits.workers + self._limits.waiting:
            raise busy(503, "too many queries are being answered", self._limits)
        self._clients[client] += 1
        try:
            yield
        finally:
            _decrement(self._clients, client)


class FairQueue:
    """Lets a number of queries run at a time.

    The next one is of the client with the fewest running queries, and of these the one that waits longest.
    So a client that asks a lot waits for its own queries, and others do not.
    """

    def __init__(self, size: int) -> None:
        self._free = size
        self._running: Counter[str] = Counter()
        self._waiting: list[tuple[str, asyncio.Future[None]]] = []

    async def acquire(self, client: str, seconds: float) -> None:
        """Wait until a client may run a query, which must `release` its place.

        Raises TimeoutError after that many seconds.
        """
        if self._free:
            self._free -= 1
            self._running[client] += 1
            return
        loop = asyncio.get_running_loop()
        entry = client, loop.create_future()
        self._waiting.append(entry)
        # A timer, because a timeout that cancels could lose a place that is given at the same moment.
        timer = loop.call_later(seconds, self._expire, entry)
        try:
            await entry[1]
        except asyncio.CancelledError:
            if entry in self._waiting:
                self._waiting.remove(entry)
            else:
                self.release(client)  # it got its place while it was being cancelled
            raise
        finally:
            timer.cancel()

    def _expire(self, entry: tuple[str, asyncio.Future[None]]) -> None:
        if entry in self._waiting:
            self._waiting.remove(entry)
            entry[1].set_exception(TimeoutError())

    def release(self, client: str) -> None:
        """Give a client's place to the next in the queue."""
        _decrement(self._running, client)
        if not self._waiting:
            self._free += 1
            return
        entry = min(self._waiting, key=lambda each: self._running[each[0]])
        self._waiting.remove(entry)
        self._running[entry[0]] += 1
        entry[1].set_result(None)


def _decrement(counter: Counter[str], client: str) -> None:
    counter[client] -= 1
    if not counter[client]:
        del counter[client]

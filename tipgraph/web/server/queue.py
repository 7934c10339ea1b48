"""Whose turn it is: a client that asks much waits for its own questions, not others for them.

How many may be asking at a time, in all and from one address.
"""

from __future__ import annotations

import asyncio
import math
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager

from tipgraph.web.server.limits import Limits
from tipgraph.web.server.problem import Problem

__all__ = ["Turns", "Turnstile", "busy"]


class Turns:
    """A number of turns at a time; the next is of the client that has the fewest, and waits longest."""

    def __init__(self, number: int) -> None:
        self._free = number
        self._running: Counter[str] = Counter()
        self._waiting: list[tuple[str, asyncio.Future[None]]] = []

    async def wait(self, client: str, seconds: float) -> None:
        """Wait for a client's turn, which it has to `end`; raises TimeoutError when it does not come in time.

        The time runs out by a timer, not by cancelling: a turn that comes just then would be lost.
        """
        if self._free:
            self._free -= 1
            self._running[client] += 1
            return
        loop = asyncio.get_running_loop()
        waiting = client, loop.create_future()
        self._waiting.append(waiting)
        timer = loop.call_later(seconds, self._expire, waiting)
        try:
            await waiting[1]
        except asyncio.CancelledError:
            if waiting in self._waiting:
                self._waiting.remove(waiting)
            else:
                self.end(client)  # its turn came as it left
            raise
        finally:
            timer.cancel()

    def _expire(self, waiting: tuple[str, asyncio.Future[None]]) -> None:
        if waiting in self._waiting:
            self._waiting.remove(waiting)
            waiting[1].set_exception(TimeoutError())

    def end(self, client: str) -> None:
        """End a client's turn, and begin the next."""
        self._running[client] -= 1
        if not self._running[client]:
            del self._running[client]
        if not self._waiting:
            self._free += 1
            return
        found = min(self._waiting, key=lambda each: self._running[each[0]])
        self._waiting.remove(found)
        self._running[found[0]] += 1
        found[1].set_result(None)


def busy(status: int, title: str, limits: Limits) -> Problem:
    """Return the problem of who is to come again; by then, some queries have ended one way or the other."""
    seconds = str(max(1, math.ceil(limits.timeout / 4)))
    return Problem(status, title, "ask again later", headers={"Retry-After": seconds})


class Turnstile:
    """Lets so many in as can be answered in time."""

    def __init__(self, limits: Limits) -> None:
        self._limits = limits
        self._clients: Counter[str] = Counter()

    @contextmanager
    def passed(self, client: str) -> Iterator[None]:
        """Let a client in for the time of the block.

        Raises Problem: 429 where the client has too many questions already, 503 where all together have.
        """
        if self._clients[client] >= self._limits.of_one_client:
            raise busy(429, "too many questions of yours are being answered", self._limits)
        if self._clients.total() >= self._limits.workers + self._limits.waiting:
            raise busy(503, "too many questions are being answered", self._limits)
        self._clients[client] += 1
        try:
            yield
        finally:
            self._clients[client] -= 1
            if not self._clients[client]:
                del self._clients[client]

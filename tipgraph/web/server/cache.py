"""Jobs under way, and answers that were given: what many ask at once is done once."""

from __future__ import annotations

import asyncio
from collections import OrderedDict
from dataclasses import dataclass

from tipgraph.web.server.job import Job, Reply
from tipgraph.web.server.queue import Turnstile
from tipgraph.web.server.workers import Pool

__all__ = ["Cache", "Flights"]

_GRACE = 0.5
"""Seconds that a job whose askers are gone may still run: ending a process costs more than a quick answer."""


class Cache:
    """The answers used last, up to a number of bytes. A store that is only read has no other answers."""

    def __init__(self, limit: int) -> None:
        self._limit = limit
        self._size = 0
        self._replies: OrderedDict[Job, Reply] = OrderedDict()

    def get(self, job: Job) -> Reply | None:
        """Return the answer to a job, if it is still there."""
        if job not in self._replies:
            return None
        self._replies.move_to_end(job)
        return self._replies[job]

    def put(self, job: Job, reply: Reply) -> None:
        """Keep an answer; one that is a good part of all the room is not worth it."""
        if not reply.lasting or len(reply.body) > self._limit // 16 or job in self._replies:
            return
        self._replies[job] = reply
        self._size += self._weight(job, reply)
        while self._size > self._limit:
            self._size -= self._weight(*self._replies.popitem(last=False))

    @staticmethod
    def _weight(job: Job, reply: Reply) -> int:
        return len(reply.body) + len(repr(job))


@dataclass
class _Flight:
    """A job under way, and how many wait for it."""

    task: asyncio.Task[Reply]
    asking: int = 0

    def abandon(self) -> None:
        """End the job if nobody waits for it any more."""
        if not self.asking:
            self.task.cancel()


class Flights:
    """Has jobs done by a pool, each once however many ask for it, until the last of them is gone."""

    def __init__(self, pool: Pool, cache: Cache, turnstile: Turnstile) -> None:
        self._pool = pool
        self._cache = cache
        self._turnstile = turnstile
        self._under_way: dict[Job, _Flight] = {}

    async def reply(self, job: Job, client: str) -> Reply:
        """Return the answer to a job of a client's; raises Problem as `Turnstile` and `Pool.run` do."""
        known = self._cache.get(job)
        if known is not None:
            return known
        with self._turnstile.passed(client):
            return await self._flown(job, client)

    def prepare(self, job: Job) -> None:
        """Have a job done before anyone asks, for what it leaves worked out in a worker.

        It is not given up when one who asked for it too is gone.
        """
        flight = self._under_way.get(job) or self._begun(job, "")
        flight.asking += 1

    async def ended(self) -> None:
        """Wait until no job is under way."""
        while self._under_way:
            await asyncio.wait([flight.task for flight in self._under_way.values()])

    def give_up(self) -> None:
        """End all jobs that are under way."""
        for flight in self._under_way.values():
            flight.task.cancel()

    async def _flown(self, job: Job, client: str) -> Reply:
        flight = self._under_way.get(job) or self._begun(job, client)
        flight.asking += 1
        try:
            reply = await asyncio.shield(flight.task)
        finally:
            flight.asking -= 1
            if not flight.asking and not flight.task.done():
                asyncio.get_running_loop().call_later(_GRACE, flight.abandon)
        self._cache.put(job, reply)
        return reply

    def _begun(self, job: Job, client: str) -> _Flight:
        flight = self._under_way[job] = _Flight(asyncio.create_task(self._pool.run(job, client)))
        flight.task.add_done_callback(lambda task: self._ended(job, task))
        return flight

    def _ended(self, job: Job, task: asyncio.Task[Reply]) -> None:
        del self._under_way[job]
        if not task.cancelled():
            task.exception()  # is told to whoever waits; where nobody does, asyncio would complain

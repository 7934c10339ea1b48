"""The cache of answers, and request coalescing: what many clients ask at the same time is done once."""

from __future__ import annotations

import asyncio
from dataclasses import dataclass

from cachetools import LRUCache

from tipgraph.web.server.jobs import Job, Reply
from tipgraph.web.server.limits import ConcurrencyLimit
from tipgraph.web.server.workers import WorkerPool

__all__ = ["Coalescer", "ReplyCache"]

_GRACE = 0.5
"""Seconds that a job runs on after its last client has left: killing a worker costs more than a short job."""


class ReplyCache:
    """The replies used last, up to a number of bytes of jobs and replies together."""

    def __init__(self, size: int) -> None:
        self._largest = size // 16
        self._replies: LRUCache[Job, tuple[Job, Reply]] = LRUCache(size, getsizeof=_size)

    def get(self, job: Job) -> Reply | None:
        """Return the reply to a job, or None if it is not in the cache."""
        entry = self._replies.get(job)
        return entry[1] if entry else None

    def put(self, job: Job, reply: Reply) -> None:
        """Keep a reply, unless it may change at any time or would take too much of the cache."""
        if (
            reply.cacheable
            and len(reply.body) <= self._largest
            and _size((job, reply)) <= self._replies.maxsize
        ):
            self._replies[job] = (job, reply)


def _size(entry: tuple[Job, Reply]) -> int:
    job, reply = entry
    return len(repr(job)) + len(reply.body)


@dataclass
class _Running:
    """A job that is running, and the number of clients that wait for it."""

    task: asyncio.Task[Reply]
    waiting: int = 0

    def cancel_if_unwanted(self) -> None:
        """Cancel the job if no client waits for it."""
        if not self.waiting:
            self.task.cancel()


class Coalescer:
    """Runs each job once for all clients that ask for it, until the last of them has gone."""

    def __init__(self, pool: WorkerPool, cache: ReplyCache, limit: ConcurrencyLimit) -> None:
        self._pool = pool
        self._cache = cache
        self._limit = limit
        self._running: dict[Job, _Running] = {}

    async def reply(self, job: Job, client: str) -> Reply:
        """Return the reply to a client's job.

        Raises Problem as `ConcurrencyLimit.admit` and `WorkerPool.run` do.
        """
        if (cached := self._cache.get(job)) is not None:
            return cached
        with self._limit.admit(client):
            return await self._wait_for(job, client)

    def prepare(self, job: Job) -> None:
        """Run a job before a client asks for it. It is not cancelled when a client that waits for it goes."""
        running = self._running.get(job) or self._start(job, "")
        running.waiting += 1

    async def drain(self) -> None:
        """Wait until no job is running."""
        while self._running:
            await asyncio.wait([running.task for running in self._running.values()])

    def cancel(self) -> None:
        """Cancel all running jobs."""
        for running in self._running.values():
            running.task.cancel()

    async def _wait_for(self, job: Job, client: str) -> Reply:
        running = self._running.get(job) or self._start(job, client)
        running.waiting += 1
        try:
            reply = await asyncio.shield(running.task)
        finally:
            running.waiting -= 1
            if not running.waiting and not running.task.done():
                asyncio.get_running_loop().call_later(_GRACE, running.cancel_if_unwanted)
        self._cache.put(job, reply)
        return reply

    def _start(self, job: Job, client: str) -> _Running:
        running = self._running[job] = _Running(asyncio.create_task(self._pool.run(job, client)))
        running.task.add_done_callback(lambda task: self._end(job, task))
        return running

    def _end(self, job: Job, task: asyncio.Task[Reply]) -> None:
        del self._running[job]
        if not task.cancelled():
            task.exception()  # the waiting clients get it; if there are none, asyncio would log it

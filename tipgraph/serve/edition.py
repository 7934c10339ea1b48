"""A graph as it is at a time, with the processes that answer from it and the answers that they gave."""

from __future__ import annotations

import asyncio
from pathlib import Path

from tipgraph.serve.flights import Cache, Flights
from tipgraph.serve.front import Front
from tipgraph.serve.job import Document, Job, Question, Reply, Task
from tipgraph.serve.limits import Limits
from tipgraph.serve.pool import Pool
from tipgraph.serve.state import state
from tipgraph.serve.turnstile import Turnstile

__all__ = ["Edition"]

_FIRST = Document("")


class Edition:
    """Answers from a store's folder in the state that it is in; raises OSError where there is none."""

    def __init__(self, store: Path, limits: Limits, front: Front) -> None:
        self.store = store
        self.is_over = False
        now = state(store)
        # Those who read pages are not to wait for those who query.
        self._pools = [Pool(Task(store, now, each, front)) for each in (limits, limits.of_pages())]
        cache = Cache(limits.cache)
        self._queries, self._pages = (Flights(pool, cache, Turnstile(limits)) for pool in self._pools)

    async def start(self) -> None:
        """Start the processes; raises TipgraphError where they do not."""
        await asyncio.gather(*(pool.start() for pool in self._pools))

    async def stop(self) -> None:
        """End the processes, and give up what they were to answer."""
        await asyncio.gather(*(pool.stop() for pool in self._pools))
        for flights in (self._queries, self._pages):
            flights.give_up()

    async def reply(self, job: Job, client: str) -> Reply:
        """Return the answer to a job of a client's; raises Problem."""
        flights = self._queries if isinstance(job, Question) else self._pages
        return await flights.reply(job, client)

    def prepare(self) -> None:
        """Have worked out what all pages need, before anyone asks for one."""
        self._pages.prepare(_FIRST)

    async def prepared(self) -> None:
        """Wait until that is done; raises Problem where it cannot be."""
        await self._pages.reply(_FIRST, "")

    async def ended(self) -> None:
        """Wait until all is answered that was asked."""
        await asyncio.gather(self._queries.ended(), self._pages.ended())

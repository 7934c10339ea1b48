"""Jobs that several ask for."""

from __future__ import annotations

import asyncio
from pathlib import Path

import pytest

from tipgraph.web.server import cache
from tipgraph.web.server.cache import Cache, Flights
from tipgraph.web.server.front import Front
from tipgraph.web.server.job import Document, Job, Reply, Task
from tipgraph.web.server.limits import Limits
from tipgraph.web.server.queue import Turnstile
from tipgraph.web.server.workers import Pool

LIMITS = Limits(workers=1)
JOB, REPLY = Document("countries"), Reply("text/html", b"a page")


class Slow(Pool):
    """Answers when it is told to."""

    def __init__(self) -> None:
        super().__init__(Task(Path(), (), LIMITS, Front()))
        self.answer = asyncio.Event()
        self.begun = self.cancelled = 0

    async def run(self, job: Job, client: str) -> Reply:  # noqa: ARG002 - as a pool has
        self.begun += 1
        try:
            await self.answer.wait()
        except asyncio.CancelledError:
            self.cancelled += 1
            raise
        return REPLY


async def visited_and_left(found: Flights) -> None:
    """Let one ask and be gone, and wait until all is done that comes of it."""
    visitor = asyncio.create_task(found.reply(JOB, "a"))
    await asyncio.sleep(0)
    visitor.cancel()
    await asyncio.gather(visitor, return_exceptions=True)
    later = asyncio.Event()
    asyncio.get_running_loop().call_later(0, later.set)
    await later.wait()
    await asyncio.sleep(0)


@pytest.fixture(autouse=True)
def no_grace(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(cache, "_GRACE", 0)


def test_who_leaves_takes_the_job_along() -> None:
    async def main() -> int:
        pool = Slow()
        await visited_and_left(Flights(pool, Cache(1000), Turnstile(LIMITS)))
        return pool.cancelled

    assert asyncio.run(main()) == 1


def test_who_leaves_does_not_take_along_what_was_being_prepared() -> None:
    async def main() -> tuple[Reply, int, int]:
        pool = Slow()
        found = Flights(pool, Cache(1000), Turnstile(LIMITS))
        found.prepare(JOB)
        await visited_and_left(found)
        pool.answer.set()
        return await found.reply(JOB, "b"), pool.begun, pool.cancelled

    assert asyncio.run(main()) == (REPLY, 1, 0)

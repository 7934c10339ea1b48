"""Jobs that several clients ask for, and how many may ask."""

from __future__ import annotations

import asyncio
from collections import Counter
from pathlib import Path

import pytest

from tipgraph.web.server import cache
from tipgraph.web.server.cache import Coalescer, ReplyCache
from tipgraph.web.server.http import PublicURL
from tipgraph.web.server.jobs import Job, PageJob, Problem, QueryJob, Reply
from tipgraph.web.server.limits import ConcurrencyLimit, Limits
from tipgraph.web.server.workers import WorkerPool, WorkerSettings

LIMITS = Limits(workers=1)
JOB, REPLY = PageJob("countries"), Reply("text/html", b"a page")


class SlowPool(WorkerPool):
    """Answers when `may_answer` is set."""

    def __init__(self) -> None:
        super().__init__(WorkerSettings(Path(), (), LIMITS, PublicURL(), Path()))
        self.may_answer = asyncio.Event()
        self.started = self.cancelled = 0

    async def run(self, job: Job, client: str) -> Reply:  # noqa: ARG002 - as a pool has
        self.started += 1
        try:
            await self.may_answer.wait()
        except asyncio.CancelledError:
            self.cancelled += 1
            raise
        return REPLY


def coalescer(pool: SlowPool) -> Coalescer:
    return Coalescer(pool, ReplyCache(1000), ConcurrencyLimit(LIMITS))


async def ask_and_leave(found: Coalescer) -> None:
    """Ask as one client, leave, and wait until all consequences have happened."""
    client = asyncio.create_task(found.reply(JOB, "a"))
    await asyncio.sleep(0)
    client.cancel()
    await asyncio.gather(client, return_exceptions=True)
    later = asyncio.Event()
    asyncio.get_running_loop().call_later(0, later.set)
    await later.wait()
    await asyncio.sleep(0)


@pytest.fixture(autouse=True)
def no_grace(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(cache, "_GRACE", 0)


def test_a_job_ends_when_its_last_client_leaves() -> None:
    async def main() -> int:
        pool = SlowPool()
        await ask_and_leave(coalescer(pool))
        return pool.cancelled

    assert asyncio.run(main()) == 1


def test_a_prepared_job_goes_on_when_a_client_leaves() -> None:
    async def main() -> tuple[Reply, int, int]:
        pool = SlowPool()
        found = coalescer(pool)
        found.prepare(JOB)
        await ask_and_leave(found)
        pool.may_answer.set()
        return await found.reply(JOB, "b"), pool.started, pool.cancelled

    assert asyncio.run(main()) == (REPLY, 1, 0)


def test_what_many_clients_ask_at_once_is_done_once() -> None:
    async def main() -> tuple[set[Reply], int]:
        pool = SlowPool()
        found = coalescer(pool)
        clients = [asyncio.create_task(found.reply(JOB, str(number))) for number in range(16)]
        await asyncio.sleep(0)
        pool.may_answer.set()
        return set(await asyncio.gather(*clients)), pool.started

    assert asyncio.run(main()) == ({REPLY}, 1)


@pytest.mark.parametrize(
    ("clients", "refused"),
    [(1, {429: 80 - LIMITS.per_client}), (40, {503: 80 - LIMITS.workers - LIMITS.waiting})],
    ids=["one client", "many clients"],
)
def test_queries_above_the_limits_are_refused_until_later(clients: int, refused: dict[int, int]) -> None:
    async def main() -> list[Reply | BaseException]:
        pool = SlowPool()
        found = coalescer(pool)
        jobs = [QueryJob(f"ASK {{}} # {number}") for number in range(80)]
        asked = [
            asyncio.create_task(found.reply(job, str(number % clients))) for number, job in enumerate(jobs)
        ]
        await asyncio.sleep(0)
        pool.may_answer.set()
        return await asyncio.gather(*asked, return_exceptions=True)

    problems = [each for each in asyncio.run(main()) if isinstance(each, Problem)]
    assert Counter(problem.status for problem in problems) == refused
    assert all(int(problem.headers["Retry-After"]) >= 1 for problem in problems)


def test_a_cache_counts_the_bytes_of_jobs_and_replies() -> None:
    found = ReplyCache(4000)
    first, second = QueryJob("ASK { # 1" + "x" * 1950), QueryJob("ASK { # 2" + "x" * 1950)
    reply = Reply("text/plain", b"true")
    found.put(first, reply)
    assert found.get(first) == reply
    found.put(second, reply)
    assert (found.get(first), found.get(second)) == (None, reply)


@pytest.mark.parametrize(
    ("job", "reply"),
    [
        (JOB, Reply("text/plain", b"x" * 251)),
        (JOB, Reply("text/plain", b"", cacheable=False)),
        (QueryJob("x" * 4000), Reply("text/plain", b"")),
    ],
    ids=["a large reply", "a reply that may change", "a large job"],
)
def test_what_a_cache_does_not_keep(job: Job, reply: Reply) -> None:
    found = ReplyCache(4000)
    found.put(job, reply)
    assert found.get(job) is None

"""Which client's query runs next."""

from __future__ import annotations

import asyncio

import pytest

from tipgraph.web.server.limits import FairQueue


async def run(queue: FairQueue, client: str, done: list[str]) -> None:
    await queue.acquire(client, 10)
    try:
        await asyncio.sleep(0)
        done.append(client)
    finally:
        queue.release(client)


def test_a_client_that_asks_little_does_not_wait_for_one_that_asks_much() -> None:
    async def main() -> list[str]:
        queue, done = FairQueue(2), list[str]()
        await asyncio.gather(*(run(queue, client, done) for client in "aaaaaabc"))
        return done

    assert {"b", "c"} <= set(asyncio.run(main())[:5])


def test_a_client_that_leaves_keeps_no_place() -> None:
    async def main() -> list[str]:
        queue, done = FairQueue(1), list[str]()
        first = asyncio.create_task(run(queue, "a", done))
        await asyncio.sleep(0)
        leaving = [asyncio.create_task(run(queue, "b", done)) for _ in range(3)]
        await first  # the first waiting query runs now
        for task in leaving:
            task.cancel()
        await asyncio.gather(*leaving, return_exceptions=True)
        await asyncio.gather(*(run(queue, client, done) for client in "cd"))
        return done

    assert asyncio.run(main())[-2:] == ["c", "d"]


def test_a_client_that_waits_too_long_keeps_no_place() -> None:
    async def main() -> None:
        queue = FairQueue(1)
        await queue.acquire("a", 1)
        with pytest.raises(TimeoutError):
            await queue.acquire("b", 0.01)
        queue.release("a")
        await queue.acquire("c", 0.01)

    asyncio.run(main())

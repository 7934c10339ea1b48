"""Whose turn it is."""

from __future__ import annotations

import asyncio

import pytest

from tipgraph.web.server.queue import Turns


async def worked(turns: Turns, client: str, done: list[str]) -> None:
    await turns.wait(client, 10)
    try:
        await asyncio.sleep(0)
        done.append(client)
    finally:
        turns.end(client)


def test_who_asks_little_does_not_wait_for_who_asks_much() -> None:
    async def main() -> list[str]:
        turns, done = Turns(2), list[str]()
        await asyncio.gather(*(worked(turns, client, done) for client in "aaaaaabc"))
        return done

    assert {"b", "c"} <= set(asyncio.run(main())[:5])


def test_who_leaves_takes_no_turn_along() -> None:
    async def main() -> list[str]:
        turns, done = Turns(1), list[str]()
        first = asyncio.create_task(worked(turns, "a", done))
        await asyncio.sleep(0)
        leaving = [asyncio.create_task(worked(turns, "b", done)) for _ in range(3)]
        await first  # the first of those that wait has its turn now
        for task in leaving:
            task.cancel()
        await asyncio.gather(*leaving, return_exceptions=True)
        await asyncio.gather(*(worked(turns, client, done) for client in "cd"))
        return done

    assert asyncio.run(main())[-2:] == ["c", "d"]


def test_who_waits_too_long_takes_no_turn() -> None:
    async def main() -> None:
        turns = Turns(1)
        await turns.wait("a", 1)
        with pytest.raises(TimeoutError):
            await turns.wait("b", 0.01)
        turns.end("a")
        await turns.wait("c", 0.01)

    asyncio.run(main())

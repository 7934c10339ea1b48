"""Editions that take the place of others, without processes."""

from __future__ import annotations

import asyncio
from pathlib import Path

import pytest

from tipgraph.web.server import snapshots
from tipgraph.web.server.front import Front
from tipgraph.web.server.job import Document, Job, Reply
from tipgraph.web.server.limits import Limits
from tipgraph.web.server.problem import Problem
from tipgraph.web.server.snapshots import Edition, Editions
from tipgraph.web.server.source import Source

JOB = Document("countries")
PATIENCE = 30


class Numbered(Source):
    """A graph that has changed each time, in folders that have numbers; or what is raised for it."""

    def __init__(self, copies: Path, *found: Exception | None) -> None:
        super().__init__("https://example.org/sparql", copies)
        self.found = list(found)
        self.number = self.read = self.refused = 0
        self.gate: asyncio.Semaphore | None = None
        self.take(copies / "0")

    def is_gone(self) -> bool:
        return True

    def refuse(self) -> None:
        self.refused += 1

    async def renewed(self) -> Path | None:
        self.read += 1
        number = self.number  # as it was when the reading began
        if self.gate is not None:
            await self.gate.acquire()
        error = self.found.pop(0) if self.found else None
        if error is not None:
            raise error
        return None if str(number) == self.folder.name else self.folder.with_name(str(number))


class Instant(Edition):
    """Answers with the number of its folder; the first one is broken."""

    first_page: Problem | None = None
    broken = "0"

    def __init__(self, store: Path, limits: Limits, front: Front) -> None:  # noqa: ARG002 - as an edition has
        self.store = store
        self.is_over = False

    async def start(self) -> None:
        pass

    async def stop(self) -> None:
        pass

    def prepare(self) -> None:
        pass

    async def prepared(self) -> None:
        if self.first_page is not None:
            raise self.first_page

    async def ended(self) -> None:
        pass

    async def reply(self, job: Job, client: str) -> Reply:  # noqa: ARG002 - as an edition has
        if self.store.name == self.broken:
            raise Problem(500, "the store has made place for another")
        return Reply("text/plain", self.store.name.encode())


@pytest.fixture(autouse=True)
def instant(monkeypatch: pytest.MonkeyPatch) -> type[Instant]:
    class Fresh(Instant):
        pass

    monkeypatch.setattr(snapshots, "Edition", Fresh)
    return Fresh


def lost(_: str) -> None:
    raise BrokenPipeError


def made(source: Source, complaints: list[str] | None = None) -> Editions:
    told = lost if complaints is None else complaints.append
    return Editions(source, Limits(), Front(), None, lost, told)


async def asked(found: Editions) -> bytes:
    async with asyncio.timeout(PATIENCE):
        return (await found.reply(JOB, "a")).body


@pytest.mark.parametrize("status", [503, 504])
def test_a_first_page_that_is_slow_is_no_obstacle(
    instant: type[Instant], tmp_path: Path, status: int
) -> None:
    async def main() -> None:
        source, instant.first_page = Numbered(tmp_path), Problem(status, "too slow")
        source.number = 1
        found = made(source)
        await found.start()
        assert await asked(found) == b"1"
        assert not source.refused
        await found.stop()

    asyncio.run(main())


def test_a_first_page_that_cannot_be_made_is_one(instant: type[Instant], tmp_path: Path) -> None:
    async def main() -> None:
        source, instant.first_page = Numbered(tmp_path), Problem(500, "the server made a mistake")
        source.number = 1
        found = made(source)
        await found.start()
        with pytest.raises(Problem, match="made place"):
            await asked(found)
        assert source.refused == 1
        await found.stop()

    asyncio.run(main())


def test_a_look_that_began_before_is_not_waited_for_alone(tmp_path: Path) -> None:
    async def main() -> None:
        source = Numbered(tmp_path)
        source.gate = asyncio.Semaphore(0)
        found = made(source)
        await found.start()
        first = asyncio.create_task(asked(found))
        while not source.read:
            await asyncio.sleep(0)
        source.number = 1
        second = asyncio.create_task(asked(found))
        await asyncio.sleep(0)
        source.gate.release()
        with pytest.raises(Problem, match="made place"):
            await first
        source.gate.release()
        assert await second == b"1"
        await found.stop()

    asyncio.run(main())


@pytest.mark.parametrize("error", [KeyError("unforeseen"), MemoryError(), BrokenPipeError()])
def test_nothing_ends_the_watch(tmp_path: Path, error: Exception) -> None:
    """Also where nobody can be told, as standard error was closed."""

    async def main() -> None:
        source = Numbered(tmp_path, error)
        source.number = 1
        found = made(source)
        await found.start()
        with pytest.raises(Problem, match="made place"):
            await asked(found)
        assert await asked(found) == b"1"
        await found.stop()

    asyncio.run(main())


def test_what_was_not_foreseen_is_told(tmp_path: Path) -> None:
    async def main() -> list[str]:
        complaints: list[str] = []
        found = made(Numbered(tmp_path, MemoryError()), complaints)
        await found.start()
        with pytest.raises(Problem, match="made place"):
            await asked(found)
        await found.stop()
        return complaints

    told = asyncio.run(main())
    assert told == ["https://example.org/sparql has changed, but cannot be read as it is now: MemoryError"]

"""Snapshots that replace others, without processes."""

from __future__ import annotations

import asyncio
from pathlib import Path

import pytest

from tipgraph.web.server import snapshots
from tipgraph.web.server.http import PublicURL
from tipgraph.web.server.jobs import Job, PageJob, Problem, Reply
from tipgraph.web.server.limits import Limits
from tipgraph.web.server.snapshots import Snapshot, Snapshots, Source

JOB = PageJob("countries")
PATIENCE = 30


class Numbered(Source):
    """A graph whose copies have numbers, and that raises errors when it is read."""

    def __init__(self, copies: Path, *errors: Exception | None) -> None:
        super().__init__("https://example.org/sparql", copies)
        self.errors = list(errors)
        self.number = self.read = self.rejected = 0
        self.gate: asyncio.Semaphore | None = None
        self.accept(copies / "0")

    def is_replaced(self) -> bool:
        return True

    def reject(self) -> None:
        self.rejected += 1

    async def refresh(self) -> Path | None:
        self.read += 1
        number = self.number  # the state when reading began
        if self.gate is not None:
            await self.gate.acquire()
        error = self.errors.pop(0) if self.errors else None
        if error is not None:
            raise error
        return None if str(number) == self.folder.name else self.folder.with_name(str(number))


class Instant(Snapshot):
    """Answers with the number of its folder; the first one is broken."""

    first_page: Problem | None = None
    broken = "0"

    def __init__(self, store: Path, *_: object) -> None:
        self.store = store
        self.is_replaced = self.is_started = False

    async def start(self) -> None:
        self.is_started = True

    async def stop(self) -> None:
        pass

    def prepare(self) -> None:
        pass

    async def prepared(self) -> None:
        if self.first_page is not None:
            raise self.first_page

    async def drain(self) -> None:
        pass

    async def reply(self, job: Job, client: str) -> Reply:  # noqa: ARG002 - as a snapshot has
        assert self.is_started
        if self.store.name == self.broken:
            raise Problem(500, "the store has been replaced by another")
        return Reply("text/plain", self.store.name.encode())


@pytest.fixture(autouse=True)
def instant(monkeypatch: pytest.MonkeyPatch) -> type[Instant]:
    class Fresh(Instant):
        pass

    monkeypatch.setattr(snapshots, "Snapshot", Fresh)
    return Fresh


def fail(_: str) -> None:
    raise BrokenPipeError


def snapshots_of(source: Source, warnings: list[str] | None = None) -> Snapshots:
    warn = fail if warnings is None else warnings.append
    return Snapshots(source, Limits(), PublicURL(), None, fail, warn)


async def ask(found: Snapshots) -> bytes:
    async with asyncio.timeout(PATIENCE):
        return (await found.reply(JOB, "a")).body


@pytest.mark.parametrize("status", [503, 504])
def test_a_snapshot_with_a_slow_first_page_is_served(
    instant: type[Instant], tmp_path: Path, status: int
) -> None:
    async def main() -> None:
        source, instant.first_page = Numbered(tmp_path), Problem(status, "too slow")
        source.number = 1
        found = snapshots_of(source)
        await found.start()
        assert await ask(found) == b"1"
        assert not source.rejected
        await found.stop()

    asyncio.run(main())


def test_a_snapshot_without_a_first_page_is_not_served(instant: type[Instant], tmp_path: Path) -> None:
    async def main() -> None:
        source, instant.first_page = Numbered(tmp_path), Problem(500, "the server made a mistake")
        source.number = 1
        found = snapshots_of(source)
        await found.start()
        with pytest.raises(Problem, match="replaced"):
            await ask(found)
        assert source.rejected == 1
        await found.stop()

    asyncio.run(main())


def test_a_job_waits_for_a_check_that_begins_after_it_failed(tmp_path: Path) -> None:
    async def main() -> None:
        source = Numbered(tmp_path)
        source.gate = asyncio.Semaphore(0)
        found = snapshots_of(source)
        await found.start()
        first = asyncio.create_task(ask(found))
        while not source.read:
            await asyncio.sleep(0)
        source.number = 1
        second = asyncio.create_task(ask(found))
        await asyncio.sleep(0)
        source.gate.release()
        with pytest.raises(Problem, match="replaced"):
            await first
        source.gate.release()
        assert await second == b"1"
        await found.stop()

    asyncio.run(main())


@pytest.mark.parametrize("error", [KeyError("unforeseen"), MemoryError(), BrokenPipeError()])
def test_no_error_ends_the_watch(tmp_path: Path, error: Exception) -> None:
    """Also if standard error is closed and no warning can be printed."""

    async def main() -> None:
        source = Numbered(tmp_path, error)
        source.number = 1
        found = snapshots_of(source)
        await found.start()
        with pytest.raises(Problem, match="replaced"):
            await ask(found)
        assert await ask(found) == b"1"
        await found.stop()

    asyncio.run(main())


def test_an_unexpected_error_is_a_warning(tmp_path: Path) -> None:
    async def main() -> list[str]:
        warnings: list[str] = []
        found = snapshots_of(Numbered(tmp_path, MemoryError()), warnings)
        await found.start()
        with pytest.raises(Problem, match="replaced"):
            await ask(found)
        await found.stop()
        return warnings

    warnings = asyncio.run(main())
    assert warnings == [
        "https://example.org/sparql has changed and cannot be read; the old graph is served: MemoryError"
    ]

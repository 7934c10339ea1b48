"""A graph as it is at a time, with the processes that answer from it and the answers that they gave.

The edition that answers, and the one that takes its place when the graph has changed.
"""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Coroutine
from contextlib import suppress
from pathlib import Path

from tipgraph.web.server.cache import Cache, Flights
from tipgraph.web.server.front import Front
from tipgraph.web.server.job import Document, Job, Question, Reply, Task
from tipgraph.web.server.limits import Limits
from tipgraph.web.server.problem import Problem
from tipgraph.web.server.queue import Turnstile
from tipgraph.web.server.source import Source
from tipgraph.web.server.state import state
from tipgraph.web.server.workers import Pool

__all__ = ["Edition", "Editions", "Say"]

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


Say = Callable[[str], None]

_LOOK = 2.0
"""Seconds after which a file or folder is looked at again: no more than its state is asked for."""

_SLOW = (503, 504)
"""What comes of a machine that is busy: a page may be made the next time."""

_BROKEN = (422, 500, 504)
"""What may come of a store whose files are gone: a query fails, or never ends and takes all memory."""


def _heard(say: Say) -> Say:
    """Let what is said be lost where nobody hears it any more: standard error may be closed."""

    def said(text: str) -> None:
        with suppress(OSError, ValueError):
            say(text)

    return said


class Editions:
    """Answers from a graph as it is, or was when it could last be read.

    ``refresh`` is after how many seconds it is looked at again, by default two; a server's, which has to
    be copied for that, by default never. ``say`` is told of a change, ``complain`` of what cannot be read.
    """

    def __init__(
        self, source: Source, limits: Limits, front: Front, refresh: float | None, say: Say, complain: Say
    ) -> None:
        self._source = source
        self._limits = limits
        self._front = front
        self._pause = refresh or (None if source.is_remote else _LOOK)
        self._say = _heard(say)
        self._complain = _heard(complain)
        self._told = ""
        self._current = self._edition(source.folder)
        self._wanted, self._looked = asyncio.Event(), asyncio.Event()
        self._tasks: set[asyncio.Task[None]] = set()

    def _edition(self, folder: Path) -> Edition:
        return Edition(folder, self._limits, self._front)

    async def start(self) -> None:
        """Begin to answer; raises TipgraphError where the processes do not start."""
        await self._current.start()
        self._current.prepare()
        self._begin(self._watch())

    async def stop(self) -> None:
        """End all processes."""
        for task in self._tasks:
            task.cancel()
        await asyncio.gather(self._current.stop(), *self._tasks, return_exceptions=True)

    async def reply(self, job: Job, client: str) -> Reply:
        """Return the answer to a job of a client's; raises Problem.

        A store that makes place for another takes files with it that were not opened yet. What fails by
        that, or is found out by its worker, is asked of the next edition.
        """
        while True:
            edition = self._current
            try:
                return await edition.reply(job, client)
            except Problem as problem:
                if problem.status not in _BROKEN or not (edition.is_over or self._source.is_gone()):
                    raise
                if not edition.is_over:
                    await self._look()
                if edition is self._current:
                    raise

    async def _look(self) -> None:
        """Have the graph looked at now, and wait until that is done; a look under way began too early."""
        looked = self._looked
        self._wanted.set()
        await looked.wait()

    async def _watch(self) -> None:
        while True:
            with suppress(TimeoutError):
                async with asyncio.timeout(self._pause):
                    await self._wanted.wait()
            self._wanted.clear()
            looked, self._looked = self._looked, asyncio.Event()
            try:
                await self._renew()
            finally:
                looked.set()

    async def _renew(self) -> None:
        try:
            if (folder := await self._source.renewed()) is not None:
                await self._exchange(folder)
            self._told = ""
        except Exception as error:  # whatever it is, the next change is to be noticed
            trouble = str(error) or type(error).__name__
            self._tell(f"{self._source} has changed, but cannot be read as it is now: {trouble}")

    def _tell(self, trouble: str) -> None:
        """Complain, but not of the same again and again."""
        if trouble != self._told:
            self._told = trouble
            self._complain(trouble)

    async def _exchange(self, folder: Path) -> None:
        """Let an edition from a folder take the place of this one, once it is ready to answer."""
        kept = not self._source.in_place
        made = await self._ready(folder, kept)
        old, self._current = self._current, made
        old.is_over = True
        self._source.take(folder)
        self._begin(self._retire(old, kept))
        self._say(f"{self._source} has changed, and is served as it is now")

    async def _ready(self, folder: Path, kept: bool) -> Edition:
        """Start an edition; where the old one was kept and can answer, that has time for the first page."""
        made = self._edition(folder)
        try:
            await made.start()
            if kept:
                await self._prepared(made)
            else:
                made.prepare()
        except BaseException:
            await made.stop()
            self._source.discard(folder)
            raise
        return made

    async def _prepared(self, made: Edition) -> None:
        """Wait for an edition's first page; raises Problem where it cannot be made."""
        try:
            await made.prepared()
        except Problem as problem:
            if problem.status not in _SLOW:
                self._source.refuse()  # it will not be made if tried again
                raise

    async def _retire(self, edition: Edition, kept: bool) -> None:
        """End an edition: one whose store was kept, when it has answered what it was asked."""
        try:
            if kept:
                await edition.ended()
        finally:
            await edition.stop()
            self._source.discard(edition.store)

    def _begin(self, work: Coroutine[None, None, None]) -> None:
        task = asyncio.create_task(work)
        self._tasks.add(task)  # asyncio itself does not hold on to tasks
        task.add_done_callback(self._tasks.discard)

"""Snapshots of a graph, each with its processes and cache; the next replaces it when the graph changes."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Coroutine
from contextlib import suppress
from pathlib import Path

from tipgraph.errors import TipgraphError
from tipgraph.web.server.cache import Coalescer, ReplyCache
from tipgraph.web.server.jobs import Job, PageJob, Problem, QueryJob, Reply, SearchJob
from tipgraph.web.server.limits import ConcurrencyLimit, Limits, busy
from tipgraph.web.server.publicurl import PublicURL
from tipgraph.web.server.site import write_search_tables
from tipgraph.web.server.source import Source
from tipgraph.web.server.workers import WorkerPool, WorkerSettings, fingerprint, run_in_process

__all__ = ["Notify", "Snapshot", "Snapshots"]

Notify = Callable[[str], None]
"""Is called with a message for the operator of the server."""

_FRONT_PAGE = PageJob("")

_INTERVAL = 2.0
"""Seconds between two checks of a file or folder, which only read its fingerprint."""

_BUSY = (503, 504)
"""Statuses of a busy machine: a page that fails with one of them may succeed the next time."""

_BROKEN = (422, 500, 504)
"""Statuses that a store whose files are gone may cause: a query fails, or never ends and takes all memory."""


class Snapshot:
    """Answers from a store as it is now. Raises OSError if there is none.

    ``tables`` is where the database that searches read is written, before the first search.
    """

    def __init__(self, store: Path, limits: Limits, public: PublicURL, tables: Path) -> None:
        self.store = store
        self.is_replaced = False
        self._tables = tables
        self._limits = limits.for_pages()
        self._writing: asyncio.Task[None] | None = None
        known = fingerprint(store)
        # Readers of pages do not wait for those who send queries.
        self._pools = [
            WorkerPool(WorkerSettings(store, known, each, public, tables)) for each in (limits, self._limits)
        ]
        cache = ReplyCache(limits.cache)
        self._queries, self._pages = (
            Coalescer(pool, cache, ConcurrencyLimit(limits)) for pool in self._pools
        )

    async def start(self) -> None:
        """Start the processes. Raises TipgraphError if they do not start."""
        await asyncio.gather(*(pool.start() for pool in self._pools))

    async def stop(self) -> None:
        """Kill the processes, and cancel their jobs."""
        if self._writing is not None:
            self._writing.cancel()
            await asyncio.gather(self._writing, return_exceptions=True)
        self._tables.unlink(missing_ok=True)
        await asyncio.gather(*(pool.stop() for pool in self._pools))
        for coalescer in (self._queries, self._pages):
            coalescer.cancel()

    async def reply(self, job: Job, client: str) -> Reply:
        """Return the reply to a client's job. Raises Problem."""
        if isinstance(job, SearchJob):
            await self._tables_written()
        coalescer = self._queries if isinstance(job, QueryJob) else self._pages
        return await coalescer.reply(job, client)

    async def _tables_written(self) -> None:
        """Wait until the tables are written, and begin to write them if that was not done."""
        if self._writing is None or (self._writing.done() and not self._tables.exists()):
            self._writing = asyncio.create_task(run_in_process(write_search_tables, self.store, self._tables))
        try:
            async with asyncio.timeout(self._limits.timeout):
                await asyncio.shield(self._writing)  # other clients wait for it too
        except TimeoutError as error:
            raise busy(503, "the index of sentences is being made", self._limits) from error
        except TipgraphError as error:
            raise Problem(500, error.cause, error.remedy) from error

    def prepare(self) -> None:
        """Begin to prepare what all pages need, before a client asks for one."""
        self._pages.prepare(_FRONT_PAGE)

    async def prepared(self) -> None:
        """Wait until that is done. Raises Problem if it fails."""
        await self._pages.reply(_FRONT_PAGE, "")

    async def drain(self) -> None:
        """Wait until all jobs are done."""
        await asyncio.gather(self._queries.drain(), self._pages.drain())


def _ignoring_errors(notify: Notify) -> Notify:
    """Return a function that drops a message which cannot be written: standard error may be closed."""

    def quiet(text: str) -> None:
        with suppress(OSError, ValueError):
            notify(text)

    return quiet


class Snapshots:
    """Answers from the snapshot of a graph that could be read last.

    ``refresh`` is the number of seconds between two checks of the graph: by default two, and for a graph on a
    server, which has to be copied each time, there is none. ``notify`` is called when the graph changes,
    ``warn`` when it cannot be read.
    """

    def __init__(
        self,
        source: Source,
        limits: Limits,
        public: PublicURL,
        refresh: float | None,
        notify: Notify,
        warn: Notify,
    ) -> None:
        self._source = source
        self._limits = limits
        self._public = public
        self._interval = refresh or (None if source.is_remote else _INTERVAL)
        self._notify = _ignoring_errors(notify)
        self._warn = _ignoring_errors(warn)
        self._last_warning = ""
        self._current = self._snapshot(source.folder)
        self._requested, self._checked = asyncio.Event(), asyncio.Event()
        self._tasks: set[asyncio.Task[None]] = set()

    def _snapshot(self, folder: Path) -> Snapshot:
        return Snapshot(folder, self._limits, self._public, self._source.tables())

    async def start(self) -> None:
        """Start the processes and the watch. Raises TipgraphError if they do not start."""
        await self._current.start()
        self._current.prepare()
        self._begin(self._watch())

    async def stop(self) -> None:
        """Stop the watch, and kill all processes."""
        for task in self._tasks:
            task.cancel()
        await asyncio.gather(self._current.stop(), *self._tasks, return_exceptions=True)

    async def reply(self, job: Job, client: str) -> Reply:
        """Return the reply to a client's job. Raises Problem.

        A store that is replaced takes files with it that were not opened yet. A job that fails for this
        reason is given to the next snapshot.
        """
        while True:
            snapshot = self._current
            try:
                return await snapshot.reply(job, client)
            except Problem as problem:
                is_replaced = snapshot.is_replaced or self._source.is_replaced()
                if problem.status not in _BROKEN or not is_replaced:
                    raise
                if not snapshot.is_replaced:
                    await self._check()
                if snapshot is self._current:
                    raise

    async def _check(self) -> None:
        """Check the graph now, and wait until that is done. A check that already runs began too early."""
        checked = self._checked
        self._requested.set()
        await checked.wait()

    async def _watch(self) -> None:
        while True:
            with suppress(TimeoutError):
                async with asyncio.timeout(self._interval):
                    await self._requested.wait()
            self._requested.clear()
            checked, self._checked = self._checked, asyncio.Event()
            try:
                await self._refresh()
            finally:
                checked.set()

    async def _refresh(self) -> None:
        try:
            if (folder := await self._source.refresh()) is not None:
                await self._replace(folder)
            self._last_warning = ""
        except Exception as error:  # whatever it is, the watch goes on
            reason = str(error) or type(error).__name__
            self._warn_once(
                f"{self._source} has changed and cannot be read; the old graph is served: {reason}"
            )

    def _warn_once(self, warning: str) -> None:
        """Warn, but do not repeat the last warning."""
        if warning != self._last_warning:
            self._last_warning = warning
            self._warn(warning)

    async def _replace(self, folder: Path) -> None:
        """Replace the snapshot by one of a folder, as soon as that can answer."""
        is_kept = not self._source.in_place
        new = await self._started(folder, is_kept)
        old, self._current = self._current, new
        old.is_replaced = True
        self._source.accept(folder)
        self._begin(self._retire(old, is_kept))
        self._notify(f"{self._source} has changed, and the new graph is served")

    async def _started(self, folder: Path, is_kept: bool) -> Snapshot:
        """Start a snapshot. If the old one is kept and can answer, wait for the first page of the new one."""
        new = self._snapshot(folder)
        try:
            await new.start()
            if is_kept:
                await self._prepared(new)
            else:
                new.prepare()
        except BaseException:
            await new.stop()
            self._source.discard(folder)
            raise
        return new

    async def _prepared(self, new: Snapshot) -> None:
        """Wait for a snapshot's first page. Raises Problem if it cannot be made."""
        try:
            await new.prepared()
        except Problem as problem:
            if problem.status not in _BUSY:
                self._source.reject()  # it would fail the next time too
                raise

    async def _retire(self, snapshot: Snapshot, is_kept: bool) -> None:
        """Stop a snapshot: at once if its store is gone, else when its jobs are done."""
        try:
            if is_kept:
                await snapshot.drain()
        finally:
            await snapshot.stop()
            self._source.discard(snapshot.store)

    def _begin(self, work: Coroutine[None, None, None]) -> None:
        task = asyncio.create_task(work)
        self._tasks.add(task)  # asyncio keeps no reference to it
        task.add_done_callback(self._tasks.discard)

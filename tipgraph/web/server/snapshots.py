"""Snapshots of the graph that is served, each with its processes and cache, and the source of the graph.

A source is a store's folder, or a copy of a file or of the graphs of another server. The next snapshot takes
the place of the last when the graph changes.
"""

from __future__ import annotations

import asyncio
import shutil
from collections.abc import Callable, Coroutine
from contextlib import suppress
from pathlib import Path

from pyoxigraph import BlankNode, CanonicalizationAlgorithm, Dataset, Quad, Store, Triple

from tipgraph.errors import TipgraphError, UnreadableError
from tipgraph.rdf.formats import is_address
from tipgraph.web.publish.local_store import CopyProgress, local_store
from tipgraph.web.server.cache import Coalescer, ReplyCache
from tipgraph.web.server.http import PublicURL
from tipgraph.web.server.jobs import Job, PageJob, Problem, QueryJob, Reply, SearchJob
from tipgraph.web.server.limits import ConcurrencyLimit, Limits, busy
from tipgraph.web.server.pages import write_search_tables
from tipgraph.web.server.workers import (
    Fingerprint,
    WorkerPool,
    WorkerSettings,
    fingerprint,
    is_unchanged,
    run_in_process,
)

__all__ = ["Notify", "Snapshot", "Snapshots", "Source"]


class Source:
    """A graph, and the store that it is read from. Copies are made in the folder ``copies``."""

    def __init__(self, graph: str | Path, copies: Path) -> None:
        self._graph = graph
        self._copies = copies
        self._number = 0
        self._accepted: Fingerprint | None = None
        self._seen: Fingerprint | None = None
        self._rejected: Fingerprint | None = None
        self._folder: Path | None = None

    def __str__(self) -> str:
        return str(self._graph)

    @property
    def is_remote(self) -> bool:
        """Whether it is on a server, and has to be copied to see whether it has changed."""
        return is_address(self._graph)

    @property
    def folder(self) -> Path:
        """The folder of the store."""
        assert self._folder is not None, "call open first"
        return self._folder

    @property
    def in_place(self) -> bool:
        """Whether the store is the original, which a build may replace, and not a copy."""
        return not self._is_copy(self.folder)

    def open(self, copied: CopyProgress) -> None:
        """Read the graph for the first time. Raises UnreadableError and UsageError as `local_store` does."""
        with suppress(UnreadableError):  # `local_store` has a better message
            self._accepted = self._fingerprint()
        self._folder = local_store(self._graph, self._next_copy(), copied)

    def is_replaced(self) -> bool:
        """Tell whether the store is an original that has been replaced by another."""
        return self.in_place and self._accepted is not None and not is_unchanged(self.folder, self._accepted)

    async def refresh(self) -> Path | None:
        """Read the graph again if it may have changed.

        Returns the folder to `accept`, or None if the graph is the same. Raises TipgraphError if it cannot be
        read. Then a file or folder is not read again before it changes once more, because reading takes long.
        """
        self._seen = self._fingerprint()
        if self._seen is not None and self._seen in (self._accepted, self._rejected):
            return None
        try:
            folder = await self._copy()
        except TipgraphError:
            self.reject()
            raise
        if folder is None:
            self._accepted = self._seen
        return folder

    def accept(self, folder: Path) -> None:
        """Use what was read last."""
        self._folder, self._accepted = folder, self._seen

    def reject(self) -> None:
        """Ignore what was read last, until the graph changes once more."""
        self._rejected = self._seen

    def discard(self, folder: Path) -> None:
        """Remove a copy that is no longer used."""
        if self._is_copy(folder):
            shutil.rmtree(folder, ignore_errors=True)

    async def _copy(self) -> Path | None:
        target = self._next_copy()
        folder: Path | None = None
        try:
            # In a process and not in a thread: copying keeps a core busy, and only a process can be killed.
            folder = await run_in_process(copy, str(self._graph), target, self._last_copy())
        finally:
            if folder != target:
                self.discard(target)
        return folder

    def tables(self) -> Path:
        """Return a new path for the database that searches of a store read."""
        return self._next_copy().with_suffix(".db")

    def _last_copy(self) -> Path | None:
        return self.folder if self._is_copy(self.folder) else None

    def _fingerprint(self) -> Fingerprint | None:
        """Return the fingerprint of a file or folder, and None for a server. Raises UnreadableError."""
        if self.is_remote:
            return None
        try:
            return fingerprint(Path(self._graph))
        except OSError as error:
            raise UnreadableError(f"{self._graph}: {error.strerror}") from error

    def _next_copy(self) -> Path:
        self._number += 1
        return self._copies / str(self._number)

    def _is_copy(self, folder: Path) -> bool:
        return folder.parent == self._copies


def copy(graph: str, target: Path, last: Path | None) -> Path | None:
    """Return the folder of a store with a graph, or None if that is the same as the last copy.

    A copy, where one is needed, is made in the folder ``target``. Raises TipgraphError.
    """
    try:
        folder = local_store(graph, target)
        if last is not None and folder == target and _are_equal(last, folder):
            return None
    except (OSError, RuntimeError, MemoryError) as error:
        raise TipgraphError(f"{graph}: {error or 'there is too little memory'}") from error
    return folder


def _are_equal(one: Path, other: Path) -> bool:
    """Tell whether two stores have the same statements; blank nodes have new names in each copy."""
    first, second = Store.read_only(str(one)), Store.read_only(str(other))
    return (
        len(first) == len(second)
        and all(quad in first for quad in second if not _has_blank_node(quad))
        and _canonical(first) == _canonical(second)
    )


def _canonical(store: Store) -> Dataset:
    """Return the quads with blank nodes under canonical names."""
    quads = Dataset(quad for quad in store if _has_blank_node(quad))
    quads.canonicalize(CanonicalizationAlgorithm.UNSTABLE)
    return quads


def _has_blank_node(term: object) -> bool:
    if isinstance(term, Quad | Triple):
        return any(_has_blank_node(each) for each in term)
    return isinstance(term, BlankNode)


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

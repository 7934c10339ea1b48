"""Worker processes that answer jobs from a read-only store.

Each process opens the store once and answers one job after another. pebble's `ProcessPool` starts them, kills
one whose job takes too long or whose client has gone, and starts another in its place. Processes are forked
from a server process that has all modules loaded, where the system can do that, so that they start at once.
"""

from __future__ import annotations

import asyncio
import logging
import multiprocessing
import os
import signal
import sys
import tempfile
import traceback
from collections.abc import Callable
from concurrent.futures.process import BrokenProcessPool
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import ParamSpec, TypeVar

from pebble import ProcessExpired, ProcessFuture, ProcessPool
from pyoxigraph import Store

from tipgraph.errors import TipgraphError
from tipgraph.util.processes import end_with_parent
from tipgraph.validation.conformance import find_violation, nonconforming
from tipgraph.web.server.answering import answer, check, from_clauses
from tipgraph.web.server.http import PublicURL
from tipgraph.web.server.jobs import Job, PageJob, Problem, QueryJob, Reply, SearchJob
from tipgraph.web.server.limits import FairQueue, Limits, busy

__all__ = ["Fingerprint", "WorkerPool", "WorkerSettings", "fingerprint", "is_unchanged", "run_in_process"]

_log = logging.getLogger(__name__)

_STARTING = 60.0
"""Seconds for the workers to become ready."""
_LONGEST = 70
"""Bytes of a temporary folder's name to which a socket's address still fits: systems allow some 104."""
_GRACE = 2.0
"""Seconds after its timeout at which a worker ends itself, if its server has not killed it."""

Arguments = ParamSpec("Arguments")
Result = TypeVar("Result")

Fingerprint = tuple[int, ...]


def fingerprint(path: Path) -> Fingerprint:
    """Return what tells a file or a store's folder from a new one in its place.

    A build replaces the folder, so that the file ``CURRENT`` of a store is another one. Nothing is read.
    Raises OSError if there is no such file or store.
    """
    status = (path / "CURRENT" if path.is_dir() else path).stat()
    return status.st_dev, status.st_ino, status.st_size, status.st_mtime_ns


def is_unchanged(path: Path, known: Fingerprint) -> bool:
    """Tell whether a file or a store's folder still has a known fingerprint."""
    try:
        return fingerprint(path) == known
    except OSError:
        return False


@dataclass(frozen=True, slots=True)
class WorkerSettings:
    """What a worker needs: a store and its fingerprint, the limits, the address that links begin with.

    ``tables`` is the database that searches read, which is written before the first one.
    """

    store: Path
    fingerprint: Fingerprint
    limits: Limits
    public: PublicURL
    tables: Path


class WorkerPool:
    """The workers of a store, and the queue of the clients that wait for one."""

    def __init__(self, settings: WorkerSettings) -> None:
        self._settings = settings
        self._limits = settings.limits
        self._queue = FairQueue(settings.limits.workers)
        self._pool = self._new_pool()
        self._stopped = False

    def _new_pool(self) -> ProcessPool:
        size = self._limits.workers + self._limits.spare
        return ProcessPool(size, 0, _start_worker, (self._settings,), _context())

    async def start(self) -> None:
        """Start the workers. Raises TipgraphError if they do not become ready."""
        try:
            async with asyncio.timeout(_STARTING):
                await asyncio.wrap_future(await asyncio.to_thread(self._pool.schedule, _check_worker))
        except (OSError, RuntimeError) as error:  # also what pebble raises, and TimeoutError
            raise TipgraphError("the processes that answer queries did not start") from error

    async def stop(self) -> None:
        """Kill all workers."""
        self._stopped = True
        await asyncio.to_thread(_stop, self._pool)

    async def run(self, job: Job, client: str) -> Reply:
        """Return a worker's reply to a job of a client.

        Raises Problem: what the worker raises; 503 if the job's turn does not come in time, 504 if the job
        takes too long, 500 if its worker dies or the pool is stopped.
        """
        try:
            await self._queue.acquire(client, self._limits.timeout)
        except TimeoutError as error:
            raise busy(503, "other queries are using all the time", self._limits) from error
        try:
            return await self._answer(job)
        except asyncio.CancelledError as error:
            if self._stopped:
                raise Problem(500, "the server has stopped its processes", "ask again") from error
            raise
        finally:
            self._queue.release(client)

    async def _answer(self, job: Job) -> Reply:
        seconds = self._limits.timeout
        try:
            async with asyncio.timeout(2 * seconds) as waiting:
                return await asyncio.wrap_future(self._schedule(job))
        except TimeoutError as error:
            if waiting.expired():  # no worker began in time
                raise busy(503, "the processes that answer are being restarted", self._limits) from error
            raise Problem(504, f"the answer took longer than {seconds:g} seconds", "ask for less") from error
        except ProcessExpired as error:
            _log.warning("A process ended with its query, perhaps for lack of memory (%s)", error)
            raise Problem(500, "the process with the query has ended", "ask for less") from error
        except BrokenProcessPool as error:
            raise Problem(500, "the processes that answer have ended", "ask again") from error

    def _schedule(self, job: Job) -> ProcessFuture[Reply]:
        try:
            return self._pool.schedule(_answer, (job,), timeout=self._limits.timeout)
        except RuntimeError:
            if self._stopped:
                raise BrokenProcessPool from None
        # pebble gives up a pool whose idle worker was killed from outside.
        _stop(self._pool)
        self._pool = self._new_pool()
        return self._pool.schedule(_answer, (job,), timeout=self._limits.timeout)


async def run_in_process(
    function: Callable[Arguments, Result], *args: Arguments.args, **kwargs: Arguments.kwargs
) -> Result:
    """Return what a function returns in a new process, which is killed if the caller is cancelled.

    Raises what the function raises, and TipgraphError if the process dies.
    """
    pool = ProcessPool(1, 0, _start_process, (), _context())
    try:
        return await asyncio.wrap_future(await asyncio.to_thread(pool.schedule, function, args, kwargs))
    except (ProcessExpired, BrokenProcessPool) as error:
        raise TipgraphError(f"the process for {function.__name__} has died") from error
    finally:
        await asyncio.to_thread(_stop, pool)


def _stop(pool: ProcessPool) -> None:
    pool.stop()  # type: ignore[no-untyped-call]  # pebble lacks the annotation
    pool.join()


def _context() -> multiprocessing.context.BaseContext:
    """Return how workers start: from a server process, unless its socket in a long folder has no address."""
    fits = len(os.fsencode(tempfile.gettempdir())) <= _LONGEST
    if not fits or "forkserver" not in multiprocessing.get_all_start_methods():
        return multiprocessing.get_context("spawn")
    context = multiprocessing.get_context("forkserver")
    context.set_forkserver_preload([__name__, "tipgraph.web.server.pages"])
    return context


# What follows runs in the worker processes.

_worker: _Worker | TipgraphError


class _Worker:
    """Answers jobs from an open store."""

    def __init__(self, settings: WorkerSettings) -> None:
        self._settings = settings
        self._store = Store.read_only(str(settings.store))

    def is_current(self) -> bool:
        """Tell whether the store is still the one that was opened: files of another must not be mixed in."""
        return is_unchanged(self._settings.store, self._settings.fingerprint)

    def answer(self, job: Job) -> Reply:
        """Answer a job. Raises Problem for whatever goes wrong."""
        try:
            return self._answer(job)
        except Problem:
            raise
        except OSError as error:
            raise Problem(500, f"the store cannot be read ({error})", "ask again") from error
        except TipgraphError as error:  # the graph does not conform
            raise Problem(500, error.cause, error.remedy) from error
        except MemoryError:
            raise Problem(422, "the answer needs too much memory", "ask for less") from None
        except Exception as error:  # an error in the program, or a graph with errors: other jobs may succeed
            if (violation := find_violation(self._store)) is not None:
                problem = nonconforming("the graph", violation)
                raise Problem(500, problem.cause, "correct it, and build it again") from error
            traceback.print_exc()
            raise Problem(500, "the server has an internal error", "report it to those who run it") from error

    def _answer(self, job: Job) -> Reply:
        if isinstance(job, QueryJob):
            return answer(self._store, job, self._settings.limits)
        from tipgraph.web.server.pages import site  # takes long to load; only one of the pools needs it

        served = site(self._store, self._settings.public)
        if isinstance(job, SearchJob):
            return served.search(job, self._settings.tables)
        return served.reply(job.path) if isinstance(job, PageJob) else served.describe(job)

    @property
    def timeout(self) -> float:
        """Seconds for a job."""
        return self._settings.limits.timeout


def _start_process() -> None:
    # pebble stops workers by SIGTERM, and handles it in Python: a process inside a query would not notice.
    signal.signal(signal.SIGTERM, signal.SIG_DFL)
    end_with_parent()


def _start_worker(settings: WorkerSettings) -> None:
    """Open the store; an error is kept, because pebble gives up a pool whose worker does not start."""
    global _worker
    _start_process()
    _silence_libraries()
    try:
        _worker = _Worker(settings)
        _load_parser()
        _limit_memory(settings.limits.memory)
    except Exception as error:
        _worker = TipgraphError(f"a worker cannot read {settings.store} ({error})")


def _silence_libraries() -> None:
    """Keep from standard error what libraries print when memory ends. Python's own messages stay."""
    sys.stderr = os.fdopen(os.dup(2), "w", buffering=1)
    nowhere = os.open(os.devnull, os.O_WRONLY)
    os.dup2(nowhere, 2)
    os.close(nowhere)


def _load_parser() -> None:
    """Load rdflib's parser, so that no query loses its time to that."""
    from_clauses("ASK FROM <a:a> {}")
    with suppress(Problem):
        check("ASK { SERVICE <a:a> {} }")


def _limit_memory(size: int) -> None:
    if sys.platform != "win32":
        import resource

        resource.setrlimit(resource.RLIMIT_DATA, (size, size))
        resource.setrlimit(resource.RLIMIT_CORE, (0, 0))


def _check_worker() -> None:
    """Raise OSError if the worker could not open its store, or another store has taken its place."""
    if isinstance(_worker, TipgraphError) or not _worker.is_current():
        raise OSError(str(_worker) if isinstance(_worker, TipgraphError) else "the store has changed")


def _answer(job: Job) -> Reply:
    if isinstance(_worker, TipgraphError):
        raise Problem(500, _worker.cause, "ask again")
    # The system's alarm ends a worker whose server is gone, even inside a query.
    _set_alarm(_worker.timeout + _GRACE)
    try:
        return _worker.answer(job)
    finally:
        _set_alarm(0)
        if not _worker.is_current():
            raise Problem(500, "the store has been replaced by another", "ask again")


def _set_alarm(seconds: float) -> None:
    if hasattr(signal, "setitimer"):
        signal.setitimer(signal.ITIMER_REAL, seconds)

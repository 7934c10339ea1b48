"""Processes: a parallel map with results in input order, and garbage collection that suits many values."""

from __future__ import annotations

import ctypes
import gc
import os
import pickle
import signal
import sys
from collections import deque
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import Future, ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from contextlib import contextmanager
from itertools import chain, islice
from multiprocessing import get_context, parent_process
from threading import Thread
from typing import Any, TypeVar

from tipgraph.errors import TipgraphError

__all__ = ["end_with_parent", "gc_paused", "parallel_map", "relax_gc"]

Item = TypeVar("Item")
Result = TypeVar("Result")

_PR_SET_PDEATHSIG = 1
_IN_FLIGHT = 3
"""Items in flight per process: enough to keep all busy, few enough to bound the memory."""

_function: Callable[[Any], Any]
"""The function that a worker process applies, created when the process starts."""


def parallel_map(
    make: Callable[[], Callable[[Item], Result]], items: Iterable[Item], jobs: int
) -> Iterator[Result]:
    """Yield the result of each item, in input order.

    ``make`` creates the function to apply; each process calls it once. For one job or one item
    everything happens in this process. An exception of ``make`` or of the function is raised here.
    Raises TipgraphError if a worker process dies.
    """
    stream = iter(items)
    first = list(islice(stream, 2))
    if not first:
        return  # without calling make, which may take long
    if jobs < 2 or len(first) < 2:
        yield from map(make(), chain(first, stream))
        return
    # Spawned, not forked: a fork of a process with threads (of a progress bar or a store) can deadlock.
    pool = ProcessPoolExecutor(jobs, get_context("spawn"), _start, (pickle.dumps(make),))
    try:
        yield from _results(pool, chain(first, stream), jobs * _IN_FLIGHT)
    except BrokenProcessPool as error:
        raise TipgraphError(
            "a worker process died", remedy="check whether memory ran out; try fewer --jobs"
        ) from error
    finally:
        pool.shutdown(cancel_futures=True)


def _results(pool: ProcessPoolExecutor, items: Iterable[Any], limit: int) -> Iterator[Any]:
    waiting: deque[Future[Any]] = deque()
    for item in items:
        waiting.append(pool.submit(_apply, item))
        if len(waiting) == limit:
            yield waiting.popleft().result()
    while waiting:
        yield waiting.popleft().result()


def _start(pickled: bytes) -> None:
    """Prepare a worker process. Unpickling the function comes last, because its imports take long."""
    global _function
    # Ctrl-C reaches all processes of a terminal; only the parent reacts to it.
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    end_with_parent()
    try:
        _function = pickle.loads(pickled)()
    except Exception as error:  # any error is raised again when the parent asks for the first result
        _function = _raising(error)
    relax_gc()


def _raising(error: Exception) -> Callable[[Any], Any]:
    def fail(_: Any) -> Any:
        raise error

    return fail


def end_with_parent() -> None:
    """Make this process end when the one that started it ends, however that ends."""
    Thread(target=_wait_for_parent, daemon=True).start()
    if sys.platform == "linux":  # a thread waits until a call into C returns; the system does not
        ctypes.CDLL(None).prctl(_PR_SET_PDEATHSIG, signal.SIGKILL)


def _wait_for_parent() -> None:
    parent = parent_process()
    if parent is not None:
        parent.join()
        os._exit(1)


def _apply(item: Any) -> Any:
    return _function(item)


_OBJECTS = 100_000
"""Net allocations between two collections; the default is 700 or 2,000, depending on the Python version."""


@contextmanager
def gc_paused() -> Iterator[None]:
    """Pause the collector; use it as a context manager or a decorator.

    Every collection visits all live values, which takes a third of the time of building a large network.
    """
    enabled = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if enabled:
            gc.enable()


def relax_gc() -> None:
    """Collect less often in this process, and leave out everything loaded so far.

    At Python's default frequency, collections take a sixth of the time of a build.
    """
    gc.freeze()
    gc.set_threshold(_OBJECTS)

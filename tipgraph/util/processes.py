"""A parallel map over processes: results in input order, with a bounded number of items in flight."""

from __future__ import annotations

import os
import signal
from collections import deque
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import Future, ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from itertools import chain, islice
from multiprocessing import get_context, parent_process
from threading import Thread
from typing import Any, TypeVar

from tipgraph.errors import TipgraphError
from tipgraph.util.memory import relax_gc

__all__ = ["parallel_map"]

Item = TypeVar("Item")
Result = TypeVar("Result")

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
    pool = ProcessPoolExecutor(jobs, get_context("spawn"), _start, (make,))
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


def _start(make: Callable[[], Callable[[Any], Any]]) -> None:
    global _function
    # Ctrl-C reaches all processes of a terminal; only the parent reacts to it.
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    Thread(target=_end_with_parent, daemon=True).start()
    try:
        _function = make()
    except Exception as error:  # any error is raised again when the parent asks for the first result
        _function = _raising(error)
    relax_gc()


def _raising(error: Exception) -> Callable[[Any], Any]:
    def fail(_: Any) -> Any:
        raise error

    return fail


def _end_with_parent() -> None:
    parent = parent_process()
    if parent is not None:
        parent.join()
        os._exit(1)


def _apply(item: Any) -> Any:
    return _function(item)

"""Work spread over processes: results in the order of the input, and a bounded number of them waiting."""

from __future__ import annotations

import gc
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

__all__ = ["parallel_map", "relax_gc"]

Item = TypeVar("Item")
Result = TypeVar("Result")

_WAITING = 3
"""Items in flight for each process: enough to keep all busy, few enough to bound the memory."""

_OBJECTS = 100_000
"""Objects made, and not freed, between two collections."""

_function: Callable[[Any], Any]
"""What a worker process does, made once when it starts."""


def parallel_map(
    make: Callable[[], Callable[[Item], Result]], items: Iterable[Item], jobs: int
) -> Iterator[Result]:
    """Yield the result of each item, in their order; ``make`` gives the function, once for each process.

    Where one process or a single item makes more of them useless, all happens in this one.
    Raises TipgraphError where a process dies.
    """
    stream = iter(items)
    first = list(islice(stream, 2))
    if not first:
        return  # whatever the function needs takes its time to load
    if jobs < 2 or len(first) < 2:
        yield from map(make(), chain(first, stream))
        return
    # Spawned, not forked: a fork of a process with threads (a progress bar's, a store's) can lock up.
    pool = ProcessPoolExecutor(jobs, get_context("spawn"), _start, (make,))
    try:
        yield from _results(pool, chain(first, stream), jobs * _WAITING)
    except BrokenProcessPool as error:
        raise TipgraphError(
            "a worker process has died", remedy="see whether memory ran out; try fewer --jobs"
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
    # Ctrl-C reaches all processes of a terminal: the parent alone decides what comes of it.
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    Thread(target=_end_with_parent, daemon=True).start()
    try:
        _function = make()
    except Exception as error:  # whatever it is: it is raised where the first result is asked for
        _function = _raising(error)
    relax_gc()


def relax_gc() -> None:
    """Let the garbage collector rest: what is loaded stays, and what a narrative makes has no cycles.

    Collections with their usual frequency take a sixth of the time.
    """
    gc.freeze()
    gc.set_threshold(_OBJECTS)


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

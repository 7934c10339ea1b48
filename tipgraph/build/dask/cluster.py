"""Dask: a scheduler to ask or a cluster of this machine's processes, and results in the order of items."""

from __future__ import annotations

from collections import deque
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import CancelledError
from contextlib import contextmanager
from importlib.metadata import PackageNotFoundError, version
from typing import Any, TypeVar

from distributed import Client, Future, LocalCluster
from distributed.comm.core import CommClosedError
from distributed.scheduler import KilledWorker

from tipgraph.errors import TipgraphError, UnreadableError

__all__ = ["connected", "local", "ordered", "translated"]

Item = TypeVar("Item")
Result = TypeVar("Result")

_WAITING = 4
"""Items in flight for each thread of a worker: enough that none waits for the next."""

_RETRIES = 2
"""How often an item is done again where the function raises: what is written to may be away for a while."""

_PACKAGE = "tipgraph"

_PATIENCE = 60
"""Seconds to wait for a scheduler to answer, and for a first worker to be there."""


@contextmanager
def connected(scheduler: str | Client | None, workers: int) -> Iterator[Client]:
    """Yield a client of a scheduler by its address, or of a cluster of ``workers`` processes made for it.

    Raises UnreadableError where no scheduler answers or where it has no workers, and TipgraphError where
    tipgraph is not installed on all of them.
    """
    with _reached(scheduler, workers) as client:
        _wait_for_workers(client)
        _refuse_strangers(client)
        yield client


@contextmanager
def _reached(scheduler: str | Client | None, workers: int) -> Iterator[Client]:
    if isinstance(scheduler, Client):
        yield scheduler
    elif scheduler is None:
        with local(workers) as cluster, Client(cluster) as client:
            yield client
    else:
        with _client(scheduler) as client:
            yield client


def local(workers: int) -> LocalCluster:
    """Start a scheduler and workers on this machine, reached by nobody else; one that dies is replaced.

    Each is a process with one thread: understanding is Python through and through, threads would take turns.
    """
    here = "127.0.0.1"
    return LocalCluster(n_workers=workers, threads_per_worker=1, host=here, dashboard_address=f"{here}:0")


def _client(scheduler: str) -> Client:
    try:
        return Client(scheduler, timeout=_PATIENCE)
    except (OSError, ValueError) as error:
        raise UnreadableError(
            f"{scheduler}: no Dask scheduler answers ({error})",
            remedy="start one with `dask scheduler`, and give the address that it tells",
        ) from error


def ordered(
    client: Client, function: Callable[..., Result], items: Iterable[tuple[Any, ...]]
) -> Iterator[Result]:
    """Yield what a function returns on a worker for each item, in their order, few of them in flight.

    An item whose worker dies is given to another one. Raises what the function raises.
    """
    waiting: deque[Future[Result]] = deque()
    for item in items:
        waiting.append(client.submit(function, *item, pure=False, retries=_RETRIES))
        while len(waiting) >= _WAITING * sum(client.nthreads().values()):
            yield waiting.popleft().result()
    while waiting:
        yield waiting.popleft().result()


def _wait_for_workers(client: Client) -> None:
    try:
        client.wait_for_workers(1, timeout=_PATIENCE)
    except TimeoutError as error:
        raise UnreadableError(
            "the Dask scheduler has no workers",
            remedy="start some with `dask worker` and the scheduler's address",
        ) from error


def _refuse_strangers(client: Client) -> None:
    """Raise TipgraphError where the scheduler or a worker has no tipgraph: work could not say so."""
    try:
        client.run_on_scheduler(version, _PACKAGE)
        client.run(version, _PACKAGE)
    except PackageNotFoundError as error:
        raise TipgraphError(
            "tipgraph is not installed where the Dask scheduler or a worker runs",
            remedy="install the same versions of all packages on the scheduler, the workers and here",
        ) from error


@contextmanager
def translated() -> Iterator[None]:
    """Say in words what happens when the machines that work are lost: raises TipgraphError then."""
    try:
        yield
    except KilledWorker as error:
        raise TipgraphError(
            f"workers have died of the same part of the input, the last at {error.last_worker.address}",
            remedy="see in its log whether memory ran out, and give workers more of it",
        ) from error
    except (CancelledError, CommClosedError) as error:
        raise TipgraphError(
            "the connection to the Dask scheduler was lost", remedy="see its log, and run the command again"
        ) from error

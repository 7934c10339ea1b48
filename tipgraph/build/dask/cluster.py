"""Dask clusters: connect to a scheduler or start local workers, and map a function over items in order."""

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

__all__ = ["cluster_errors", "cluster_map", "connect", "local_cluster"]

Result = TypeVar("Result")

_IN_FLIGHT = 4
"""Items in flight for each thread of a worker, so that none waits for the next."""

_RETRIES = 2
"""How often an item is retried if the function raises: an output may be away for a while."""

_PACKAGE = "tipgraph"

_TIMEOUT = 60
"""Seconds to wait for a scheduler to answer, and for its first worker."""


@contextmanager
def connect(scheduler: str | Client | None, workers: int) -> Iterator[Client]:
    """Yield a client of a scheduler, or of a local cluster of ``workers`` processes if it is None.

    Raises UnreadableError if no scheduler answers or it has no workers, and TipgraphError if tipgraph is
    not installed on the scheduler and all workers.
    """
    with _client(scheduler, workers) as client:
        _wait_for_workers(client)
        _check_installation(client)
        yield client


@contextmanager
def _client(scheduler: str | Client | None, workers: int) -> Iterator[Client]:
    if isinstance(scheduler, Client):
        yield scheduler
    elif scheduler is None:
        with local_cluster(workers) as cluster, Client(cluster) as client:
            yield client
    else:
        with _remote_client(scheduler) as client:
            yield client


def local_cluster(workers: int) -> LocalCluster:
    """Start a scheduler and workers that only this machine reaches. A worker that dies is replaced.

    Each worker is a process with one thread, because extraction is pure Python and threads would take turns.
    """
    here = "127.0.0.1"
    return LocalCluster(n_workers=workers, threads_per_worker=1, host=here, dashboard_address=f"{here}:0")


def _remote_client(scheduler: str) -> Client:
    try:
        return Client(scheduler, timeout=_TIMEOUT)
    except (OSError, ValueError) as error:
        raise UnreadableError(
            f"{scheduler}: no Dask scheduler answers ({error})",
            remedy="start one with `dask scheduler`, and give the address that it prints",
        ) from error


def _wait_for_workers(client: Client) -> None:
    try:
        client.wait_for_workers(1, timeout=_TIMEOUT)
    except TimeoutError as error:
        raise UnreadableError(
            "the Dask scheduler has no workers",
            remedy="start some with `dask worker` and the scheduler's address",
        ) from error


def _check_installation(client: Client) -> None:
    """Raise TipgraphError if the scheduler or a worker has no tipgraph; a task could not report that."""
    try:
        client.run_on_scheduler(version, _PACKAGE)
        client.run(version, _PACKAGE)
    except PackageNotFoundError as error:
        raise TipgraphError(
            "tipgraph is not installed on the Dask scheduler or on a worker",
            remedy="install the same versions of all packages on the scheduler, the workers and here",
        ) from error


def cluster_map(
    client: Client, function: Callable[..., Result], items: Iterable[tuple[Any, ...]]
) -> Iterator[Result]:
    """Yield the function's result for each item, in order, with few items in flight.

    An item whose worker dies goes to another worker. Raises what the function raises.
    """
    waiting: deque[Future[Result]] = deque()
    for item in items:
        waiting.append(client.submit(function, *item, pure=False, retries=_RETRIES))
        while len(waiting) >= _IN_FLIGHT * sum(client.nthreads().values()):
            yield waiting.popleft().result()
    while waiting:
        yield waiting.popleft().result()


@contextmanager
def cluster_errors() -> Iterator[None]:
    """Turn Dask's errors about lost workers and connections into TipgraphErrors."""
    try:
        yield
    except KilledWorker as error:
        raise TipgraphError(
            f"several workers died while processing the same batch, the last at {error.last_worker.address}",
            remedy="check in its log whether memory ran out, and give workers more memory",
        ) from error
    except (CancelledError, CommClosedError) as error:
        raise TipgraphError(
            "the connection to the Dask scheduler was lost", remedy="check its log, and run the command again"
        ) from error

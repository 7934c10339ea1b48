from __future__ import annotations

import gc
import os
import re
import signal
import subprocess
import sys
from collections.abc import Callable, Iterator

import psutil
import pytest

from tipgraph.errors import InputError, TipgraphError, UnreadableError
from tipgraph.util.processes import gc_paused, parallel_map

LIMIT = 3
"""Items in flight for each process, at most."""


def doubling() -> Callable[[int], int]:
    return lambda number: 2 * number


def naming_its_process() -> Callable[[int], int]:
    return lambda _: os.getpid()


def failing() -> Callable[[int], int]:
    def fail(number: int) -> int:
        raise InputError("a.txt", "is empty", remedy=f"read {number}")

    return fail


def unmakeable() -> Callable[[int], int]:
    raise UnreadableError("own.ttl: no Turtle", remedy="correct it")


def dying() -> Callable[[int], int]:
    return lambda _: os._exit(3)


@pytest.mark.parametrize("jobs", [1, 2])
@pytest.mark.parametrize("size", [0, 1, 2, 40])
def test_results_come_in_order(jobs: int, size: int) -> None:
    assert list(parallel_map(doubling, range(size), jobs)) == [2 * number for number in range(size)]


def test_other_processes_do_the_work() -> None:
    assert os.getpid() not in set(parallel_map(naming_its_process, range(4), 2))
    assert set(parallel_map(naming_its_process, range(4), 1)) == {os.getpid()}
    assert set(parallel_map(naming_its_process, range(1), 2)) == {os.getpid()}, (
        "one item needs no other process"
    )


def test_items_are_taken_as_results_are() -> None:
    taken: list[int] = []

    def counted() -> Iterator[int]:
        for number in range(100):
            taken.append(number)
            yield number

    for done, _ in enumerate(parallel_map(doubling, counted(), 2), start=1):
        assert len(taken) <= done + 2 * LIMIT


def test_errors_arrive_whole() -> None:
    with pytest.raises(InputError, match=r"a\.txt: is empty: read 0") as caught:
        list(parallel_map(failing, range(4), 2))
    assert (caught.value.source, caught.value.remedy) == ("a.txt", "read 0")


@pytest.mark.parametrize("jobs", [1, 2])
def test_errors_of_loading_arrive_whole(jobs: int) -> None:
    with pytest.raises(UnreadableError, match="no Turtle: correct it"):
        list(parallel_map(unmakeable, range(4), jobs))


def test_death_of_a_process_is_reported() -> None:
    with pytest.raises(TipgraphError, match="died: check whether memory ran out"):
        list(parallel_map(dying, range(4), 2))


def test_results_may_be_left_untaken() -> None:
    results = parallel_map(doubling, range(1000), 2)
    assert next(results) == 0
    results.close()  # type: ignore[attr-defined]  # a generator, whose processes end with it


def busy() -> Callable[[int], object]:
    """Return a function that does not end by itself, and does not let threads run either."""
    return lambda _: re.match("(a+)+$", "a" * 60 + "b")


_PARENT = """
from tests.util.test_processes import busy
from tipgraph.util.processes import gc_paused, parallel_map
if __name__ == "__main__":
    print("started", flush=True)
    list(parallel_map(busy, range(4), 2))
"""


@pytest.mark.slow
@pytest.mark.skipif(sys.platform != "linux", reason="elsewhere a busy process ends after its item")
@pytest.mark.parametrize("children", [1, 3])
def test_workers_end_with_a_parent_that_is_killed(children: int) -> None:
    """Kill the parent when the first process starts, or when all work."""
    with subprocess.Popen([sys.executable, "-c", _PARENT], stdout=subprocess.PIPE) as parent:
        assert parent.stdout is not None
        assert parent.stdout.readline() == b"started\n"
        found: list[psutil.Process] = []
        while len(found) < children or not _are_busy(found, children):
            found = psutil.Process(parent.pid).children(recursive=True)
        parent.send_signal(signal.SIGKILL)
    _, alive = psutil.wait_procs(found, timeout=60)
    assert not [process for process in alive if process.status() != psutil.STATUS_ZOMBIE]


def _are_busy(processes: list[psutil.Process], wanted: int) -> bool:
    """Return whether two workers have begun to work, if all are wanted."""
    return wanted == 1 or sum(process.cpu_times().user > 1 for process in processes) >= 2


@gc_paused()
def is_enabled_after(numbers: list[int]) -> bool:
    numbers.pop()
    return gc.isenabled()


def test_the_collector_is_enabled_again_after_an_error() -> None:
    assert not is_enabled_after([1])
    assert gc.isenabled()
    with pytest.raises(IndexError):
        is_enabled_after([])
    assert gc.isenabled()


def test_nested_pauses_leave_the_collector_unchanged() -> None:
    with gc_paused():
        with gc_paused():
            pass
        assert not gc.isenabled()
    assert gc.isenabled()

from __future__ import annotations

import os
from collections.abc import Callable, Iterator

import pytest

from tipgraph.errors import InputError, TipgraphError, UnreadableError
from tipgraph.util.processes import parallel_map

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

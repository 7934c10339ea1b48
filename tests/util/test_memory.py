"""The collector is put off, and set going again, whatever happens in between."""

from __future__ import annotations

import gc

import pytest

from tipgraph.util.memory import gc_paused


@gc_paused()
def is_enabled_after(numbers: list[int]) -> bool:
    numbers.pop()
    return gc.isenabled()


def test_the_collector_rests_meanwhile_and_goes_on_after_an_error() -> None:
    assert not is_enabled_after([1])
    assert gc.isenabled()
    with pytest.raises(IndexError):
        is_enabled_after([])
    assert gc.isenabled()


def test_inside_another_it_leaves_the_collector_as_it_was() -> None:
    with gc_paused():
        with gc_paused():
            pass
        assert not gc.isenabled()
    assert gc.isenabled()

"""The collector is paused, and enabled again also after an error."""

from __future__ import annotations

import gc

import pytest

from tipgraph.util.memory import gc_paused


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

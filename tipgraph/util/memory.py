"""Python's collector of garbage, put off where very many values are made that hold no cycles."""

from __future__ import annotations

import gc
from collections.abc import Iterator
from contextlib import contextmanager

__all__ = ["gc_paused"]


@contextmanager
def gc_paused() -> Iterator[None]:
    """Put off the search for cycles, which looks at all values again and again as their number grows.

    There are none to find, and it would take a third of the time that a large network takes to make.
    """
    enabled = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if enabled:
            gc.enable()

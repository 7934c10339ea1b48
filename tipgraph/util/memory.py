"""Garbage collection, adjusted for work that creates very many values without reference cycles."""

from __future__ import annotations

import gc
from collections.abc import Iterator
from contextlib import contextmanager

__all__ = ["gc_paused", "relax_gc"]

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

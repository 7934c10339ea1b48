"""Python's collector of garbage, put off where very many values are made that hold no cycles."""

from __future__ import annotations

import gc
from collections.abc import Iterator
from contextlib import contextmanager

__all__ = ["uncollected"]


@contextmanager
def uncollected() -> Iterator[None]:
    """Put off the search for cycles, which looks at every value anew as their number grows.

    Of a fifth of the time that the routes of a large archive take to read, and of a third of their
    network's, nothing would come.
    """
    enabled = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if enabled:
            gc.enable()

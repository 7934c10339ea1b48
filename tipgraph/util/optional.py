"""Libraries that come with an extra of the package, and what to say where it is not installed."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from tipgraph.errors import UsageError

__all__ = ["extra"]


@contextmanager
def extra(name: str) -> Iterator[None]:
    """Import in this block what the extra ``name`` brings. Raises UsageError where it is not installed."""
    try:
        yield
    except ImportError as error:
        raise UsageError(
            f"{error.name} is not installed", remedy=f"run: pip install 'tipgraph[{name}]'"
        ) from error

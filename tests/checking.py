"""Commands open and check the graphs that they read; in tests they do both once for a file."""

from __future__ import annotations

from collections.abc import Callable, Collection
from functools import lru_cache, wraps
from pathlib import Path

import pytest

from tipgraph.cli.console import Console
from tipgraph.rdf.store import Queryable
from tipgraph.validation import conformance

__all__ = ["opening_once", "remembering"]

Check = Callable[[Console, str, Queryable, Collection[str] | None], None]
Opening = Callable[..., Queryable]

_KEPT = 3
"""Open graphs: each takes some 30 MB."""


def opening_once(opening: Opening) -> Opening:
    """Return a function that opens a file once, until the file changes. Commands only read what they open."""

    @lru_cache(_KEPT)
    def kept(state: tuple[Path, int, int], reference: bool) -> Queryable:
        return opening(state[0], reference=reference)

    @wraps(opening)
    def opened(source: str | Path, *, reference: bool = True) -> Queryable:
        path = Path(source)
        return kept(_state(path), reference) if path.is_file() else opening(source, reference=reference)

    return opened


def remembering(check: Check) -> Check:
    """Return a check that looks for violations once in a file, until the file changes."""
    known: dict[object, str | None] = {}
    find = conformance.find_violation

    def checked(console: Console, name: str, store: Queryable, about: Collection[str] | None = None) -> None:
        def found(graph: Queryable, about: Collection[str] | None = None) -> str | None:
            key = (_state(path), about if about is None else frozenset(about))
            if key not in known:
                known[key] = find(graph, about)
            return known[key]

        path = Path(name)
        with pytest.MonkeyPatch.context() as patch:
            if path.is_file():
                patch.setattr(conformance, "find_violation", found)
            check(console, name, store, about)

    return checked


def _state(path: Path) -> tuple[Path, int, int]:
    state = path.stat()
    return path, state.st_mtime_ns, state.st_size

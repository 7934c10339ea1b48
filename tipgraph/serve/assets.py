"""The scripts and style sheets of the query page."""

from __future__ import annotations

from functools import cache
from importlib.resources import files

from tipgraph.serve.job import Reply

__all__ = ["asset"]

_TYPES = {"css": "text/css; charset=utf-8", "js": "text/javascript; charset=utf-8"}


@cache
def _all() -> dict[str, Reply]:
    folder = files("tipgraph.serve") / "static"
    return {
        file.name: Reply(_TYPES[file.name.rpartition(".")[2]], file.read_bytes()) for file in folder.iterdir()
    }


def asset(name: str) -> Reply | None:
    """Return a file by its name, or None."""
    return _all().get(name)

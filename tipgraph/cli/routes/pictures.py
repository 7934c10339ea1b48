"""What the commands that write pictures share: the page, and files that are whole or not there."""

from __future__ import annotations

from functools import partial
from pathlib import Path

from tipgraph.atomic import put, workshop
from tipgraph.cli.routes.options import Request
from tipgraph.routes.naming import ending_of
from tipgraph.routes.pictures import page, read_words

__all__ = ["save", "write"]

_ENDINGS = (".html", ".htm")
"""What names of pages end in."""


def write(request: Request, output: Path, layout: str, title: str) -> None:
    """Write the page of a request's routes, and say what did not fit into it."""
    ending_of(output, _ENDINGS)  # a wrong name is told before an archive is read
    words = partial(read_words, request.store)
    made = page(request.routes, words, request.atlas, layout=layout, title=title)
    if made.claims_left_out:
        left = (
            f"{made.claims_left_out:,} claims, on the {made.pairs_left_out:,} routes that fewest reports name"
        )
        request.console.warn(f"did not fit into the page: {left}; filter to see them")
    save(request, output, made.html.encode())


def save(request: Request, output: Path, made: bytes) -> None:
    """Put a file where it was asked for, whole."""
    with workshop(output) as folder:
        (folder / output.name).write_bytes(made)
        put(folder / output.name, output)
    request.console.note(f"Written to {output}")

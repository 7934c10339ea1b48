"""A child process that reads a graph again, while the server goes on answering from what it has.

It is a process and not a thread: reading keeps a core busy, and can only be ended together with it.
"""

from __future__ import annotations

import os
import signal
import sys
from dataclasses import dataclass
from pathlib import Path
from threading import Thread

from pyoxigraph import BlankNode, CanonicalizationAlgorithm, Dataset, Quad, Store, Triple

from tipgraph.errors import TipgraphError
from tipgraph.web.publish.arrange import embedded
from tipgraph.web.server.workers import channel, packed, read, send

__all__ = ["Order", "main"]


@dataclass(frozen=True, slots=True)
class Order:
    """A graph to read: a copy is made in ``folder``, and held against the one that there is, if any."""

    source: str
    folder: Path
    copy: Path | None


def _done(order: Order) -> Path | None:
    """Return the folder of the store with the graph, or None where it is the same as the copy."""
    found = embedded(order.source, order.folder)
    if order.copy is not None and found == order.folder and _same(order.copy, found):
        return None
    return found


def _same(one: Path, other: Path) -> bool:
    """Tell whether two stores say the same; that blank nodes have new names in each copy is no difference."""
    first, second = Store.read_only(str(one)), Store.read_only(str(other))
    return (
        len(first) == len(second)
        and all(quad in first for quad in second if not _is_blank(quad))
        and _blank(first) == _blank(second)
    )


def _blank(store: Store) -> Dataset:
    """Return the quads with blank nodes, which are named after what is said of them."""
    found = Dataset(quad for quad in store if _is_blank(quad))
    found.canonicalize(CanonicalizationAlgorithm.UNSTABLE)
    return found


def _is_blank(term: object) -> bool:
    """Tell whether a term is a blank node, or a quad or triple has one in it."""
    if isinstance(term, Quad | Triple):
        return any(_is_blank(each) for each in term)
    return isinstance(term, BlankNode)


def _reply(order: Order) -> Path | TipgraphError | None:
    try:
        return _done(order)
    except TipgraphError as error:
        return error
    except (OSError, RuntimeError, MemoryError) as error:
        return TipgraphError(f"{order.source}: {error or 'there is too little memory'}")


def _end_with_input() -> None:
    """End when whoever started this is gone, also in the middle of a copy that takes long."""
    sys.stdin.buffer.read()
    os._exit(1)


def main() -> None:
    """Carry out one order."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # left to whoever started this
    answers = channel()
    order: Order = read(sys.stdin.buffer)
    Thread(target=_end_with_input, daemon=True).start()
    send(answers, packed(_reply(order)))
    os._exit(0)  # a thread still reads standard input, which an interpreter that shuts down aborts over


if __name__ == "__main__":
    main()

"""A graph, wherever it is, as an embedded store that several processes can read at a time."""

from __future__ import annotations

import os
import shutil
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path

from pyoxigraph import NamedNode, Quad, Store

from tipgraph.errors import UnreadableError
from tipgraph.publish.arrange import arranged
from tipgraph.reference import ONTOLOGY, reference
from tipgraph.remote.address import is_address
from tipgraph.store import open_graph

__all__ = ["Copied", "embedded"]

_TABLE = ".sst"

Copied = Callable[[int, int, int], None]
"""Is told how many of a server's graphs are copied, of how many, and how many statements that made."""


def _silently(done: int, total: int, statements: int) -> None:
    """Take the place of who is told."""


def embedded(source: str | Path, folder: Path, copied: Copied = _silently) -> Path:
    """Return the folder of a store with a graph, each document's statements in a named graph.

    ``folder`` is made to be one: of a store a compact copy, which takes room on the disk while it is
    there. A file is loaded into it, and what a server has in the graphs of the model is copied there, each
    graph as it is when its turn comes.

    Raises UnreadableError for a graph that cannot be read, UsageError for what is no address.
    """
    if is_address(source):
        _fill(folder, _copy(source, copied))
        return folder
    found = open_graph(Path(source))
    store = arranged(found)
    if store is found and Path(source).is_dir():
        shutil.copytree(source, folder, copy_function=_linked)
        _compact(folder)
        return folder
    _fill(folder, store)
    return folder


def _linked(source: str, target: str) -> None:
    """Copy a file of a store: as a link where it is a table, which RocksDB never changes.

    Not by `Store.backup`, which leaves out what another program has written and is in the log alone.
    """
    if source.endswith(_TABLE):
        try:
            os.link(source, target)
        except OSError:  # the folders are on two disks, or the file is another user's
            pass
        else:
            return
    shutil.copyfile(source, target)


def _compact(folder: Path) -> None:
    """Merge the tables of a store, of which each batch that was loaded has left some.

    All terms of a graph are looked up in them for its pages. Of 5,000 reports, that took 34 microseconds
    of processor time a statement, and takes 9 then; there are 19 million. Merging takes a minute.
    """
    store = Store(folder)
    store.optimize()
    store.flush()


def _fill(folder: Path, quads: Iterable[Quad]) -> None:
    Store(folder).bulk_extend(quads)
    _compact(folder)


def _copy(source: str | Path, copied: Copied) -> Iterator[Quad]:
    """Yield what a server has, a graph at a time; the ontology and places are ours where it has none."""
    server = open_graph(source)
    graphs = sorted((graph for graph in server.named_graphs() if isinstance(graph, NamedNode)), key=str)
    if not graphs:
        raise UnreadableError(f"{source} has no graph of the model", remedy="build one into it first")
    if ONTOLOGY not in graphs:
        yield from reference()
    statements = 0
    for done, graph in enumerate(graphs, start=1):
        for quad in server.quads_for_pattern(None, None, None, graph):
            statements += 1
            yield quad
        copied(done, len(graphs), statements)

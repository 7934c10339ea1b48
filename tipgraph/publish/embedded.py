"""A graph, wherever it is, as an embedded store that several processes can read at a time."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from pathlib import Path

from pyoxigraph import NamedNode, Quad, Store

from tipgraph.errors import UnreadableError
from tipgraph.publish.arrange import arranged
from tipgraph.reference import ONTOLOGY, reference
from tipgraph.remote.address import is_address
from tipgraph.store import open_graph

__all__ = ["Copied", "embedded"]

Copied = Callable[[int, int, int], None]
"""Is told how many of a server's graphs are copied, of how many, and how many statements that made."""


def _silently(done: int, total: int, statements: int) -> None:
    """Take the place of who is told."""


def embedded(source: str | Path, folder: Path, copied: Copied = _silently) -> Path:
    """Return the folder of a store with a graph, each document's statements in a named graph.

    That is the graph's own folder, if it is such a store. A file is loaded into ``folder``, and what a
    server has in the graphs of the model is copied there, each graph as it is when its turn comes.

    Raises UnreadableError for a graph that cannot be read, UsageError for what is no address.
    """
    if is_address(source):
        _fill(folder, _copy(source, copied))
        return folder
    found = open_graph(Path(source))
    store = arranged(found)
    if store is found and Path(source).is_dir():
        return Path(source).resolve()
    _fill(folder, store)
    return folder


def _fill(folder: Path, quads: Iterable[Quad]) -> None:
    made = Store(folder)
    made.bulk_extend(quads)
    made.optimize()  # each batch leaves tables of its own, and pages would look up their terms in all of them
    made.flush()


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

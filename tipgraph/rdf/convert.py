"""Converts graphs from one format to another, one document at a time."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import groupby
from pathlib import Path

from pyoxigraph import DefaultGraph, Quad

from tipgraph.rdf.formats import STORE, format_by_name
from tipgraph.rdf.provenance import RUNS
from tipgraph.rdf.queryable import Queryable
from tipgraph.rdf.reference import reference
from tipgraph.rdf.serialize import pieces
from tipgraph.rdf.store import data_graphs, open_graph, user_statements
from tipgraph.rdf.writers import open_writer

__all__ = ["convert"]


def convert(source: str | Path, output: str | Path, *, with_vocabularies: bool = False) -> int:
    """Write the graph ``source`` (a file, a store's folder or a server) to ``output``; return how many quads.

    ``output`` takes the same forms as in a build. A graph that a build wrote comes out as the build would
    write it to ``output``, except that a graph in Turtle has lost the names of its graphs.
    ``with_vocabularies`` adds the ontology, vocabularies and places, which a store always holds.

    Raises UnreadableError and UsageError as `tipgraph.rdf.store.open_graph` does, and UnwritableError if
    ``output`` cannot be written.
    """
    format = format_by_name(output)
    with_reference = with_vocabularies or format is STORE
    store = open_graph(source, reference=False)
    count = 0
    with open_writer(output) as writer:
        for quads in _groups(store, with_reference=with_reference):
            count += len(quads)
            writer.add(pieces(quads, format))
    return count


def _groups(store: Queryable, *, with_reference: bool) -> Iterator[list[Quad]]:
    """Yield the quads of each named graph, and of each subject in the default graph."""
    for graph in data_graphs(store):
        yield list(store.quads_for_pattern(None, None, None, graph))
    in_default_graph = store.quads_for_pattern(None, None, None, DefaultGraph())
    for _, quads in groupby(in_default_graph, key=lambda quad: quad.subject):
        yield list(quads)
    yield user_statements(store)
    if with_reference:
        yield list(dict.fromkeys(reference()))
        yield list(store.quads_for_pattern(None, None, None, RUNS))

"""A server as what a graph is written to."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory

from pyoxigraph import NamedNode, RdfFormat, Triple, parse

from tipgraph.atomic import writing
from tipgraph.errors import UsageError
from tipgraph.graph.provenance import RUNS
from tipgraph.namespaces import BASE, graph_iri, text_graph_iri
from tipgraph.reference import REFERENCE, VOCABULARIES
from tipgraph.remote.address import Address
from tipgraph.remote.endpoints import intake
from tipgraph.remote.exchange import Exchange
from tipgraph.remote.store import RemoteStore
from tipgraph.remote.writer import Writer, writer
from tipgraph.serialize import Piece
from tipgraph.spool import Spool

__all__ = ["RemoteSink", "opened"]

_PART = 2_000
"""Triples of a vocabulary in a request. What is said of a document is never parted."""


class RemoteSink:
    """Keeps pieces until all are there, and then sends each graph whole in the place of its old one."""

    def __init__(self, address: Address, spool: Spool, folder: Path) -> None:
        self._address = address
        self._spool = spool
        self._folder = folder

    def add(self, pieces: Iterable[Piece]) -> None:
        """Take pieces in, in N-Quads.

        Raises UsageError for statements outside of the model's named graphs: on a server, nobody could
        tell them from those of others.
        """
        with writing(self._folder):
            for piece in pieces:
                self._check(piece)
                self._spool.add(piece)

    def send(self) -> None:
        """Send everything. Raises UnwritableError where the server does not take it."""
        exchange = Exchange(self._address)
        try:
            store = RemoteStore(self._address, exchange)
            self._send(store, writer(exchange, intake(exchange, store.url)))
        finally:
            exchange.close()

    def _send(self, store: RemoteStore, to: Writer) -> None:
        there = {name.value for name in store.named_graphs() if isinstance(name, NamedNode)}
        for graph, triples in self._graphs():
            if graph == RUNS.value:
                to.add(graph, triples)
            elif graph == VOCABULARIES.value:
                _replace(to, graph, [*triples, *_kept(store, triples)])
            elif graph in _TOGETHER:
                _replace(to, graph, triples)
            else:
                # The text goes first: words of an old one do not stand where the new claims say they do.
                text = text_graph_iri(graph.removesuffix(graph_iri("")))
                if graph.endswith(graph_iri("")) and text in there:
                    to.drop(text)
                to.replace(graph, triples)
        to.flush()

    def _graphs(self) -> Iterator[tuple[str, list[Triple]]]:
        """Yield all that is to be in each graph."""
        for contents in self._spool:
            quads = [quad for content in contents for quad in parse(content, RdfFormat.N_QUADS)]
            graph = quads[0].graph_name
            assert isinstance(graph, NamedNode)  # as `_check` has seen
            yield graph.value, list(dict.fromkeys(quad.triple for quad in quads))

    def _check(self, piece: Piece) -> None:
        graph = next(iter(parse(piece.content, RdfFormat.N_QUADS))).graph_name
        if not isinstance(graph, NamedNode) or not graph.value.startswith(BASE):
            where = f"in {graph.value}" if isinstance(graph, NamedNode) else "outside of named graphs"
            raise UsageError(
                f"{self._address.url}: statements {where} are not sent to a server",
                remedy="give a graph with a named graph a document, as .trig, .nq and stores have it",
            )


_TOGETHER = frozenset(graph.value for graph in REFERENCE)


def _replace(to: Writer, graph: str, triples: Sequence[Triple]) -> None:
    to.replace(graph, triples[:_PART])
    for start in range(_PART, len(triples), _PART):
        to.add(graph, triples[start : start + _PART])


def _kept(store: RemoteStore, ours: Iterable[Triple]) -> list[Triple]:
    """Return what a server holds on concepts that are none of ours: users' own, of other builds.

    There are few of them, if any: to read all of the vocabularies takes Virtuoso a dozen seconds.
    """
    subjects = {triple.subject for triple in ours}
    theirs = [subject for subject in store.subjects(VOCABULARIES) if subject not in subjects]
    quads = (store.quads_for_pattern(subject, None, None, VOCABULARIES) for subject in theirs)
    return [quad.triple for said in quads for quad in said]


@contextmanager
def opened(source: str) -> Iterator[RemoteSink]:
    """Open a server for writing; nothing is changed there before the block has ended.

    Raises UnreadableError or UnwritableError at once where it is no server or does not let us write, so
    that nobody waits for a build that has nowhere to go.
    """
    address = Address.of(source)
    _try(address)
    with TemporaryDirectory(prefix="tipgraph-") as folder, Spool(Path(folder) / "spool") as spool:
        sink = RemoteSink(address, spool, Path(folder))
        yield sink
        sink.send()


def _try(address: Address) -> None:
    """Find the endpoints, and let go of them: processes that a build starts must not share connections."""
    exchange = Exchange(address)
    try:
        intake(exchange, RemoteStore(address, exchange).url)
    finally:
        exchange.close()

"""Graphs sent to a server, each whole: by updates, many in a request, or by the Graph Store protocol.

A server as what a graph is written to.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from http import HTTPStatus
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Protocol

import httpx
from pyoxigraph import NamedNode, RdfFormat, Triple, parse, serialize

from tipgraph.errors import UnwritableError, UsageError
from tipgraph.model.iris import BASE, graph_iri, text_graph_iri
from tipgraph.rdf.disk_buffer import DiskBuffer
from tipgraph.rdf.provenance import RUNS
from tipgraph.rdf.reference import REFERENCE, VOCABULARIES
from tipgraph.rdf.remote import endpoints
from tipgraph.rdf.remote.address import Address
from tipgraph.rdf.remote.endpoints import intake
from tipgraph.rdf.remote.exchange import Exchange
from tipgraph.rdf.remote.store import RemoteStore
from tipgraph.rdf.serialize import Piece
from tipgraph.util.atomic import writing

__all__ = [
    "GraphSender",
    "GraphStoreSender",
    "RemoteGraphWriter",
    "UpdateSender",
    "graph_sender",
    "open_writer",
]

_BATCH = 768 << 10
"""Bytes of a request: below a megabyte, which is what many a proxy lets through."""


class GraphSender(Protocol):
    """Changes named graphs on a server. Whatever fails raises UnwritableError."""

    def replace(self, graph: str, triples: Iterable[Triple]) -> None:
        """Let a graph hold these triples and no others."""

    def add(self, graph: str, triples: Iterable[Triple]) -> None:
        """Let a graph hold these triples too."""

    def drop(self, graph: str) -> None:
        """Remove a graph, if there is one."""

    def flush(self) -> None:
        """Send what is waiting."""


def graph_sender(exchange: Exchange, intake: endpoints.Intake) -> GraphSender:
    """Return a writer for an endpoint."""
    kind = UpdateSender if intake.protocol is endpoints.Protocol.UPDATE else GraphStoreSender
    return kind(exchange, intake.url)


class UpdateSender:
    """Sends SPARQL updates, some hundred kilobytes in a request.

    A request is done as a whole or not at all by servers with transactions, and none parts what is said
    of a graph between `replace` and the next call.
    """

    def __init__(self, exchange: Exchange, url: str) -> None:
        self._exchange = exchange
        self._url = url
        self._waiting: list[bytes] = []

    def replace(self, graph: str, triples: Iterable[Triple]) -> None:
        """Drop and fill a graph in one request."""
        self._send(b"DROP SILENT GRAPH <%s> ;\n%s" % (graph.encode(), _insertion(graph, triples)))

    def add(self, graph: str, triples: Iterable[Triple]) -> None:
        """Insert triples."""
        self._send(_insertion(graph, triples))

    def drop(self, graph: str) -> None:
        """Drop a graph."""
        self._send(b"DROP SILENT GRAPH <%s>" % graph.encode())

    def flush(self) -> None:
        """Send the batch."""
        if self._waiting:
            response = self._exchange.send(
                "POST",
                self._url,
                error=UnwritableError,
                headers={"Content-Type": "application/sparql-update; charset=utf-8"},
                content=b" ;\n".join(self._waiting),
            )
            self._exchange.checked(response, UnwritableError)
            self._waiting.clear()

    def _send(self, operation: bytes) -> None:
        if self._waiting and sum(map(len, self._waiting)) + len(operation) > _BATCH:
            self.flush()
        self._waiting.append(operation)


class GraphStoreSender:
    """Sends a graph in a request by the SPARQL 1.1 Graph Store protocol."""

    def __init__(self, exchange: Exchange, url: str) -> None:
        self._exchange = exchange
        self._url = url

    def replace(self, graph: str, triples: Iterable[Triple]) -> None:
        """PUT a graph."""
        self._exchange.checked(self._send("PUT", graph, _lines(triples)), UnwritableError)

    def add(self, graph: str, triples: Iterable[Triple]) -> None:
        """POST triples to a graph."""
        self._exchange.checked(self._send("POST", graph, _lines(triples)), UnwritableError)

    def drop(self, graph: str) -> None:
        """DELETE a graph."""
        response = self._send("DELETE", graph)
        if response.status_code != HTTPStatus.NOT_FOUND:
            self._exchange.checked(response, UnwritableError)

    def flush(self) -> None:
        """Do nothing: nothing waits."""

    def _send(self, method: str, graph: str, content: bytes | None = None) -> httpx.Response:
        return self._exchange.send(
            method,
            self._url,
            error=UnwritableError,
            params={"graph": graph},
            headers={} if content is None else {"Content-Type": "application/n-triples"},
            content=content,
        )


def _insertion(graph: str, triples: Iterable[Triple]) -> bytes:
    return b"INSERT DATA { GRAPH <%s> {\n%s} }" % (graph.encode(), _lines(triples))


def _lines(triples: Iterable[Triple]) -> bytes:
    """Return N-Triples, which are SPARQL as well."""
    made = serialize(triples, format=RdfFormat.N_TRIPLES)
    assert made is not None
    return made


_PART = 2_000
"""Triples of a vocabulary in a request. What is said of a document is never parted."""


class RemoteGraphWriter:
    """Keeps pieces until all are there, and then sends each graph whole in the place of its old one."""

    def __init__(self, address: Address, buffer: DiskBuffer, folder: Path) -> None:
        self._address = address
        self._buffer = buffer
        self._folder = folder

    def add(self, pieces: Iterable[Piece]) -> None:
        """Take pieces in, in N-Quads.

        Raises UsageError for statements outside of the model's named graphs: on a server, nobody could
        tell them from those of others.
        """
        with writing(self._folder):
            for piece in pieces:
                self._check(piece)
                self._buffer.add(piece)

    def send(self) -> None:
        """Send everything. Raises UnwritableError where the server does not take it."""
        exchange = Exchange(self._address)
        try:
            store = RemoteStore(self._address, exchange)
            self._send(store, graph_sender(exchange, intake(exchange, store.url)))
        finally:
            exchange.close()

    def _send(self, store: RemoteStore, to: GraphSender) -> None:
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
        for contents in self._buffer:
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


def _replace(to: GraphSender, graph: str, triples: Sequence[Triple]) -> None:
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
def open_writer(source: str) -> Iterator[RemoteGraphWriter]:
    """Open a server for writing; nothing is changed there before the block has ended.

    Raises UnreadableError or UnwritableError at once where it is no server or does not let us write, so
    that nobody waits for a build that has nowhere to go.
    """
    address = Address.of(source)
    _try(address)
    with TemporaryDirectory(prefix="tipgraph-") as folder, DiskBuffer(Path(folder) / "buffer") as buffer:
        writer = RemoteGraphWriter(address, buffer, Path(folder))
        yield writer
        writer.send()


def _try(address: Address) -> None:
    """Find the endpoints, and let go of them: processes that a build starts must not share connections."""
    exchange = Exchange(address)
    try:
        intake(exchange, RemoteStore(address, exchange).url)
    finally:
        exchange.close()

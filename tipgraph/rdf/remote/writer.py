"""Writes graphs to a server, each as a whole: in SPARQL updates, or by the Graph Store protocol."""

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
from tipgraph.rdf.provenance import RUNS
from tipgraph.rdf.reference import REFERENCE, VOCABULARIES
from tipgraph.rdf.remote.address import Address
from tipgraph.rdf.remote.client import Exchange
from tipgraph.rdf.remote.store import RemoteStore, WriteEndpoint, WriteProtocol, write_endpoint
from tipgraph.rdf.serialize import DiskBuffer, Piece
from tipgraph.util.outputs import writing

__all__ = ["graph_sender", "open_writer"]

_REFERENCE_BATCH = 2_000
"""Triples of a reference graph in a request. A document's graph is never split."""

_UPDATE_BATCH = 768 << 10
"""Bytes of an update: below the megabyte that many proxies allow."""

_REFERENCE_NAMES = frozenset(graph.value for graph in REFERENCE)


@contextmanager
def open_writer(source: str) -> Iterator[RemoteGraphWriter]:
    """Open a graph writer to a server. Nothing changes on the server before the block ends.

    Raises UnreadableError or UnwritableError at once, before a long build, if the address is not a server's
    or the server does not accept statements.
    """
    address = Address.of(source)
    _check(address)
    with TemporaryDirectory(prefix="tipgraph-") as folder, DiskBuffer(Path(folder) / "buffer") as buffer:
        writer = RemoteGraphWriter(address, buffer, Path(folder))
        yield writer
        writer.send()


def _check(address: Address) -> None:
    """Find the endpoints. Close the connections: worker processes of a build must not share them."""
    exchange = Exchange(address)
    try:
        write_endpoint(exchange, RemoteStore(address, exchange).url)
    finally:
        exchange.close()


class RemoteGraphWriter:
    """Buffers pieces on disk, and at the end replaces each graph on the server."""

    def __init__(self, address: Address, buffer: DiskBuffer, folder: Path) -> None:
        self._address = address
        self._buffer = buffer
        self._folder = folder

    def add(self, pieces: Iterable[Piece]) -> None:
        """Add pieces in N-Quads.

        Raises UsageError for statements outside of the model's named graphs: on a server, they could not be
        distinguished from those of others.
        """
        with writing(self._folder):
            for piece in pieces:
                self._check_graph(piece)
                self._buffer.add(piece)

    def _check_graph(self, piece: Piece) -> None:
        graph = next(iter(parse(piece.content, RdfFormat.N_QUADS))).graph_name
        if not isinstance(graph, NamedNode) or not graph.value.startswith(BASE):
            where = f"in {graph.value}" if isinstance(graph, NamedNode) else "outside of named graphs"
            raise UsageError(
                f"{self._address.url}: statements {where} are not sent to a server",
                remedy="use a graph with named graphs, such as a .trig or .nq file or a store",
            )

    def send(self) -> None:
        """Send all graphs. Raises UnwritableError if the server does not accept one."""
        exchange = Exchange(self._address)
        try:
            store = RemoteStore(self._address, exchange)
            self._send(store, graph_sender(exchange, write_endpoint(exchange, store.url)))
        finally:
            exchange.close()

    def _send(self, store: RemoteStore, sender: GraphSender) -> None:
        on_server = {name.value for name in store.named_graphs() if isinstance(name, NamedNode)}
        for graph, triples in self._graphs():
            if graph == RUNS.value:
                sender.add(graph, triples)
            elif graph == VOCABULARIES.value:
                _replace_in_batches(sender, graph, [*triples, *_user_triples(store, triples)])
            elif graph in _REFERENCE_NAMES:
                _replace_in_batches(sender, graph, triples)
            else:
                # Drop the text first: an old text must not stand beside the new claims.
                text = text_graph_iri(graph.removesuffix(graph_iri("")))
                if graph.endswith(graph_iri("")) and text in on_server:
                    sender.drop(text)
                sender.replace(graph, triples)
        sender.flush()

    def _graphs(self) -> Iterator[tuple[str, list[Triple]]]:
        """Yield the name and all triples of each graph."""
        for contents in self._buffer:
            quads = [quad for content in contents for quad in parse(content, RdfFormat.N_QUADS)]
            graph = quads[0].graph_name
            assert isinstance(graph, NamedNode)  # `_check_graph` has checked it
            yield graph.value, list(dict.fromkeys(quad.triple for quad in quads))


def _replace_in_batches(sender: GraphSender, graph: str, triples: Sequence[Triple]) -> None:
    sender.replace(graph, triples[:_REFERENCE_BATCH])
    for start in range(_REFERENCE_BATCH, len(triples), _REFERENCE_BATCH):
        sender.add(graph, triples[start : start + _REFERENCE_BATCH])


def _user_triples(store: RemoteStore, ours: Iterable[Triple]) -> list[Triple]:
    """Return what the server has on the concepts of users, from other builds.

    They are looked up one by one because there are few: Virtuoso takes a dozen seconds to return all
    vocabularies.
    """
    subjects = {triple.subject for triple in ours}
    concepts = [subject for subject in store.subjects(VOCABULARIES) if subject not in subjects]
    quads = (store.quads_for_pattern(subject, None, None, VOCABULARIES) for subject in concepts)
    return [quad.triple for group in quads for quad in group]


class GraphSender(Protocol):
    """Changes named graphs on a server. Every failure raises UnwritableError."""

    def replace(self, graph: str, triples: Iterable[Triple]) -> None:
        """Replace the triples of a graph."""

    def add(self, graph: str, triples: Iterable[Triple]) -> None:
        """Add triples to a graph."""

    def drop(self, graph: str) -> None:
        """Remove a graph, if there is one."""

    def flush(self) -> None:
        """Send everything that waits."""


def graph_sender(exchange: Exchange, endpoint: WriteEndpoint) -> GraphSender:
    """Return the sender for an endpoint."""
    kind = UpdateSender if endpoint.protocol is WriteProtocol.UPDATE else GraphStoreSender
    return kind(exchange, endpoint.url)


class UpdateSender:
    """Sends SPARQL updates, with many operations in a request.

    A server with transactions executes a request completely or not at all. The operations of one call are
    always in the same request.
    """

    def __init__(self, exchange: Exchange, url: str) -> None:
        self._exchange = exchange
        self._url = url
        self._waiting: list[bytes] = []

    def replace(self, graph: str, triples: Iterable[Triple]) -> None:
        """Drop a graph and insert the triples, in one request."""
        self._send(b"DROP SILENT GRAPH <%s> ;\n%s" % (graph.encode(), _insertion(graph, triples)))

    def add(self, graph: str, triples: Iterable[Triple]) -> None:
        """Insert triples."""
        self._send(_insertion(graph, triples))

    def drop(self, graph: str) -> None:
        """Drop a graph."""
        self._send(b"DROP SILENT GRAPH <%s>" % graph.encode())

    def flush(self) -> None:
        """Send the waiting operations."""
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
        if self._waiting and sum(map(len, self._waiting)) + len(operation) > _UPDATE_BATCH:
            self.flush()
        self._waiting.append(operation)


class GraphStoreSender:
    """Sends one graph per request by the SPARQL 1.1 Graph Store HTTP Protocol."""

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
        """Do nothing, because every request is sent at once."""

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
    """Return N-Triples, which are valid in SPARQL too."""
    made = serialize(triples, format=RdfFormat.N_TRIPLES)
    assert made is not None
    return made

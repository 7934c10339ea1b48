"""Graphs sent to a server, each whole: by updates, many in a request, or by the Graph Store protocol."""

from __future__ import annotations

from collections.abc import Iterable
from http import HTTPStatus
from typing import Protocol

import httpx
from pyoxigraph import RdfFormat, Triple, serialize

from tipgraph.errors import UnwritableError
from tipgraph.remote import endpoints
from tipgraph.remote.exchange import Exchange

__all__ = ["GraphWriter", "UpdateWriter", "Writer", "writer"]

_BATCH = 768 << 10
"""Bytes of a request: below a megabyte, which is what many a proxy lets through."""


class Writer(Protocol):
    """Changes named graphs on a server. Whatever fails raises UnwritableError."""

    def replace(self, graph: str, triples: Iterable[Triple]) -> None:
        """Let a graph hold these triples and no others."""

    def add(self, graph: str, triples: Iterable[Triple]) -> None:
        """Let a graph hold these triples too."""

    def drop(self, graph: str) -> None:
        """Remove a graph, if there is one."""

    def flush(self) -> None:
        """Send what is waiting."""


def writer(exchange: Exchange, intake: endpoints.Intake) -> Writer:
    """Return a writer for an endpoint."""
    kind = UpdateWriter if intake.protocol is endpoints.Protocol.UPDATE else GraphWriter
    return kind(exchange, intake.url)


class UpdateWriter:
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


class GraphWriter:
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

"""Finds the endpoints of a server from its address, by trying them.

Users mostly know the base or the query endpoint of a server. Unless the environment names the other
endpoints, they are tried at the places where known server programs have them.
"""

from __future__ import annotations

from collections.abc import Iterator
from enum import StrEnum
from http import HTTPStatus
from typing import NamedTuple

import httpx

from tipgraph.errors import TipgraphError, UnreadableError, UnwritableError
from tipgraph.rdf.remote.client import RESULTS, Exchange

__all__ = ["Protocol", "WriteEndpoint", "query_endpoint", "write_endpoint"]

_PROBE = "urn:x-tipgraph:probe"
_STATEMENT = f"<{_PROBE}> <{_PROBE}> <{_PROBE}> ."
_DENIED = frozenset((HTTPStatus.UNAUTHORIZED, HTTPStatus.FORBIDDEN))


class Protocol(StrEnum):
    """How statements are sent: in SPARQL updates, or one graph per request."""

    UPDATE = "update"
    GRAPHS = "graphs"


class WriteEndpoint(NamedTuple):
    """An endpoint that accepts statements."""

    protocol: Protocol
    url: str


def query_endpoint(exchange: Exchange) -> str:
    """Return the query endpoint of a server.

    Raises UnreadableError if there is none, with the most informative of the server's answers.
    """
    refused: list[httpx.Response] = []
    for url in _query_places(exchange.address.url):
        response = exchange.send("POST", url, form={"query": "ASK {}"}, headers={"Accept": RESULTS})
        if response.is_success and "sparql-results" in response.headers.get("Content-Type", ""):
            return url
        refused.append(response)
    raise _nothing(exchange, refused, UnreadableError, "answers no SPARQL queries")


def write_endpoint(exchange: Exchange, query_url: str) -> WriteEndpoint:
    """Return the endpoint that accepts statements. The attempts change nothing on the server.

    Raises UnwritableError if there is none.
    """
    refused: list[httpx.Response] = []
    for place in _write_places(exchange, query_url):
        response = _try(exchange, place)
        if response.is_success:
            return place
        refused.append(response)
    raise _nothing(exchange, refused, UnwritableError, "accepts no statements")


def _query_places(url: str) -> Iterator[str]:
    yield url
    if not url.endswith(("/query", "/sparql", "/sparql-auth")):
        yield f"{url}/query"
        yield f"{url}/sparql"


def _write_places(exchange: Exchange, query_url: str) -> Iterator[WriteEndpoint]:
    address = exchange.address
    if address.update or address.graphs:
        if address.update:
            yield WriteEndpoint(Protocol.UPDATE, address.update)
        if address.graphs:
            yield WriteEndpoint(Protocol.GRAPHS, address.graphs)
        return
    if query_url.endswith(("/sparql", "/sparql-auth")):
        # Virtuoso: it limits the length of updates, so send graphs.
        yield WriteEndpoint(Protocol.GRAPHS, f"{address.stem}/sparql-graph-crud-auth")
    yield WriteEndpoint(Protocol.UPDATE, f"{address.stem}/update")  # Oxigraph, Fuseki, Stardog
    yield WriteEndpoint(Protocol.UPDATE, f"{query_url}/statements")  # RDF4J, GraphDB
    yield WriteEndpoint(Protocol.UPDATE, query_url)  # Blazegraph, QLever


def _try(exchange: Exchange, place: WriteEndpoint) -> httpx.Response:
    """Send a request that changes nothing, and return the answer."""
    if place.protocol is Protocol.UPDATE:
        return exchange.send(
            "POST",
            place.url,
            error=UnwritableError,
            headers={"Content-Type": "application/sparql-update"},
            content=f"DELETE DATA {{ GRAPH <{_PROBE}> {{ {_STATEMENT} }} }}".encode(),
        )
    response = exchange.send(
        "PUT",
        place.url,
        error=UnwritableError,
        params={"graph": _PROBE},
        headers={"Content-Type": "application/n-triples"},
        content=f"{_STATEMENT}\n".encode(),
    )
    if response.is_success:
        exchange.send("DELETE", place.url, error=UnwritableError, params={"graph": _PROBE})
    return response


def _nothing(
    exchange: Exchange, refused: list[httpx.Response], error: type[TipgraphError], what: str
) -> TipgraphError:
    """Return the error for a missing endpoint, from the most informative answer."""
    informative = [
        response for response in refused if response.status_code in _DENIED or response.is_server_error
    ]
    informative += [response for response in refused if response.is_redirect]
    if informative:
        return exchange.refusal(informative[0], error)
    tried = ", ".join(dict.fromkeys(str(response.request.url.copy_with(query=None)) for response in refused))
    remedy = (
        f"tried {tried}: give the full address of an endpoint; docs/stores.md lists the supported servers"
    )
    return error(f"{exchange.address.url} {what}", remedy=remedy)

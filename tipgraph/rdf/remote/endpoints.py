"""Where a server answers queries and takes statements in: found out from its address, by asking.

Programs that serve SPARQL differ in where below one address their endpoints stand. What a user is given is
mostly the base or the endpoint for queries, so the others are looked for where the known programs have
them, unless the environment names them.
"""

from __future__ import annotations

from collections.abc import Iterator
from enum import StrEnum
from http import HTTPStatus
from typing import NamedTuple

import httpx

from tipgraph.errors import TipgraphError, UnreadableError, UnwritableError
from tipgraph.rdf.remote.exchange import Exchange
from tipgraph.rdf.remote.protocol import RESULTS

__all__ = ["Intake", "Protocol", "intake", "query_endpoint"]

_PROBE = "urn:x-tipgraph:probe"
_STATEMENT = f"<{_PROBE}> <{_PROBE}> <{_PROBE}> ."
_DENIED = frozenset((HTTPStatus.UNAUTHORIZED, HTTPStatus.FORBIDDEN))


class Protocol(StrEnum):
    """How statements are sent: in SPARQL's updates, or a graph at a time."""

    UPDATE = "update"
    GRAPHS = "graphs"


class Intake(NamedTuple):
    """An endpoint that takes statements in."""

    protocol: Protocol
    url: str


def query_endpoint(exchange: Exchange) -> str:
    """Return the address at which a server answers queries.

    Raises UnreadableError where none does: with the first reason that is more than "not here".
    """
    refused: list[httpx.Response] = []
    for url in _query_places(exchange.address.url):
        response = exchange.send("POST", url, form={"query": "ASK {}"}, headers={"Accept": RESULTS})
        if response.is_success and "sparql-results" in response.headers.get("Content-Type", ""):
            return url
        refused.append(response)
    raise _nothing(exchange, refused, UnreadableError, "answers no SPARQL")


def intake(exchange: Exchange, query_url: str) -> Intake:
    """Return the endpoint that takes statements in, tried without leaving a trace.

    Raises UnwritableError where there is none that does.
    """
    refused: list[httpx.Response] = []
    for place in _intakes(exchange, query_url):
        response = _try(exchange, place)
        if response.is_success:
            return place
        refused.append(response)
    raise _nothing(exchange, refused, UnwritableError, "takes no statements in")


def _query_places(url: str) -> Iterator[str]:
    yield url
    if not url.endswith(("/query", "/sparql", "/sparql-auth")):
        yield f"{url}/query"
        yield f"{url}/sparql"


def _intakes(exchange: Exchange, query_url: str) -> Iterator[Intake]:
    address = exchange.address
    if address.update or address.graphs:
        if address.update:
            yield Intake(Protocol.UPDATE, address.update)
        if address.graphs:
            yield Intake(Protocol.GRAPHS, address.graphs)
        return
    if query_url.endswith(("/sparql", "/sparql-auth")):
        # Virtuoso: its updates have to be short, so graphs are handed over.
        yield Intake(Protocol.GRAPHS, f"{address.stem}/sparql-graph-crud-auth")
    yield Intake(Protocol.UPDATE, f"{address.stem}/update")  # Oxigraph, Fuseki, Stardog
    yield Intake(Protocol.UPDATE, f"{query_url}/statements")  # RDF4J, GraphDB
    yield Intake(Protocol.UPDATE, query_url)  # Blazegraph, QLever


def _try(exchange: Exchange, place: Intake) -> httpx.Response:
    """Send what changes nothing, and return the answer."""
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
    """Return the error to raise where no endpoint was found: what tells most of why."""
    telling = [
        response for response in refused if response.status_code in _DENIED or response.is_server_error
    ]
    telling += [response for response in refused if response.is_redirect]
    if telling:
        return exchange.refusal(telling[0], error)
    tried = ", ".join(dict.fromkeys(str(response.request.url.copy_with(query=None)) for response in refused))
    remedy = f"tried {tried}: give the endpoint's whole address; docs/stores.md tells which are understood"
    return error(f"{exchange.address.url} {what}", remedy=remedy)

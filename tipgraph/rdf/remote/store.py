"""A graph on a server, with the interface of an embedded store, and the endpoints of the server.

Users mostly know the base or the query endpoint of a server. Unless the environment names the other
endpoints, they are tried at the places where known server programs have them.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from enum import StrEnum
from functools import cached_property
from http import HTTPStatus
from itertools import count
from typing import Any, NamedTuple

import httpx
from pyoxigraph import (
    BlankNode,
    DefaultGraph,
    Literal,
    NamedNode,
    Quad,
    QueryBoolean,
    QuerySolution,
    QuerySolutions,
    QueryTriples,
    Store,
    Triple,
    Variable,
)

from tipgraph.errors import TipgraphError, UnreadableError, UnwritableError
from tipgraph.model.iris import BASE
from tipgraph.rdf.remote.address import Address
from tipgraph.rdf.remote.client import (
    RESULTS,
    TRIPLES,
    Exchange,
    Term,
    as_boolean,
    bind_values,
    parse_results,
    parse_rows,
    parse_triples,
    with_datatype,
)

__all__ = ["RemoteStore", "WriteEndpoint", "WriteProtocol", "write_endpoint"]

_PROBE = "urn:x-tipgraph:probe"
_STATEMENT = f"<{_PROBE}> <{_PROBE}> <{_PROBE}> ."
_DENIED = frozenset((HTTPStatus.UNAUTHORIZED, HTTPStatus.FORBIDDEN))


class WriteProtocol(StrEnum):
    """How statements are sent: in SPARQL updates, or one graph per request."""

    UPDATE = "update"
    GRAPHS = "graphs"


class WriteEndpoint(NamedTuple):
    """An endpoint that accepts statements."""

    protocol: WriteProtocol
    url: str


def _query_endpoint(exchange: Exchange) -> str:
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
            yield WriteEndpoint(WriteProtocol.UPDATE, address.update)
        if address.graphs:
            yield WriteEndpoint(WriteProtocol.GRAPHS, address.graphs)
        return
    if query_url.endswith(("/sparql", "/sparql-auth")):
        # Virtuoso: it limits the length of updates, so send graphs.
        yield WriteEndpoint(WriteProtocol.GRAPHS, f"{address.stem}/sparql-graph-crud-auth")
    yield WriteEndpoint(WriteProtocol.UPDATE, f"{address.stem}/update")  # Oxigraph, Fuseki, Stardog
    yield WriteEndpoint(WriteProtocol.UPDATE, f"{query_url}/statements")  # RDF4J, GraphDB
    yield WriteEndpoint(WriteProtocol.UPDATE, query_url)  # Blazegraph, QLever


def _try(exchange: Exchange, place: WriteEndpoint) -> httpx.Response:
    """Send a request that changes nothing, and return the answer."""
    if place.protocol is WriteProtocol.UPDATE:
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


_ROW_LIMIT = "X-SPARQL-MaxRows"
"""Virtuoso's header for an answer with only the first rows, with their number."""
_PARTIAL = "X-SQL-State"
"""Virtuoso's header for an incomplete answer after a timeout."""
_DISTINCT = "SELECT DISTINCT "
_IN_MODEL = f'FILTER(STRSTARTS(STR(?graph), "{BASE}"))'
_UNIONS: tuple[Mapping[str, str], ...] = (
    {},
    {"union-default-graph": "true"},
    {"default-graph-uri": "urn:x-arq:UnionGraph"},
    {"default-graph-uri": "tag:stardog:api:context:all"},
)
"""Parameters that make a server query the union of all graphs: none; of Oxigraph, Fuseki and Stardog."""
_ANY_NAMED = f"ASK {{ GRAPH ?graph {{ ?s ?p ?o }} {_IN_MODEL} }}"
_IN_UNION = f"ASK {{ {{ SELECT ?s ?p ?o {{ GRAPH ?graph {{ ?s ?p ?o }} {_IN_MODEL} }} LIMIT 1 }} ?s ?p ?o }}"


class RemoteStore:
    """The graphs of this program's model on a server, for reading.

    Of the named graphs on the server, only those below https://w3id.org/tipgraph/ belong to the model. The
    default graph belongs to it unless it is the union of the named graphs.
    A pattern with a blank node matches nothing, because a server's blank nodes cannot be queried.
    """

    def __init__(self, address: Address, exchange: Exchange | None = None) -> None:
        """Find the query endpoint. Raises UnreadableError if there is none."""
        self._exchange = exchange or Exchange(address)
        self._url = _query_endpoint(self._exchange)

    @property
    def url(self) -> str:
        """The query endpoint."""
        return self._url

    def query(
        self,
        query: str,
        /,
        *,
        base_iri: str | None = None,
        prefixes: dict[str, str] | None = None,
        use_default_graph_as_union: bool = False,
        substitutions: dict[Variable, Term] | None = None,
    ) -> QuerySolutions | QueryBoolean | QueryTriples:
        """Return the result of a SPARQL query, as `tipgraph.rdf.store.Queryable.query` does.

        Raises UnreadableError if the server gives no result, or an incomplete one.
        """
        # The same query on an empty store gives the form of the result. It also reports errors in the query
        # with the same messages as for an embedded store.
        form = Store().query(query, base_iri=base_iri, prefixes=prefixes, substitutions=substitutions)
        text = bind_values(query, base_iri, prefixes, substitutions)
        extra = self._union if use_default_graph_as_union else {}
        if isinstance(form, QueryTriples):
            return self._triples(text, extra)
        answer = self._results(text, extra)
        return as_boolean(answer) if isinstance(form, QueryBoolean) else answer

    def quads_for_pattern(
        self,
        subject: NamedNode | BlankNode | Triple | None,
        predicate: NamedNode | None,
        object: NamedNode | BlankNode | Literal | Triple | None,
        graph_name: NamedNode | BlankNode | DefaultGraph | None = None,
        /,
    ) -> Iterator[Quad]:
        """Yield the quads that match a pattern; None matches anything."""
        pattern = (subject, predicate, object)
        if any(isinstance(term, BlankNode | Triple) for term in (*pattern, graph_name)):
            return
        if graph_name is None or isinstance(graph_name, NamedNode):
            yield from self._quads(pattern, graph_name)
        if not isinstance(graph_name, NamedNode) and self._has_default:
            yield from self._quads(pattern, DefaultGraph())

    def named_graphs(self) -> Iterator[NamedNode | BlankNode]:
        """Yield the names of the model's graphs."""
        names = f"SELECT DISTINCT ?graph {{ GRAPH ?graph {{ ?s ?p ?o }} {_IN_MODEL} }}"
        for row in self._rows(names, "?graph"):
            if isinstance(row["graph"], NamedNode):
                yield row["graph"]

    def subjects(self, graph: NamedNode) -> Iterator[NamedNode]:
        """Yield the subjects of a graph, each once."""
        for row in self._rows(f"SELECT DISTINCT ?s {{ GRAPH {graph} {{ ?s ?p ?o }} }}", "?s"):
            if isinstance(row["s"], NamedNode):
                yield row["s"]

    def _quads(
        self, pattern: tuple[Term | None, ...], graph: NamedNode | DefaultGraph | None
    ) -> Iterator[Quad]:
        names = ("s", "p", "o", "graph")
        known = dict(zip(names, (*pattern, graph), strict=True))
        terms = {name: f"?{name}" if term is None else str(term) for name, term in known.items()}
        triple = f"{terms['s']} {terms['p']} {terms['o']}"
        where = triple if isinstance(graph, DefaultGraph) else f"GRAPH {terms['graph']} {{ {triple} }}"
        free = " ".join(f"?{name}" for name in names if known[name] is None)
        kept = _IN_MODEL if graph is None else ""
        for row in self._rows(f"SELECT {free or '(1 AS ?so)'} {{ {where} {kept} }}", free):
            found: list[Any] = [row[name] if term is None else term for name, term in known.items()]
            yield with_datatype(Quad(*found))

    def _rows(self, select: str, free: str) -> Iterator[QuerySolution]:
        """Yield the rows of a query of this class; in pages, if the server limits the rows of an answer."""
        response = self._select(select, RESULTS, {})
        size = int(response.headers.get(_ROW_LIMIT, 0))
        if not size:
            yield from parse_rows(response)
            return
        # Virtuoso sorts only as many rows as it returns, unless a subquery sorts them.
        distinct = select if select.startswith(_DISTINCT) else select.replace("SELECT ", _DISTINCT, 1)
        inner = f"{distinct} ORDER BY {free}"
        for number in count():
            page = f"SELECT * {{ {{ {inner} }} }} LIMIT {size} OFFSET {number * size}"
            rows = list(parse_rows(self._select(page, RESULTS, {})))
            yield from rows
            if len(rows) < size:
                return

    def _results(self, text: str, extra: Mapping[str, str]) -> QuerySolutions | QueryBoolean:
        response = self._select(text, RESULTS, extra)
        if _ROW_LIMIT in response.headers:
            raise UnreadableError(
                f"{self._url} returns only the first {response.headers[_ROW_LIMIT]} rows",
                remedy="make the query more specific, or raise ResultSetMaxRows in the server's virtuoso.ini",
            )
        return parse_results(response)

    def _triples(self, text: str, extra: Mapping[str, str]) -> QueryTriples:
        return parse_triples(self._select(text, TRIPLES, extra))

    def _select(self, text: str, accept: str, extra: Mapping[str, str]) -> httpx.Response:
        response = self._exchange.checked(self._post(text, accept, extra), UnreadableError)
        if _PARTIAL in response.headers:
            raise UnreadableError(
                f"{self._url} timed out and returned a part of the result ({response.headers[_PARTIAL]})",
                remedy="make the query more specific, or raise MaxQueryExecutionTime on the server",
            )
        return response

    def _post(self, text: str, accept: str, extra: Mapping[str, str]) -> httpx.Response:
        # In a form, which every server accepts, because servers limit the length of addresses.
        form = {"query": text, **extra}
        return self._exchange.send("POST", self._url, form=form, headers={"Accept": accept})

    @cached_property
    def _union(self) -> Mapping[str, str]:
        """The parameters that make the server query the union of all graphs.

        Raises UnreadableError if no known parameters do.
        """
        if not self._asks(_ANY_NAMED, {}):
            return {}
        for extra in _UNIONS:
            if self._asks(_IN_UNION, extra):
                return extra
        raise UnreadableError(
            f"{self._url} queries only its default graph, and the statements are in named graphs",
            remedy="configure the server to query the union of all graphs by default",
        )

    @cached_property
    def _has_default(self) -> bool:
        """Whether the default graph is separate from the named graphs."""
        return self._union != {} or not self._asks(_ANY_NAMED, {})

    def _asks(self, ask: str, extra: Mapping[str, str]) -> bool:
        response = self._post(ask, RESULTS, extra)
        # A server may reject an unknown parameter, or take it for the name of a graph that it does not have.
        return response.is_success and bool(as_boolean(parse_results(response)))

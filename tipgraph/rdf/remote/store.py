"""A graph on a server, asked as an embedded store is."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import cached_property
from itertools import count
from typing import Any

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

from tipgraph.errors import UnreadableError
from tipgraph.model.iris import BASE
from tipgraph.rdf.remote.address import Address
from tipgraph.rdf.remote.endpoints import query_endpoint
from tipgraph.rdf.remote.exchange import Exchange
from tipgraph.rdf.remote.protocol import (
    RESULTS,
    TRIPLES,
    Term,
    parsed,
    restored,
    solutions,
    triples,
    truth,
    written,
)

__all__ = ["RemoteStore"]

_CUT = "X-SPARQL-MaxRows"
"""The header by which Virtuoso says that it left rows out, and after how many."""
_PARTIAL = "X-SQL-State"
"""The header by which Virtuoso says that it ran out of time and answers with what it had."""
_DISTINCT = "SELECT DISTINCT "
_OURS = f'FILTER(STRSTARTS(STR(?graph), "{BASE}"))'
_UNIONS: tuple[Mapping[str, str], ...] = (
    {},
    {"union-default-graph": "true"},
    {"default-graph-uri": "urn:x-arq:UnionGraph"},
    {"default-graph-uri": "tag:stardog:api:context:all"},
)
"""What tells a server to ask all graphs together: nothing, and what Oxigraph, Fuseki and Stardog know."""
_ANY_NAMED = f"ASK {{ GRAPH ?graph {{ ?s ?p ?o }} {_OURS} }}"
_IN_UNION = f"ASK {{ {{ SELECT ?s ?p ?o {{ GRAPH ?graph {{ ?s ?p ?o }} {_OURS} }} LIMIT 1 }} ?s ?p ?o }}"


class RemoteStore:
    """The graphs of this program's model on a server that others run, for reading.

    A server may hold much else: of its named graphs, those below https://w3id.org/tipgraph/ count. Its
    default graph counts where it is one of its own, and not all others taken together.
    Blank nodes of a server cannot be asked for: to patterns with one, there is no answer.
    """

    def __init__(self, address: Address, exchange: Exchange | None = None) -> None:
        """Find the endpoint for queries. Raises UnreadableError where there is none."""
        self._exchange = exchange or Exchange(address)
        self._url = query_endpoint(self._exchange)

    @property
    def url(self) -> str:
        """The endpoint for queries."""
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
        """Return the answer to SPARQL, as `tipgraph.rdf.queryable.Queryable.query` does.

        Raises UnreadableError where the server gives none, or not all of it.
        """
        # Asked of nothing first, which tells of what form the answer is, and where the query is wrong:
        # so a server is sent what is right, and mistakes are told in the same words everywhere.
        form = Store().query(query, base_iri=base_iri, prefixes=prefixes, substitutions=substitutions)
        text = written(query, base_iri, prefixes, substitutions)
        extra = self._union if use_default_graph_as_union else {}
        if isinstance(form, QueryTriples):
            return self._triples(text, extra)
        answer = self._results(text, extra)
        return truth(answer) if isinstance(form, QueryBoolean) else answer

    def quads_for_pattern(
        self,
        subject: NamedNode | BlankNode | Triple | None,
        predicate: NamedNode | None,
        object: NamedNode | BlankNode | Literal | Triple | None,
        graph_name: NamedNode | BlankNode | DefaultGraph | None = None,
        /,
    ) -> Iterator[Quad]:
        """Yield the quads that are so, None standing for anything."""
        pattern = (subject, predicate, object)
        if any(isinstance(term, BlankNode | Triple) for term in (*pattern, graph_name)):
            return
        if graph_name is None or isinstance(graph_name, NamedNode):
            yield from self._quads(pattern, graph_name)
        if not isinstance(graph_name, NamedNode) and self._has_default:
            yield from self._quads(pattern, DefaultGraph())

    def named_graphs(self) -> Iterator[NamedNode | BlankNode]:
        """Yield the names of the graphs of the model."""
        names = f"SELECT DISTINCT ?graph {{ GRAPH ?graph {{ ?s ?p ?o }} {_OURS} }}"
        for row in self._rows(names, "?graph"):
            if isinstance(row["graph"], NamedNode):
                yield row["graph"]

    def subjects(self, graph: NamedNode) -> Iterator[NamedNode]:
        """Yield each thing that a graph says something of, once."""
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
        kept = _OURS if graph is None else ""
        for row in self._rows(f"SELECT {free or '(1 AS ?so)'} {{ {where} {kept} }}", free):
            found: list[Any] = [row[name] if term is None else term for name, term in known.items()]
            yield restored(Quad(*found))

    def _rows(self, select: str, free: str) -> Iterator[QuerySolution]:
        """Yield the rows of a query of our own: in pages, of the server's size, where it cuts answers off."""
        response = self._ask(select, RESULTS, {})
        size = int(response.headers.get(_CUT, 0))
        if not size:
            yield from solutions(response)
            return
        # Virtuoso sorts no more rows than it gives out, unless the sorting is done a selection further in.
        distinct = select if select.startswith(_DISTINCT) else select.replace("SELECT ", _DISTINCT, 1)
        inner = f"{distinct} ORDER BY {free}"
        for number in count():
            page = f"SELECT * {{ {{ {inner} }} }} LIMIT {size} OFFSET {number * size}"
            rows = list(solutions(self._ask(page, RESULTS, {})))
            yield from rows
            if len(rows) < size:
                return

    def _results(self, text: str, extra: Mapping[str, str]) -> QuerySolutions | QueryBoolean:
        response = self._ask(text, RESULTS, extra)
        if _CUT in response.headers:
            raise UnreadableError(
                f"{self._url} answers with its first {response.headers[_CUT]} rows only",
                remedy="ask for less, or have ResultSetMaxRows raised in the server's virtuoso.ini",
            )
        return parsed(response)

    def _triples(self, text: str, extra: Mapping[str, str]) -> QueryTriples:
        return triples(self._ask(text, TRIPLES, extra))

    def _ask(self, text: str, accept: str, extra: Mapping[str, str]) -> httpx.Response:
        response = self._exchange.checked(self._post(text, accept, extra), UnreadableError)
        if _PARTIAL in response.headers:
            raise UnreadableError(
                f"{self._url} ran out of time and answers in part ({response.headers[_PARTIAL]})",
                remedy="ask for less, or have MaxQueryExecutionTime raised on the server",
            )
        return response

    def _post(self, text: str, accept: str, extra: Mapping[str, str]) -> httpx.Response:
        # In a form, which every server takes, and which has no limit as addresses have.
        form = {"query": text, **extra}
        return self._exchange.send("POST", self._url, form=form, headers={"Accept": accept})

    @cached_property
    def _union(self) -> Mapping[str, str]:
        """What to add to a query so that it is asked of all graphs together.

        Raises UnreadableError where nothing that is known makes a server do that.
        """
        if not self._says(_ANY_NAMED, {}):
            return {}
        for extra in _UNIONS:
            if self._says(_IN_UNION, extra):
                return extra
        raise UnreadableError(
            f"{self._url} asks its default graph only, and the statements are in named graphs",
            remedy="have it configured to take the union of all graphs as its default graph",
        )

    @cached_property
    def _has_default(self) -> bool:
        """Whether the default graph is one of its own."""
        return self._union != {} or not self._says(_ANY_NAMED, {})

    def _says(self, ask: str, extra: Mapping[str, str]) -> bool:
        response = self._post(ask, RESULTS, extra)
        # A parameter that a server does not know may be an error to it, or name no graph that it has.
        return response.is_success and bool(truth(parsed(response)))

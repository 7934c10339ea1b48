"""What a server answers, read as an embedded store's answers are."""

from __future__ import annotations

import re
from collections.abc import Iterator

import httpx
from pyoxigraph import (
    Literal,
    Quad,
    QueryBoolean,
    QueryResultsFormat,
    QuerySolution,
    QuerySolutions,
    QueryTriples,
    RdfFormat,
    Store,
    parse,
    parse_query_results,
)

from tipgraph.errors import UnreadableError
from tipgraph.graph.terms import term, typed

__all__ = ["RESULTS", "TRIPLES", "parsed", "restored", "solutions", "triples", "truth"]

RESULTS = "application/sparql-results+json"
"""The form in which rows are asked for. Of XML's, our parser drops blanks at the ends of texts."""
TRIPLES = "application/n-triples"
"""The form in which graphs are asked for."""

_BOOLEAN = re.compile(rb'(XMLSchema#boolean", "value": ")([01])"')
"""A truth value as Virtuoso writes it; within a text, the quotation marks would be escaped."""
_TRUTH = {b"0": b"false", b"1": b"true"}
_INTEGER = term("xsd:integer")
_DECIMALS = frozenset(term(name) for name in ("tg:count", "geo:lat", "geo:long"))


def parsed(response: httpx.Response) -> QuerySolutions | QueryBoolean:
    """Return the answer to a SELECT or ASK. Raises UnreadableError where it is none."""
    content = _BOOLEAN.sub(lambda found: found[1] + _TRUTH[found[2]] + b'"', response.content)
    try:
        return parse_query_results(content, QueryResultsFormat.JSON)
    except (SyntaxError, ValueError) as error:
        raise _gibberish(response, error) from error


def solutions(response: httpx.Response) -> Iterator[QuerySolution]:
    """Yield the rows of an answer. Raises UnreadableError where it is none."""
    rows = parsed(response)
    if not isinstance(rows, QuerySolutions):
        raise _gibberish(response, "no rows")
    try:
        yield from rows
    except (SyntaxError, ValueError) as error:
        raise _gibberish(response, error) from error


def triples(response: httpx.Response) -> QueryTriples:
    """Return the graph that a CONSTRUCT makes, each triple once. Raises UnreadableError where it is none."""
    store = Store()
    try:
        store.extend([restored(quad) for quad in parse(response.content, RdfFormat.N_TRIPLES)])
    except (SyntaxError, ValueError) as error:
        raise _gibberish(response, error) from error
    # A store gives its triples in the form that callers know from an embedded one.
    found = store.query("CONSTRUCT WHERE { ?s ?p ?o }")
    assert isinstance(found, QueryTriples)
    return found


def truth(answer: QuerySolutions | QueryBoolean) -> QueryBoolean:
    """Return the answer to an ASK; Virtuoso gives it as a row with a number."""
    if isinstance(answer, QueryBoolean):
        return answer
    values = [row[0] for row in answer]
    holds = any(isinstance(value, Literal) and value.value in ("1", "true") for value in values)
    made = Store().query(f"ASK {{ FILTER({str(holds).lower()}) }}")
    assert isinstance(made, QueryBoolean)
    return made


def restored(quad: Quad) -> Quad:
    """Return a quad with the datatype that its property has: Virtuoso makes integers of whole decimals.

    >>> from pyoxigraph import NamedNode
    >>> str(restored(Quad(NamedNode("urn:a"), term("tg:count"), typed("12", "integer"))).object)
    '"12"^^<http://www.w3.org/2001/XMLSchema#decimal>'
    """
    value = quad.object
    if quad.predicate in _DECIMALS and isinstance(value, Literal) and value.datatype == _INTEGER:
        return Quad(quad.subject, quad.predicate, typed(value.value, "decimal"), quad.graph_name)
    return quad


def _gibberish(response: httpx.Response, reason: object) -> UnreadableError:
    return UnreadableError(
        f"{response.request.url} gives an answer that is none in SPARQL's formats ({reason})",
        remedy="see whether it is a SPARQL endpoint",
    )

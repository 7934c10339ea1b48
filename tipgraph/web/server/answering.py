"""Answers to SPARQL queries, in the format that the client accepts and within the server's limits."""

from __future__ import annotations

import re
from collections.abc import Sequence
from io import BytesIO
from itertools import islice

from pyoxigraph import (
    QueryBoolean,
    QueryResultsFormat,
    QuerySolutions,
    QueryTriples,
    RdfFormat,
    Store,
    serialize,
)

from tipgraph.analysis.queries import Query, notes, parse
from tipgraph.analysis.queries.parameters import bindings
from tipgraph.analysis.queries.results import choose_form, prefixes
from tipgraph.errors import TipgraphError
from tipgraph.model.iris import BASE, PREFIXES
from tipgraph.web.server.checking import Dataset, check, from_clauses
from tipgraph.web.server.jobs import Problem, QueryJob, Reply
from tipgraph.web.server.limits import Limits
from tipgraph.web.server.media import GRAPHS, TABLES, Media, choose

__all__ = ["RDF_FORMATS", "answer"]

_RESULT_FORMATS = {
    "json": QueryResultsFormat.JSON,
    "xml": QueryResultsFormat.XML,
    "csv": QueryResultsFormat.CSV,
    "tsv": QueryResultsFormat.TSV,
}
RDF_FORMATS = {
    "turtle": RdfFormat.TURTLE,
    "nt": RdfFormat.N_TRIPLES,
    "jsonld": RdfFormat.JSON_LD,
    "rdfxml": RdfFormat.RDF_XML,
    "n3": RdfFormat.N3,
}
"""The formats of graphs, by the names of `tipgraph.web.server.media`."""

_VOLATILE = re.compile(r"\b(?:NOW|RAND|UUID|STRUUID|BNODE)\s*\(", re.IGNORECASE)
_QUOTED = re.compile(rb'"[^"]*"')

QueryResult = QuerySolutions | QueryBoolean | QueryTriples


def answer(store: Store, job: QueryJob, limits: Limits) -> Reply:
    """Answer a query.

    Raises Problem: 400 for an invalid query or value and for a missing graph, 403 for a query that changes
    the store or calls other servers, 406 for an unknown format, 422 for an answer above the limits, 500 if
    the store fails.
    """
    check(job.text)
    dataset = Dataset(job.default_graphs, job.named_graphs)
    dataset = dataset if any(dataset) else from_clauses(job.text)
    options = dataset.options(store)
    parameters = dict(job.parameters)
    try:
        query = parse(job.text)
        bound = bindings(query, parameters, store)
        remarks = tuple(notes(query, parameters, store))
    except TipgraphError as error:
        raise Problem(400, error.cause, error.remedy.replace("--param ", "the parameter ")) from error
    try:
        text = query.text if any(dataset) else choose_form(query, bound, store)
        result = store.query(text, base_iri=BASE, prefixes=prefixes(), substitutions=bound or None, **options)
        return _reply(result, job, limits, query, remarks)
    except RuntimeError as error:
        raise Problem(400, str(error), "name each parameter in the SELECT clause") from error
    except (OSError, ValueError) as error:
        raise Problem(500, f"the query failed: {error}", "write it in another way") from error


def _reply(
    result: QueryResult, job: QueryJob, limits: Limits, query: Query, remarks: tuple[str, ...]
) -> Reply:
    media = choose(GRAPHS if isinstance(result, QueryTriples) else TABLES, job.accept, job.format)
    if isinstance(result, QueryTriples):
        body = _serialize_triples(result, media, limits)
    else:
        body = _serialize_results(result, media, limits)
    return Reply(media.header, body, remarks, cacheable=not _VOLATILE.search(query.text))


def _serialize_triples(result: QueryTriples, media: Media, limits: Limits) -> bytes:
    triples = list(islice(result, limits.max_results + 1))
    if len(triples) > limits.max_results:
        raise _too_large(limits.max_results, "triples")
    file = _BoundedBytes(limits.max_answer)
    serialize(sorted(set(triples), key=str), file, RDF_FORMATS[media.name], prefixes=PREFIXES)
    return file.getvalue()


def _serialize_results(result: QuerySolutions | QueryBoolean, media: Media, limits: Limits) -> bytes:
    file = _BoundedBytes(limits.max_answer)
    result.serialize(file, _RESULT_FORMATS[media.name])
    body = file.getvalue()
    if isinstance(result, QuerySolutions):
        names = [variable.value for variable in result.variables]
        if _count_rows(body, media.name, names) > limits.max_results:
            raise _too_large(limits.max_results, "rows")
    return body


def _too_large(limit: int, unit: str) -> Problem:
    return Problem(422, f"the answer has more than {limit:,} {unit}", "ask for less, or add a LIMIT")


class _BoundedBytes(BytesIO):
    """A file in memory that raises Problem (422) when it would have more than ``limit`` bytes."""

    def __init__(self, limit: int) -> None:
        super().__init__()
        self._limit = limit

    def write(self, data: bytes, /) -> int:  # type: ignore[override]  # pyoxigraph writes bytes only
        if self.tell() + len(data) > self._limit:
            raise _too_large(self._limit, "bytes")
        return super().write(data)


def _count_rows(body: bytes, form: str, variables: Sequence[str]) -> int:
    """Count the rows in a serialized result. To count them one by one would make pyoxigraph much slower.

    In JSON, rows without any value are not counted; the limit on bytes is enough for them.

    >>> _count_rows(b'{"head":{"vars":["x"]},"results":{"bindings":[{"x":{}},{"x":{}}]}}', "json", ["x"])
    2
    >>> _count_rows(b'x\\r\\n"a\\n""b"\\r\\n', "csv", ["x"])
    1
    """
    if form == "json":
        return _count_json_rows(body, variables)
    if form == "xml":
        return body.count(b"<result>")  # in a value, "<" is escaped
    if form == "csv":
        body = _QUOTED.sub(b"", body)  # line breaks in values are in quotes; in TSV they are escaped
    return body.count(b"\n") - 1


def _count_json_rows(body: bytes, variables: Sequence[str]) -> int:
    """Count the borders between rows. In a value, the quote before a variable's name would be escaped."""
    names = [name.encode() for name in variables]
    first = sum(body.count(b'"bindings":[{"%b":' % name) for name in names)
    return first + sum(body.count(b'},{"%b":' % name) for name in names)

"""Answers that may not grow past their limits.

Queries answered, in the format that was asked for and within limits.
"""

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
from tipgraph.analysis.queries.by_graph import choose_form
from tipgraph.analysis.queries.parameters import bindings
from tipgraph.analysis.queries.results import prefixes
from tipgraph.errors import TipgraphError
from tipgraph.model.iris import BASE, PREFIXES
from tipgraph.web.server.dataset import Dataset, check, named_in
from tipgraph.web.server.job import Question, Reply
from tipgraph.web.server.limits import Limits
from tipgraph.web.server.media import GRAPHS, TABLES, Media, choose
from tipgraph.web.server.problem import Problem

__all__ = ["RDF", "Bounded", "answer", "rows", "too_large"]

_QUOTED = re.compile(rb'"[^"]*"')


def too_large(limit: int, unit: str) -> Problem:
    """Return the problem of an answer with more than ``limit`` rows, triples or bytes."""
    return Problem(422, f"the answer has more than {limit:,} {unit}", "ask for less, or for a part by LIMIT")


class Bounded(BytesIO):
    """Takes an answer's bytes, and raises Problem (422) when there are more than ``limit``."""

    def __init__(self, limit: int) -> None:
        super().__init__()
        self._limit = limit

    def write(self, data: bytes, /) -> int:  # type: ignore[override]  # only bytes are ever given
        """Take bytes."""
        if self.tell() + len(data) > self._limit:
            raise too_large(self._limit, "bytes")
        return super().write(data)


def rows(body: bytes, form: str, variables: Sequence[str]) -> int:
    """Count the rows of a result: of pyoxigraph's, which it writes too fast to count them one by one.

    Rows without any value are not counted in JSON; the limit on bytes is enough for those.

    >>> rows(b'{"head":{"vars":["x"]},"results":{"bindings":[{"x":{}},{"x":{}}]}}', "json", ["x"])
    2
    >>> rows(b'x\\r\\n"a\\n""b"\\r\\n', "csv", ["x"])
    1
    """
    if form == "json":
        return _rows_of_json(body, variables)
    if form == "xml":
        return body.count(b"<result>")  # in a value, "<" is escaped
    if form == "csv":
        body = _QUOTED.sub(b"", body)  # line breaks in values are in quotes; in TSV they are escaped
    return body.count(b"\n") - 1


def _rows_of_json(body: bytes, variables: Sequence[str]) -> int:
    """Count where one row ends and another begins.

    In a value the quote before a variable's name would be escaped, or be the value's end.
    """
    names = [name.encode() for name in variables]
    first = sum(body.count(b'"bindings":[{"%b":' % name) for name in names)
    return first + sum(body.count(b'},{"%b":' % name) for name in names)


_RESULTS = {
    "json": QueryResultsFormat.JSON,
    "xml": QueryResultsFormat.XML,
    "csv": QueryResultsFormat.CSV,
    "tsv": QueryResultsFormat.TSV,
}
RDF = {
    "turtle": RdfFormat.TURTLE,
    "nt": RdfFormat.N_TRIPLES,
    "jsonld": RdfFormat.JSON_LD,
    "rdfxml": RdfFormat.RDF_XML,
}
"""The formats of graphs by the names that `tipgraph.web.server.media` gives them."""

_FLEETING = re.compile(r"\b(?:NOW|RAND|UUID|STRUUID|BNODE)\s*\(", re.IGNORECASE)

Found = QuerySolutions | QueryBoolean | QueryTriples


def answer(store: Store, question: Question, limits: Limits) -> Reply:
    """Answer a question.

    Raises Problem: 400 for a query or value that cannot be read and a graph that is not there, 403 for a
    query that changes the store or calls others, 406 for a format that there is none of, 422 for an
    answer past the limits, 500 where the store fails.
    """
    check(question.text)
    dataset = Dataset(question.default_graphs, question.named_graphs)
    dataset = dataset if any(dataset) else named_in(question.text)
    options = dataset.options(store)
    try:
        query = parse(question.text)
        bound = bindings(query, dict(question.values), store)
        said = tuple(notes(query, dict(question.values), store))
    except TipgraphError as error:
        raise Problem(400, error.cause, _remedy(error)) from error
    try:
        text = query.text if any(dataset) else choose_form(query, bound, store)
        found = store.query(text, base_iri=BASE, prefixes=prefixes(), substitutions=bound or None, **options)
        return _reply(found, question, limits, query, said)
    except RuntimeError as error:
        raise Problem(400, str(error), "name each parameter in the SELECT clause") from error
    except (OSError, ValueError) as error:
        raise Problem(500, f"the query failed: {error}", "ask in another way") from error


def _remedy(error: TipgraphError) -> str:
    return error.remedy.replace("--param ", "the parameter ")


def _reply(found: Found, question: Question, limits: Limits, query: Query, said: tuple[str, ...]) -> Reply:
    offered = GRAPHS if isinstance(found, QueryTriples) else TABLES
    media = choose(offered, question.accept, question.form)
    body = _written(found, media, limits)
    return Reply(media.header, body, said, lasting=not _FLEETING.search(query.text))


def _written(found: Found, media: Media, limits: Limits) -> bytes:
    file = Bounded(limits.max_answer)
    if isinstance(found, QueryTriples):
        triples = list(islice(found, limits.max_results + 1))
        if len(triples) > limits.max_results:
            raise too_large(limits.max_results, "triples")
        unique = sorted(set(triples), key=str)
        serialize(unique, file, RDF[media.name], prefixes=PREFIXES)
        return file.getvalue()
    found.serialize(file, _RESULTS[media.name])
    body = file.getvalue()
    if isinstance(found, QuerySolutions):
        names = [variable.value for variable in found.variables]
        if rows(body, media.name, names) > limits.max_results:
            raise too_large(limits.max_results, "rows")
    return body

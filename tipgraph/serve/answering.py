"""Queries answered, in the format that was asked for and within limits."""

from __future__ import annotations

import re
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

from tipgraph.errors import TipgraphError
from tipgraph.namespaces import BASE, PREFIXES
from tipgraph.queries import Query, notes, parse
from tipgraph.queries.ask import prefixes
from tipgraph.queries.layout import fitting
from tipgraph.queries.terms import bindings
from tipgraph.serve.bounded import Bounded, rows, too_large
from tipgraph.serve.dataset import Dataset, named_in
from tipgraph.serve.job import Question, Reply
from tipgraph.serve.limits import Limits
from tipgraph.serve.media import GRAPHS, TABLES, Media, choose
from tipgraph.serve.problem import Problem
from tipgraph.serve.syntax import check

__all__ = ["RDF", "answer"]

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
"""The formats of graphs by the names that `tipgraph.serve.media` gives them."""

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
    asked = query if any(dataset) else fitting(query, bound, store)
    try:
        found = store.query(
            asked.text, base_iri=BASE, prefixes=prefixes(), substitutions=bound or None, **options
        )
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

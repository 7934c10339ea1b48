"""Checks of a query before it runs: that it only reads this store, and which graphs it asks."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from functools import lru_cache, wraps
from typing import Any, NamedTuple, TypeVar

from pyoxigraph import DefaultGraph, Literal, NamedNode, Store, Variable

from tipgraph.analysis.queries.parameters import Bindings
from tipgraph.analysis.queries.results import is_update, prefixes, refuse_service, syntax_error
from tipgraph.errors import UsageError
from tipgraph.model.iris import BASE
from tipgraph.web.server.jobs import Problem

__all__ = ["Dataset", "check", "from_clauses"]

_PROBE: Bindings = {Variable("tipgraph_no_such_variable"): Literal("")}
"""A value for a variable that no query has. pyoxigraph parses the query and then refuses the value."""

_POSITION = re.compile(r"error at (\d+):(\d+)")
_SENTENCE = re.compile(r"\b(The [A-Z]+ [a-z][a-z ]+[a-z])")
"""The error in words, which the parser may give among the tokens that it expected."""

_FROM = re.compile(r"from|\\u", re.IGNORECASE)
"""The keyword of FROM clauses, or an escape, in which keywords may be written too."""


_REMEMBERED = 512
_LONGEST = 8_192
"""The most characters of a query that is remembered: some eight megabytes for all of them."""

Result = TypeVar("Result")


def _remembered(function: Callable[[str], Result]) -> Callable[[str], Result]:
    """Return a function with a cache that long texts do not enter."""
    cached = lru_cache(_REMEMBERED)(function)
    return wraps(function)(lambda text: cached(text) if len(text) <= _LONGEST else function(text))


@_remembered
def check(text: str) -> None:
    """Check that a query can be parsed and reads only this store.

    Raises Problem: 400 with line and column if it cannot be parsed, 403 if it would change the store or call
    another server.
    """
    _parse(text)
    try:
        refuse_service(text, prefixes())
    except UsageError as error:
        raise Problem(403, error.cause, "query this server only, and combine the answers yourself") from error


def _parse(text: str) -> None:
    try:
        Store().query(text, base_iri=BASE, prefixes=prefixes(), substitutions=_PROBE)
    except SyntaxError as error:
        raise _syntax_problem(text, str(error)) from error
    except RuntimeError:
        return  # the probe was refused, so the query was parsed


def _syntax_problem(text: str, reason: str) -> Problem:
    if is_update(text):
        return Problem(403, "updates are not allowed", "this server is read-only")
    error = syntax_error(text, reason, prefixes())
    position = _POSITION.match(reason)
    sentence = _SENTENCE.search(reason)
    cause = f"{error.cause} ({sentence[1]})" if sentence else error.cause
    line, column = (int(position[1]), int(position[2])) if position else (None, None)
    return Problem(400, cause, error.remedy, line=line, column=column)


class Dataset(NamedTuple):
    """IRIs of default and named graphs. If there are none, the default graph is the union of all graphs."""

    default: tuple[str, ...] = ()
    named: tuple[str, ...] = ()

    def options(self, store: Store) -> dict[str, Any]:
        """Return the arguments of `Store.query` for this dataset.

        Raises Problem (400) for an invalid IRI, and for a graph that the store does not have. Such a graph is
        not fetched, and an empty answer would hide that it is missing.
        """
        if not self.default and not self.named:
            return {"use_default_graph_as_union": True}
        default: list[NamedNode | DefaultGraph] = [_graph(iri, store) for iri in self.default]
        return {"default_graph": default, "named_graphs": [_graph(iri, store) for iri in self.named]}


def _graph(iri: str, store: Store) -> NamedNode:
    try:
        graph = NamedNode(iri)
    except ValueError as error:
        raise Problem(400, f"{iri!r} is not a graph IRI ({error})", "name a graph of this store") from error
    if not store.contains_named_graph(graph):
        raise Problem(
            400,
            f"this store has no graph <{iri}>, and the server loads none from elsewhere",
            "leave it out to query all graphs, or list them: SELECT DISTINCT ?g { GRAPH ?g { ?s ?p ?o } }",
        )
    return graph


@_remembered
def from_clauses(text: str) -> Dataset:
    """Return the graphs of a query's FROM clauses.

    rdflib parses only queries with the word, which may also be in a string. pyoxigraph ignores FROM if it is
    asked for the union of all graphs. Raises Problem (400) if rdflib cannot parse the query.
    """
    if not _FROM.search(text):
        return Dataset()
    graphs = [(str(clause.default), str(clause.named)) for clause in _clauses(text)]
    default = tuple(default for default, _ in graphs if default != "None")
    return Dataset(default, tuple(named for _, named in graphs if named != "None"))


def _clauses(text: str) -> Iterable[Any]:
    from rdflib.plugins.sparql.algebra import translateQuery
    from rdflib.plugins.sparql.parser import parseQuery

    try:
        algebra = translateQuery(parseQuery(text), base=BASE, initNs=prefixes()).algebra
    except Exception as error:  # rdflib raises errors of many kinds, even bare ones
        raise Problem(
            400,
            "the query may have FROM, but is not plain SPARQL 1.1",
            "write it in SPARQL 1.1, or without the word FROM",
        ) from error
    return algebra.datasetClause or ()

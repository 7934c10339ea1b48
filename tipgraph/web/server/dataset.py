"""The graphs that a query is asked of: all of them, or those that it or the protocol names.

Whether a query may be run at all, told before anything of it is run.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import lru_cache
from typing import Any, NamedTuple

from pyoxigraph import DefaultGraph, Literal, NamedNode, Store, Variable

from tipgraph.analysis.queries.checks import refuse_service, syntax_error
from tipgraph.analysis.queries.parameters import Bindings
from tipgraph.analysis.queries.results import prefixes
from tipgraph.errors import UsageError
from tipgraph.model.iris import BASE
from tipgraph.web.server.problem import Problem

__all__ = ["Dataset", "check", "named_in"]

_WORD = re.compile(r"from|\\u", re.IGNORECASE)
"""The word that FROM clauses begin with, or an escape, which keywords may be written in too."""


class Dataset(NamedTuple):
    """IRIs of default and named graphs; without any, the default graph is the union of all."""

    default: tuple[str, ...] = ()
    named: tuple[str, ...] = ()

    def options(self, store: Store) -> dict[str, Any]:
        """Return what `Store.query` is to be given.

        Raises Problem (400) for what is no IRI, and for a graph that the store does not have: it is not
        fetched, and an empty answer would not tell that it was not there.
        """
        if not self.default and not self.named:
            return {"use_default_graph_as_union": True}
        default: list[NamedNode | DefaultGraph] = [_graph(iri, store) for iri in self.default]
        return {"default_graph": default, "named_graphs": [_graph(iri, store) for iri in self.named]}


def _graph(iri: str, store: Store) -> NamedNode:
    try:
        graph = NamedNode(iri)
    except ValueError as error:
        raise Problem(400, f"{iri!r} is no IRI of a graph ({error})", "name a graph of this store") from error
    if not store.contains_named_graph(graph):
        raise Problem(
            400,
            f"there is no graph <{iri}> here, and none is loaded from elsewhere",
            "leave it out to ask all graphs, or list them: SELECT DISTINCT ?g { GRAPH ?g { ?s ?p ?o } }",
        )
    return graph


@lru_cache(maxsize=512)
def named_in(text: str) -> Dataset:
    """Return the graphs of a query's FROM clauses.

    A query without the word has none; one with it (it may stand in a text) is taken apart by rdflib.
    Raises Problem (400) where rdflib cannot read what the word is in: pyoxigraph, asked for the union of
    all graphs, passes over FROM.
    """
    if not _WORD.search(text):
        return Dataset()
    clauses = _clauses(text)
    found = [(str(clause.default), str(clause.named)) for clause in clauses]
    default = tuple(default for default, _ in found if default != "None")
    return Dataset(default, tuple(named for _, named in found if named != "None"))


def _clauses(text: str) -> Iterable[Any]:
    from rdflib.plugins.sparql.algebra import translateQuery
    from rdflib.plugins.sparql.parser import parseQuery

    try:
        algebra = translateQuery(parseQuery(text), base=BASE, initNs=prefixes()).algebra
    except Exception as error:  # rdflib raises errors of many kinds, bare ones too
        raise Problem(
            400,
            "whether this query has FROM cannot be told, for it is not plain SPARQL 1.1",
            "write it in SPARQL 1.1, or without the word",
        ) from error
    return algebra.datasetClause or ()


_PROBE: Bindings = {Variable("tipgraph_no_such_variable"): Literal("")}
"""A value for a variable that no query has: pyoxigraph refuses it after it has read the query, unrun."""

_PLACE = re.compile(r"error at (\d+):(\d+)")
_SENTENCE = re.compile(r"\b(The [A-Z]+ [a-z][a-z ]+[a-z])")
"""What is wrong, where the parser says it in words among what it expected."""


@lru_cache(maxsize=512)
def check(text: str) -> None:
    """Pass a query that reads this store and nothing else.

    Raises Problem: 400 with line and column where it cannot be read, 403 where it would change the store
    or call another server.
    """
    _parse(text)
    try:
        refuse_service(text, prefixes())
    except UsageError as error:
        raise Problem(403, error.cause, "ask this server alone, and combine the answers yourself") from error


def _parse(text: str) -> None:
    try:
        Store().query(text, base_iri=BASE, prefixes=prefixes(), substitutions=_PROBE)
    except SyntaxError as error:
        raise _unread(text, str(error)) from error
    except RuntimeError:
        return  # the probe was refused, so the query was read


def _unread(text: str, reason: str) -> Problem:
    error = syntax_error(text, reason, prefixes())
    if not error.remedy and error.cause.startswith("only reading"):
        return Problem(403, error.cause, "this server changes nothing")
    place = _PLACE.match(reason)
    words = _SENTENCE.search(reason)
    cause = f"{error.cause} ({words[1]})" if words else error.cause
    line, column = (int(place[1]), int(place[2])) if place else (None, None)
    return Problem(400, cause, error.remedy, line=line, column=column)

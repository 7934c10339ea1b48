"""The form of a question that fits how a graph is laid out.

A question over a whole year looks at hundreds of reports. Where each document has a named graph of its own,
as this program writes them, its graphs can be read in one sweep each, tens of times as fast as claims are
looked up one by one: ``queries/by-graph/`` holds such questions in that form too, with the same answers.

There, each property is in a selection of its own, so that the engine reads it in one sweep and joins by
hashing; the graphs are found by the year first; and a value that is to be looked up in each of them is bound
after that (``BIND``), since one that stands in the pattern would be looked up in all graphs of the archive.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from functools import cache

from pyoxigraph import BlankNode, Literal, NamedNode, QuerySolutions, Store, Triple, Variable

from tipgraph.graph.queryable import Queryable
from tipgraph.namespaces import PREFIXES, graph_iri
from tipgraph.queries.catalog import catalog, in_graphs
from tipgraph.queries.query import Query
from tipgraph.queries.terms import Bindings

__all__ = ["fitting"]

_YEAR = Variable("year")
_IN_NO_GRAPH = "SELECT ?year { ?report tg:year ?year } LIMIT 1"
_IN_OTHERS = f"""
SELECT ?year ?graph
{{
    GRAPH ?graph {{ ?report tg:year ?year }}
    OPTIONAL {{ GRAPH ?graph {{ ?document tg:report ?any }} }}
}}
GROUP BY ?year ?graph
HAVING (COUNT(?document) != 1 || !STRENDS(STR(?graph), "{graph_iri("")}"))
LIMIT 1
"""


def fitting(query: Query, bound: Bindings, store: Queryable) -> Query:
    """Return the question in the form that asks graph by graph, where it has one and the graph fits it.

    It fits where all reports of the years that are asked for are in graphs of one document each that are
    named as this program names them. Others' servers are asked as they are: what is quick there is not known.
    """
    text = _texts().get(_words(query.text))
    years = [bound.get(Variable(each.name)) for each in query.parameters if each.type == "year"]
    if text is None or not isinstance(store, Store) or None in years or not _is_laid_out(store, years):
        return query
    return replace(query, text=text)


@cache
def _texts() -> dict[tuple[str, ...], str]:
    """Return the forms that ask graph by graph, by the words of the questions."""
    return {_words(catalog()[name].text): text for name, text in in_graphs().items()}


def _words(text: str) -> tuple[str, ...]:
    # A browser's form writes other ends of lines.
    return tuple(text.split())


def _is_laid_out(store: Store, years: Iterable[NamedNode | BlankNode | Literal | Triple | None]) -> bool:
    return not any(_finds(store, question, year) for year in years for question in (_IN_NO_GRAPH, _IN_OTHERS))


def _finds(store: Store, question: str, year: NamedNode | BlankNode | Literal | Triple | None) -> bool:
    assert year is not None
    found = store.query(question, prefixes=PREFIXES, substitutions={_YEAR: year})
    assert isinstance(found, QuerySolutions)
    return next(found, None) is not None

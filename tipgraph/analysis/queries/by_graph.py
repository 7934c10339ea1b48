"""Choose the form of a named query that fits how the graph is laid out.

A query over a whole year reads hundreds of reports. If each document has its own named graph, as tipgraph
writes them, the documents' graphs can be read one after the other. This is tens of times as fast as looking
up each claim. ``queries/by-graph/`` has such forms of queries. For a graph that conforms to the shapes, both
forms give the same results.

In these forms each property has its own subquery, so that the engine reads it at once and joins by hashing.
The graphs are found by the year first. A value to look up in each graph is bound afterwards (``BIND``):
inside the pattern, the engine would look it up in all graphs of the archive.
"""

from __future__ import annotations

from functools import cache

from pyoxigraph import DefaultGraph, Literal, QuerySolutions, Store, Variable

from tipgraph.analysis.queries.parameters import Bindings
from tipgraph.analysis.queries.query import Query, by_graph_forms, catalog
from tipgraph.model.iris import PREFIXES
from tipgraph.rdf.provenance import RUNS
from tipgraph.rdf.queryable import Queryable
from tipgraph.rdf.reference import REFERENCE

__all__ = ["choose_form"]

_LAYOUT = """
SELECT ?graphs ?texts ?stated ?holding ?documents
{
    { SELECT (COUNT(*) AS ?graphs) { GRAPH ?graph {} } }
    { SELECT (COUNT(DISTINCT ?graph) AS ?texts) { GRAPH ?graph { ?document tg:text ?text } } }
    {
        SELECT (COUNT(*) AS ?stated) (COUNT(DISTINCT ?graph) AS ?holding)
            (COUNT(DISTINCT ?document) AS ?documents)
        { GRAPH ?graph { ?document tg:report ?report } }
    }
}
"""


def choose_form(query: Query, bound: Bindings, store: Queryable) -> str:
    """Return the SPARQL of a query in the form that fits a store.

    The form by graph fits if all years are given, each document has its own graph, and no other graph and not
    the default graph has data. It is not used for servers, whose engines are unknown.
    """
    name = _names().get(_lines(query.text))
    if name is None or not isinstance(store, Store):
        return query.text
    years = {Variable(each.name) for each in catalog()[name].parameters if each.type == "year"}
    return by_graph_forms()[name] if years <= bound.keys() and _is_laid_out(store) else query.text


@cache
def _names() -> dict[str, str]:
    """Return the names of the queries with two forms by their SPARQL."""
    return {_lines(catalog()[name].text): name for name in by_graph_forms()}


def _lines(text: str) -> str:
    # Forms in browsers change line ends.
    return "\n".join(text.strip().splitlines())


def _is_laid_out(store: Store) -> bool:
    """Return whether each graph has one document, its text, or reference data."""
    if next(store.quads_for_pattern(None, None, None, DefaultGraph()), None) is not None:
        return False
    found = store.query(_LAYOUT, prefixes=PREFIXES)
    assert isinstance(found, QuerySolutions)
    graphs, texts, stated, holding, documents = (
        int(value.value) for value in next(found) if isinstance(value, Literal)
    )
    apart = sum(store.contains_named_graph(graph) for graph in (*REFERENCE, RUNS))
    return stated == holding == documents == graphs - texts - apart

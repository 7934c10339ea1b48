"""The form of a question that fits how a graph is laid out.

A question over a whole year looks at hundreds of reports. Where each document has a named graph of its own,
as this program writes them, its graphs can be read in one sweep each, tens of times as fast as claims are
looked up one by one: ``queries/by-graph/`` holds such questions in that form too. On a graph that conforms
to the shapes, both give the same answers.

There, each property is in a selection of its own, so that the engine reads it in one sweep and joins by
hashing; the graphs are found by the year first; and a value that is to be looked up in each of them is bound
after that (``BIND``), since one that stands in the pattern would be looked up in all graphs of the archive.
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
    """Return the text of a question: of its form that asks graph by graph, where it has one that fits.

    That form fits where a year is given and each document has a graph of its own, with nothing in further
    graphs or in none. Others' servers are asked as they are: what is quick there is not known.
    """
    name = _names().get(_lines(query.text))
    if name is None or not isinstance(store, Store):
        return query.text
    years = {Variable(each.name) for each in catalog()[name].parameters if each.type == "year"}
    return by_graph_forms()[name] if years <= bound.keys() and _is_laid_out(store) else query.text


@cache
def _names() -> dict[str, str]:
    """Return the names of questions that have two forms, by their texts."""
    return {_lines(catalog()[name].text): name for name in by_graph_forms()}


def _lines(text: str) -> str:
    # A browser's form writes other ends of lines.
    return "\n".join(text.strip().splitlines())


def _is_laid_out(store: Store) -> bool:
    """Tell whether each graph is one document's, its text's, or one of those beside the data."""
    if next(store.quads_for_pattern(None, None, None, DefaultGraph()), None) is not None:
        return False
    found = store.query(_LAYOUT, prefixes=PREFIXES)
    assert isinstance(found, QuerySolutions)
    graphs, texts, stated, holding, documents = (
        int(value.value) for value in next(found) if isinstance(value, Literal)
    )
    apart = sum(store.contains_named_graph(graph) for graph in (*REFERENCE, RUNS))
    return stated == holding == documents == graphs - texts - apart

"""Query a graph: named queries with parameters, in ``queries/``, and the user's own SPARQL.

>>> from tipgraph.analysis.queries import named
>>> named("routes-out").parameters[0].meaning
'where the people come from'
"""

from tipgraph.analysis.queries.notes import notes
from tipgraph.analysis.queries.query import Parameter, Query, catalog, find, named, parse
from tipgraph.analysis.queries.results import Format, Graph, Result, Rows, run_query

__all__ = [
    "Format",
    "Graph",
    "Parameter",
    "Query",
    "Result",
    "Rows",
    "catalog",
    "find",
    "named",
    "notes",
    "parse",
    "run_query",
]

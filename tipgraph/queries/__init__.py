"""Questions to a graph: named ones with parameters, in ``queries/``, and SPARQL of the user's own.

>>> from tipgraph.queries import named
>>> named("routes-out").parameters[0].meaning
'where the people are from'
"""

from tipgraph.queries.answer import Answer, Format, Graph, Rows, Truth
from tipgraph.queries.ask import ask
from tipgraph.queries.catalog import catalog, find, named
from tipgraph.queries.notes import notes
from tipgraph.queries.query import Parameter, Query, parse

__all__ = [
    "Answer",
    "Format",
    "Graph",
    "Parameter",
    "Query",
    "Rows",
    "Truth",
    "ask",
    "catalog",
    "find",
    "named",
    "notes",
    "parse",
]

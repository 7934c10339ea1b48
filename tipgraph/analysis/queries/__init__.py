"""Questions to a graph: named ones with parameters, in ``queries/``, and SPARQL of the user's own.

>>> from tipgraph.analysis.queries import named
>>> named("routes-out").parameters[0].meaning
'where the people are from'
"""

from tipgraph.analysis.queries.answer import Answer, Format, Graph, Rows, Truth
from tipgraph.analysis.queries.ask import ask, notes
from tipgraph.analysis.queries.question import Parameter, Query, catalog, find, named, parse

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

"""Asking a graph."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache

from pyoxigraph import QueryBoolean, QuerySolutions

from tipgraph.errors import UnreadableError, UsageError
from tipgraph.graph.queryable import Queryable
from tipgraph.namespaces import BASE, PREFIXES
from tipgraph.queries.answer import Answer, Graph, Rows, Truth
from tipgraph.queries.catalog import find
from tipgraph.queries.layout import fitting
from tipgraph.queries.offline import refuse_service
from tipgraph.queries.query import Query
from tipgraph.queries.syntax import not_read
from tipgraph.queries.terms import bindings

__all__ = ["ask", "prefixes"]

_SCHEMES = (
    "certainty",
    "exploitation",
    "measure",
    "role",
    "route-kind",
    "sector",
    "status",
    "tier",
    "victim-group",
)


@cache
def prefixes() -> dict[str, str]:
    """Return the prefixes that a query need not declare: those of the model, and of its vocabularies."""
    return {**PREFIXES, **{name: f"{BASE}concept/{name}/" for name in _SCHEMES}}


def ask(store: Queryable, query: Query | str, values: Mapping[str, str] | None = None) -> Answer:
    """Answer a query: one of `tipgraph.queries`, its name, a file's name, or SPARQL itself.

    ``values`` gives parameters as people write them (``GTM``, ``Guatemala``, ``2014``). They are bound
    as terms, never pasted into the query. All of the graph is asked, whatever graph a statement is in.
    Raises UsageError for a query or value that cannot be read, and for one that calls other servers.
    """
    if isinstance(query, str):
        query = find(query)
    refuse_service(query.text, prefixes())
    bound = bindings(query, values or {}, store)
    try:
        found = store.query(
            fitting(query, bound, store).text,
            base_iri=BASE,
            prefixes=prefixes(),
            use_default_graph_as_union=True,
            substitutions=bound,
        )
    except SyntaxError as error:
        raise not_read(query.text, str(error), prefixes()) from error
    except RuntimeError as error:
        raise UsageError(str(error), remedy="name each parameter in the SELECT clause") from error
    except OSError as error:
        raise UnreadableError(f"the store cannot be read: {error}", remedy="build it again") from error
    if isinstance(found, QuerySolutions):
        names = frozenset(variable.value for variable in bound)
        return Rows(found, names, frozenset(parameter.name for parameter in query.parameters) - names)
    return Truth(bool(found)) if isinstance(found, QueryBoolean) else Graph.of(found)

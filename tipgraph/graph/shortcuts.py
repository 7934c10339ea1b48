"""Shortcuts from country to role and from country to country, made on request.

They rest on what is asserted of trafficking only, and drop the year, the report and its words: so they
are made for the moment, to draw or to explore, and never enter a graph that is handed on.
"""

from __future__ import annotations

from pyoxigraph import QueryTriples, Triple

from tipgraph.graph.queryable import Queryable
from tipgraph.namespaces import PREFIXES

__all__ = ["ROLES", "ROUTES", "shortcuts"]

ROLES = """
CONSTRUCT { ?country tg:playsRole ?role }
WHERE {
    ?claim a tg:RoleClaim ;
        tg:reportCountry ?country ;
        tg:role ?role ;
        tg:certainty <https://w3id.org/tipgraph/concept/certainty/asserted> ;
        tg:polarity <https://w3id.org/tipgraph/concept/polarity/affirmed> .
}
"""
"""Which roles a country is said to play."""

ROUTES = """
CONSTRUCT { ?origin tg:hasRouteTo ?destination }
WHERE {
    ?claim a tg:RouteClaim ;
        tg:origin ?origin ;
        tg:destination ?destination ;
        tg:routeKind <https://w3id.org/tipgraph/concept/route-kind/trafficking> ;
        tg:certainty <https://w3id.org/tipgraph/concept/certainty/asserted> ;
        tg:polarity <https://w3id.org/tipgraph/concept/polarity/affirmed> .
}
"""
"""From which place to which people are said to be trafficked."""


def shortcuts(store: Queryable) -> list[Triple]:
    """Return the shortcuts of all graphs of a store, once each, sorted."""
    found: set[Triple] = set()
    for query in (ROLES, ROUTES):
        triples = store.query(query, prefixes=PREFIXES, use_default_graph_as_union=True)
        assert isinstance(triples, QueryTriples)
        found.update(triples)
    return sorted(found, key=str)

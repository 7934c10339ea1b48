"""Shortcuts: direct statements from country to role and from country to country, made on request.

They summarise asserted claims about trafficking, and omit year, report and evidence. They serve drawing and
exploring, and no published graph holds them.
"""

from __future__ import annotations

from pathlib import Path

from pyoxigraph import Quad, QueryTriples, Triple

from tipgraph.model.iris import PREFIXES
from tipgraph.rdf.formats import format_by_name
from tipgraph.rdf.queryable import Queryable
from tipgraph.rdf.serialize import pieces
from tipgraph.rdf.store import open_graph
from tipgraph.rdf.writers import open_writer

__all__ = ["shortcuts", "write_shortcuts"]

ROLES = """
CONSTRUCT { ?country tg:playsRole ?role }
WHERE {
    ?claim a tg:RoleClaim ;
        tg:reportCountry ?country ;
        tg:role ?role ;
        tg:certainty <https://w3id.org/tipgraph/concept/certainty/asserted> .
}
"""
"""The roles of each country."""

ROUTES = """
CONSTRUCT { ?origin tg:hasRouteTo ?destination }
WHERE {
    ?claim a tg:RouteClaim ;
        tg:origin ?origin ;
        tg:destination ?destination ;
        tg:routeKind <https://w3id.org/tipgraph/concept/route-kind/trafficking> ;
        tg:certainty <https://w3id.org/tipgraph/concept/certainty/asserted> .
}
"""
"""The destinations of each origin."""


def write_shortcuts(source: str | Path, output: str | Path) -> int:
    """Write the shortcuts of a graph to a separate file; return how many there are.

    ``source`` and errors are as for `tipgraph.rdf.convert.convert`.
    """
    found = shortcuts(open_graph(source, reference=False))
    quads = [Quad(triple.subject, triple.predicate, triple.object) for triple in found]
    with open_writer(output) as writer:
        writer.add(pieces(quads, format_by_name(output)))
    return len(quads)


def shortcuts(store: Queryable) -> list[Triple]:
    """Return the shortcuts of all graphs of a store, each once, sorted."""
    found: set[Triple] = set()
    for query in (ROLES, ROUTES):
        triples = store.query(query, prefixes=PREFIXES, use_default_graph_as_union=True)
        assert isinstance(triples, QueryTriples)
        found.update(triples)
    return sorted(found, key=str)

"""Shortcuts from country to role and from country to country, made on request.

They rest on what is asserted of trafficking only, and drop the year, the report and its words: so they
are made for the moment, to draw or to explore, and never enter a graph that is handed on.

Graphs from one format to another, a document at a time.
"""

from __future__ import annotations

from collections.abc import Iterator
from itertools import groupby
from pathlib import Path

from pyoxigraph import DefaultGraph, Quad, QueryTriples, Triple

from tipgraph.model.iris import PREFIXES
from tipgraph.rdf import writers
from tipgraph.rdf.formats import STORE, by_name
from tipgraph.rdf.provenance import RUNS
from tipgraph.rdf.queryable import Queryable
from tipgraph.rdf.reference import reference
from tipgraph.rdf.serialize import pieces
from tipgraph.rdf.store import data_graphs, open_graph, own_statements

__all__ = ["ROLES", "ROUTES", "convert", "shortcuts", "write_shortcuts"]

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


def convert(source: str | Path, output: str | Path, *, with_vocabularies: bool = False) -> int:
    """Write the graph ``source`` (a file, a store's folder, a server) to ``output``; return how many quads.

    ``output`` takes the forms that a build's does. What a build wrote comes out as the build would have
    written it there, but for named graphs that ``source`` in Turtle does not have.
    ``with_vocabularies`` adds the ontology, vocabularies and places, which a store holds in any case.

    Raises UnreadableError and UsageError as `tipgraph.rdf.store.open_graph` does, and UnwritableError for an
    output that cannot be written.
    """
    form = by_name(output)
    whole = with_vocabularies or form is STORE
    store = open_graph(source, reference=False)
    count = 0
    with writers.open_writer(output) as writer:
        for quads in _parts(store, whole=whole):
            count += len(quads)
            writer.add(pieces(quads, form))
    return count


def write_shortcuts(source: str | Path, output: str | Path) -> int:
    """Write the shortcuts of a graph (country - role, country - route to - country) to a file of their own.

    They say neither when nor how surely nor in which words: to draw and explore with, not to publish.
    Returns how many there are; raises as `convert` does.
    """
    found = shortcuts(open_graph(source, reference=False))
    quads = [Quad(triple.subject, triple.predicate, triple.object) for triple in found]
    with writers.open_writer(output) as writer:
        writer.add(pieces(quads, by_name(output)))
    return len(quads)


def _parts(store: Queryable, *, whole: bool) -> Iterator[list[Quad]]:
    """Yield the quads of each thing that a file says something of: of a graph, or of an ungraphed subject."""
    for graph in data_graphs(store):
        yield list(store.quads_for_pattern(None, None, None, graph))
    ungraphed = store.quads_for_pattern(None, None, None, DefaultGraph())
    for _, quads in groupby(ungraphed, key=lambda quad: quad.subject):
        yield list(quads)
    yield own_statements(store)
    if whole:
        yield list(dict.fromkeys(reference()))
        yield list(store.quads_for_pattern(None, None, None, RUNS))

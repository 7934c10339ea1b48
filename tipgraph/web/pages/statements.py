"""The statements on a route in all documents of a graph."""

from __future__ import annotations

from collections.abc import Iterator

from pyoxigraph import NamedNode, Quad

from tipgraph.rdf.restore import extraction_of
from tipgraph.rdf.terms import term
from tipgraph.web.pages.archive import Archive, Copy

__all__ = ["route_quads", "statements"]

_ON_ROUTE = term("tg:onRoute")
_FOLLOWED = {
    term(name)
    for name in ("tg:document", "tg:report", "tg:evidence", "tg:context", "tg:review", "oa:hasSelector")
}
"""The properties from a claim to what belongs to it."""


def route_quads(archive: Archive, route: str) -> list[Quad]:
    """Return what a graph says of a route: its description and, in their graphs, the claims on it.

    Claims come with their evidence, their documents and their reports, without the other claims of these.
    """
    return list(dict.fromkeys(_quads(archive, NamedNode(route))))


def _quads(archive: Archive, route: NamedNode) -> Iterator[Quad]:
    yield from archive.store.quads_for_pattern(route, None, None, None)
    for quad in archive.store.quads_for_pattern(None, _ON_ROUTE, route, None):
        if isinstance(quad.subject, NamedNode) and isinstance(quad.graph_name, NamedNode):
            yield from _described(archive, quad.subject, quad.graph_name)


def _described(archive: Archive, node: NamedNode, graph: NamedNode) -> Iterator[Quad]:
    """Yield the statements of a graph about a node and about what belongs to it."""
    for quad in archive.store.quads_for_pattern(node, None, None, graph):
        yield quad
        if quad.predicate in _FOLLOWED and isinstance(quad.object, NamedNode):
            yield from _described(archive, quad.object, graph)


def statements(archive: Archive, route: str) -> list[Copy]:
    """Return the documents with claims on a route, each with these claims only, the oldest report first."""
    by_graph: dict[str, list[Quad]] = {}
    for quad in route_quads(archive, route):
        by_graph.setdefault(str(getattr(quad.graph_name, "value", "")), []).append(quad)
    found = [
        Copy(document, extraction_of(document, by_graph[graph]))
        for report in archive.reports.values()
        for document in report.documents
        if (graph := f"{document}#graph") in by_graph
    ]
    return sorted(found, key=lambda copy: archive.reports[archive.documents[copy.iri]].order)

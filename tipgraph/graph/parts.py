"""A store's quads in parts that can be looked at one after the other: a document in each."""

from __future__ import annotations

from collections.abc import Iterator

from pyoxigraph import BlankNode, DefaultGraph, NamedNode, Quad, Triple

from tipgraph.graph.queryable import Queryable
from tipgraph.graph.terms import term
from tipgraph.namespaces import graph_iri, text_graph_iri

__all__ = ["parts"]

_REST = 1_000
"""Subjects in a part of a merged graph that belong to no document."""

_DEFAULT = DefaultGraph()
_LEADS_ON = frozenset(term(name) for name in ("tg:report", "tg:evidence", "oa:hasSelector"))

Subject = NamedNode | BlankNode | Triple


def parts(store: Queryable) -> Iterator[list[Quad]]:
    """Yield all quads of a store: each named graph by itself, a document's text with its graph.

    In the default graph, where documents are merged, a document's part is what is reached from it:
    its report, claims and evidence. Whatever is left over comes at the end, in parts of its own.
    """
    yield from _named(store)
    yield from _merged(store)


def _named(store: Queryable) -> Iterator[list[Quad]]:
    graphs = {graph.value: graph for graph in store.named_graphs()}
    texts = {text for name in graphs if (text := _text_of(name)) in graphs}
    for name in sorted(graphs.keys() - texts):
        together = (graphs[each] for each in (name, _text_of(name)) if each in graphs)
        yield [quad for graph in together for quad in store.quads_for_pattern(None, None, None, graph)]


def _text_of(graph: str) -> str:
    """Return the name of the graph that would hold the text of a document's graph."""
    return text_graph_iri(graph.removesuffix(graph_iri("")))


def _merged(store: Queryable) -> Iterator[list[Quad]]:
    documents = [
        quad.subject
        for quad in store.quads_for_pattern(None, term("rdf:type"), term("tg:Document"), _DEFAULT)
    ]
    seen: set[int] = set()
    for document in sorted(documents, key=str):
        found = _part(store, document)
        seen.update(hash(quad.subject) for quad in found)
        yield found
    yield from _left_over(store, seen)


def _part(store: Queryable, document: Subject) -> list[Quad]:
    """Return the quads of a document, its claims, and all that they lead on to, once each."""
    claims = (quad.subject for quad in store.quads_for_pattern(None, term("tg:document"), document, _DEFAULT))
    seen: set[Subject] = {document, *claims}
    queue = list(seen)
    found: list[Quad] = []
    while queue:
        for quad in store.quads_for_pattern(queue.pop(), None, None, _DEFAULT):
            found.append(quad)
            target = quad.object
            if (
                quad.predicate in _LEADS_ON
                and isinstance(target, NamedNode | BlankNode)
                and target not in seen
            ):
                seen.add(target)
                queue.append(target)
    return found


def _about(store: Queryable, subjects: list[Subject]) -> list[Quad]:
    return [quad for subject in subjects for quad in store.quads_for_pattern(subject, None, None, _DEFAULT)]


def _left_over(store: Queryable, seen: set[int]) -> Iterator[list[Quad]]:
    # Hashes are kept, not nodes: a merged archive has millions, and a wrong guess is one in 2**60.
    waiting: list[Subject] = []
    for quad in store.quads_for_pattern(None, None, None, _DEFAULT):
        mark = hash(quad.subject)
        if mark not in seen:
            seen.add(mark)
            waiting.append(quad.subject)
        if len(waiting) == _REST:
            yield _about(store, waiting)
            waiting = []
    if waiting:
        yield _about(store, waiting)

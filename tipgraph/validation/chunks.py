"""Splits a graph into chunks that can be validated one by one: a document in each."""

from __future__ import annotations

from collections.abc import Iterator

from pyoxigraph import BlankNode, DefaultGraph, NamedNode, Quad, Triple

from tipgraph.model.iris import graph_iri, text_graph_iri
from tipgraph.rdf.queryable import Queryable
from tipgraph.rdf.terms import term

__all__ = ["chunks"]

_SUBJECTS = 1_000
"""Subjects in a chunk of a merged graph that belongs to no document."""

_DEFAULT = DefaultGraph()
_LEADS_TO = frozenset(
    map(term, ("tg:report", "tg:evidence", "tg:context", "tg:onRoute", "tg:review", "oa:hasSelector"))
)

Subject = NamedNode | BlankNode | Triple


def chunks(store: Queryable) -> Iterator[list[Quad]]:
    """Yield all quads of a store in chunks.

    A named graph is a chunk, together with the graph of the document's text. In the default graph, where
    documents are merged, a chunk is a document with its report, claims and evidence. All other quads come
    at the end.
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
    """Return the name of the graph for the text of a document's graph."""
    return text_graph_iri(graph.removesuffix(graph_iri("")))


def _merged(store: Queryable) -> Iterator[list[Quad]]:
    documents = [
        quad.subject
        for quad in store.quads_for_pattern(None, term("rdf:type"), term("tg:Document"), _DEFAULT)
    ]
    seen: set[int] = set()
    for document in sorted(documents, key=str):
        found = _document(store, document)
        seen.update(hash(quad.subject) for quad in found)
        yield found
    yield from _others(store, seen)


def _document(store: Queryable, document: Subject) -> list[Quad]:
    """Return the quads of a document, its claims, and the nodes that they lead to, each once."""
    claims = (quad.subject for quad in store.quads_for_pattern(None, term("tg:document"), document, _DEFAULT))
    seen: set[Subject] = {document, *claims}
    queue = list(seen)
    found: list[Quad] = []
    while queue:
        for quad in store.quads_for_pattern(queue.pop(), None, None, _DEFAULT):
            found.append(quad)
            target = quad.object
            if (
                quad.predicate in _LEADS_TO
                and isinstance(target, NamedNode | BlankNode)
                and target not in seen
            ):
                seen.add(target)
                queue.append(target)
    return found


def _about(store: Queryable, subjects: list[Subject]) -> list[Quad]:
    return [quad for subject in subjects for quad in store.quads_for_pattern(subject, None, None, _DEFAULT)]


def _others(store: Queryable, seen: set[int]) -> Iterator[list[Quad]]:
    # Hashes take less memory than nodes, of which an archive has millions. Few collide: one in 2**60.
    waiting: list[Subject] = []
    for quad in store.quads_for_pattern(None, None, None, _DEFAULT):
        mark = hash(quad.subject)
        if mark not in seen:
            seen.add(mark)
            waiting.append(quad.subject)
        if len(waiting) == _SUBJECTS:
            yield _about(store, waiting)
            waiting = []
    if waiting:
        yield _about(store, waiting)

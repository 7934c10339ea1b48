"""Graphs brought into the form that is published: each document's statements in a named graph of its own."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from pathlib import Path

from pyoxigraph import BlankNode, DefaultGraph, Literal, NamedNode, Quad, Store, Triple

from tipgraph.graph.terms import term
from tipgraph.namespaces import BASE, graph_iri, text_graph_iri

__all__ = ["arranged", "rename"]

_TEXT = term("tg:text")
_OWN = tuple(f"{BASE}{kind}/" for kind in ("document", "report", "run"))
"""What a graph mints; vocabularies, places and the ontology are shared by all graphs."""

Node = NamedNode | BlankNode | Literal | Triple | DefaultGraph


def arranged(store: Store) -> Store:
    """Return a store whose documents have their named graphs: a merged graph, as Turtle is, has none."""
    merged = list(store.quads_for_pattern(None, None, None, DefaultGraph()))
    if not merged:
        return store
    made = Store()
    made.bulk_extend(quad for quad in store if not isinstance(quad.graph_name, DefaultGraph))
    made.bulk_extend(_parted(merged))
    return made


def _parted(quads: Iterable[Quad]) -> Iterator[Quad]:
    by_subject: dict[str, list[Quad]] = defaultdict(list)
    for quad in quads:
        by_subject[str(getattr(quad.subject, "value", quad.subject))].append(quad)
    reports = {
        subject: str(getattr(quad.object, "value", ""))
        for subject, said in by_subject.items()
        for quad in said
        if quad.predicate == term("tg:report")
    }
    for subject, said in by_subject.items():
        document = _document(subject, reports)
        homes = [document] if document else [each for each, report in reports.items() if report == subject]
        yield from (_in_graph(quad, home) for home in homes for quad in said)


def _document(subject: str, documents: dict[str, str]) -> str | None:
    """Return the document that a subject is, or is a part of."""
    while subject and subject not in documents:
        subject = subject.rpartition("/")[0]
    return subject or None


def _in_graph(quad: Quad, document: str) -> Quad:
    name = text_graph_iri(document) if quad.predicate == _TEXT else graph_iri(document)
    return Quad(quad.subject, quad.predicate, quad.object, NamedNode(name))


def rename(store: Store, base: str, folder: Path) -> None:
    """Make a store in a folder that says the same of reports, documents and claims below another base.

    Vocabularies, places and the ontology keep their IRIs.
    """
    names: dict[str, NamedNode] = {}

    def renamed(node: Node) -> Node:
        if not isinstance(node, NamedNode) or not node.value.startswith(_OWN):
            return node
        made = names.get(node.value)
        if made is None:
            made = names[node.value] = NamedNode(base + node.value.removeprefix(BASE))
        return made

    made = Store(folder)
    made.bulk_extend(
        Quad(*(renamed(part) for part in (quad.subject, quad.predicate, quad.object, quad.graph_name)))  # type: ignore[arg-type]  # each keeps its kind
        for quad in store
    )
    made.optimize()
    made.flush()

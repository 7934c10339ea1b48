"""Graphs brought into the form that is published: each document's statements in a named graph of its own.

A graph, wherever it is, as an embedded store that several processes can read at a time.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path

from pyoxigraph import BlankNode, DefaultGraph, Literal, NamedNode, Quad, Store, Triple

from tipgraph.errors import UnreadableError
from tipgraph.model.iris import BASE, graph_iri, text_graph_iri
from tipgraph.rdf.formats import is_address
from tipgraph.rdf.reference import ONTOLOGY, reference
from tipgraph.rdf.store import open_graph
from tipgraph.rdf.terms import term

__all__ = ["Copied", "arranged", "embedded", "rename"]

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


Copied = Callable[[int, int, int], None]
"""Is told how many of a server's graphs are copied, of how many, and how many statements that made."""


def _silently(done: int, total: int, statements: int) -> None:
    """Take the place of who is told."""


def embedded(source: str | Path, folder: Path, copied: Copied = _silently) -> Path:
    """Return the folder of a store with a graph, each document's statements in a named graph.

    That is the graph's own folder, if it is such a store. A file is loaded into ``folder``, and what a
    server has in the graphs of the model is copied there, each graph as it is when its turn comes.

    Raises UnreadableError for a graph that cannot be read, UsageError for what is no address.
    """
    if is_address(source):
        _fill(folder, _copy(source, copied))
        return folder
    found = open_graph(Path(source))
    store = arranged(found)
    if store is found and Path(source).is_dir():
        return Path(source).resolve()
    _fill(folder, store)
    return folder


def _fill(folder: Path, quads: Iterable[Quad]) -> None:
    made = Store(folder)
    made.bulk_extend(quads)
    made.optimize()  # each batch leaves tables of its own, and pages would look up their terms in all of them
    made.flush()


def _copy(source: str | Path, copied: Copied) -> Iterator[Quad]:
    """Yield what a server has, a graph at a time; the ontology and places are ours where it has none."""
    server = open_graph(source)
    graphs = sorted((graph for graph in server.named_graphs() if isinstance(graph, NamedNode)), key=str)
    if not graphs:
        raise UnreadableError(f"{source} has no graph of the model", remedy="build one into it first")
    if ONTOLOGY not in graphs:
        yield from reference()
    statements = 0
    for done, graph in enumerate(graphs, start=1):
        for quad in server.quads_for_pattern(None, None, None, graph):
            statements += 1
            yield quad
        copied(done, len(graphs), statements)

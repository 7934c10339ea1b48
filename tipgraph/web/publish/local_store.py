"""A graph as a local store that several processes can read, with one named graph for each document.

The graph may be a file, a store's folder, or on a SPARQL server.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping
from pathlib import Path

from pyoxigraph import BlankNode, DefaultGraph, Literal, NamedNode, Quad, Store, Triple

from tipgraph.errors import UnreadableError
from tipgraph.model.iris import BASE, graph_iri, text_graph_iri
from tipgraph.rdf.formats import is_address
from tipgraph.rdf.reference import ONTOLOGY, reference
from tipgraph.rdf.store import open_graph, refuse_older_model
from tipgraph.rdf.terms import term

__all__ = ["CopyProgress", "local_store", "rename_iris", "with_named_graphs"]

_TEXT = term("tg:text")
_ON_ROUTE = term("tg:onRoute")
_OWN = tuple(f"{BASE}{kind}/" for kind in ("document", "report", "run"))
"""IRIs of the graph itself. Vocabularies, places and the ontology are shared by all graphs."""

Node = NamedNode | BlankNode | Literal | Triple | DefaultGraph


def with_named_graphs(store: Store) -> Store:
    """Return a store in which each document has a named graph: a Turtle file, for example, has none."""
    merged = list(store.quads_for_pattern(None, None, None, DefaultGraph()))
    if not merged:
        return store
    made = Store()
    made.bulk_extend(quad for quad in store if not isinstance(quad.graph_name, DefaultGraph))
    made.bulk_extend(_into_named_graphs(merged))
    return made


def _into_named_graphs(quads: Iterable[Quad]) -> Iterator[Quad]:
    by_subject: dict[str, list[Quad]] = defaultdict(list)
    for quad in quads:
        by_subject[str(getattr(quad.subject, "value", quad.subject))].append(quad)
    reports = {
        subject: str(getattr(quad.object, "value", ""))
        for subject, statements in by_subject.items()
        for quad in statements
        if quad.predicate == term("tg:report")
    }
    homes = _homes_of_shared(by_subject, reports)
    for subject, statements in by_subject.items():
        document = _document(subject, reports)
        own = [document] if document else sorted(homes[subject])
        yield from (_in_graph(quad, home) for home in own for quad in statements)


def _homes_of_shared(
    by_subject: Mapping[str, Iterable[Quad]], documents: Mapping[str, str]
) -> dict[str, set[str]]:
    """Return the documents that describe a report, or a route because a claim is on it."""
    homes: dict[str, set[str]] = defaultdict(set)
    for document, report in documents.items():
        homes[report].add(document)
    for subject, statements in by_subject.items():
        for quad in statements:
            if quad.predicate == _ON_ROUTE and (home := _document(subject, documents)) is not None:
                homes[str(getattr(quad.object, "value", ""))].add(home)
    return homes


def _document(subject: str, documents: Mapping[str, str]) -> str | None:
    """Return the document that a subject is or belongs to."""
    while subject and subject not in documents:
        subject = subject.rpartition("/")[0]
    return subject or None


def _in_graph(quad: Quad, document: str) -> Quad:
    name = text_graph_iri(document) if quad.predicate == _TEXT else graph_iri(document)
    return Quad(quad.subject, quad.predicate, quad.object, NamedNode(name))


def rename_iris(store: Store, base: str, folder: Path) -> None:
    """Write a store with a graph whose reports, documents and claims have IRIs below another base.

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


CopyProgress = Callable[[int, int, int], None]
"""Is called with the number of graphs copied from a server, their total number, and the statements copied."""


def _ignore(done: int, total: int, statements: int) -> None:
    """Take the place of a callback that is not given."""


def local_store(source: str | Path, folder: Path, copied: CopyProgress = _ignore) -> Path:
    """Return the folder of a local store with a graph.

    A store with named graphs is used where it is. A file is loaded into ``folder``. Of a server, the graphs
    of the model are copied there one after the other, so that a copy may mix states if the server changes.

    Raises UnreadableError for a graph that cannot be read or is of an older model, UsageError for an invalid
    address.
    """
    if is_address(source):
        _fill(folder, _copy(source, copied))
        return folder
    found = open_graph(Path(source))
    refuse_older_model(found, source)
    store = with_named_graphs(found)
    if store is found and Path(source).is_dir():
        return Path(source).resolve()
    _fill(folder, store)
    return folder


def _fill(folder: Path, quads: Iterable[Quad]) -> None:
    made = Store(folder)
    made.bulk_extend(quads)
    made.optimize()  # merges the tables of the batches; otherwise pages would search all of them
    made.flush()


def _copy(source: str | Path, copied: CopyProgress) -> Iterator[Quad]:
    """Yield the quads of a server graph by graph, with our ontology and places if it has none."""
    server = open_graph(source)
    refuse_older_model(server, source)
    graphs = sorted((graph for graph in server.named_graphs() if isinstance(graph, NamedNode)), key=str)
    if not graphs:
        raise UnreadableError(f"{source} has no graph of the model", remedy="build a graph into it first")
    if ONTOLOGY not in graphs:
        yield from reference()
    statements = 0
    for done, graph in enumerate(graphs, start=1):
        for quad in server.quads_for_pattern(None, None, None, graph):
            statements += 1
            yield quad
        copied(done, len(graphs), statements)

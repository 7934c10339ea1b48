"""Quads of pyoxigraph as an rdflib store for reading: two dictionaries, filled in one pass.

rdflib's own memory store keeps three indexes and the contexts of every triple; a validator asks only
for the values of a node and for the nodes with a value, a few hundred thousand times.

A store's quads in parts that can be looked at one after the other: a document in each.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Generator, Iterable, Iterator, Mapping

from pyoxigraph import BlankNode, DefaultGraph, NamedNode, Quad, Triple
from pyoxigraph import Literal as OxLiteral
from rdflib import BNode, Graph, Literal, URIRef
from rdflib.store import Store
from rdflib.term import Node

from tipgraph.model.iris import graph_iri, text_graph_iri
from tipgraph.rdf.queryable import Queryable
from tipgraph.rdf.terms import term

__all__ = ["QuadIndex", "parts", "to_rdflib"]

Pattern = tuple[Node | None, Node | None, Node | None]
Found = tuple[tuple[Node, Node, Node], Iterator[Graph | None]]
Values = dict[Node, dict[Node, list[Node]]]

_STRING = "http://www.w3.org/2001/XMLSchema#string"


class QuadIndex(Store):
    """A store that `fill` fills anew; graph names are dropped.

    ``known`` are values that stand in every filling but are found by their subject only: the
    schemes of a vocabulary's concepts, say.
    """

    context_aware = True
    graph_aware = True

    def __init__(self, known: Mapping[Node, Mapping[Node, list[Node]]] | None = None) -> None:
        super().__init__()
        self._known = known or {}
        self._by_subject: Values = {}
        self._by_predicate: Values = {}
        self._count = 0

    def fill(self, quads: Iterable[Quad]) -> int:
        """Replace what the store holds, and return how many quads came."""
        by_subject: Values = defaultdict(lambda: defaultdict(list))
        by_predicate: Values = defaultdict(lambda: defaultdict(list))
        convert = _converter()
        count = 0
        for quad in quads:
            subject, predicate = convert(quad.subject), convert(quad.predicate)
            value = convert(quad.object)
            by_subject[subject][predicate].append(value)
            by_predicate[predicate][value].append(subject)
            count += 1
        self._by_subject, self._by_predicate = dict(by_subject), dict(by_predicate)
        self._count = count
        return count

    def __len__(self, context: Graph | None = None) -> int:
        return self._count

    def triples(
        self,
        triple_pattern: Pattern,
        context: Graph | None = None,  # noqa: ARG002 - rdflib passes it; all is one graph here
    ) -> Generator[Found, None, None]:
        """Yield the triples of a pattern; the context does not matter."""
        subject, predicate, value = triple_pattern
        none: Iterator[Graph | None] = iter(())
        if subject is not None:
            for found in self._of_subject(subject, predicate, value):
                yield found, none
        elif predicate is not None:
            for found in self._of_predicate(predicate, value):
                yield found, none
        else:
            for each in self._by_subject:
                for found in self._of_subject(each, None, value):
                    yield found, none

    def _of_subject(
        self, subject: Node, predicate: Node | None, value: Node | None
    ) -> Iterator[tuple[Node, Node, Node]]:
        for layer in (self._by_subject, self._known):
            found = layer.get(subject)
            if found is None:
                continue
            for name in found if predicate is None else (predicate,):
                for each in found.get(name, ()):
                    if value is None or each == value:
                        yield subject, name, each

    def _of_predicate(self, predicate: Node, value: Node | None) -> Iterator[tuple[Node, Node, Node]]:
        found = self._by_predicate.get(predicate, {})
        for each in found if value is None else (value,):
            for subject in found.get(each, ()):
                yield subject, predicate, each


def to_rdflib(term: NamedNode | BlankNode | OxLiteral | Triple) -> Node:
    """Return rdflib's term for one of pyoxigraph's, with the same characters.

    >>> to_rdflib(OxLiteral("01", datatype=NamedNode("http://www.w3.org/2001/XMLSchema#integer"))).n3()
    '"01"^^<http://www.w3.org/2001/XMLSchema#integer>'
    """
    if isinstance(term, NamedNode):
        return URIRef(term.value)
    return _literal(term) if isinstance(term, OxLiteral) else BNode(str(term))


def _converter() -> Callable[[NamedNode | BlankNode | OxLiteral | Triple], Node]:
    """Return `to_rdflib` for one filling, making each IRI once."""
    names: dict[str, URIRef] = {}

    def convert(term: NamedNode | BlankNode | OxLiteral | Triple) -> Node:
        if not isinstance(term, NamedNode):
            return to_rdflib(term)
        iri = term.value
        node = names.get(iri)
        if node is None:
            node = names[iri] = URIRef(iri)
        return node

    return convert


def _literal(term: OxLiteral) -> Literal:
    if term.language is not None:
        return Literal(term.value, lang=term.language)
    datatype = term.datatype.value
    if datatype == _STRING:
        # Plain, as rdflib's Turtle parser reads it: with the datatype it would not equal one in a shape.
        return Literal(term.value)
    # Else rdflib would rewrite 01 as 1.
    return Literal(term.value, datatype=URIRef(datatype), normalize=False)


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

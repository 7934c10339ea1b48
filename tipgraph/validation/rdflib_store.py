"""An rdflib store for reading pyoxigraph's quads: two dictionaries, filled in one pass.

rdflib's memory store keeps three indexes and the contexts of every triple. A validator only needs the values
of a node and the nodes with a value, but a few hundred thousand times.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Generator, Iterable, Iterator, Mapping

from pyoxigraph import BlankNode, NamedNode, Quad, Triple
from pyoxigraph import Literal as OxLiteral
from rdflib import BNode, Graph, Literal, URIRef
from rdflib.store import Store
from rdflib.term import Node

__all__ = ["QuadIndex", "to_rdflib"]

Pattern = tuple[Node | None, Node | None, Node | None]
Found = tuple[tuple[Node, Node, Node], Iterator[Graph | None]]
Values = dict[Node, dict[Node, list[Node]]]

_STRING = "http://www.w3.org/2001/XMLSchema#string"


class QuadIndex(Store):
    """A store whose content `fill` replaces. It drops the names of graphs.

    ``known`` holds values that stay, such as the schemes of concepts. They are found by subject only.
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
        """Replace the content of the store; return the number of quads."""
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
        context: Graph | None = None,  # noqa: ARG002 - rdflib passes it; the store has one graph
    ) -> Generator[Found, None, None]:
        """Yield the triples that match a pattern, in any context."""
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
    """Return the rdflib term for a pyoxigraph term, with the same lexical form.

    >>> to_rdflib(OxLiteral("01", datatype=NamedNode("http://www.w3.org/2001/XMLSchema#integer"))).n3()
    '"01"^^<http://www.w3.org/2001/XMLSchema#integer>'
    """
    if isinstance(term, NamedNode):
        return URIRef(term.value)
    return _literal(term) if isinstance(term, OxLiteral) else BNode(str(term))


def _converter() -> Callable[[NamedNode | BlankNode | OxLiteral | Triple], Node]:
    """Return a `to_rdflib` that converts each IRI once."""
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
        # Without datatype, as rdflib's Turtle parser reads it; otherwise it would not equal one in a shape.
        return Literal(term.value)
    # Without normalize=False, rdflib would change 01 to 1.
    return Literal(term.value, datatype=URIRef(datatype), normalize=False)

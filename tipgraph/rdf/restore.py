"""RDF to claims: restores the extractions that a graph was made from."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator
from dataclasses import fields
from decimal import Decimal
from typing import Any

from pyoxigraph import DefaultGraph, Literal, NamedNode, Quad, Store

from tipgraph.errors import UnreadableError
from tipgraph.model.claims import Claim, Evidence, Extraction, Review, Statement, newest_reviews
from tipgraph.model.documents import Document, Repetition, Report
from tipgraph.model.iris import graph_iri
from tipgraph.rdf.mapping import CLAIM_CLASSES, COMMON, FIELDS, Field
from tipgraph.rdf.store import Queryable
from tipgraph.rdf.terms import code_of, term

__all__ = ["extraction_of", "extractions"]

_EDITION = re.compile(r"[0-9]{4}(-[0-9]{2}-[0-9]{2})?")
_DOCUMENT = term("tg:document").value
_REVIEW = term("tg:review").value
_LONGEST_OFFSET = 12
_REMEDY = "run tipgraph validate on the graph"
_OPTIONAL = frozenset(field.name for kind in FIELDS for field in fields(kind) if field.default is None)
_KINDS = {node.value: kind for node, kind in CLAIM_CLASSES.items()}

_VALUES = NamedNode, Literal  # a tuple, because creating a union for each statement takes most of the time

GraphName = NamedNode | DefaultGraph
Properties = dict[str, list[NamedNode | Literal]]
"""The values of one node by the predicate's IRI, each list sorted."""
Nodes = dict[str, Properties]
"""The properties of nodes by IRI. The model has no blank nodes."""


def extractions(
    source: Queryable | Iterable[Quad], wanted: Callable[[str], bool] | None = None
) -> Iterator[Extraction]:
    """Yield the extractions of a graph, sorted by document IRI.

    The documents may be in named graphs or merged in the default graph. A graph does not hold a document's
    sections and pages, or the number of its sentences without claims: they come back empty. ``wanted``
    selects documents by IRI; None selects all.
    Raises UnreadableError if a part of the model is missing; validation lists all such parts.
    """
    store = source if isinstance(source, Queryable) else _load(source)
    for document, graph in _documents(store):
        if wanted is not None and not wanted(document.value):
            continue
        yield _Reader(document, _nodes(store, document, graph)).extraction()


def extraction_of(document: str, quads: Iterable[Quad]) -> Extraction:
    """Return the extraction of a document from the ``quads`` of its named graph.

    Raises UnreadableError if a part of the model is missing.
    """
    return _Reader(NamedNode(document), _by_subject(quads)).extraction()


def _load(quads: Iterable[Quad]) -> Store:
    store = Store()
    store.extend(quads)
    return store


def _documents(store: Queryable) -> list[tuple[NamedNode, GraphName]]:
    """Return each document with its graph; a named graph takes precedence over the default graph."""
    found: dict[str, tuple[NamedNode, GraphName]] = {}
    for quad in store.quads_for_pattern(None, term("rdf:type"), term("tg:Document"), None):
        document, graph = quad.subject, quad.graph_name
        if isinstance(document, NamedNode) and isinstance(graph, NamedNode):
            found[document.value] = (document, graph)
        elif isinstance(document, NamedNode):
            found.setdefault(document.value, (document, DefaultGraph()))
    return [found[iri] for iri in sorted(found)]


def _nodes(store: Queryable, document: NamedNode, graph: GraphName) -> Nodes:
    """Return the nodes of a document, including its claims.

    A document's own graph is read as a whole: on disk, looking up each node takes twice as long. In a graph
    that documents share, nodes are looked up one by one.
    """
    if graph == NamedNode(graph_iri(document.value)):
        return _by_subject(store.quads_for_pattern(None, None, None, graph))
    nodes = _Shared(store, graph)
    for quad in store.quads_for_pattern(None, term("tg:document"), document, graph):
        if isinstance(quad.subject, NamedNode):
            nodes[quad.subject.value]  # the access looks the node up
    return nodes


def _by_subject(quads: Iterable[Quad]) -> Nodes:
    found: Nodes = defaultdict(lambda: defaultdict(list))
    for quad in quads:
        subject, value = quad.subject, quad.object
        if isinstance(subject, NamedNode) and isinstance(value, _VALUES):
            found[subject.value][quad.predicate.value].append(value)
    for properties in found.values():
        _sort(properties)
    return found


def _sort(properties: Properties) -> None:
    for values in properties.values():
        values.sort(key=lambda value: value.value)


class _Shared(Nodes):
    """The nodes of a shared graph, each looked up at the first access."""

    def __init__(self, store: Queryable, graph: GraphName) -> None:
        super().__init__()
        self._store = store
        self._graph = graph

    def __missing__(self, iri: str) -> Properties:
        found: Properties = defaultdict(list)
        for quad in self._store.quads_for_pattern(NamedNode(iri), None, None, self._graph):
            if isinstance(quad.object, _VALUES):
                found[quad.predicate.value].append(quad.object)
        _sort(found)
        self[iri] = found
        return found


class _Reader:
    """Reads the claims of one document from the properties of its nodes."""

    def __init__(self, document: NamedNode, nodes: Nodes) -> None:
        self._node = document
        self._nodes = nodes
        self._pieces: dict[str, Evidence] = {}
        self._country = ""

    def extraction(self) -> Extraction:
        """Return the document with its claims, sorted by identity."""
        document = self._document()
        self._country = document.report.country
        claims = [
            self._claim(NamedNode(iri), properties)
            for iri, properties in list(self._nodes.items())
            if self._node in properties.get(_DOCUMENT, ())
        ]
        return Extraction(document, tuple(sorted(claims, key=lambda claim: claim.identity)))

    def _properties(self, node: NamedNode) -> Properties:
        return self._nodes[node.value]

    def _first(self, node: NamedNode, properties: Properties, name: str) -> NamedNode | Literal:
        values = properties.get(term(name).value)
        if not values:
            raise UnreadableError(f"{node.value} has no {name}", remedy=_REMEDY)
        return values[0]

    def _document(self) -> Document:
        properties = self._properties(self._node)
        report = self._first(self._node, properties, "tg:report")
        if not isinstance(report, NamedNode):
            raise UnreadableError(
                f"{self._node.value} has a text as its report", remedy="give the report's IRI"
            )
        about = self._properties(report)
        return Document(
            identifier=self._first(self._node, properties, "dcterms:identifier").value,
            report=self._report(report, about),
            sha256=self._first(self._node, properties, "tg:sha256").value,
            title=_optional(properties, "dcterms:title"),
            url=_optional(properties, "dcterms:source"),
            issued=_optional(about, "dcterms:issued"),
            normalizer=self._first(self._node, properties, "tg:normalizer").value,
            repeats=self._repeats(properties),
        )

    def _repeats(self, properties: Properties) -> Repetition | None:
        report = _optional(properties, "tg:repeats")
        if report is None:
            return None
        share = self._first(self._node, properties, "tg:repeatedShare").value
        try:
            return Repetition(report, Decimal(share))
        except ArithmeticError as error:
            raise UnreadableError(f"{self._node.value}: {share!r} is not a share", remedy=_REMEDY) from error

    def _report(self, node: NamedNode, about: Properties) -> Report:
        return Report(
            publication=code_of(self._first(node, about, "tg:publication").value),
            edition=self._edition(node, about),
            country=code_of(self._first(node, about, "tg:country").value),
            section=_optional(about, "tg:section"),
        )

    def _edition(self, node: NamedNode, about: Properties) -> str:
        edition = self._first(node, about, "tg:edition").value
        if _EDITION.fullmatch(edition) is None:
            raise UnreadableError(f"{node.value}: {edition!r} is neither a year nor a date", remedy=_REMEDY)
        return edition

    def _claim(self, node: NamedNode, properties: Properties) -> Claim:
        types = properties.get(term("rdf:type").value, [])
        kind = next((_KINDS[name.value] for name in types if name.value in _KINDS), None)
        if kind is None:
            raise UnreadableError(f"{node.value} has no class of a known kind of claim", remedy=_REMEDY)
        mapped = (*COMMON, *FIELDS[kind])
        values = {field.attribute: self._value(node, properties, field) for field in mapped}
        if issubclass(kind, Statement):
            values["context"] = self._evidence(properties, "tg:context")
        values["reviews"] = self._reviews(properties)
        return kind(evidence=self._evidence(properties, "tg:evidence"), **values)

    def _reviews(self, properties: Properties) -> tuple[Review, ...]:
        nodes = properties.get(_REVIEW, ())
        return newest_reviews(self._review(node) for node in nodes if isinstance(node, NamedNode))

    def _review(self, node: NamedNode) -> Review:
        found = self._properties(node)
        return Review(
            by=code_of(self._first(node, found, "prov:wasAttributedTo").value),
            verdict=code_of(self._first(node, found, "tg:verdict").value),
            at=_optional(found, "dcterms:date") or "",
            reason=_optional(found, "rdfs:comment") or "",
        )

    def _value(self, node: NamedNode, properties: Properties, field: Field) -> Any:
        terms = properties.get(field.predicate.value, [])
        try:
            values = sorted(field.decode(value, self._country) for value in terms)
        except (ValueError, ArithmeticError) as error:
            raise UnreadableError(f"{node.value}: {error}", remedy=_REMEDY) from error
        if field.many:
            return tuple(values)
        if not values and field.attribute not in _OPTIONAL:
            raise UnreadableError(f"{node.value} has no {field.predicate.value}", remedy=_REMEDY)
        return values[0] if values else None

    def _evidence(self, properties: Properties, name: str) -> tuple[Evidence, ...]:
        nodes = properties.get(term(name).value, [])
        return tuple(sorted(self._piece(node) for node in nodes if isinstance(node, NamedNode)))

    def _piece(self, node: NamedNode) -> Evidence:
        """Return a piece of evidence, which several claims may share."""
        piece = self._pieces.get(node.value)
        if piece is None:
            piece = self._pieces[node.value] = self._read_piece(node)
        return piece

    def _read_piece(self, node: NamedNode) -> Evidence:
        found: Properties = {}
        for selector in self._properties(node).get(term("oa:hasSelector").value, []):
            if isinstance(selector, NamedNode):
                found.update(self._properties(selector))
        return Evidence(
            start=self._offset(node, found, "oa:start"),
            end=self._offset(node, found, "oa:end"),
            quote=self._first(node, found, "oa:exact").value,
            prefix=_optional(found, "oa:prefix") or "",
            suffix=_optional(found, "oa:suffix") or "",
        )

    def _offset(self, node: NamedNode, found: Properties, name: str) -> int:
        offset = self._first(node, found, name).value
        if not (offset.isascii() and offset.isdecimal() and len(offset) <= _LONGEST_OFFSET):
            shown = offset if len(offset) <= _LONGEST_OFFSET else f"{offset[:_LONGEST_OFFSET]}…"
            raise UnreadableError(
                f"{node.value}: {name} is {shown!r}, which is not an offset", remedy=_REMEDY
            )
        return int(offset)


def _optional(properties: Properties, name: str) -> str | None:
    values = properties.get(term(name).value)
    return values[0].value if values else None

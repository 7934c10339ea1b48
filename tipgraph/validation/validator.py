"""Validation of graphs against the shapes, document by document.

The shapes are parsed once, and each document is checked by itself: its cost does not grow with the
number of documents beside it, and a build can check in each of its processes as it goes.
"""

from __future__ import annotations

import logging
from collections.abc import Iterable, Iterator
from contextlib import contextmanager

from pyoxigraph import Literal, NamedNode, Quad, QuerySolutions, Store
from pyshacl.graph_abstraction import DataGraph
from pyshacl.validator import Validator as ShaclValidator
from rdflib import RDF, SH, Graph, URIRef
from rdflib.namespace import SKOS
from rdflib.term import Node

from tipgraph.model.iris import BASE
from tipgraph.model.vocabulary import Vocabulary
from tipgraph.model.vocabulary import load as load_vocabulary
from tipgraph.rdf.queryable import Queryable
from tipgraph.rdf.terms import term
from tipgraph.validation.documents import QuadIndex, parts, to_rdflib
from tipgraph.validation.fast_check import FastCheck, Term
from tipgraph.validation.results import ValidationReport, ValidationResult, merge
from tipgraph.validation.shapes import Query, Shapes
from tipgraph.validation.shapes import load as load_shapes

__all__ = ["Validator", "validate"]

_TEXT = term("tg:text")
_TYPE = term("rdf:type")
_DOCUMENT = term("tg:Document")
_IN_SCHEME = term("skos:inScheme")
_SPARQL_COMPONENT = str(SH.SPARQLConstraintComponent)


class Validator:
    """Checks the quads of one document after the other.

    ``vocabulary`` holds the concepts that codes may name, None being the ontology's own; a concept
    that the quads themselves put into a scheme counts too. One validator serves one process.
    """

    def __init__(self, vocabulary: Vocabulary | None = None, shapes: Shapes | None = None) -> None:
        self._shapes = shapes or load_shapes()
        self._known = _schemes(load_vocabulary() if vocabulary is None else vocabulary)
        self._index = QuadIndex(self._known)
        data = DataGraph.from_rdflib(Graph(store=self._index))
        self._core = ShaclValidator(data, shacl_graph=self._shapes.core)
        self._known_terms: dict[Term, dict[Term, list[Term]]] = {}
        for concept, values in self._known.items():
            self._remember(NamedNode(str(concept)), [NamedNode(str(each)) for each in values[SKOS.inScheme]])
        self._fast_check = FastCheck.of(self._shapes.core, self._known_terms)

    def _remember(self, concept: Term, schemes: list[Term]) -> None:
        self._known_terms.setdefault(concept, {_IN_SCHEME: []})[_IN_SCHEME].extend(schemes)

    def know(self, concepts: Iterable[Quad]) -> None:
        """Let the subjects of ``skos:inScheme`` statements count as concepts of their schemes."""
        for quad in concepts:
            schemes = self._known.setdefault(to_rdflib(quad.subject), {SKOS.inScheme: []})[SKOS.inScheme]
            schemes.append(to_rdflib(quad.object))
            self._remember(quad.subject, [quad.object])

    def check(self, quads: Iterable[Quad], text: str | None = None) -> ValidationReport:
        """Return what is wrong with the quads of a document.

        Quotes are compared with ``text``, or with the text that the quads hold; where there is
        neither, the report counts the document as unchecked.
        """
        given = list(quads)
        documents = [quad.subject for quad in given if quad.predicate == _TYPE and quad.object == _DOCUMENT]
        texts = [] if text is None else [Quad(document, _TEXT, Literal(text)) for document in documents]
        found = [*given, *texts]
        document = next((node.value for node in documents if isinstance(node, NamedNode)), None)
        results = (*self._check_core(found, document), *self._check_queries(found, document))
        has_text = any(quad.predicate == _TEXT for quad in found)
        unchecked = 0 if has_text else len(documents)
        return merge([ValidationReport(results, len(documents), len(given), unchecked)])

    def _check_core(self, quads: list[Quad], document: str | None) -> Iterator[ValidationResult]:
        if self._fast_check is not None and self._fast_check.passes(quads):
            return
        with _rdflib_keeps_silent():
            self._index.fill(quad for quad in quads if quad.predicate != _TEXT)
            _, report, _ = self._core.run()  # type: ignore[no-untyped-call]  # pySHACL leaves it unannotated
        for result in report.subjects(RDF.type, SH.ValidationResult):
            yield _violation(report, result, document)

    def _check_queries(self, quads: list[Quad], document: str | None) -> Iterator[ValidationResult]:
        store = Store()
        store.extend(quads)
        for query in self._shapes.queries:
            solutions = store.query(query.select, use_default_graph_as_union=True)
            assert isinstance(solutions, QuerySolutions)
            names = [variable.value for variable in solutions.variables]
            for solution in solutions:
                values = {name: solution[name] for name in names}
                yield _from_query(query, {name: to_rdflib(v) for name, v in values.items() if v}, document)


def validate(store: Queryable, vocabulary: Vocabulary | None = None) -> ValidationReport:
    """Return what is wrong with a graph: with named graphs, or with all documents merged into one.

    ``vocabulary`` is as for `Validator`; the concepts that the store holds count too.
    """
    validator = Validator(vocabulary)
    validator.know(store.quads_for_pattern(None, term("skos:inScheme"), None, None))
    return merge(validator.check(part) for part in parts(store))


def _schemes(vocabulary: Vocabulary) -> dict[Node, dict[Node, list[Node]]]:
    return {
        URIRef(concept.iri): {SKOS.inScheme: [URIRef(f"{BASE}scheme/{concept.scheme}")]}
        for concept in vocabulary.by_iri.values()
        if concept.scheme
    }


def _violation(report: Graph, result: Node, document: str | None) -> ValidationResult:
    severity, shape = report.value(result, SH.resultSeverity), report.value(result, SH.sourceShape)
    focus = report.value(result, SH.focusNode)
    assert focus is not None
    return ValidationResult(
        severity=str(severity).removeprefix(str(SH)),
        focus=focus,
        path=report.value(result, SH.resultPath),
        value=report.value(result, SH.value),
        message=str(report.value(result, SH.resultMessage)),
        shape=str(shape),
        component=str(report.value(result, SH.sourceConstraintComponent)),
        document=document,
    )


def _from_query(query: Query, values: dict[str, Node], document: str | None) -> ValidationResult:
    message = query.message
    for name, value in values.items():
        message = message.replace(f"{{?{name}}}", str(value))
    return ValidationResult(
        severity=str(query.severity).removeprefix(str(SH)),
        focus=values["this"],
        path=values.get("path"),
        value=values.get("value"),
        message=message,
        shape=str(query.shape),
        component=_SPARQL_COMPONENT,
        document=document,
    )


@contextmanager
def _rdflib_keeps_silent() -> Iterator[None]:
    """Keep rdflib from logging each ill-typed literal with a traceback: the shapes report them."""
    logger = logging.getLogger("rdflib.term")
    before = logger.level
    logger.setLevel(logging.CRITICAL)
    try:
        yield
    finally:
        logger.setLevel(before)

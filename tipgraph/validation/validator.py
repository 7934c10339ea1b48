"""Validates graphs against the SHACL shapes, document by document.

The shapes are parsed once. pySHACL checks their core constraints. It is slow with SPARQL constraints on large
graphs, so their queries run on an indexed store, each once for all focus nodes. A graph is split into chunks
with a document in each, so the cost of a document does not depend on the size of the graph, and a build
validates in each of its processes.
"""

from __future__ import annotations

import logging
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from pyoxigraph import BlankNode, DefaultGraph, Literal, NamedNode, Quad, QuerySolutions, Store, Triple
from pyshacl.errors import ReportableRuntimeError
from pyshacl.graph_abstraction import DataGraph
from pyshacl.validator import Validator as ShaclValidator
from rdflib import RDF, RDFS, SH, Graph, URIRef
from rdflib.namespace import SKOS
from rdflib.term import Node

from tipgraph.errors import UnreadableError
from tipgraph.model.iris import BASE, graph_iri, text_graph_iri
from tipgraph.model.vocabulary import Vocabulary
from tipgraph.model.vocabulary import load as load_vocabulary
from tipgraph.rdf.store import Queryable
from tipgraph.rdf.terms import term
from tipgraph.util.resources import folder
from tipgraph.validation.fast_check import FastCheck, Term
from tipgraph.validation.rdflib_store import QuadIndex, to_rdflib
from tipgraph.validation.shacl_report import ValidationReport, ValidationResult, merge

__all__ = ["Query", "Shapes", "Validator", "chunks", "load_shapes", "validate"]

_TARGETS = (SH.targetClass, SH.targetNode, SH.targetObjectsOf, SH.targetSubjectsOf)

_IGNORED = (SH.sparql, SH.name, SH.description, RDFS.label, RDFS.comment)


@dataclass(frozen=True, slots=True)
class Query:
    """A SPARQL constraint: the SELECT returns each ``?this`` that violates it.

    ``message`` may contain variables in braces, as in SHACL: ``{?value}``.
    """

    shape: URIRef
    severity: Node
    message: str
    select: str


@dataclass(frozen=True, slots=True)
class Shapes:
    """The core constraints for pySHACL, and the queries of the SPARQL constraints."""

    core: Graph
    queries: tuple[Query, ...]


def load_shapes(path: Path | None = None) -> Shapes:
    """Read all Turtle files in a folder of shapes; None means the shapes of tipgraph.

    Raises UnreadableError if a file is not Turtle, or if there is no file.
    """
    return _read_shapes(folder("shapes") if path is None else path)


@lru_cache(maxsize=4)
def _read_shapes(path: Path) -> Shapes:
    graph = _parse_folder(path)
    queries = tuple(sorted(_queries(graph), key=lambda query: query.shape))
    return Shapes(_with_targets_on_properties(_core_constraints(graph)), queries)


def _parse_folder(path: Path) -> Graph:
    graph = Graph()
    files = sorted(path.glob("*.ttl"))
    if not files:
        raise UnreadableError(f"{path}: the folder has no shapes", remedy="name a folder of Turtle files")
    for file in files:
        try:
            graph.parse(file, format="turtle")
        except (SyntaxError, OSError) as error:
            raise UnreadableError(f"{file}: {error}", remedy="correct the Turtle at that place") from error
    return graph


def _queries(graph: Graph) -> list[Query]:
    return [
        Query(
            shape=URIRef(str(shape)),
            severity=graph.value(shape, SH.severity) or SH.Violation,
            message=str(graph.value(constraint, SH.message)),
            select=_prologue(graph, constraint) + str(graph.value(constraint, SH.select)),
        )
        for shape, constraint in graph.subject_objects(SH.sparql)
    ]


def _prologue(graph: Graph, constraint: Node) -> str:
    """Return the PREFIX lines for the ``sh:prefixes`` of a constraint."""
    lines = (
        f"PREFIX {graph.value(declaration, SH.prefix)}: <{graph.value(declaration, SH.namespace)}>\n"
        for owner in graph.objects(constraint, SH.prefixes)
        for declaration in graph.objects(owner, SH.declare)
    )
    return "".join(sorted(lines))


def _core_constraints(graph: Graph) -> Graph:
    """Return the shapes without queries and descriptions, which pySHACL would scan at every check."""
    checked = Graph(store="SimpleMemory")
    for triple in graph:
        if triple[1] not in _IGNORED:
            checked.add(triple)
    return checked


def _with_targets_on_properties(graph: Graph) -> Graph:
    """Move each property shape out of its node shape, and give it the targets of the node shape.

    The results are the same by definition: a node shape's results for ``sh:property`` are those of the
    property shape. But pySHACL then checks a property of all focus nodes at once, in a fifth of the time.
    """
    for shape, property_shape in list(graph.subject_objects(SH.property)):
        for target in _TARGETS:
            for value in graph.objects(shape, target):
                graph.add((property_shape, target, value))
        graph.remove((shape, SH.property, property_shape))
    return graph


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


_TEXT = term("tg:text")
_TYPE = term("rdf:type")
_DOCUMENT = term("tg:Document")
_IN_SCHEME = term("skos:inScheme")
_SPARQL_COMPONENT = str(SH.SPARQLConstraintComponent)


class Validator:
    """Validates documents one by one, in one process.

    ``vocabulary`` holds the concepts that may be used; None means that of the ontology. A concept counts
    too if the quads themselves put it into a scheme.
    """

    def __init__(self, vocabulary: Vocabulary | None = None, shapes: Shapes | None = None) -> None:
        self._shapes = shapes or load_shapes()
        self._known = _schemes(load_vocabulary() if vocabulary is None else vocabulary)
        self._index = QuadIndex(self._known)
        data = DataGraph.from_rdflib(Graph(store=self._index))
        self._core = ShaclValidator(data, shacl_graph=self._shapes.core)
        self._known_terms: dict[Term, dict[Term, list[Term]]] = {}
        for concept, values in self._known.items():
            self._add_concept(
                NamedNode(str(concept)), [NamedNode(str(each)) for each in values[SKOS.inScheme]]
            )
        self._fast_check = FastCheck.of(self._shapes.core, self._known_terms)

    def _add_concept(self, concept: Term, schemes: list[Term]) -> None:
        self._known_terms.setdefault(concept, {_IN_SCHEME: []})[_IN_SCHEME].extend(schemes)

    def add_concepts(self, concepts: Iterable[Quad]) -> None:
        """Add the subjects of ``skos:inScheme`` statements to the concepts of their schemes."""
        for quad in concepts:
            schemes = self._known.setdefault(to_rdflib(quad.subject), {SKOS.inScheme: []})[SKOS.inScheme]
            schemes.append(to_rdflib(quad.object))
            self._add_concept(quad.subject, [quad.object])

    def check(self, quads: Iterable[Quad], text: str | None = None) -> ValidationReport:
        """Return the validation report of a document's quads.

        Quotes are compared with ``text``, or with the text in the quads. Without either, the report counts
        the document as unchecked.
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
        with _without_rdflib_warnings():
            self._index.fill(quad for quad in quads if quad.predicate != _TEXT)
            try:
                _, report, _ = self._core.run()  # type: ignore[no-untyped-call]  # pySHACL has no annotation for it
            except ReportableRuntimeError as error:
                yield _incomparable(str(error), document)
                return
        for result in report.subjects(RDF.type, SH.ValidationResult):
            yield _from_report(report, result, document)

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
    """Return the validation report of a graph, with named graphs or with all documents merged.

    ``vocabulary`` is as for `Validator`. The concepts in the store count too.
    """
    validator = Validator(vocabulary)
    validator.add_concepts(store.quads_for_pattern(None, term("skos:inScheme"), None, None))
    return merge(validator.check(chunk) for chunk in chunks(store))


def _schemes(vocabulary: Vocabulary) -> dict[Node, dict[Node, list[Node]]]:
    return {
        URIRef(concept.iri): {SKOS.inScheme: [URIRef(f"{BASE}scheme/{concept.scheme}")]}
        for concept in vocabulary.by_iri.values()
        if concept.scheme
    }


def _from_report(report: Graph, result: Node, document: str | None) -> ValidationResult:
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


def _incomparable(message: str, document: str | None) -> ValidationResult:
    """Return the result for values that pySHACL cannot compare, such as a blank node as an offset."""
    component = str(SH.LessThanConstraintComponent)
    focus = URIRef(document or BASE)
    return ValidationResult("Violation", focus, None, None, message, component, component, document)


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
def _without_rdflib_warnings() -> Iterator[None]:
    """Stop rdflib from logging each ill-typed literal with a traceback. The shapes report them."""
    logger = logging.getLogger("rdflib.term")
    before = logger.level
    logger.setLevel(logging.CRITICAL)
    try:
        yield
    finally:
        logger.setLevel(before)

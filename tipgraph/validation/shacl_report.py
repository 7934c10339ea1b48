"""Validation results and reports, and their output as rows, JSON or a SHACL validation report."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from textwrap import shorten

from rdflib import RDF, SH, BNode, Graph, Literal, URIRef
from rdflib.term import Node

from tipgraph.model.iris import BASE

__all__ = ["ValidationReport", "ValidationResult", "merge", "rows", "shacl", "to_json"]

_WIDTH = 60
"""Characters of a value that a row shows."""


@dataclass(frozen=True, slots=True)
class ValidationResult:
    """A validation result, with the properties of SHACL's ``sh:ValidationResult``.

    ``severity`` is ``Violation``, ``Warning`` or ``Info``. ``message`` says what to do. ``document`` is the
    IRI of the document that the result is about, or None.
    """

    severity: str
    focus: Node
    path: Node | None
    value: Node | None
    message: str
    shape: str
    component: str
    document: str | None = None

    def _sort_key(self) -> tuple[str, ...]:
        return tuple(
            str(part) for part in (self.document, self.shape, self.focus, self.path, self.value, self.message)
        )


@dataclass(frozen=True, slots=True)
class ValidationReport:
    """All results for a graph, and the numbers of documents and quads that were validated.

    ``unchecked`` counts the documents whose quotes were not compared with their text, because it is missing.

    >>> ValidationReport().conforms
    True
    """

    results: tuple[ValidationResult, ...] = ()
    documents: int = 0
    quads: int = 0
    unchecked: int = 0

    @property
    def conforms(self) -> bool:
        """Whether there is no violation. Warnings are recommendations and do not count."""
        return all(found.severity != "Violation" for found in self.results)

    @property
    def counts(self) -> dict[str, int]:
        """The number of results by severity."""
        return dict(Counter(found.severity for found in self.results))


def merge(reports: Iterable[ValidationReport]) -> ValidationReport:
    """Merge the reports on the chunks of a graph; results are sorted by document, shape and node."""
    parts = list(reports)
    found = sorted((each for part in parts for each in part.results), key=ValidationResult._sort_key)
    return ValidationReport(
        tuple(found),
        sum(part.documents for part in parts),
        sum(part.quads for part in parts),
        sum(part.unchecked for part in parts),
    )


def rows(report: ValidationReport) -> Iterator[tuple[str, str, str, str, str]]:
    """Yield a row for each result: severity, node, property, start of the value, message."""
    for found in report.results:
        yield (
            found.severity,
            _short(found.focus),
            _short(found.path),
            shorten(_short(found.value), _WIDTH, placeholder="…"),
            found.message,
        )


def _short(node: Node | None) -> str:
    """Return a node without the base that all IRIs of the model share."""
    return "" if node is None else str(node).removeprefix(BASE)


def to_json(report: ValidationReport) -> str:
    """Return the report as a JSON object with its counts and results."""
    results = [
        {
            "severity": found.severity,
            "focus": str(found.focus),
            "path": None if found.path is None else str(found.path),
            "value": None if found.value is None else str(found.value),
            "message": found.message,
            "shape": found.shape,
            "component": found.component,
            "document": found.document,
        }
        for found in report.results
    ]
    summary = {
        "conforms": report.conforms,
        "documents": report.documents,
        "quads": report.quads,
        "unchecked": report.unchecked,
        "counts": report.counts,
        "results": results,
    }
    return json.dumps(summary, ensure_ascii=False, indent=2)


def shacl(report: ValidationReport) -> Graph:
    """Return the report in the vocabulary of SHACL (section 3.6 of the specification).

    ``sh:conforms`` is true if there are only warnings, which SHACL 1.2 allows.
    """
    graph = Graph()
    graph.bind("sh", SH)
    root = BNode()
    graph.add((root, RDF.type, SH.ValidationReport))
    graph.add((root, SH.conforms, Literal(report.conforms)))
    for found in report.results:
        node = BNode()
        graph.add((root, SH.result, node))
        for predicate, value in _result(found):
            graph.add((node, predicate, value))
    return graph


def _result(found: ValidationResult) -> Iterator[tuple[URIRef, Node]]:
    yield RDF.type, SH.ValidationResult
    yield SH.resultSeverity, SH[found.severity]
    yield SH.focusNode, found.focus
    yield SH.resultMessage, Literal(found.message, lang="en")
    yield SH.sourceShape, URIRef(found.shape)
    yield SH.sourceConstraintComponent, URIRef(found.component)
    if found.path is not None:
        yield SH.resultPath, found.path
    if found.value is not None:
        yield SH.value, found.value

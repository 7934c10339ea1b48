"""Loads the SHACL shapes, and splits them into core constraints and SPARQL constraints.

pySHACL checks core constraints. It is slow with SPARQL constraints on large graphs, so their queries run on
an indexed store, each once for all focus nodes.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from rdflib import RDFS, SH, Graph, URIRef
from rdflib.term import Node

from tipgraph.errors import UnreadableError
from tipgraph.util.resources import folder

__all__ = ["Query", "Shapes", "load"]

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


def load(path: Path | None = None) -> Shapes:
    """Read all Turtle files in a folder of shapes; None means the shapes of tipgraph.

    Raises UnreadableError if a file is not Turtle, or if there is no file.
    """
    return _load(folder("shapes") if path is None else path)


@lru_cache(maxsize=4)
def _load(path: Path) -> Shapes:
    graph = _parse(path)
    queries = tuple(sorted(_queries(graph), key=lambda query: query.shape))
    return Shapes(_with_targets_on_properties(_core_constraints(graph)), queries)


def _parse(path: Path) -> Graph:
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

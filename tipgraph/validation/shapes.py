"""The SHACL shapes of the folder ``shapes/``, split by who checks them.

Core constraints go to pySHACL. SPARQL constraints stall it on large graphs, so their queries run on an
indexed store: each is asked once, for all its focus nodes together.
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

_PASSED_OVER = (SH.sparql, SH.name, SH.description, RDFS.label, RDFS.comment)


@dataclass(frozen=True, slots=True)
class Query:
    """A SPARQL constraint: the SELECT finds each ``?this`` that is wrong, and what is wrong with it.

    ``message`` may hold variables in braces, as SHACL writes them: ``{?value}``.
    """

    shape: URIRef
    severity: Node
    message: str
    select: str


@dataclass(frozen=True, slots=True)
class Shapes:
    """The shapes that pySHACL checks, and the queries that an indexed store answers."""

    core: Graph
    queries: tuple[Query, ...]


def load(path: Path | None = None) -> Shapes:
    """Read all Turtle files of a folder of shapes; None stands for tipgraph's own.

    Raises UnreadableError where a file is not Turtle, or there is none.
    """
    return _load(folder("shapes") if path is None else path)


@lru_cache(maxsize=4)
def _load(path: Path) -> Shapes:
    graph = _parse(path)
    queries = tuple(sorted(_queries(graph), key=lambda query: query.shape))
    return Shapes(_with_targets_on_properties(_what_is_checked(graph)), queries)


def _parse(path: Path) -> Graph:
    graph = Graph()
    files = sorted(path.glob("*.ttl"))
    if not files:
        raise UnreadableError(f"{path}: no shapes there", remedy="name a folder of Turtle files")
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
    """Return the PREFIX lines that a constraint takes over by ``sh:prefixes``."""
    lines = (
        f"PREFIX {graph.value(declaration, SH.prefix)}: <{graph.value(declaration, SH.namespace)}>\n"
        for owner in graph.objects(constraint, SH.prefixes)
        for declaration in graph.objects(owner, SH.declare)
    )
    return "".join(sorted(lines))


def _what_is_checked(graph: Graph) -> Graph:
    """Return the shapes without queries and explanations: pySHACL passes over all of it at every check."""
    checked = Graph(store="SimpleMemory")
    for triple in graph:
        if triple[1] not in _PASSED_OVER:
            checked.add(triple)
    return checked


def _with_targets_on_properties(graph: Graph) -> Graph:
    """Give each property shape the targets of its node shape, and take it out of that.

    The results are the same by definition: a node shape's results for ``sh:property`` are those of
    the property shape. But pySHACL then checks each property of all focus nodes in one go, where
    otherwise it starts anew for each focus node and property: a fifth of the time.
    """
    for shape, property_shape in list(graph.subject_objects(SH.property)):
        for target in _TARGETS:
            for value in graph.objects(shape, target):
                graph.add((property_shape, target, value))
        graph.remove((shape, SH.property, property_shape))
    return graph

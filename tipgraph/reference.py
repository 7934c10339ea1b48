"""The graphs that a store holds beside its data: the ontology, the vocabularies, the places."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path

from pyoxigraph import (
    CanonicalizationAlgorithm,
    Dataset,
    DefaultGraph,
    NamedNode,
    Quad,
    RdfFormat,
    parse,
)

from tipgraph.errors import UnreadableError
from tipgraph.namespaces import BASE
from tipgraph.resources import folder

__all__ = ["ONTOLOGY", "PLACES", "REFERENCE", "VOCABULARIES", "own_concepts", "reference"]

ONTOLOGY = NamedNode(BASE + "graph/ontology")
VOCABULARIES = NamedNode(BASE + "graph/vocabularies")
PLACES = NamedNode(BASE + "graph/places")
REFERENCE = (ONTOLOGY, VOCABULARIES, PLACES)
"""The names of these graphs."""


def reference(extra: Sequence[Path] = ()) -> Iterator[Quad]:
    """Yield the ontology folder's statements and those of the user's own files, each in its graph.

    Raises UnreadableError where a file is missing or is not Turtle.
    """
    for path in sorted(folder("ontology").glob("*.ttl")):
        yield from _quads(path, _graph_of(path))
    yield from own_concepts(extra)


def own_concepts(extra: Sequence[Path]) -> Iterator[Quad]:
    """Yield the statements of the user's own vocabularies."""
    for path in extra:
        yield from _quads(path, VOCABULARIES)


def _graph_of(path: Path) -> NamedNode:
    if path.stem == "tipgraph":
        return ONTOLOGY
    return PLACES if path.stem.startswith("places") else VOCABULARIES


def _quads(path: Path, graph: NamedNode) -> Iterator[Quad]:
    try:
        found = Dataset(quad for quad in parse(path=path, format=RdfFormat.TURTLE, base_iri=BASE))
    except (SyntaxError, OSError, ValueError) as error:
        raise UnreadableError(f"{path}: {error}", remedy="correct the Turtle at that place") from error
    # Blank nodes get names that depend on what they say alone: the same file gives the same bytes.
    found.canonicalize(CanonicalizationAlgorithm.RDFC_1_0)
    for quad in found.quads_for_graph_name(DefaultGraph()):
        yield Quad(quad.subject, quad.predicate, quad.object, graph)

"""The reference graphs that a store holds beside its data: the ontology, the vocabularies and the places.

The words in ``ontology/lexicon`` and the cues of users are not in them: only the extraction reads those.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from hashlib import sha256
from pathlib import Path
from typing import TypeVar

from pyoxigraph import (
    BlankNode,
    CanonicalizationAlgorithm,
    Dataset,
    Literal,
    NamedNode,
    Quad,
    RdfFormat,
    Triple,
    parse,
)

from tipgraph.errors import UnreadableError
from tipgraph.model.iris import BASE
from tipgraph.util.resources import folder

__all__ = ["ONTOLOGY", "PLACES", "REFERENCE", "VOCABULARIES", "reference", "user_concepts"]

Term = TypeVar("Term", bound=NamedNode | BlankNode | Literal | Triple)

ONTOLOGY = NamedNode(BASE + "graph/ontology")
VOCABULARIES = NamedNode(BASE + "graph/vocabularies")
PLACES = NamedNode(BASE + "graph/places")
REFERENCE = (ONTOLOGY, VOCABULARIES, PLACES)
"""The names of the reference graphs."""
_CUES = f"<{BASE}concept/cue/"


def reference(extra: Sequence[Path] = ()) -> Iterator[Quad]:
    """Yield the statements of the ontology folder and of the user's vocabularies, each in its graph.

    Raises UnreadableError if a file is missing or is not Turtle.
    """
    yield from _shipped()
    yield from user_concepts(extra)


def _shipped() -> Iterator[Quad]:
    for path in sorted(folder("ontology").glob("*.ttl")):
        yield from _quads(path, _graph_of(path))


def user_concepts(extra: Sequence[Path]) -> Iterator[Quad]:
    """Yield the statements of the user's vocabularies. Raises UnreadableError as `reference` does."""
    for path in extra:
        for quad in _quads(path, VOCABULARIES):
            if not str(quad.subject).startswith(_CUES):
                yield quad


def _graph_of(path: Path) -> NamedNode:
    if path.stem == "tipgraph":
        return ONTOLOGY
    return PLACES if path.stem.startswith("places") else VOCABULARIES


def _quads(path: Path, graph: NamedNode) -> Iterator[Quad]:
    try:
        found = list(parse(path=path, format=RdfFormat.TURTLE, base_iri=BASE))
    except (SyntaxError, OSError, ValueError) as error:
        raise UnreadableError(f"{path}: {error}", remedy="correct the Turtle at that place") from error
    for quad in _without_blanks(found):
        yield Quad(quad.subject, quad.predicate, quad.object, graph)


def _without_blanks(quads: list[Quad]) -> Iterator[Quad]:
    """Replace blank nodes by IRIs that depend on the content only: each parse of a file renames them."""
    if not any(isinstance(term, BlankNode) for quad in quads for term in (quad.subject, quad.object)):
        return iter(quads)
    content = Dataset(quads)
    content.canonicalize(CanonicalizationAlgorithm.RDFC_1_0)
    digest = sha256("\n".join(sorted(map(str, content))).encode()).hexdigest()[:16]

    def named(term: Term) -> Term | NamedNode:
        if not isinstance(term, BlankNode):
            return term
        return NamedNode(f"{BASE}.well-known/genid/{digest}-{term.value}")

    return (Quad(named(quad.subject), quad.predicate, named(quad.object)) for quad in content)

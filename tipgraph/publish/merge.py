"""Named graphs merged for Turtle: so that each resource has one block, whatever graphs speak of it."""

from __future__ import annotations

from collections.abc import Sequence

from pyoxigraph import NamedNode, Quad

from tipgraph.namespaces import graph_iri
from tipgraph.serialize import canonical

__all__ = ["one_each"]


def one_each(quads: Sequence[Quad], documents: Sequence[str]) -> Sequence[Quad]:
    """Return the quads of a report with each subject in one graph, in order.

    That is the graph of the document that the subject is a part of, and for the report the first one's.
    ``quads`` are `canonical`; the same come back where they are in one graph already.
    """
    if not quads or quads[0].graph_name == quads[-1].graph_name:
        return quads
    homes = {document: NamedNode(graph_iri(document)) for document in documents}

    def moved(quad: Quad) -> Quad:
        subject = str(getattr(quad.subject, "value", ""))
        home = next(
            (each for each in documents if subject == each or subject.startswith(f"{each}/")), documents[0]
        )
        return Quad(quad.subject, quad.predicate, quad.object, homes[home])

    return canonical(map(moved, quads))

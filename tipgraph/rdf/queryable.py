"""The interface of every graph that can be queried, in memory, on disk or on a server."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Protocol, runtime_checkable

from pyoxigraph import (
    BlankNode,
    DefaultGraph,
    Literal,
    NamedNode,
    Quad,
    QueryBoolean,
    QuerySolutions,
    QueryTriples,
    Triple,
    Variable,
)

from tipgraph.rdf.terms import code_of, term

__all__ = ["Queryable", "english_label"]


@runtime_checkable
class Queryable(Protocol):
    """A graph that can be queried. The methods are a subset of those of `pyoxigraph.Store`."""

    def query(
        self,
        query: str,
        /,
        *,
        base_iri: str | None = None,
        prefixes: dict[str, str] | None = None,
        use_default_graph_as_union: bool = False,
        substitutions: dict[Variable, NamedNode | BlankNode | Literal | Triple] | None = None,
    ) -> QuerySolutions | QueryBoolean | QueryTriples:
        """Return the result of a SPARQL query; ``substitutions`` are values for variables.

        Raises SyntaxError for malformed SPARQL, and RuntimeError if a substituted variable is not selected.
        """

    def quads_for_pattern(
        self,
        subject: NamedNode | BlankNode | Triple | None,
        predicate: NamedNode | None,
        object: NamedNode | BlankNode | Literal | Triple | None,
        graph_name: NamedNode | BlankNode | DefaultGraph | None = None,
        /,
    ) -> Iterator[Quad]:
        """Yield the quads that match a pattern; None matches anything."""

    def named_graphs(self) -> Iterator[NamedNode | BlankNode]:
        """Yield the names of the named graphs."""


def english_label(node: NamedNode, store: Queryable) -> str:
    """Return the English name of a place or concept, or its code."""
    labels = (quad.object for quad in store.quads_for_pattern(node, term("skos:prefLabel"), None))
    english = (each.value for each in labels if isinstance(each, Literal) and each.language == "en")
    return min(english, default=code_of(node.value))

"""What the program asks of a graph, wherever it is kept."""

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

__all__ = ["Queryable"]


@runtime_checkable
class Queryable(Protocol):
    """A graph that can be asked: an embedded store, in memory or on disk, or one on a server.

    The names and meanings are those of `pyoxigraph.Store`, which has them all; so nothing that asks needs
    to know which of them it has.
    """

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
        """Return the answer to SPARQL; ``substitutions`` are values for variables.

        Raises SyntaxError for what is no SPARQL, and RuntimeError where a variable to be substituted is
        not among those that are selected.
        """

    def quads_for_pattern(
        self,
        subject: NamedNode | BlankNode | Triple | None,
        predicate: NamedNode | None,
        object: NamedNode | BlankNode | Literal | Triple | None,
        graph_name: NamedNode | BlankNode | DefaultGraph | None = None,
        /,
    ) -> Iterator[Quad]:
        """Yield the quads that are so, None standing for anything."""

    def named_graphs(self) -> Iterator[NamedNode | BlankNode]:
        """Yield the names of the graphs beside the default graph."""

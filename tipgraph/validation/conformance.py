"""Names the first violation of a graph when a command fails because the graph does not conform."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager

from tipgraph.errors import TipgraphError, UnreadableError
from tipgraph.rdf.queryable import Queryable
from tipgraph.validation.shacl_report import rows
from tipgraph.validation.validator import validate

__all__ = ["explained"]


@contextmanager
def explained(name: str, graph: Callable[[], Queryable]) -> Iterator[None]:
    """Turn an error in the block into an UnreadableError with the graph's first violation, if it has one.

    The errors of the program itself and of the system pass. ``graph`` opens the graph, which is validated
    only after an error.
    """
    try:
        yield
    except (TipgraphError, OSError, MemoryError):
        raise
    except Exception as error:
        if (violation := first_violation(graph())) is None:
            raise
        raise UnreadableError(
            f"{name} does not conform to the shapes: {violation}", remedy=f"run: tipgraph validate {name}"
        ) from error


def first_violation(graph: Queryable) -> str | None:
    """Return the first violation of a graph in words, or None if it conforms."""
    for severity, node, path, value, message in rows(validate(graph)):
        if severity == "Violation":
            return f"{' '.join(filter(None, (node, path, value)))} ({message})"
    return None

"""What the tests of structural reading share: links of a tree, measures, and the mark of a misreading."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from functools import lru_cache
from pathlib import Path
from typing import Any

import pytest

from tipgraph.errors import UnreadableError
from tipgraph.understanding.reader import Reader, opens_paragraph
from tipgraph.understanding.routes.context import Context
from tipgraph.understanding.routes.reader import read_statements
from tipgraph.understanding.routes.statements import RouteStatement
from tipgraph.understanding.syntax.clauses import parse
from tipgraph.understanding.syntax.mentions import Occurrence
from tipgraph.understanding.syntax.tree import Node
from tipgraph.util.resources import folder

__all__ = [
    "check_refused",
    "links",
    "listed",
    "measures",
    "misread",
    "node",
    "reader",
    "route_statements",
    "stated",
]


@lru_cache(maxsize=1)
def reader() -> Reader:
    return Reader.load()


def measures(sentence: str, country: str = "") -> set[tuple[str, str]]:
    """Return the types and statuses of the measures that a sentence states."""
    return {
        (s.type, s.status) for segment in reader().read(sentence, country=country) for s in segment.statements
    }


def route_statements(text: str, country: str = "") -> list[RouteStatement]:
    """Return the statements of routes in a text."""
    segments = reader().read(text, country=country)
    occurrences = (
        Occurrence(each.span.start, each.reading, opens_paragraph(text, each.span)) for each in segments
    )
    return read_statements(occurrences, Context(country), reader().work).routes


def stated(text: str, country: str, wanted: Iterable[str]) -> list[str]:
    """Return the routes of a text, each with the fields that the same route has in ``wanted``.

    A route is written as ``MMR>THA victims=men,women via=LAO``.
    """
    fields = {row.split()[0]: [part.split("=")[0] for part in row.split()[1:]] for row in wanted}
    found = []
    for statement in route_statements(text, country):
        ends = f"{statement.origin}>{statement.destination}"
        values = (f"{name}={_written(getattr(statement, name))}" for name in fields.get(ends, ()))
        found.append(" ".join([ends, *values]))
    return found


def _written(value: str | tuple[str, ...]) -> str:
    return value if isinstance(value, str) else ",".join(sorted(value))


def links(sentence: str) -> set[str]:
    """Return what depends on what, as ``child ROLE parent`` by lemma."""
    nodes = parse(sentence).nodes
    return {f"{n.lemma} {n.role} {n.parent.lemma if n.parent else '-'}" for n in nodes}


def node(sentence: str, lemma: str) -> Node:
    """Return the first node with a lemma."""
    return next(node for node in parse(sentence).nodes if node.lemma == lemma)


def listed(items: Iterable[str], *, oxford: bool = True, conjunction: str = "and") -> str:
    """Write a list.

    >>> listed(["a", "b", "c"])
    'a, b, and c'
    """
    *first, last = items
    comma = "," if oxford and len(first) > 1 else ""
    return f"{', '.join(first)}{comma} {conjunction} {last}"


def check_refused(load: Callable[[Path], object], name: str, to: Path, change: tuple[str, str, str]) -> None:
    """Check that a file of the ontology is refused with a message if a piece of it is replaced by another."""
    old, new, message = change
    text = (folder("ontology") / name).read_text(encoding="utf-8")
    assert old in text
    (to / name).write_text(text.replace(old, new), encoding="utf-8")
    with pytest.raises(UnreadableError, match=message):
        load(to / name)


def misread(*row: Any, reason: str) -> Any:
    """Mark a row that is not read right yet. It has to fail: once it is read right, the mark goes."""
    return pytest.param(*row, marks=pytest.mark.xfail(strict=True, reason=reason))

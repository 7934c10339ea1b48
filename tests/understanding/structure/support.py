"""What the tests of structural reading share: links of a tree, measures, and the mark of a misreading."""

from __future__ import annotations

from collections.abc import Iterable
from functools import lru_cache
from typing import Any

import pytest

from tipgraph.understanding.structure import Reader
from tipgraph.understanding.structure.clauses import parse
from tipgraph.understanding.structure.tree import Node

__all__ = ["links", "listed", "measures", "misread", "node", "reader"]


@lru_cache(maxsize=1)
def reader() -> Reader:
    return Reader.load()


def measures(sentence: str, country: str = "") -> set[tuple[str, str]]:
    """Return the types and statuses of the measures that a sentence states."""
    return {
        (s.type, s.status) for segment in reader().read(sentence, country=country) for s in segment.statements
    }


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


def misread(*row: Any, reason: str) -> Any:
    """Mark a row that is not read right yet. It has to fail: once it is read right, the mark goes."""
    return pytest.param(*row, marks=pytest.mark.xfail(strict=True, reason=reason))

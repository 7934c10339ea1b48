"""Promises: work that is only offered, and where it is to be."""

from __future__ import annotations

from collections.abc import Mapping

from tipgraph.understanding.routes.content import OTHER, SCENE, Content
from tipgraph.understanding.syntax.mentions import MAX_ITEMS
from tipgraph.understanding.syntax.tree import NOUN, Node, Role

__all__ = ["is_promised"]

_PARTS, _THINGS = frozenset(("of", "in")), frozenset((SCENE, OTHER))
_MAX_DEPTH = 6
"""Phrases below each other that are asked."""


def is_promised(node: Node, contents: Mapping[Node, Content]) -> bool:
    """Tell whether a phrase stands behind promised work: "promises of jobs in Spain", "promise jobs in"."""
    host, verb = node.host, node.parent
    if verb is None or _precedes_where(node):
        return False
    for _ in range(_MAX_DEPTH):
        if host is None or host.first < verb.first:
            return False
        is_offered = "offer" in verb.classes and host.role == Role.OBJECT and contents[host].who in _THINGS
        if is_offered or "false-promise" in contents[host].kinds:
            return True
        is_below = host.parent is not None and host.parent.kind == NOUN
        host = host.parent if is_below else host.host if host.role in _PARTS else None
    return False


def _precedes_where(node: Node) -> bool:
    """Tell whether a clause behind a place says what happens there: "offers of jobs in Spain, where"."""
    behind = node.group[:MAX_ITEMS][-1].last + 1
    return any(token.word == "where" for token in node.tokens[behind : behind + 2])

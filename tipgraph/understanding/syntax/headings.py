"""Headings: what stands for the items of a list behind a colon."""

from __future__ import annotations

from itertools import islice

from tipgraph.understanding.syntax.tree import NOUN, VERB, Node, Role, Tree

__all__ = ["LISTED", "heading_of"]

LISTED = frozenset(("infinitive", "base", "gerund"))
"""Forms of verbs that are items of a list."""
_NEAR = 8
"""Phrases before a colon that are asked."""
_AUXILIARIES = "HMO"


def heading_of(tree: Tree) -> Node | None:
    """Return what the last phrases of a tree say of the items behind them, if they do: "has not:".

    >>> from tipgraph.understanding.syntax.clauses import parse
    >>> for text in ("It took none of the following steps:", "It has not:", "It has no law:"):
    ...     print(heading_of(parse(text)))
    <N steps of>
    <V have >
    None
    """
    near = list(islice(reversed(tree.nodes), _NEAR))
    for node in near:
        if node.kind == NOUN and ("recommendation" in node.classes or _points_ahead(node)):
            return node
    last = max(near, key=lambda node: node.last, default=None)
    return last if last is not None and _is_incomplete(last) else None


def _points_ahead(noun: Node) -> bool:
    return any(noun.tokens[i].word == "following" for i in noun.modifiers)


def _is_incomplete(verb: Node) -> bool:
    """Tell whether an auxiliary lacks its verb: "has not"."""
    return verb.kind == VERB and verb.head_token.tag in _AUXILIARIES and verb.child(Role.OBJECT) is None

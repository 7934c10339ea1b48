"""Headings: what the items of a list behind a colon depend on."""

from __future__ import annotations

from itertools import islice

from tipgraph.understanding.syntax.tree import NOUN, VERB, Node, Role, Tree

__all__ = ["LISTED", "depends_on_heading", "heading_of", "lacks"]

LISTED = frozenset(("infinitive", "base", "gerund"))
"""Forms of verbs that are items of a list."""
_NEAR = 8
"""Phrases before a colon that are asked."""
_AUXILIARIES = "HMO"


def heading_of(tree: Tree, colon: int) -> Node | None:
    """Return what announces the items behind a colon, if something does.

    >>> from tipgraph.understanding.syntax.clauses import parse
    >>> for text in ("It took the following steps:", "It has not:", "It failed to:", "It has no law:"):
    ...     print(parse(text).heading)
    <N steps OBJECT>
    <V have >
    <V fail >
    None
    """
    near = list(islice(reversed(tree.nodes), _NEAR))
    if tree.tokens[colon - 1].tag == "T":
        return next((node for node in near if node.kind == VERB), None)
    for node in near:
        if node.kind == NOUN and (_is_title(node) or _points_ahead(node)):
            return node
    root = next((node for node in near if node.kind == VERB and node.parent is None), None)
    if root is not None and not (root.negated or (root.subject is not None and root.subject.negated)):
        missing = [node for node in (root, root.child(Role.PREDICATE)) if node is not None and lacks(node)]
        if missing:
            return missing[0]
    last = next((node for node in near if node.last == colon - 1), None)
    return last if last is not None and _is_incomplete(last) else None


def depends_on_heading(verb: Node, heading: Node) -> bool:
    """Tell whether a verb right behind a heading is its first item: "has not: trained judges"."""
    if lacks(heading):
        return False  # "is lacking: train judges" asks for it
    has_done = heading.head_token.tag == "H" or _points_ahead(heading)
    return verb.form in LISTED or (verb.form == "past" and has_done)


def lacks(heading: Node) -> bool:
    """Tell whether what a heading announces is not there: "what is missing", "it lacks"."""
    return "missing" in heading.classes or ("lack" in heading.classes and heading.child(Role.OBJECT) is None)


def _is_title(noun: Node) -> bool:
    """Tell whether recommendations follow: "makes three recommendations", not "acted on them"."""
    return "recommendation" in noun.classes and (noun.parent is None or noun.role == Role.OBJECT)


def _points_ahead(noun: Node) -> bool:
    """Tell whether a noun says what follows: "the following steps", but not "the following year"."""
    words = [noun.tokens[i].word for i in noun.modifiers]
    return "following" in (*words, noun.lemma) and "time" not in noun.classes


def _is_incomplete(verb: Node) -> bool:
    """Tell whether an auxiliary lacks its verb: "has not"."""
    return verb.kind == VERB and verb.head_token.tag in _AUXILIARIES and verb.child(Role.OBJECT) is None

"""Spans: the words that a statement rests on, its own clause and its operators."""

from __future__ import annotations

from collections.abc import Collection, Iterator

from tipgraph.understanding.operators.status import Operator
from tipgraph.understanding.syntax.tree import VERB, Node, Role, Tree
from tipgraph.understanding.tokens.sentences import LIMIT, Span

__all__ = ["clause_span", "operator_span", "predicate_of"]

MAX_TOKENS = 80
"""Tokens on each side of a deed that its clause may have."""
_SEPARATE = frozenset((Role.RELATIVE, Role.ADJUNCT, Role.THAT))
"""Roles of clauses that are no part of the clause above them."""


def predicate_of(node: Node) -> Node:
    """Return the verb of the clause that a node is in: itself, or the nearest verb above it."""
    if node.kind == VERB:
        return node
    last = node
    for above in node.ancestors():
        if above.kind == VERB:
            return above
        last = above
    return last


def clause_span(tree: Tree, deed: Node, apart: Collection[Node] = ()) -> Span:
    """Return the clause of a deed: its predicate with the arguments, without the predicates set ``apart``.

    >>> from tipgraph.understanding.syntax.clauses import parse
    >>> text = "Courts convicted two men, and police arrested nine."
    >>> tree = parse(text)
    >>> [text[slice(*clause_span(tree, node))] for node in tree.nodes if node.kind == VERB]
    ['Courts convicted two men', 'police arrested nine']
    """
    predicate = predicate_of(deed)
    path = {deed, predicate, *_up_to(deed, predicate)}
    first = last = deed.head
    for step in (-1, 1):
        inside: Node | None = None  # the last phrase, of which several tokens are part
        end = max(deed.head - MAX_TOKENS, -1) if step < 0 else min(deed.head + MAX_TOKENS, len(tree.tokens))
        for i in range(deed.head + step, end, step):
            node = tree.at.get(i)
            if node is None:
                continue
            if node is not inside and not _belongs(node, predicate, path, apart):
                break
            inside = node
            first, last = min(first, i), max(last, i)
    if first and tree.tokens[first - 1].tag == "I":
        first -= 1  # "in 2019, courts convicted"
    if last + 1 < len(tree.tokens) and tree.tokens[last + 1].tag == ")":
        last += 1
    return _within_limit(tree, deed, first, last)


def _up_to(node: Node, predicate: Node) -> Iterator[Node]:
    """Yield what stands between a node and the predicate above it."""
    for above in node.ancestors():
        if above is predicate:
            return
        yield above


def _belongs(node: Node, predicate: Node, path: Collection[Node], apart: Collection[Node]) -> bool:
    """Tell whether a node is part of a predicate's clause."""
    current: Node | None = node
    while current is not None and current is not predicate:
        if current not in path and (current.role in _SEPARATE or current.is_adverbial or current in apart):
            return False
        current = current.parent
    return current is not None


def _within_limit(tree: Tree, deed: Node, first: int, last: int) -> Span:
    """Return the offsets of a stretch of tokens, at most as long as a quote may be, around a deed."""
    tokens = tree.tokens
    half = (LIMIT - (tokens[deed.last].end - tokens[deed.first].start)) // 2
    while tokens[last].end - tokens[first].start > LIMIT:
        if tokens[deed.first].start - tokens[first].start > half:
            first += 1
        else:
            last -= 1
    return Span(tokens[first].start, tokens[last].end)


def operator_span(tree: Tree, operator: Operator) -> Span:
    """Return the words of an operator: "did not", "failed to", "few".

    >>> from tipgraph.understanding.syntax.clauses import parse
    >>> from tipgraph.understanding.operators.status import Kind
    >>> text = "Courts did not convict men."
    >>> text[slice(*operator_span(parse(text), Operator(Kind.NEGATION, 2)))]
    'did not'
    """
    tokens, token = tree.tokens, operator.token
    node = tree.at.get(token)
    first = last = token
    if node is not None and node.kind == VERB:
        if token in node.negations and node.first < token:
            first = node.first
        elif token == node.head and (to := node.child(Role.INFINITIVE)) is not None and to.first == token + 1:
            last = token + 1
    return Span(tokens[first].start, tokens[last].end)

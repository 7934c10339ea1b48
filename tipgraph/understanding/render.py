"""Readings as text and as JSON."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

from tipgraph.understanding.counts.reader import Count
from tipgraph.understanding.measures.reader import Statement
from tipgraph.understanding.reader import Segment
from tipgraph.understanding.syntax.tree import NOUN, VERB, Node, Tree
from tipgraph.understanding.tokens.tokens import Token

__all__ = ["as_json", "as_text", "draw"]

_KINDS = {NOUN: "noun phrase", VERB: "verb"}
_ADJECTIVE = "adjective"


def as_text(segment: Segment, counts: Sequence[Count] = ()) -> str:
    """Return the tokens of a segment with their tags, its tree, its counts, and its measures with grounds."""
    tree = segment.reading.tree
    tokens = " ".join(f"{token.word}/{token.tag}" for token in tree.tokens)
    measures = [_measure(tree, statement) for statement in segment.statements]
    lines = ["tokens", f"  {tokens}", "tree", draw(tree, 1)]
    if counts:
        lines += ["counts", *map(_count, counts)]
    return "\n".join([*lines, "measures", *(measures or ["  none"])])


def _count(count: Count) -> str:
    """Return a count as a line: what it counts, how many, of what, when, and its words."""
    types, year = " and ".join(count.target.types), f" in {count.period}" if count.period else ""
    words = " ".join(count.quantity.node.words)
    return f"  {types} {count.quantity.value:f} {count.target.unit}{year}: {words!r}"


def draw(tree: Tree, indent: int = 0) -> str:
    """Return a tree as indented text: a line for each node, below the one that it depends on.

    >>> from tipgraph.understanding.syntax.clauses import parse
    >>> print(draw(parse("Courts did not convict any traffickers.")))
    ROOT did not convict (finite, negated)
      SUBJECT courts
      OBJECT any traffickers
    """
    return "\n".join(line for root in tree.roots for line in _lines(root, indent))


def _lines(node: Node, depth: int) -> Iterator[str]:
    words = " ".join(node.words)
    traits = ", ".join(_traits(node))
    yield f"{'  ' * depth}{node.role or 'ROOT'} {words}" + (f" ({traits})" if traits else "")
    for child in sorted(node.children, key=lambda each: each.first):
        yield from _lines(child, depth + 1)


def _traits(node: Node) -> Iterator[str]:
    """Yield what a node is besides its words and its role."""
    if node.form:
        yield node.form
    if node.passive:
        yield "passive"
    if node.negated:
        yield "negated"
    if node.is_conjunct:
        yield f"with {node.group[0].lemma}"
    if node.kind == VERB and node.subject is not None and node.subject.parent is not node:
        yield f"subject {node.subject.lemma}"


def _measure(tree: Tree, statement: Statement) -> str:
    words = " ".join(statement.node.words)
    grounds = ", ".join(
        f"{operator.kind} by {tree.tokens[operator.token].word!r}" for operator in statement.operators
    )
    return f"  {statement.type} {statement.status}: {words!r}" + (f" ({grounds})" if grounds else "")


def as_json(segment: Segment, text: str, counts: Sequence[Count] = ()) -> dict[str, Any]:
    """Return a segment as an object for JSON. Offsets are code points of the text; nodes refer by index."""
    tree, start = segment.reading.tree, segment.span.start
    index = {node: number for number, node in enumerate(tree.nodes)}
    return {
        "text": text[segment.span.start : segment.span.end],
        "tokens": [_token(token, start) for token in tree.tokens],
        "nodes": [_node(node, index, start) for node in tree.nodes],
        "measures": [_statement(tree, statement, index) for statement in segment.statements],
        "counts": [
            {
                "types": list(count.target.types),
                "count": float(count.quantity.value),
                "unit": count.target.unit,
                "period": count.period,
                "node": index[count.quantity.node],
            }
            for count in counts
        ],
    }


def _token(token: Token, start: int) -> dict[str, Any]:
    offsets = {"start": start + token.start, "end": start + token.end}
    return token._asdict() | offsets | {"classes": sorted(token.classes)}


def _node(node: Node, index: dict[Node, int], start: int) -> dict[str, Any]:
    return {
        "kind": _KINDS.get(node.kind, _ADJECTIVE),
        "lemma": node.lemma,
        "start": start + node.tokens[node.first].start,
        "end": start + node.tokens[node.last].end,
        "role": node.role or None,
        "parent": None if node.parent is None else index[node.parent],
        "subject": None if node.subject is None else index[node.subject],
        "list": [index[item] for item in node.group if item in index],
        "form": node.form or None,
        "passive": node.passive,
        "negated": node.negated,
    }


def _statement(tree: Tree, statement: Statement, index: dict[Node, int]) -> dict[str, Any]:
    return {
        "type": statement.type,
        "status": statement.status,
        "node": index[statement.node],
        "operators": [
            {"kind": operator.kind.value, "token": operator.token, "word": tree.tokens[operator.token].word}
            for operator in statement.operators
        ],
    }

"""Readings as JSON and as text: tokens, tree, predicates with their frames, measures and counts."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from tipgraph.understanding.counts.reader import Count
from tipgraph.understanding.discourse import Held
from tipgraph.understanding.measures.reader import unstated
from tipgraph.understanding.measures.statement import Statement
from tipgraph.understanding.operators.factuality import HEADING, Operator
from tipgraph.understanding.reader import Segment
from tipgraph.understanding.routes.content import ACTOR, PEOPLE, PLACE, Content
from tipgraph.understanding.routes.frames import frames
from tipgraph.understanding.routes.predicates import Argument, Contents, Predicate, types_of_objects
from tipgraph.understanding.syntax.labels import Labels
from tipgraph.understanding.syntax.tree import NOUN, VERB, Node, Tree
from tipgraph.understanding.tokens.tokens import Token

__all__ = ["as_json", "as_text", "draw"]

_KINDS = {NOUN: "noun phrase", VERB: "verb"}
_ADJECTIVE = "adjective"
_TYPES = {PEOPLE: "person", ACTOR: "actor", PLACE: "place"}
"""The types of frames, by what a phrase names."""
_EMPTY = frozenset(("", "-"))

Shown = dict[str, Any]


def as_json(segment: Segment, text: str, labels: Labels, counts: Sequence[Count], held: Held) -> Shown:
    """Return a segment as an object for JSON. Offsets are code points of the text; nodes refer by index.

    ``held`` is what the text before leaves for it.
    """
    reading, start = segment.reading, segment.span.start
    tree = reading.tree
    index = {node: number for number, node in enumerate(tree.nodes)}
    contents = reading.once(Contents)
    return {
        "text": text[segment.span.start : segment.span.end],
        "held": {name: values for name, values in held._asdict().items() if values},
        "tokens": [_token(token, start) for token in tree.tokens],
        "nodes": [_node(node, index, start) for node in tree.nodes],
        "predicates": [_predicate(each, contents, index) for each in contents.predicates if each.verbs],
        "measures": [_statement(tree, statement, index, held) for statement in segment.statements],
        "unstated": [
            {"type": code, "node": index[node], "reason": reason}
            for code, node, reason in unstated(reading, labels)
        ],
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


def _token(token: Token, start: int) -> Shown:
    offsets = {"start": start + token.start, "end": start + token.end}
    return token._asdict() | offsets | {"classes": sorted(token.classes)}


def _node(node: Node, index: Mapping[Node, int], start: int) -> Shown:
    return {
        "kind": _KINDS.get(node.kind, _ADJECTIVE),
        "words": " ".join(node.words),
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


def _predicate(predicate: Predicate, contents: Contents, index: Mapping[Node, int]) -> Shown:
    hedge = contents.hedge_of(predicate.head, predicate.arguments)
    return {
        "verbs": [index[verb] for verb in predicate.verbs],
        "frames": [frame.name for frame in predicate.frames],
        "rejected": [
            {"frame": frame.name, "reason": reason}
            for verb in predicate.verbs
            for frame, reason in frames().rejected(verb, types_of_objects(verb, contents))
        ],
        "hedge": None if hedge is None else predicate.head.tokens[hedge].word,
        "arguments": [_argument(each, index) for each in predicate.arguments if each.node in index],
    }


def _argument(argument: Argument, index: Mapping[Node, int]) -> Shown:
    content = argument.content
    kind = _TYPES.get(content.who, content.who)
    return {
        "node": index[argument.node],
        "role": argument.role,
        "type": kind,
        "field": argument.field(kind),
        "codes": list(dict.fromkeys(_codes(content))),
    }


def _codes(content: Content) -> Iterator[str]:
    yield from (place.code for place in content.places)
    for field in (content.groups, content.exploitation, content.sectors):
        yield from (code for code, _ in field)
    yield from sorted(content.roles)


def _statement(tree: Tree, statement: Statement, index: Mapping[Node, int], held: Held) -> Shown:
    return {
        "type": statement.type,
        "status": statement.status,
        "node": index[statement.node],
        "operators": [_operator(tree, operator, held) for operator in statement.operators],
    }


def _operator(tree: Tree, operator: Operator, held: Held) -> Shown:
    """Return an operator. One of its list's heading has no token, and the heading as its words."""
    if operator.token == HEADING:
        return {"kind": operator.kind.value, "token": None, "word": held.heading[-1]}
    return {"kind": operator.kind.value, "token": operator.token, "word": tree.tokens[operator.token].word}


# -- text


def as_text(shown: Shown, tree: Tree) -> str:
    """Return a segment as text. ``shown`` is what `as_json` gave, and ``tree`` its tree."""
    words = [node["words"] for node in shown["nodes"]]
    parts = {
        "held from before": [f"{name}: {', '.join(values)}" for name, values in shown["held"].items()],
        "tokens": [" ".join(f"{token['word']}/{token['tag']}" for token in shown["tokens"])],
        "tree": draw(tree).splitlines(),
        "predicates": [line for each in shown["predicates"] for line in _predicate_lines(each, words)],
        "counts": [_count_line(each, words) for each in shown["counts"]],
        "measures": [_measure_line(each, words) for each in shown["measures"]] or ["none"],
        "measures that are only named": [
            f"{each['type']}: {words[each['node']]!r} ({each['reason']})" for each in shown["unstated"]
        ],
    }
    return "\n".join("\n  ".join([title, *part]) for title, part in parts.items() if part)


def _predicate_lines(predicate: Shown, words: Sequence[str]) -> Iterator[str]:
    """Yield a predicate with its frames, its arguments with their fields, and the frames that do not fit."""
    verbs = " … ".join(words[verb] for verb in predicate["verbs"])
    hedge = f" (possible by {predicate['hedge']!r})" if predicate["hedge"] else ""
    yield f"{verbs}: {' + '.join(predicate['frames'])}{hedge}"
    for each in predicate["arguments"]:
        field = "" if each["field"] in _EMPTY else f" → {each['field']}"
        codes = f" [{' '.join(each['codes'])}]" if each["codes"] else ""
        yield f"  {each['role']} {words[each['node']]!r}: {each['type']}{field}{codes}"
    for each in predicate["rejected"]:
        yield f"  not {each['frame']}: {each['reason']}"


def _count_line(count: Shown, words: Sequence[str]) -> str:
    year = f" in {count['period']}" if count["period"] else ""
    what = f"{' and '.join(count['types'])} {count['count']:.15g} {count['unit']}{year}"
    return f"{what}: {words[count['node']]!r}"


def _measure_line(measure: Shown, words: Sequence[str]) -> str:
    grounds = ", ".join(f"{operator['kind']} by {operator['word']!r}" for operator in measure["operators"])
    behind = f" ({grounds})" if grounds else ""
    return f"{measure['type']} {measure['status']}: {words[measure['node']]!r}{behind}"


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

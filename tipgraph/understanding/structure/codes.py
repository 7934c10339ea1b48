"""Codes: victim groups, kinds of exploitation and sectors, wherever a text names them as happening."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from tipgraph.understanding.structure.content import ACTOR, PEOPLE
from tipgraph.understanding.structure.mentions import Labels, Reading
from tipgraph.understanding.structure.predicates import Argument, Contents, Predicate, predicates
from tipgraph.understanding.structure.tree import Node

__all__ = ["CodeStatement", "codes"]

_NOBODY = frozenset(("agent", "opaque"))
_IMPLIED = {
    ("sector", "domestic-work"): ("exploitation", "domestic-servitude"),
    ("exploitation", "child-soldiering"): ("victim-group", "children"),
}
"""What a code says besides."""


class CodeStatement(NamedTuple):
    """A code of a kind that a predicate names. ``certainty`` is its own."""

    kind: str
    code: str
    certainty: str
    start: int
    end: int


def codes(reading: Reading, labels: Labels) -> Iterator[CodeStatement]:
    """Yield the codes that a segment names. ``labels`` are those of exploitation in two parts."""
    contents = Contents(reading)
    seen = set[Node]()
    for predicate in predicates(reading, contents):
        if _is_denied(predicate):
            seen.update(argument.node for argument in predicate.arguments)
            continue
        for argument in predicate.arguments:
            if argument.node not in seen:
                seen.add(argument.node)
                yield from _of_argument(reading, argument)
        for verb in predicate.verbs:
            content = contents[verb]
            yield from _stated(reading, verb, "exploitation", content.exploitation)
            words = {word for argument in predicate.arguments for word in argument.node.words}
            words |= {each.lemma for each in predicate.verbs}
            for label in labels.of_verbs.get(verb.lemma, ()):
                if label.forms & words:
                    yield from _stated(reading, verb, "exploitation", ((label.code, verb.head),))


def _is_denied(predicate: Predicate) -> bool:
    head = predicate.head
    return any(verb.negated for verb in predicate.verbs) or any(node.negated for node in head.ancestors())


def _of_argument(reading: Reading, argument: Argument) -> Iterator[CodeStatement]:
    content, node = argument.content, argument.node
    if node.negated:
        return
    yield from _stated(reading, node, "exploitation", content.exploitation)
    nobody = content.who == ACTOR or (content.who == PEOPLE and argument.field("person") in _NOBODY)
    if nobody or argument.field("*") == "opaque":
        return
    yield from _stated(reading, node, "victim-group", content.groups)
    if "false-promise" not in content.kinds:
        yield from _stated(reading, node, "sector", content.sectors)


def _stated(
    reading: Reading, node: Node, kind: str, named: tuple[tuple[str, int], ...]
) -> Iterator[CodeStatement]:
    tokens = reading.tree.tokens
    for code, _ in named:
        span = tokens[node.first].start, tokens[node.last].end
        yield CodeStatement(kind, code, "asserted", *span)
        if (kind, code) in _IMPLIED:
            yield CodeStatement(*_IMPLIED[kind, code], "asserted", *span)

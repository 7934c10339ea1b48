"""Statements on measures, and which of several on one deed stand."""

from __future__ import annotations

from collections.abc import Callable
from typing import NamedTuple

from tipgraph.understanding.measures.arguments import Arguments
from tipgraph.understanding.operators.factuality import DONE, Operator
from tipgraph.understanding.syntax.mentions import LAW_ENFORCEMENT, Reading
from tipgraph.understanding.syntax.tree import NOUN, VERB, Node, Role

__all__ = ["Statement", "distinct"]

_CONTRASTING = frozenset(f"{Role.ADVERBIAL}:{word}" for word in ("whereas", "while"))


class Statement(NamedTuple):
    """A measure that a segment states: its type and status, the node that names it, and what decided.

    ``only`` is the one object that it is about, if its other objects have another status.
    """

    type: str
    status: str
    node: Node
    operators: tuple[Operator, ...]
    only: Node | None = None
    arguments: Arguments = Arguments()


class _Found(NamedTuple):
    """What a segment states: each type with its node, the types of now, and where an earlier time begins."""

    nodes: frozenset[tuple[str, Node | None]]
    now: frozenset[str]
    earlier: int


def distinct(reading: Reading, found: list[Statement]) -> list[Statement]:
    """Return the statements without those on a deed of which another one says the same or more."""
    earlier = reading.once(_contrast)
    now = (each.type for each in found if each.node.first < earlier)
    known = _Found(frozenset((each.type, each.node) for each in found), frozenset(now), earlier)
    return [each for each in found if not any(is_said(each, known) for is_said in _SAID_ELSEWHERE)]


def _founds(statement: Statement, found: _Found) -> bool:
    """Tell whether a verb founds a thing that a label names, so that it says no more: "formed a unit"."""
    verb = statement.node
    things = verb.nouns(Role.OBJECT) if verb.kind == VERB and "found" in verb.classes else ()
    return any((statement.type, thing) in found.nodes for thing in things)


def _adds_nothing(statement: Statement, found: _Found) -> bool:
    """Tell whether a phrase only says where or how a verb is done: "were not brought before the courts"."""
    node = statement.node
    is_adjunct = node.kind == NOUN and node.role not in (Role.SUBJECT, Role.OBJECT)
    return is_adjunct and statement.status == DONE and (statement.type, node.parent) in found.nodes


def _is_against_victims(statement: Statement, found: _Found) -> bool:
    """Tell whether what law enforcement does is done to victims, or they take part: "took part in trials"."""
    node = statement.node
    penalizes = ("non-penalization", node) in found.nodes
    takes_part = node.role == "in" and ("witness-protection", node.parent) in found.nodes
    return statement.type in LAW_ENFORCEMENT and (penalizes or takes_part)


def _is_of_earlier_time(statement: Statement, found: _Found) -> bool:
    """Tell whether a clause is on an earlier time than another: "whereas 30 had been convicted"."""
    return statement.type in found.now and statement.node.first >= found.earlier


def _contrast(reading: Reading) -> int:
    """Return the first token behind which a segment speaks of an earlier time, or its length."""
    verbs = (node for node in reading.tree.nodes if node.role in _CONTRASTING and node.has_auxiliary("H"))
    clause = next(verbs, None)
    return len(reading.tree.tokens) if clause is None else (clause.subject or clause).first


_SAID_ELSEWHERE: tuple[Callable[[Statement, _Found], bool], ...] = (
    _founds, _adds_nothing, _is_against_victims, _is_of_earlier_time,
)  # fmt: skip

"""Lists: what the words before a colon or a semicolon say of the parts behind it."""

from __future__ import annotations

from tipgraph.understanding.operators.factuality import (
    DONE,
    INSUFFICIENT,
    NOT_DONE,
    PLANNED,
    RECOMMENDED,
    Kind,
)
from tipgraph.understanding.operators.requests import leaves_request
from tipgraph.understanding.operators.scope import goes_on, judge
from tipgraph.understanding.syntax.headings import heading_of
from tipgraph.understanding.syntax.mentions import Reading

__all__ = ["left_by"]

_OPERATORS = {
    DONE: "",
    INSUFFICIENT: Kind.SHORTFALL,
    NOT_DONE: Kind.NEGATION,
    PLANNED: Kind.PLAN,
    RECOMMENDED: Kind.REQUEST,
}


def left_by(reading: Reading) -> str:
    """Return the operator that the next part of a list goes on with, or nothing.

    >>> from tipgraph.understanding.syntax.clauses import parse
    >>> print(left_by(Reading(parse("It took none of the following steps: training judges"), ())))
    negation
    """
    if leaves_request(reading):
        return Kind.REQUEST
    if goes_on(reading) is not None:
        return reading.before.left
    has_colon = any(token.word == ":" for token in reading.tree.tokens)
    heading = heading_of(reading.tree) if has_colon else None
    return _OPERATORS[judge(reading, heading, "").value] if heading is not None else ""

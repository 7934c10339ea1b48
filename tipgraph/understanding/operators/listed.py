"""Lists: what the words before a colon or a semicolon say of the parts behind it."""

from __future__ import annotations

from tipgraph.understanding.operators.factuality import OPERATORS, Kind
from tipgraph.understanding.operators.requests import leaves_request
from tipgraph.understanding.operators.scope import first_root, judge
from tipgraph.understanding.syntax.headings import LISTED, heading_of
from tipgraph.understanding.syntax.mentions import Reading
from tipgraph.understanding.syntax.tree import NOUN, VERB, Node, Role

__all__ = ["left_by"]


def left_by(reading: Reading, following: Reading) -> str:
    """Return the operator of a part of a list that also holds for the part behind it, or nothing.

    >>> from tipgraph.understanding.syntax.clauses import parse
    >>> for text, behind in (
    ...     ("It took none of the following steps: training judges", "opening shelters"),
    ...     ("It failed to train judges", "to open shelters"),
    ...     ("It failed to train judges", "it opened shelters"),
    ... ):
    ...     print(str(left_by(Reading(parse(text), ()), Reading(parse(behind), ()))) or None)
    negation
    negation
    None
    """
    root = following.once(first_root)
    if root is None:
        return ""
    if left := reading.before.left or (leaves_request(reading) and Kind.REQUEST) or _left_by_heading(reading):
        return left if _is_part(root, left) else ""
    goes_on = root.form == "infinitive" and following.tree.tokens[root.first].tag == "T"
    return _left_by_infinitive(reading) if goes_on else ""


def _is_part(root: Node, left: str) -> bool:
    """Tell whether a root may be a part of a list: what is requested is no noun."""
    if root.kind != VERB:
        return left != Kind.REQUEST
    is_past = root.form == "past" and left == Kind.NEGATION  # "has not: trained judges"
    return is_past or root.form in LISTED or root.role == Role.THAT


def _left_by_heading(reading: Reading) -> str:
    if not any(token.word == ":" for token in reading.tree.tokens):
        return ""
    heading = heading_of(reading.tree)
    if heading is None:
        return ""
    alone = heading.kind == NOUN and heading.parent is None and "recommendation" in heading.classes
    return Kind.REQUEST if alone else OPERATORS[judge(reading, heading, "").value]


def _left_by_infinitive(reading: Reading) -> str:
    """Return what is said of the last infinitive: "failed to act; to pay"."""
    verbs = (node for node in reading.tree.nodes if node.role == Role.INFINITIVE)
    last = max(verbs, key=lambda node: node.first, default=None)
    return "" if last is None else OPERATORS[judge(reading, last, "").value]

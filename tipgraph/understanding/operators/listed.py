"""Lists: what the words before a colon or a semicolon say of the parts behind it."""

from __future__ import annotations

from typing import NamedTuple

from tipgraph.understanding.operators.factuality import HEADING, OPERATORS, Kind, Operator, Status
from tipgraph.understanding.operators.requests import requesting
from tipgraph.understanding.operators.scope import first_root, judge
from tipgraph.understanding.syntax.headings import LISTED, lacks
from tipgraph.understanding.syntax.mentions import Reading
from tipgraph.understanding.syntax.tree import VERB, Node, Role
from tipgraph.understanding.tokens.words import NO_CLASSES

__all__ = ["Left", "is_alike", "left_by"]

_SO = f"{Role.ADVERBIAL}:so"


class Left(NamedTuple):
    """What a part of a list leaves for the part behind it: what it says of that, and by which words."""

    kind: Kind
    operators: tuple[Operator, ...]


def left_by(reading: Reading, following: Reading) -> Left | None:
    """Return what a part of a list says of the part behind it, if something.

    >>> from tipgraph.understanding.syntax.clauses import parse
    >>> for text, behind in (
    ...     ("It took none of the following steps: training judges", "opening shelters"),
    ...     ("It took none of the following steps: training judges", "it opened shelters"),
    ...     ("It failed to train judges", "to open shelters"),
    ... ):
    ...     left = left_by(Reading(parse(text), ()), Reading(parse(behind), ()))
    ...     print(None if left is None else left.kind.value)
    negation
    None
    negation
    """
    root = following.once(first_root)
    if is_alike(following):
        return _left_by_subject(reading)
    left = None if root is None else _left_by(reading, root)
    return left if left is not None and root is not None and _is_part(root, left.kind) else None


def is_alike(reading: Reading) -> bool:
    """Tell whether a segment likens something to what was said: "so were inspections"."""
    root = reading.once(first_root)
    return root is not None and root.role == _SO and root.subject is None


def _left_by_subject(reading: Reading) -> Left | None:
    """Return what the last clause says of its subject: "controls were weak; so were inspections"."""
    subjects = [verb.subject for verb in reading.tree.nodes if verb.subject is not None]
    return _left(judge(reading, subjects[-1], "")) if subjects else None


def _left_by(reading: Reading, root: Node) -> Left | None:
    if left := reading.before.left:
        return Left(Kind(left), (Operator(Kind(left), HEADING),))
    if (asking := requesting(reading)) is not None:
        return Left(Kind.REQUEST, (Operator(Kind.REQUEST, asking.head),))
    heading = reading.tree.heading
    if heading is not None and lacks(heading) and root.kind != VERB:
        return Left(Kind.NEGATION, (Operator(Kind.NEGATION, heading.head),))
    if heading is not None:
        return _left(judge(reading, _item_of(heading), ""))
    if root.kind == VERB and root.form == "base" and root.subject is None:
        return _left_by_verb(reading)
    verbs = (node for node in reading.tree.nodes if node.role == Role.INFINITIVE)
    last = max(verbs, key=lambda node: node.first, default=None)
    if last is None or root.form != "infinitive":
        return None
    return _left(judge(reading, last, ""))  # "failed to act; to pay"


def _left_by_verb(reading: Reading) -> Left | None:
    """Return what is said of the last verb that shares a base form: "did not train them; open homes"."""
    verbs = (node for node in reading.tree.nodes if node.role == Role.INFINITIVE or _takes_base(node))
    last = max(verbs, key=lambda node: node.first, default=None)
    if last is None:
        return None
    status = judge(reading, last, "")
    return _left(status) or Left(Kind.CONTINUATION, ())  # "continued to run homes; train judges"


def _takes_base(verb: Node) -> bool:
    """Tell whether a verb has an auxiliary that further verbs share: "did not train", "will train"."""
    return verb.kind == VERB and (verb.has_auxiliary("O") or verb.modal is not None)


def _left(status: Status) -> Left | None:
    kind = OPERATORS[status.value]
    return Left(Kind(kind), tuple(status.operators)) if kind else None


def _item_of(heading: Node) -> Node:
    """Return an item without words that depends on a heading."""
    item = Node(VERB, heading.tokens, heading.last, heading.last, heading.last, NO_CLASSES)
    item.form, item.parent, item.role = "infinitive", heading, Role.INFINITIVE
    return item


def _is_part(root: Node, left: Kind) -> bool:
    """Tell whether a root may be a part of a list: what is requested is no noun."""
    if root.kind != VERB:
        return left != Kind.REQUEST
    return root.subject is None and root.form in {"past", *LISTED}  # "has not: trained judges"

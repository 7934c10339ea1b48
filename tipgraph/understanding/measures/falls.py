"""Falls: numbers that show by themselves that a measure fell: "convicted two, compared with nine in 2017"."""

from __future__ import annotations

from collections.abc import Sequence

from tipgraph.understanding.counts.continuations import bracket_of, comparisons
from tipgraph.understanding.counts.quantities import Quantity, quantities
from tipgraph.understanding.syntax.mentions import Reading
from tipgraph.understanding.syntax.tree import Node, Role

__all__ = ["fall", "is_of_earlier_time"]

_CONTRASTING = frozenset(f"{Role.ADVERBIAL}:{word}" for word in ("whereas", "while"))


def fall(reading: Reading, deed: Node, code: str) -> int | None:
    """Return the first token of an earlier number that is above that of a deed, if there is one.

    >>> from tipgraph.understanding.reader import Reader
    >>> segment = next(Reader.load().read("Courts convicted two men, compared with nine in 2017."))
    >>> statement = segment.statements[0]
    >>> fall(segment.reading, statement.node, statement.type)
    6
    """
    now, earlier = reading.once(_sides)
    before = [each for each in now if earlier and each.first < earlier[0].first]
    counted = (deed, *reading.objects(deed))
    at = next((i for i, each in enumerate(before) if each.node in counted), None)
    if at is None or (len(before) != len(earlier) and at + 1 < len(before)):
        return None
    own, former = before[at], earlier[at if len(before) == len(earlier) else 0]
    alike = own.node.lemma == former.node.lemma or former.is_bare or code in reading.measures(former.node)
    return former.first if alike and own.value < former.value else None


def is_of_earlier_time(reading: Reading, node: Node) -> bool:
    """Tell whether a phrase stands in a clause on an earlier time: "whereas 30 had been convicted"."""
    return node.first >= reading.once(_contrast)


def _sides(reading: Reading) -> tuple[Sequence[Quantity], Sequence[Quantity]]:
    """Return the quantities of a segment and those that they are compared with, without those in brackets."""
    compared = reading.once(comparisons)
    found = [each for each in reading.once(quantities) if bracket_of(each.node) is None]
    earlier = [each for each in found if each.node in compared or is_of_earlier_time(reading, each.node)]
    return [each for each in found if each not in earlier], earlier


def _contrast(reading: Reading) -> int:
    """Return the first token behind which a segment speaks of an earlier time, or its length."""
    verbs = (node for node in reading.tree.nodes if node.role in _CONTRASTING and node.has_auxiliary("H"))
    clause = next(verbs, None)
    return len(reading.tree.tokens) if clause is None else (clause.subject or clause).first

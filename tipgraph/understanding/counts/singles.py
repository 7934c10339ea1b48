"""Singles: people to whom a dated deed is done once. They are quantities, too: "convicted a trafficker"."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from tipgraph.understanding.counts.count_table import table
from tipgraph.understanding.counts.deeds import Deeds
from tipgraph.understanding.counts.quantities import Quantity
from tipgraph.understanding.syntax.mentions import PEOPLE, Reading, is_plural
from tipgraph.understanding.syntax.tree import VERB, Node, Role

__all__ = ["singles"]

_INDEFINITE = frozenset(("a", "an"))
_AGAIN = frozenset(("him", "her", "the"))
_TIMES = ("in", "on", "during", Role.OBJECT)


def singles(deeds: Deeds) -> Iterator[Quantity]:
    """Yield the people to whom a dated deed is done once: "convicted a trafficker in April 2019"."""
    found = False
    done = (deed.node for deed in deeds if deed.code in table().groups["people"])
    for verb in dict.fromkeys(node for node in done if node.kind == VERB and node.modal is None):
        if not (found or _is_dated(verb.group[0])):
            continue
        for person in deeds.reading.objects(verb):
            if _is_one(deeds.reading, person, again=found):
                found = True
                yield Quantity(person, person.first, person.first, Decimal(1), money=False)


def _is_dated(verb: Node) -> bool:
    """Tell whether a clause says in what year something was done."""
    spans = ((noun.first, noun.last + 1) for noun in verb.nouns(*_TIMES))
    return any(token.is_year for span in spans for token in verb.tokens[slice(*span)])


def _is_one(reading: Reading, node: Node, *, again: bool) -> bool:
    """Tell whether a phrase names one person who is counted, for the first time or ``again``."""
    article = node.tokens[node.first].word
    one = article in _INDEFINITE and node.first < node.head  # but "indicted A"
    if not (one or (again and article in _AGAIN) or "first" in node.words):
        return False
    if node.is_quantified or is_plural(node) or "collective" in node.classes:
        return False
    return node.first == node.head or bool(reading.head_kinds(node) & (PEOPLE | {"demonym"}))

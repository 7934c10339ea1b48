"""Deeds that have nothing to do with trafficking: "a campaign against malaria", "prosecuted poachers".

What such deeds are about are words of the class ``unrelated``, in ``ontology/english.toml``.
"""

from __future__ import annotations

from collections.abc import Iterator

from tipgraph.understanding.syntax.mentions import Reading
from tipgraph.understanding.syntax.tree import NOUN, Node, Role

__all__ = ["is_off_topic"]

_ON_TOPIC = frozenset(("victim", "perpetrator", "trafficking", "exploitation"))
"""Kinds of mentions that tie a deed to trafficking."""
_OF_DEED = frozenset((Role.OBJECT, Role.PREDICATE, "for", "against", "of", "about"))
_OF_THING = _OF_DEED | {"on", "in", Role.RELATIVE, Role.PARTICIPLE}
"""Roles of what a verb, and what a noun, is about."""


def is_off_topic(reading: Reading, deed: Node) -> bool:
    """Tell whether the clause of a deed is about something else than trafficking.

    >>> from tipgraph.understanding.syntax.clauses import parse
    >>> tree = parse("They launched a campaign against malaria.")
    >>> [is_off_topic(Reading(tree, ()), node) for node in tree.nodes if node.lemma == "launch"]
    [True]
    """
    return reading.once(_is_about_others, deed.clause or deed) or reading.once(_is_about_others, deed)


def _is_about_others(reading: Reading, deed: Node) -> bool:
    """Tell whether a phrase has a word for another topic, and none for trafficking."""
    words = [i for node in _parts(reading, deed) for i in range(node.first, node.last + 1)]
    others = {i for i in words if "unrelated" in deed.tokens[i].classes}
    return bool(others) and not any(reading.kinds_at(i) & _ON_TOPIC for i in words if not {i, i - 1} & others)


def _parts(reading: Reading, deed: Node) -> Iterator[Node]:
    """Yield a phrase, and all that it is about."""
    below = [deed]
    for each in below:
        yield each
        about = _OF_THING if each.kind == NOUN else _OF_DEED
        undergoes = {each.subject} if each.passive or each.role == Role.RELATIVE else set()
        behind = (*each.children, *reading.behind.get(each, ()))
        below += [child for child in behind if child.role in about or child in undergoes]

"""Deeds that have nothing to do with trafficking: "a campaign against malaria", "prosecuted poachers".

What such deeds are about are words of the class ``unrelated``, in ``ontology/english.toml``.
"""

from __future__ import annotations

from collections.abc import Iterator

from tipgraph.understanding.syntax.mentions import MAX_ITEMS, Reading
from tipgraph.understanding.syntax.tree import NOUN, Node, Role

__all__ = ["is_off_topic"]

_ON_TOPIC = frozenset(("victim", "perpetrator", "trafficking", "exploitation"))
"""Kinds of mentions that tie a deed to trafficking."""
_ABOUT = frozenset((Role.OBJECT, "for", "against", "of", "about", "on"))
"""Roles of what a deed is about."""


def is_off_topic(reading: Reading, deed: Node) -> bool:
    """Tell whether a deed is about something else than trafficking.

    >>> from tipgraph.understanding.syntax.clauses import parse
    >>> tree = parse("They launched a campaign against malaria.")
    >>> [is_off_topic(Reading(tree, ()), node) for node in tree.nodes if node.lemma == "campaign"]
    [True]
    """
    return reading.once(_is_about_others, deed)


def _is_about_others(reading: Reading, deed: Node) -> bool:
    """Tell whether all topics of a deed are others, and nothing in it is on trafficking."""
    topics = {each for topic in _topics(reading, deed) for each in topic.group[:MAX_ITEMS]}
    others = {each for each in topics if _is_unrelated(reading, each)}
    if not others or others != topics:
        return False
    # "a campaign for motorists on trafficking"
    below = (each for topic in topics for each in (*topic.children, *reading.behind.get(topic, ())))
    return not any(reading.kinds(each) & _ON_TOPIC for each in below)


def _topics(reading: Reading, deed: Node) -> Iterator[Node]:
    """Yield what a deed is about. The object of a verb is its topic, and so is what that is about."""
    undergoes = [deed.subject] if deed.subject is not None and deed.passive else []
    for each in (*undergoes, *deed.children, *reading.behind.get(deed, ())):
        if each.kind == NOUN and (each.role in _ABOUT or each in undergoes):
            yield each


def _is_unrelated(reading: Reading, topic: Node) -> bool:
    """Tell whether a phrase has nothing to do with trafficking: "malaria", "flood victims"."""
    describes = "victim" in reading.head_kinds(topic) and topic.modifier("unrelated") is not None
    return describes or "unrelated" in topic.classes

"""Helpers: who brings people somewhere without trafficking them."""

from __future__ import annotations

from collections.abc import Mapping

from tipgraph.understanding.routes.content import PEOPLE, Content
from tipgraph.understanding.syntax.mentions import MAX_ITEMS, Reading
from tipgraph.understanding.syntax.tree import Node, Role

__all__ = ["is_brought_back"]

_THEIR = frozenset(("their", "his", "her"))
"""Determiners of bodies of the people's own country: "brought there by their government"."""
_PURPOSES = frozenset((Role.INFINITIVE, "as"))
"""Roles of what people are brought somewhere for: "to work", "as maids"."""
_EXPLOITING = frozenset(("exploit", "oblige"))


def is_brought_back(verb: Node, contents: Mapping[Node, Content], reading: Reading) -> bool:
    """Tell whether helpers bring people somewhere: the IOM, or an embassy to its own country.

    Those who go on to exploit them do not help: "brought girls to Kenya and forced them to work".

    >>> from tipgraph.understanding.reader import Reader
    >>> from tipgraph.understanding.routes.predicates import Contents
    >>> for text in ("UNHCR brought girls to Kenya.", "Pimps brought girls to Kenya."):
    ...     reading = next(Reader.load().read(text, country="KEN")).reading
    ...     print(is_brought_back(reading.tree.nodes[1], Contents(reading), reading))
    True
    False
    """
    by, whom = (verb.child("by"), verb.subject) if verb.passive else (_doer(verb), verb.child(Role.OBJECT))
    if "convey" not in verb.classes or whom is None:
        return False
    if verb.adverb("homeward") is not None:
        return by is None or contents[by].who != PEOPLE
    if by is None or by.determiner in _THEIR:
        return False
    exploits = any(not _EXPLOITING.isdisjoint(each.classes) for each in (*verb.group, *verb.children))
    exploits |= any(each.role in _PURPOSES or contents[each].exploitation for each in verb.children)
    native = all(
        _is_native(each, contents, reading) for each in (*by.group[:MAX_ITEMS], *whom.group[:MAX_ITEMS])
    )
    helping = all(_helps(each, whom, verb, contents, reading) for each in by.group[:MAX_ITEMS])
    return native and helping and not exploits


def _doer(verb: Node) -> Node | None:
    """Return the subject of a verb or of what it depends on: "the state plans to bring women home"."""
    return next((each.subject for each in verb.path() if each.subject is not None), None)


def _is_native(body: Node, contents: Mapping[Node, Content], reading: Reading) -> bool:
    """Tell whether a body or people may be of the report country: not "Thai officials", "Lao women"."""
    return {place.code for place in contents[body].places} <= {reading.country}


def _helps(body: Node, whom: Node, verb: Node, contents: Mapping[Node, Content], reading: Reading) -> bool:
    """Tell whether a body that brings people somewhere helps them. Policemen help those called victims."""
    kinds = reading.head_kinds(body)
    ends = {place.code for each in verb.nouns("to") for place in contents[each].places}
    if "international_organization" in body.classes or reading.country not in ends:
        return "international_organization" in body.classes
    of_state = not body.classes.isdisjoint(("government", "mission"))
    return "ngo" in kinds or ("official" in kinds and (of_state or "victim" in contents[whom].head))

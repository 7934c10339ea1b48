"""Infinitives: the nouns that take them."""

from __future__ import annotations

from tipgraph.understanding.syntax.tree import NOUN, Node, Role
from tipgraph.understanding.tokens.words import GOVERNING

__all__ = ["effort_of", "noun_taking_infinitive"]

_TAKING_INFINITIVE = frozenset(("effort", "fail", "plan", "lack", "hinder"))
_MAKING = frozenset(("do", "cause", "have"))


def noun_taking_infinitive(noun: Node | None, infinitive: Node) -> Node | None:
    """Return the noun that an infinitive depends on: "the ability of inspectors to investigate"."""
    if noun is not None and "government" in noun.classes:
        return None  # "urged the authorities to ensure"
    last = noun
    while noun is not None and noun.kind == NOUN:
        if noun.classes & GOVERNING and (noun.last == infinitive.first - 1 or noun is not last):
            return noun if noun.classes & _TAKING_INFINITIVE else None
        if noun.role not in ("of", "by", "for"):
            return None
        noun = noun.parent
    return None


def effort_of(verb: Node) -> Node | None:
    """Return the effort that an infinitive depends on: "efforts were made to", "made no effort to"."""
    subject, made = verb.subject, verb.child(Role.OBJECT)
    if verb.passive and subject is not None and subject.kind == NOUN and "effort" in subject.classes:
        return subject
    return made if made is not None and "effort" in made.classes and verb.classes & _MAKING else None

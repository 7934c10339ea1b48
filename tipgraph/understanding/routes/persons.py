"""Persons: pronouns and names of one person, about whom a text may tell a story."""

from __future__ import annotations

from collections.abc import Iterator

from tipgraph.understanding.routes.content import OTHER
from tipgraph.understanding.routes.frames import MOVING
from tipgraph.understanding.routes.predicates import Contents, Predicate
from tipgraph.understanding.syntax.mentions import Reading
from tipgraph.understanding.syntax.tree import Node

__all__ = ["one_person"]

_ONE = frozenset(("he", "she", "him", "her"))
_NO_NAMES = (
    "s",
    "ion",
    "ity",
    "ment",
    "ness",
    "ism",
    "ance",
    "ence",
    "ship",
    "ing",
    "cy",
    "ty",
    "ure",
    "age",
)
"""Endings of nouns that are hardly ever those of names of people."""


def one_person(predicate: Predicate, contents: Contents, *, is_new: bool) -> Node | None:
    """Return the pronoun or name of whom a predicate begins to tell, if nothing else is known of it.

    ``is_new`` says that the sentence has told of nobody before.
    """
    found = (node for node in _mentioned(predicate, contents, is_new=is_new) if _may_be_person(node, contents))
    return next(found, None)


def _mentioned(predicate: Predicate, contents: Contents, *, is_new: bool) -> Iterator[Node]:
    """Yield those to whom something is done, who go somewhere, or about whom the sentence goes on."""
    head, subject = predicate.head, predicate.head.subject
    goes = is_new and any(frame.verb_class in MOVING for frame in predicate.frames)
    if subject is not None and (head.passive or goes or contents.reading.once(_is_about_one)):
        yield subject
    done_to = (a for a in predicate.arguments if a.role == "object" and a.field("person") == "victims")
    yield from (a.node for a in done_to if a.node.lemma in _ONE or a.frame.verb_class == "recruit")


def _is_about_one(reading: Reading) -> bool:
    """Tell whether a segment has a pronoun for one person."""
    return any(token.word in _ONE for token in reading.tree.tokens)


def _may_be_person(node: Node, contents: Contents) -> bool:
    is_unknown = contents[node].who == OTHER and len(node.group) == 1
    return node.lemma in _ONE or (is_unknown and _is_name(node, contents.reading))


def _is_name(node: Node, reading: Reading) -> bool:
    """Tell whether a phrase is a name: no noun that opens a sentence, as in "Heroin was" and "Trade has"."""
    token = node.head_token
    if not token.capital or node.head != reading.first_word:
        return token.capital
    is_noun = bool(token.classes) or token.tag != "N" or token.word.endswith(_NO_NAMES)
    return node.first == node.last and not is_noun

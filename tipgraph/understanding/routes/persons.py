"""Persons: one man or woman of whom a text tells, by a pronoun or a name that nothing else is known of."""

from __future__ import annotations

from collections.abc import Iterator

from tipgraph.understanding.routes.content import AUTHORITIES, OTHER, PLACE
from tipgraph.understanding.routes.facts import Facts
from tipgraph.understanding.routes.frames import MOVING
from tipgraph.understanding.routes.predicates import Contents, Predicate
from tipgraph.understanding.syntax.mentions import ONE_PERSON
from tipgraph.understanding.syntax.tree import Node, Role

__all__ = ["suffers", "traveller", "victim"]

_NAMES = frozenset(("proper",))
_HIM = frozenset(("him", "her"))
_MALE = frozenset(("he", "him"))
_MOVED = frozenset(("move", *MOVING))
_WRONGING = frozenset(("exploit", "acquire", "suffer"))
"""Classes of verbs for what is done to victims alone."""
_DONE = frozenset(f"{Role.ADVERBIAL}:{word}" for word in ("after", "once", "when", "where"))
"""Roles of clauses that say what happens before or besides."""


def victim(predicate: Predicate, facts: Facts, contents: Contents) -> Node | None:
    """Return whom a predicate makes a victim: "he was sold", "traffickers lured Amina to Mali"."""
    subject = predicate.head.subject
    if subject is not None and predicate.head.passive:
        is_moved = _moves(predicate)
        return subject if _is_person(subject, contents, may_open=not is_moved) else None
    if not (facts.exploited or "perpetrator" in facts.agents) or facts.agents & AUTHORITIES:
        return None
    done_to = () if _moves(predicate) else _objects(predicate)
    return next((node for node in done_to if _is_person(node, contents)), None)


def traveller(predicate: Predicate, contents: Contents) -> Node | None:
    """Return who goes or is taken somewhere, as victims and others do: "Amina left Mali for Oman"."""
    subject = predicate.head.subject
    if not _is_real(predicate.head):
        return None
    is_leaving = _leaves(predicate)
    moved = [frame for frame in predicate.frames if is_leaving or frame.verb_class in _MOVED]
    goes = bool(moved) and subject is not None and (predicate.head.passive or moved[0].verb_class != "move")
    found = (*((subject,) if goes and subject is not None else ()), *(_objects(predicate) if moved else ()))
    return next((node for node in found if _is_person(node, contents)), None)


def suffers(predicate: Predicate, facts: Facts, person: Node) -> bool:
    """Tell whether a predicate says that a person of whom the text has told is exploited."""
    head, subject = predicate.head, predicate.head.subject
    wrongs = any(frame.verb_class in _WRONGING for frame in predicate.frames)
    if not (wrongs and facts.is_strong) or facts.people or head.modal is not None:
        return False
    if head.is_pluperfect and "leave" in person.parent_classes:  # "she left Oman. She had been forced to"
        return False
    if subject is not None and subject.lemma in ONE_PERSON:
        return _may_be(subject, person) and head.passive
    return any(node.lemma in _HIM and _may_be(node, person) for node in _objects(predicate))


def _may_be(pronoun: Node, person: Node) -> bool:
    """Tell whether a pronoun may stand for a person: "she" for Amina, but not for "he" or "him"."""
    of_men = {node.lemma in _MALE for node in (pronoun, person) if node.lemma in ONE_PERSON | _HIM}
    return len(of_men) < 2


def _is_real(verb: Node) -> bool:
    """Tell whether a journey happens: not "if she went", "before she went", "she might go"."""
    return verb.modal is None and (not verb.is_adverbial or verb.role in _DONE)


def _leaves(predicate: Predicate) -> bool:
    """Tell whether somebody leaves a place: "fled Mali", but not "refused to flee Mali", "left a shelter"."""
    left = (a.content.who for a in predicate.arguments if a.role == "object")
    return "leave" in predicate.head.classes and PLACE in left


def _moves(predicate: Predicate) -> bool:
    """Tell whether a predicate says first that somebody goes or is taken somewhere."""
    return any(frame.verb_class in _MOVED for frame in predicate.frames[:1])


def _objects(predicate: Predicate) -> Iterator[Node]:
    """Yield those to whom a predicate says that somebody does something."""
    done_to = (a for a in predicate.arguments if a.role == "object" and not a.depth)
    return (a.node for a in done_to if a.field("person") == "victims")


def _is_person(node: Node, contents: Contents, *, may_open: bool = True) -> bool:
    """Tell whether a phrase is "he" or "her", or a name. ``may_open`` is whether that may open a sentence."""
    if node.lemma in ONE_PERSON | _HIM:
        return True
    token, opens = node.head_token, node.head == contents.reading.first_word
    is_unknown = contents[node].who == OTHER and len(node.group) == 1 and not node.determiner
    is_word = token.tag != "N" or not token.classes <= _NAMES
    is_noun = opens and (not may_open or is_word)
    return is_unknown and token.capital and not is_noun

"""Penalties: which ones were imposed or judged, and which ones are only laid down by a law."""

from __future__ import annotations

from collections.abc import Iterator

from tipgraph.understanding.syntax.mentions import Reading
from tipgraph.understanding.syntax.tree import ADJECTIVE, NOUN, VERB, Node, Role
from tipgraph.understanding.tokens.words import NO_CLASSES, english

__all__ = ["is_laid_down", "is_sentence_passed", "terms_of"]

_JUDGED = frozenset(("shortfall", "adequate"))


def is_sentence_passed(sentence: Node, reading: Reading) -> bool:
    """Tell whether a sentence was given or is called strict enough or not. Else it is only laid down."""
    if _is_judged(sentence.modifiers, sentence):
        return True
    hosts = _hosts(sentence, reading)
    if any(c.kind == ADJECTIVE and c.classes & _JUDGED for host in hosts for c in host.children):
        return True
    if any(_passes_sentence(verb, sentence) for verb in _verbs_of_sentence(sentence, hosts, reading)):
        return True
    parent = sentence.parent
    imposed = parent is not None and parent.kind == VERB and "impose" in parent.classes
    return imposed and sentence.role in (Role.OBJECT, "to", "with", "in")


def _is_judged(modifiers: list[int], noun: Node) -> bool:
    return any(english().adjectives.get(noun.tokens[i].word, NO_CLASSES) & _JUDGED for i in modifiers)


def _hosts(sentence: Node, reading: Reading) -> list[Node]:
    """Return the noun phrases that may say of what length or kind a sentence is."""
    found = [sentence, *terms_of(sentence, reading)]
    if sentence.role == Role.SUBJECT and sentence.parent is not None:
        found += sentence.parent.nouns(Role.OBJECT, Role.PREDICATE)
    found += [below for host in list(found) for below in host.children if below.kind == NOUN]
    return found


def terms_of(sentence: Node, reading: Reading) -> Iterator[Node]:
    """Yield what stands behind a sentence: "penalties of up to ten years"."""
    return (each for each in (*sentence.children, *reading.behind.get(sentence, ())) if each.kind == NOUN)


def _verbs_of_sentence(sentence: Node, hosts: list[Node], reading: Reading) -> Iterator[Node]:
    """Yield the verbs that a sentence is an argument of, with those of relative clauses."""
    yield from reading.verbs_of.get(sentence.group[0], ())
    if sentence.parent is not None and sentence.parent.kind == VERB:
        yield sentence.parent
    for host in hosts:
        yield from (c for c in host.children if c.kind == VERB and c.role in (Role.RELATIVE, Role.PARTICIPLE))


def _passes_sentence(verb: Node, sentence: Node) -> bool:
    """Tell whether a verb says that a sentence was given, or what it was like."""
    governed = verb.passive or verb.role in (Role.RELATIVE, Role.PARTICIPLE) or sentence.role == Role.OBJECT
    if governed and "impose" in verb.classes:
        return True
    if verb.lemma == "range" and english().is_noun(sentence.lemma, "sentence"):
        return True
    raised = verb.child(Role.INFINITIVE)
    verbs = (verb, raised) if raised is not None and raised.copula else (verb,)
    predicates = (child for each in verbs for child in each.children if child.role == Role.PREDICATE)
    adjectives = english().adjectives
    return any(
        adjectives.get(predicate.lemma, NO_CLASSES) & (_JUDGED | {"decrease"}) for predicate in predicates
    )


def is_laid_down(reading: Reading, verb: Node) -> bool:
    """Tell whether a verb says how a crime is punished: "forced labor is punished by a fine"."""
    crime = verb.subject
    return verb.passive and crime is not None and "exploitation" in reading.head_kinds(crime)

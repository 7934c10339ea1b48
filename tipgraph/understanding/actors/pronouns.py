"""Pronouns of actors: whether "it", "its government" or "the latter" mean others than the government."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator
from itertools import pairwise
from typing import NamedTuple

from tipgraph.understanding.actors.agents import is_outsider, is_owned_by_outsider, names_ngos
from tipgraph.understanding.actors.complicity import last_people_are_officials
from tipgraph.understanding.syntax.mentions import ONE_PERSON, ORDER, PEOPLE, Actors, Reading, is_plural
from tipgraph.understanding.syntax.tree import NOUN, VERB, Node, Role

__all__ = ["actors_after", "is_in_that_country", "is_outside"]

_BODIES = frozenset(("official", "officer", "ngo"))
_STATE = frozenset(("official", "officer"))
_GROUPS = frozenset(
    ("collective", "organization", "civil_society", "armed-group", "international_organization")
)
"""Classes of groups of people, the last of which "such groups" are."""
_PAIR = 2


class _Known(NamedTuple):
    """For each actor whether it is outside the government, and of whom the next sentence may speak."""

    outside: dict[Node, bool]
    after: Actors


def is_outside(reading: Reading, actor: Node) -> bool:
    """Tell whether an actor is not the government of the report country. Pronouns are resolved.

    >>> from tipgraph.understanding.reader import Reader
    >>> segments = list(Reader.load().read("A charity opened a school. It trained judges.", country="KEN"))
    >>> reading = segments[1].reading
    >>> [is_outside(reading, subject) for subject in reading.verbs_of]
    [True]
    """
    known = reading.once(_resolve, reading.before).outside
    return known[actor] if actor in known else _is_outside(reading, actor, reading.before)


def actors_after(reading: Reading) -> Actors:
    """Return of whom a sentence leaves it to the next one to speak."""
    after = reading.once(_resolve, reading.before).after
    bodies = (n for n in reversed(reading.tree.nodes) if n.classes & _GROUPS or names_ngos(reading, n))
    last = next(bodies, None)
    ngos = last is not None and names_ngos(reading, last)
    return after._replace(officials=last_people_are_officials(reading), ngos=ngos)


def _names_of_ngos(reading: Reading) -> Iterator[str]:
    """Yield the names of NGOs: "Sunrise, an NGO", "Sunrise is a charity", "the NGO Sunrise"."""
    for noun in reading.tree.nodes:
        if noun.kind != NOUN or not noun.head_token.capital or reading.head_kinds(noun) or noun.nouns("of"):
            continue
        verb = noun.parent if noun.role == Role.SUBJECT else None
        called = verb.nouns(Role.PREDICATE) if verb is not None and verb.copula else []
        called += noun.nouns(Role.APPOSITION)
        if names_ngos(reading, noun) or any("ngo" in reading.head_kinds(each) for each in called):
            yield _name_of(reading, noun)
            yield from (_name_of(reading, each) for each in noun.nouns(Role.BRACKETS))


def _name_of(reading: Reading, noun: Node) -> str:
    """Return the words of a name, without what stands before it: "Sunrise" in "the NGO Sunrise"."""
    first = max((i + 1 for i in range(noun.first, noun.head) if reading.kinds_at(i)), default=noun.first)
    words = (token.word for token in noun.tokens[first : noun.last + 1] if token.tag != "D")
    return " ".join(words)


def _resolve(reading: Reading, before: Actors) -> _Known:
    """Resolve the subjects of a sentence in order: a pronoun means the last one of its number."""
    outside = dict[Node, bool]()
    held = before._replace(names=before.names.union(_names_of_ngos(reading)))
    bodies = [node for node in reading.tree.nodes if _is_body(reading, node)]
    for speaker in filter(_is_reported, reading.tree.nodes):  # "we rescued 12 girls, the minister said"
        others = any(is_outsider(reading, each) for each in (speaker, *speaker.nouns("of")))
        of_state = _with_person(reading, speaker, held).official and not others
        held = held._replace(speaks=of_state)
    numbers = set[bool]()
    for subject in sorted(reading.verbs_of, key=lambda node: node.first):
        outside[subject] = _is_outside(reading, subject, held)
        for actor, acts in _actors(reading, subject):
            others = acts and all(_is_outside(reading, each, held) for each in actor.group[:_PAIR])
            plural = len(actor.group) > 1 or is_plural(actor)
            held = _with_person(reading, actor, held)
            if not numbers:  # a pronoun hardly means what this sentence does not name
                held = held._replace(it=False, they=False)
            numbers.add(plural)
            held = held._replace(they=others) if plural else held._replace(it=others)
    if True not in numbers and _last_is_ngo(reading, bodies):
        held = held._replace(they=True)
    if len(bodies) == _PAIR:
        held = held._replace(pair=tuple(_is_outside(reading, each, before) for each in bodies))
    return _Known(outside, held._replace(elsewhere=_is_elsewhere(reading, len(reading.tree.tokens), before)))


def _actors(reading: Reading, subject: Node) -> Iterator[tuple[Node, bool]]:
    """Yield a subject and a phrase with "by" if they are nouns, and whether they act."""
    verb = reading.verbs_of[subject][0]
    described = verb.role == Role.RELATIVE  # "police find girls whom pimps sold; they help them"
    if subject.head_token.tag == "N" and not described:
        yield subject, not verb.passive and "armed-group" not in reading.head_kinds(subject)
    for by in verb.nouns("by")[:1]:
        yield by, verb.passive


def _with_person(reading: Reading, actor: Node, held: Actors) -> Actors:
    """Remember whether a person is an official: "Prosecutor Rojas", "Mary Otieno, head of the police"."""
    titles = (title for each in actor.group[:_PAIR] for title in (each, *each.children))
    if any(reading.kinds(title) & _STATE or "body" in title.classes for title in titles):
        return held._replace(official=True)
    is_name = actor.head_token.capital and not reading.head_kinds(actor)
    is_person = not is_plural(actor) and (is_name or reading.kinds(actor) & (PEOPLE | {"demonym"}))
    return held._replace(official=False) if is_person else held


def _is_outside(reading: Reading, actor: Node, held: Actors) -> bool:
    if actor.lemma in ONE_PERSON:
        return not held.official
    if actor.lemma == "we" or (actor.determiner == "our" and not _is_state(reading, actor)):
        return not held.speaks
    if actor.lemma in ("it", "they"):
        return held.it if actor.lemma == "it" else held.they
    if (place := ORDER.get(actor.lemma)) is not None:
        return place < len(held.pair) and held.pair[place]
    if is_outsider(reading, actor) or is_owned_by_outsider(reading, actor):
        return True
    if actor.head_token.capital and _name_of(reading, actor) in held.names:
        return True
    if not reading.head_kinds(actor) & _STATE or reading.country in reading.codes(actor, "demonym"):
        return False
    return (held.it and actor.determiner == "its") or _names_that_country(reading, actor, held)


def is_in_that_country(reading: Reading, clause: Node) -> bool:
    """Tell whether a clause is about another country, named before: "in that country, courts convicted"."""
    return any(_names_that_country(reading, place, reading.before) for place in clause.nouns("in", "within"))


def _names_that_country(reading: Reading, phrase: Node, held: Actors) -> bool:
    """Tell whether a phrase speaks of another country, named before: "that country's government"."""
    pairs = pairwise(phrase.tokens[phrase.first : phrase.head + 1])
    named = any(first.word == "that" and "homeland" in second.classes for first, second in pairs)
    return named and _is_elsewhere(reading, phrase.first, held)


def _is_elsewhere(reading: Reading, end: int, held: Actors) -> bool:
    """Tell whether the last country that is named before a token is not the report country."""
    places = sorted(at for at in reading.kinds_by_token if "place" in reading.kinds_at(at))
    at = bisect_left(places, end)
    if not at:
        return held.elsewhere
    codes = {each.mention.code for each in reading.placed[places[at - 1]] if each.mention.kind == "place"}
    return bool(reading.country) and reading.country not in codes


def _is_state(reading: Reading, actor: Node) -> bool:
    """Tell whether a phrase names a state or a body of it: "our country", "our courts"."""
    return bool(reading.head_kinds(actor) & _STATE)


def _is_reported(speaker: Node) -> bool:
    """Tell whether somebody is said to speak: "the minister said", "we did it, said the minister"."""
    verb = speaker.parent
    if verb is None or verb.kind != VERB or verb.passive or not verb.classes & {"report", "utter"}:
        return False
    is_behind = speaker.role == Role.OBJECT and verb.subject is not None and verb.subject.lemma == "we"
    return speaker.role == Role.SUBJECT or is_behind


def _is_body(reading: Reading, node: Node) -> bool:
    """Tell whether a phrase names an authority or an organization."""
    if node.kind != NOUN or node.head_token.tag != "N" or node.role == "of":
        return False
    kinds = reading.head_kinds(node)
    return bool(kinds & _BODIES) or (not kinds & PEOPLE and is_outsider(reading, node))


def _last_is_ngo(reading: Reading, bodies: list[Node]) -> bool:
    """Tell whether the last body of a sentence is several organizations: "it was left to NGOs"."""
    last = bodies[-1] if bodies else None
    if last is None or last.parent is None or not is_plural(last):
        return False
    return not reading.head_kinds(last) & _STATE and is_outsider(reading, last)

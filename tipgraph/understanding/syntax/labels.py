"""Labels on a tree: the nodes that the ontology's labels of measures name.

A label in one piece ("shelter", "to prosecute") is matched in the text and then found on the tree. A
discontinuous label ("to refer … victim") is not matched in the text at all: it is a verb or noun with an
argument, however many words stand between the two. In angle brackets stands a class of nouns or a kind of
mention ("to fine … <employing>"), and "someone" is any phrase that names people.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Set
from functools import cache
from itertools import chain
from operator import itemgetter
from typing import NamedTuple

from tipgraph.model.vocabulary import Vocabulary
from tipgraph.understanding.syntax.mentions import MEASURE, PEOPLE, Placed, Reading, head_of_label
from tipgraph.understanding.syntax.tree import NOUN, VERB, Node, Role
from tipgraph.understanding.tokens.inflect import BASE, GERUND, PAST, PRESENT, noun_forms, spellings
from tipgraph.understanding.tokens.lexicon import ELLIPSIS, alternatives
from tipgraph.understanding.tokens.words import GOVERNING, NEGATIVE_PRONOUNS, PREPOSITIONS, english

__all__ = ["Labels", "measure_mentions"]

_VERB_FORMS = frozenset((BASE, PRESENT, PAST, GERUND))
_SOMEONE = "someone"
_NAMES_PEOPLE = PEOPLE | {"demonym", "official", "buyer", "smuggler", "armed-group"}
_NO_HEADS = frozenset(("the", "an", "a", "to"))
_SELF = frozenset((Role.APPOSITION, Role.SUBJECT, Role.OBJECT))
_NO_ARGUMENT = frozenset(
    (*_SELF, "by", "without", "despite", "due to", "because of", "according to")
) | frozenset(
    (
        "after",
        "before",
        "during",
        "in exchange for",
        "in return for",
        "instead of",
        "rather than",
        "under",
        "regardless of",
        "irrespective of",
    )
)
_SAYING_OF = frozenset((Role.RELATIVE, Role.PARTICIPLE, Role.INFINITIVE))
_HANDLED = frozenset((Role.OBJECT, "with", "in", "on", "against", "for"))
_GIVERS = frozenset(("of", "from"))
"""Roles of those from whom help comes: not "help to foreign victims"."""
_first = itemgetter(0)


class Label(NamedTuple):
    """What a discontinuous label wants: forms of its argument, its preposition, and forms of other words."""

    forms: frozenset[str]
    preposition: str
    beside: frozenset[frozenset[str]]
    scheme: str
    code: str

    def fits(self, among: Set[str], every: Set[str]) -> bool:
        """Tell whether the argument is among some words, and the other words are anywhere."""
        return not (self.forms.isdisjoint(among) or any(each.isdisjoint(every) for each in self.beside))


class Labels:
    """The discontinuous labels of some schemes by the lemma of their verb, or by their noun."""

    def __init__(self, vocabulary: Vocabulary, *schemes: str) -> None:
        self.of_verbs: dict[str, list[Label]] = defaultdict(list)
        self.of_nouns: dict[str, list[Label]] = defaultdict(list)
        for concept in (concept for scheme in schemes for concept in vocabulary[scheme].values()):
            for label in chain.from_iterable(map(alternatives, concept.names)):
                if ELLIPSIS in label:
                    self._add(label, concept.scheme, concept.code)
        for entries in (*self.of_verbs.values(), *self.of_nouns.values()):
            entries[:] = _merged(entries)

    def _add(self, label: str, scheme: str, code: str) -> None:
        first, second = (part.split() for part in label.split(ELLIPSIS, 1))
        between = (*first[1:], *second[:-1])
        prepositions = [word for word in between if word in PREPOSITIONS or word == "to"]
        if between[-2:] == ("out", "of"):
            prepositions = ["out of"]
        preposition = prepositions[-1] if prepositions else ""
        is_verb = first[0] == "to"
        others = (*first[2:], *second[:-1]) if is_verb else second[:-1]
        beside = frozenset(map(_spelled, _content(others)))
        last = second[-1].lower()
        is_adverb = not preposition and "homeward" in english().classes(last)  # "brought home", no "homes"
        entry = Label(frozenset((last,)) if is_adverb else _spelled(last), preposition, beside, scheme, code)
        if is_verb:
            self.of_verbs[first[1]].append(entry)
            return
        content = _content(first)
        for noun in _spelled(content[-1]) if content else ():
            self.of_nouns[noun].append(entry)


def _content(words: Iterable[str]) -> list[str]:
    """Return the words of a label that are no prepositions and articles."""
    return [word for word in words if word not in PREPOSITIONS and word not in _NO_HEADS]


@cache
def _spelled(noun: str) -> frozenset[str]:
    """Return the singular and plural of a noun in all spellings."""
    return frozenset(chain.from_iterable(map(spellings, noun_forms(noun))))


def _merged(labels: Iterable[Label]) -> Iterator[Label]:
    """Make one label of those that differ only in the noun that they want."""
    forms: dict[tuple[str, frozenset[frozenset[str]], str, str], frozenset[str]] = {}
    for label in labels:
        forms[label[1:]] = forms.get(label[1:], frozenset()) | label.forms
    return (Label(found, *rest) for rest, found in forms.items())


def measure_mentions(reading: Reading, labels: Labels) -> Iterator[tuple[str, Node]]:
    """Yield the codes of the measures that a tree names, each with the node that names it."""
    for _, placed in sorted(reading.placed_measures, key=_first):
        node = _named(reading, placed)
        if node is not None:
            yield placed.mention.code, node
    of_verbs, of_nouns = labels.of_verbs, labels.of_nouns
    for node in reading.tree.nodes:
        if node.kind == VERB and node.lemma in of_verbs:
            yield from _of_verb(reading, node, of_verbs[node.lemma])
        elif node.kind == NOUN and node.lemma in of_nouns and not _is_named_in_words(reading, node):
            yield from _of_noun(reading, node, of_nouns[node.lemma])
        elif node.kind == NOUN and (verb := _verb_of_gerund(node)) in of_verbs:
            yield from _of_noun(reading, node, of_verbs[verb])  # "the referring of victims"


def _named(reading: Reading, placed: Placed) -> Node | None:
    """Return the node whose head a label names, if it names one."""
    mention, first, last = placed
    if mention.form not in _VERB_FORMS:
        node = reading.tree.at.get(head_of_label(reading.tree, first, last))
        if node is None:
            return None
        acts = node.kind == VERB and node.form in ("base", "infinitive") and node.head == last
        if acts and node.child(Role.OBJECT):
            return None  # "commission a study"
        return node if first <= node.head <= last or node.classes & GOVERNING else None
    node = reading.tree.at.get(first)
    if node is None:
        return None
    if node.kind == VERB:
        return node if node.head == first else None
    is_noun = node.kind == NOUN and first <= node.head <= last and reading.tree.tokens[first].tag in "NG"
    return node if is_noun else None


def _verb_of_gerund(noun: Node) -> str:
    """Return the verb whose gerund a noun is, or nothing."""
    form = english().verbs.get(noun.lemma)
    return form.lemma if form is not None and form.form == "gerund" else ""


def _is_named_in_words(reading: Reading, noun: Node) -> bool:
    """Tell whether a label of several words names a noun: the longer one wins."""
    placed = reading.placed.get(noun.head, ())
    return any(each.mention.kind == MEASURE and each.first < each.last for each in placed)


def _of_verb(reading: Reading, verb: Node, labels: list[Label]) -> Iterator[tuple[str, Node]]:
    """Find the labels of a verb among its arguments."""
    targets = reading.objects(verb)
    if not verb.passive and verb.child(Role.OBJECT) is None:
        cares = verb.group[-1] if verb.group[-1].child("for") else None  # "identified and cared for victims"
        owner = reading.sharing(verb) or cares
        if owner is not None and reading.shares_arguments(verb, owner):
            targets = targets + [c for c in owner.children if c.kind == NOUN and c.role not in _NO_ARGUMENT]
    is_named = any(reading.measures(target) for target in targets)
    by_role = _words_by_role(reading, verb, is_named=is_named)
    every = frozenset(_complements(reading, verb)) | {verb.tokens[i].word for i in verb.adverbs}
    for like in (below for target in targets for below in target.nouns("like")):
        by_role["like"] |= reading.words(like)
    lacks = any("lack" in target.classes for target in targets)  # "found a lack of work on trafficking"
    arguments = (words for role, words in by_role.items() if not (lacks or role in _NO_ARGUMENT))
    every = every.union(*(_words_of_target(reading, target) for target in targets), *arguments)
    if (stranded := reading.stranded(verb)) != "":
        by_role[stranded] |= every
    if any(_names_people(reading, target) for target in targets):
        every |= {_SOMEONE}
    for label in labels:
        if label.fits(by_role[label.preposition] if label.preposition else every, every):
            yield label.code, verb


def _words_by_role(reading: Reading, verb: Node, *, is_named: bool) -> dict[str, set[str]]:
    """Return the words of a verb's arguments by their roles. ``is_named`` is whether it has a measure."""
    by_role: dict[str, set[str]] = defaultdict(set)
    for child in verb.children:
        is_opening = child.last < verb.first and verb.role != Role.RELATIVE  # "in many cases, they brought"
        is_setting = child.role == "in" and is_named and "count-unit" in reading.head_kinds(child)
        if child.kind == NOUN and child.role not in _SELF and not (is_opening or is_setting):
            by_role[child.role] |= _words(reading, child)
        elif child.role == Role.INFINITIVE:
            by_role["to"].add(child.lemma)  # "brought him to account"
        elif child.kind == VERB and child.role == "with":
            by_role["with"].add(child.head_token.word)  # "charged with selling girls"
    return by_role


def _complements(reading: Reading, verb: Node) -> Iterator[str]:
    """Yield the words of what a verb makes of its argument: "found guilty", "found to be victims"."""
    for child in verb.children:
        if child.is_adverbial:
            yield child.role.removeprefix(f"{Role.ADVERBIAL}:")
        if child.role in (Role.PREDICATE, Role.INFINITIVE):
            yield child.lemma
            for predicate in child.nouns(Role.PREDICATE) if child.copula else ():
                yield from _words(reading, predicate)


def _words_of_target(reading: Reading, node: Node) -> frozenset[str]:
    """Return the words of what a deed is done to; of a measure only its own: "began the trial of a case"."""
    words = _words(reading, node)
    return words.difference(*map(reading.words, node.nouns("of"))) if reading.measures(node) else words


def _words(reading: Reading, node: Node) -> frozenset[str]:
    """Return the words of an argument, without what it lacks, and years: "the fewest of five years"."""
    if "lack" in node.classes:
        return frozenset(node.words)  # "is concerned at the lack of shelters"
    words = reading.words(node)
    if "transparent" in node.classes or not node.nouns("of"):
        return words
    own = node.words
    return frozenset(word for word in words if word in own or "period" not in english().classes(word))


def _names_people(reading: Reading, node: Node) -> bool:
    """Tell whether a phrase names people: by a label, a pronoun, a number, or a person's name."""
    for named in (node, *node.nouns("of")):  # "a group of Kenyans"
        if reading.head_kinds(named) & _NAMES_PEOPLE or named.head_token.tag in "PC":
            return True
        if named.lemma in NEGATIVE_PRONOUNS:
            return True  # "nobody was arrested"
    return node.head_token.capital and "place" not in reading.kinds(node)


def _modifiers(noun: Node) -> Iterator[str]:
    """Yield the words before the head of a phrase, without what follows in fixed expressions."""
    return (word.partition(" ")[0] for word in noun.words[: noun.head - noun.first])


def _handled(noun: Node) -> Iterator[Node]:
    """Yield what a body is there for: "a squad that deals with trafficking", "a court to hear cases"."""
    for clause in noun.children:
        if clause.kind != VERB or clause.role not in _SAYING_OF:
            continue
        for deed in (clause, *(each for each in clause.children if each.kind == VERB)):
            if "handle" in deed.classes:
                yield from (each for each in deed.children if each.kind == NOUN and each.role in _HANDLED)


def _of_noun(reading: Reading, noun: Node, labels: list[Label]) -> Iterator[tuple[str, Node]]:
    """Find the labels of a noun among what depends on it or stands right behind it."""
    verb = noun.parent if noun.role == Role.SUBJECT else None
    behind = [node for node in reading.behind.get(noun, ()) if node.parent is noun.parent]
    if verb is not None and verb.kind == VERB:
        behind = [node for node in behind if node.role != "by" and (verb.passive or not node.nouns("of"))]
    children = (*noun.children, *behind)  # but not "the agency responds to complaints of trafficking"
    before = frozenset(_modifiers(noun))
    every = before.union(*map(reading.words, (*children, *_handled(noun))))
    if any(_names_people(reading, child) for child in noun.nouns("of")):
        every |= {_SOMEONE}
    given = before.union(*(reading.words(child) for child in children if child.role in _GIVERS))
    for label in labels:
        if label.fits(given if label.preposition == "from" else every, every):
            yield label.code, noun

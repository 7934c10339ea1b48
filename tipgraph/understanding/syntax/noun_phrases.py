"""Noun phrases: determiners, adjectives and nouns up to a head, without what depends on it."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Protocol

from tipgraph.understanding.syntax.tree import ADJECTIVE, NOUN, Node
from tipgraph.understanding.tokens.function_words import BEHIND_NUMBERS, is_plural
from tipgraph.understanding.tokens.numbers import whole_number
from tipgraph.understanding.tokens.tokens import NOBODY, STOPS, Token, classes_as_verb
from tipgraph.understanding.tokens.words import NEGATIVE_PRONOUNS, NO_CLASSES, english

__all__ = ["NounPhrase"]

_FINITE = frozenset("BMOZHE")
_NEGATIVE_DETERMINERS = frozenset(("no", "neither", "zero"))
_NEGATIVE_HEADS = NEGATIVE_PRONOUNS | _NEGATIVE_DETERMINERS
_INNER_DETERMINERS = BEHIND_NUMBERS | {"half"}
"""Determiners behind a number or an adjective: "12 other men", "the first half"."""
_WITHIN = frozenset(("during", "over", "throughout", "in"))
_PLACING = frozenset(("in", "on", "at", "across"))
_LEADING = frozenset(("from", "to", "through"))
_THAT = frozenset(("that", "this", "which"))


class Chunker(Protocol):
    """What a noun phrase asks of the reader of phrases, which knows the tokens ahead."""

    tokens: Sequence[Token]
    tags: list[str]

    @property
    def noun_ahead(self) -> Sequence[bool]:
        """For each index, whether adjectives lead to a noun."""

    def comes_before_adjective(self, i: int) -> bool:
        """Tell whether adverbs lead to an adjective or determiner."""

    def is_attributive(self, i: int) -> bool:
        """Tell whether a participle or gerund stands before its noun."""


class NounPhrase:
    """Reads determiners, adjectives and nouns: "no fully funded shelters". An adjective may stand alone."""

    def __init__(self, chunker: Chunker, first: int) -> None:
        self.chunker, self.tokens, self.tags, self.first = chunker, chunker.tokens, chunker.tags, first
        self.at = first
        self.head = -1
        self.modifiers: list[int] = []
        self.negations: list[int] = []

    def read(self) -> Node | None:
        """Return the noun phrase, or None if there is none."""
        if self.is_point_in_time():
            self.at += 1
            return self.node(NOUN, self.first)
        while (reader := _NOUN_READERS.get(self.tags[self.at])) is not None and reader(self):
            listed = self.head < 0 and self.tags[self.at + 1] in "&,I" and self.next_item()
            self.at = listed or self.at + 1
        if self.head >= 0:
            return self.node(NOUN, self.head)
        if not self.modifiers:
            return None
        while len(self.modifiers) > 1 and self.tags[self.modifiers[-1]] == "R":
            self.at = self.modifiers.pop()  # "those formally identified"
        if len(self.modifiers) > 1 and self.tokens[self.modifiers[0]].word == "those":
            return self.node(NOUN, self.modifiers.pop(0))  # "those responsible"
        head = self.modifiers.pop()
        return self.node(ADJECTIVE if self.tokens[head].tag in "JEG" else NOUN, head)

    def is_point_in_time(self) -> bool:
        """Tell whether a year stands alone: "in 2015 police identified 12", "on May 8, 2020 police"."""
        first, tokens = self.first, self.tokens
        if self.tags[first] != "C" or not tokens[first].is_year:
            return False
        of_date = first > 2 and "month" in tokens[first - 3].classes and tokens[first - 2].tag == "C"
        listed = self.tags[first - 1] in "&," and (tokens[first - 2].is_year or of_date)
        return self.tags[first - 1] == "I" or listed

    def node(self, kind: str, head: int) -> Node:
        """Make the node of the phrase."""
        word = self.tokens[head].word
        node = Node(kind, self.tokens, head, self.first, self.at - 1, self.tokens[head].classes)
        node.modifiers = self.modifiers
        negative = (i for i in self.modifiers if self.tokens[i].word in _NEGATIVE_DETERMINERS)
        node.negations = [*self.negations, *negative]
        if word in _NEGATIVE_HEADS and self.tokens[head].tag != "N":
            node.negations.append(head)
        return node

    def modify(self) -> bool:
        """Take the current token as a modifier of a head that is still to come.

        A determiner, time or predicate behind a number begins another phrase: "48 last year", "12 guilty".
        So does a determiner behind an adjective: "made public the names".
        """
        if self.modifiers and "predicative" in self.tokens[self.at].classes and self.tags[self.at + 1] != "N":
            return False
        before = self.tags[self.modifiers[-1]] if self.modifiers else ""
        if before in ("C", "J") and self.begins_another():
            return False
        if self.head < 0:
            self.modifiers.append(self.at)
        return self.head < 0 or self.is_number_of_name()

    def begins_another(self) -> bool:
        """Tell whether a number or adjective stands alone: "five the year before", "48 last year"."""
        token = self.tokens[self.at]
        if token.tag == "D":
            return token.word not in _INNER_DETERMINERS
        is_previous = self.tags[self.modifiers[-1]] == "C" and "previous" in token.classes
        return is_previous and any("period" in each.classes for each in self.tokens[self.at + 1 :][:1])

    def is_number_of_name(self) -> bool:
        """Tell whether the current token is the number in "Tier 3", "August 15" or "fiscal year 2020"."""
        token, head = self.tokens[self.at], self.tokens[self.head]
        if token.is_year and "period" in head.classes:
            return True
        is_figure = token.tag == "C" and token.word.isdecimal() and self.tokens[self.first].word not in _THAT
        return is_figure and "numbered" in head.classes  # but "of that number 157"

    def genitive(self) -> bool:
        """Take the noun before a genitive as a modifier: "the state's shelters"."""
        if self.head < 0:
            return False
        self.modifiers.append(self.head)
        self.head = -1
        return True

    def negation(self) -> bool:
        """Take a negation of what follows: "not all victims"."""
        if self.head >= 0 or self.tags[self.at + 1] not in "DCJNR":
            return False
        self.negations.append(self.at)
        return True

    def adverb(self) -> bool:
        """Take an adverb of an adjective, or "more" behind a number: "nearly all", "nine more men"."""
        adds = "additional" in self.tokens[self.at].classes and self.chunker.noun_ahead[self.at + 1]
        adds = adds and bool(self.modifiers) and self.tags[self.at - 1] == "C"
        return (adds or self.chunker.comes_before_adjective(self.at)) and self.modify()

    def participle(self) -> bool:
        """Take a participle that describes: "identified victims"."""
        return self.chunker.is_attributive(self.at) and self.modify()

    def noun(self) -> bool:
        """Take a noun as the head, and the head before as its modifier: "child victims"."""
        if self.head >= 0 and (self.is_period() or self.precedes_subject() or self.is_given_something()):
            return False
        if self.head >= 0:
            self.modifiers.append(self.head)
        self.head = self.at
        return True

    def is_period(self) -> bool:
        """Tell whether the phrase is a time, and a further noun begins another: "during the year police"."""
        head = self.tokens[self.head]
        is_date = "month" in head.classes and (self.head > self.first or self.at > self.head + 1)
        if is_date and self.tags[self.first - 1] in "I&" and self.tags[self.at + 1] != ",":
            return "C" in (self.tags[self.first], self.tags[self.at - 1])  # "on 8 May police"
        return self.tokens[self.first - 1].word in _WITHIN and "period" in head.classes

    def is_given_something(self) -> bool:
        """Tell whether the phrase is who is offered what follows: "offer Thai men jobs"."""
        before = reversed(self.tokens[max(self.first - 8, 0) : self.first])
        verb = next((token for token in before if token.tag not in "NJ&,"), self.tokens[0])
        return "offer" in classes_as_verb(verb) and "trafficked" in self.tokens[self.head].classes

    def precedes_subject(self) -> bool:
        """Tell whether places open a clause, and its subject follows: "in Kenya and Mali girls are"."""
        is_new = not self.tokens[self.at].capital and all(map(self.is_name, range(self.first, self.at)))
        if not (is_new or self.is_plural_twice()):
            return False
        opener = self.first - 1
        while opener > 0 and (self.tags[opener] in ",&" or self.is_name(opener)):
            opener -= 1
        opens = opener < 1 or self.tags[opener - 1] in STOPS
        is_list = opener < self.first - 1  # "from Mali and Togo girls are"
        is_place = opens and self.tokens[opener].word in (_PLACING | _LEADING if is_list else _PLACING)
        following = next((tag for tag in self.tags[self.at + 1 :] if tag not in "R!"), "")
        return is_place and following in _FINITE | {"E"}

    def is_plural_twice(self) -> bool:
        """Tell whether one plural follows another, which is no compound: "in most towns charities ran"."""
        return is_plural(self.tokens[self.head]) and is_plural(self.tokens[self.at])

    def is_name(self, at: int) -> bool:
        """Tell whether a word is a name."""
        return self.tags[at] == "N" and self.tokens[at].capital

    def pronoun(self) -> bool:
        """Take a pronoun, which is a phrase by itself, or "others" behind a number: "nine others"."""
        if self.modifiers and self.tags[self.modifiers[-1]] == "C" and self.tokens[self.at].word == "others":
            self.head = self.modifiers.pop()
            self.at += 1
        elif self.head < 0 and not self.modifiers:
            self.head = self.at
            self.at += 1
        return False

    def next_item(self) -> int | None:
        """Return the next adjective or number: "foreign and domestic", "weak, slow, and costly", "2 to 6"."""
        tags, at = self.tags, self.at
        if tags[at : at + 3] == ["C", "I", "C"] and self.tokens[at + 1].word == "to":
            return at + 2 if self.is_range(at) else None
        if tags[at] not in "JE" or tags[at + 1] == "I":
            return None
        following = at + 2
        if tags[at + 1] == "," and tags[following] == "&":
            if "," not in tags[self.first : at]:
                return None
            following += 1
        while tags[following] == "R" or (tags[following] == "," and tags[following - 1] in "R&"):
            following += 1
        is_adjective = tags[following] in "JE" and self.chunker.noun_ahead[following]
        return following if is_adjective or self.is_compound(following) else None

    def is_range(self, at: int) -> bool:
        """Tell whether two numbers are bounds: "2 to 6 years", "some 10 to 15 men".

        Those behind a verb, "by" or "from" need not be: "referred six to 12 shelters", "rose by 30 to 133".
        """
        before = self.tokens[self.first - 1] if self.first else NOBODY
        behind = self.tokens[at + 3] if at + 3 < len(self.tokens) else NOBODY
        low, high = (whole_number(self.tokens[i].word) for i in (at, at + 2))
        rises = low is not None and high is not None and low < high
        is_free = before.tag not in "VZEG" and before.word not in ("by", "from")
        return behind.tag in "NJ" and ("time" in behind.classes or (rises and is_free))

    def is_compound(self, at: int) -> bool:
        """Tell whether an adjective shares the noun of a compound: "judicial and police officers"."""
        before = self.tokens[self.first - 1] if self.first else NOBODY
        describes = before.tag == "B" or "be" in english().verb_classes.get(before.lemma, NO_CLASSES)
        compound = self.tags[at - 1] == "&" and self.tags[at : at + 2] == ["N", "N"]
        return compound and not describes and before.tag != "R"


_NOUN_READERS = {
    "D": NounPhrase.modify, "C": NounPhrase.modify, "J": NounPhrase.modify, "R": NounPhrase.adverb,
    "E": NounPhrase.participle, "G": NounPhrase.participle, "N": NounPhrase.noun, "P": NounPhrase.pronoun,
    "'": NounPhrase.genitive, "!": NounPhrase.negation,
}  # fmt: skip

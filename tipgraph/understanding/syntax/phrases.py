"""Phrases: noun phrases and verb groups, without what depends on them.

`phrases` turns the tokens of a segment into the items that the parser reads: phrases, and the words and marks
between them.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import cached_property, partial
from typing import NamedTuple

from tipgraph.understanding.syntax.noun_phrases import NounPhrase
from tipgraph.understanding.syntax.tree import ADJECTIVE, NOUN, VERB, Node
from tipgraph.understanding.tokens.function_words import PARTICLES, STANDING_ALONE
from tipgraph.understanding.tokens.tokens import NOBODY, STOPS, Token, index_behind, next_of
from tipgraph.understanding.tokens.words import NEGATIVE_PRONOUNS, NO_CLASSES, english

__all__ = ["ADJECTIVE_PHRASE", "NOUN_PHRASE", "VERB_GROUP", "Item", "phrases"]

NOUN_PHRASE, VERB_GROUP, ADJECTIVE_PHRASE = "NP", "VG", "AP"


class Item(NamedTuple):
    """A phrase, or a token between phrases. ``kind`` is that of the phrase, or the token's tag."""

    kind: str
    first: int
    word: str = ""
    node: Node | None = None


_item = partial(tuple.__new__, Item)
"""Makes an item of a tuple of its fields, in half the time of the constructor."""
_ADVERBS = frozenset("R!")
_FINITE = frozenset("BMOZHE")
_KEEPING_OBJECT = frozenset(("give", "keep_object"))
"""Classes of verbs whose passive may have an object."""
_VERBAL = frozenset("MTBHOVZEGR!")
_NOMINAL = frozenset("DCJN'P!EG")
_OPENING = _VERBAL | _NOMINAL
"""Tags with which phrases begin."""
_KINDS_OF_WORDS = {tag: tag for tag in "RI&,SW():;–—•."} | {"!": "R"}
_KINDS_OF_PHRASES = {VERB: VERB_GROUP, NOUN: NOUN_PHRASE, ADJECTIVE: ADJECTIVE_PHRASE}


def phrases(tokens: Sequence[Token]) -> list[Item]:
    """Return the phrases of a segment, and what stands between them.

    >>> from tipgraph.understanding.tokens.tagging import tokenize
    >>> [item.kind for item in phrases(tokenize("Courts did not convict any traffickers."))]
    ['NP', 'VG', 'NP', '.']
    """
    return list(_Chunker(tokens))


class _Chunker:
    """Groups tokens into phrases, from left to right."""

    def __init__(self, tokens: Sequence[Token]) -> None:
        self.tokens = tokens
        # With full stops behind, so that the tags of -1 and of the next tokens exist.
        self.tags = [token.tag for token in tokens] + [NOBODY.tag] * 4
        self.barren = -1  # no verb group begins up to here: one was looked for and had no verb
        self.modal: int | None = None  # one that awaits its verb behind a phrase: "should, in time, act"

    # What later tokens say is looked up in one backward pass over the segment.

    @cached_property
    def behind_adverbs(self) -> list[int]:
        """For each index, the first index from there on that is no adverb and no negation."""
        return index_behind(self.tokens, _ADVERBS)

    @cached_property
    def behind_plain_adverbs(self) -> list[int]:
        """For each index, the first index from there on that is no adverb."""
        return index_behind(self.tokens, frozenset("R"))

    @cached_property
    def finite_ahead(self) -> list[bool]:
        """For each index, whether a finite verb comes before the clause ends."""
        return next_of(self.tokens, _FINITE, frozenset(";.S"))

    @cached_property
    def noun_ahead(self) -> list[bool]:
        """For each index, whether adjectives lead to a noun."""
        tags = frozenset(token.tag for token in self.tokens)
        return next_of(self.tokens, frozenset("N"), tags - frozenset("J&,RE"))

    def __iter__(self) -> Iterator[Item]:
        tokens, tags = self.tokens, self.tags
        i, end = 0, len(tokens)
        while i < end:
            node = self.phrase(i) if tags[i] in _OPENING else None
            if node is None:
                kind = _KINDS_OF_WORDS.get(tags[i])
                if kind is not None:
                    yield _item((kind, i, tokens[i].word, None))
                i += 1
                continue
            yield _item((_KINDS_OF_PHRASES[node.kind], i, "", node))
            i = node.last + 1

    def phrase(self, i: int) -> Node | None:
        """Return the phrase that begins at a token."""
        tag = self.tags[i]
        node = None
        if tag in _VERBAL and self.may_open_verb_group(i):
            node = _VerbGroup(self, i).read()
        if node is None and (tag in _NOMINAL or (tag == "R" and self.comes_before_adjective(i))):
            node = NounPhrase(self, i).read()
        return node

    def may_open_verb_group(self, i: int) -> bool:
        """Tell whether a verb group may begin at a token."""
        tag = self.tags[i]
        if tag in "MT":
            return i > self.barren
        if tag in "BHOVZ":
            return True
        if tag in "EG":
            return not self.is_attributive(i)
        return not self.is_particle(i) and self.comes_before_verb(i) and i > self.barren

    def is_particle(self, i: int) -> bool:
        """Tell whether an adverb belongs to the verb before it: "handed down suspended sentences"."""
        return self.tokens[i].word in PARTICLES

    def comes_before_verb(self, i: int) -> bool:
        """Tell whether adverbs and negations lead to a verb: "did not fully investigate"."""
        k = self.behind_adverbs[i]
        tag = self.tags[k]
        if tag in "BHOMVZ":
            return True
        if tag in "EG":
            denied = self.tags[i] + tag == "!G"  # "for not training judges"
            return denied or self.tags[k + 1] not in "NJ" or self.tags[i - 1] not in "DIJ'"
        return tag == "T" and self.tokens[i].tag == "!"

    def comes_before_adjective(self, i: int) -> bool:
        """Tell whether adverbs lead to an adjective or determiner: "nearly all", not "end up sold"."""
        return self.tags[self.behind_plain_adverbs[i]] in ("JCD" if self.is_particle(i) else "JCDE")

    def is_attributive(self, i: int) -> bool:
        """Tell whether a participle or gerund stands before its noun: "for identified victims"."""
        if self.tags[i] == "G":
            involves = "involve" in english().verb_classes.get(self.tokens[i].lemma, NO_CLASSES)
            return not involves and self.tags[i + 1] == "N" and self.tags[i - 1] in "JD'C"
        if self.tokens[i - 1].word in _ALONE:
            return False  # "none convicted", "both trained judges"
        before, after = self.tags[i - 1], self.tags[i + 1]
        if after in "&,":
            listed = self.tags[i + 2] in "JE" and self.tags[i + 3] == "N"
            return listed and (before in "DJ'IC" or before in STOPS)
        if after not in "NJEG" or (after in "EG" and self.tags[i + 2] != "N"):
            return False
        classes = english().verb_classes.get(self.tokens[i].lemma, NO_CLASSES)
        if "comprise" in classes or ("get" in classes and self.tokens[i - 1].word in STANDING_ALONE):
            return False  # "places where girls were sold included Mali", "all received sentences"
        if after == "J" and ("be" in classes or "predicative" in self.tokens[i + 1].classes):
            return False  # "six pleaded guilty", "the number stayed low"
        return self.is_behind_opener(i, before)

    def is_behind_opener(self, i: int, before: str) -> bool:
        """Tell whether what stands before a participle lets it be an adjective."""
        if before in "DJ'ICVZGE":
            return before != "C" and not self.is_passive(i - 1)
        if before == "R":
            k = i - 1
            while self.tags[k] == "R":
                k -= 1
            return self.is_particle(i - 1) or self.tags[k] in "DI"
        if before in "&,":
            k = i - 1
            while self.tags[k] in "&,R!":
                k -= 1
            return self.tags[k] == "J"
        # an item of a list begins with a verb: "- arrested men suspected of it"
        return i != 1 and before in STOPS and self.finite_ahead[i + 1]

    def is_passive(self, i: int) -> bool:
        """Tell whether a participle ends a passive, which has no object: "girls who were freed got care"."""
        k = i - 1
        while self.tags[k] in "R!":
            k -= 1
        keeps = _KEEPING_OBJECT & english().verb_classes.get(self.tokens[i].lemma, NO_CLASSES)
        return self.tags[i] == "E" and self.tags[k] == "B" and not keeps


class _VerbGroup:
    """Reads auxiliaries, negations and adverbs up to a main verb: "has not yet been able"."""

    def __init__(self, chunker: _Chunker, first: int) -> None:
        self.chunker, self.tokens, self.tags, self.first = chunker, chunker.tokens, chunker.tags, first
        self.at = first
        self.head = -1
        self.form = ""
        self.auxiliary = ""  # tag of the last one
        self.modal: int | None = None
        self.passive = False
        self.adverbs: list[int] = []
        self.negations: list[int] = []

    def read(self) -> Node | None:
        """Return the verb group, or None if there is no verb in it."""
        while (reader := _VERB_READERS.get(self.tags[self.at])) is not None and reader(self):
            self.at += 1
        if self.modal is not None and self.tags[self.at] == ":":
            self.head = max(self.head, self.modal)  # "should:"
        if self.head < 0:
            particles = (i for i in range(self.first, self.at) if self.tags[i] in "MT")
            self.chunker.barren = max((self.chunker.barren, *particles))
            if self.tags[self.at] in ",I":
                self.chunker.modal = self.modal
            return None
        if self.form == "base" and self.tags[self.first - 1] in ",N" and self.chunker.modal is not None:
            self.modal, self.form = self.chunker.modal, "finite"
        self.chunker.modal = None
        last = self.at - 1
        while last > self.head and self.tokens[last].tag == "R":
            last -= 1  # adverbs behind the verb belong to what follows
        lemma = self.tokens[self.head].lemma
        particle = self.tokens[self.head + 1].word if self.head + 1 < len(self.tokens) else ""
        known = english().verb_classes
        classes = known.get(f"{lemma} {particle}") or known.get(lemma, NO_CLASSES)
        node = Node(VERB, self.tokens, self.head, self.first, last, classes)
        node.form, node.modal, node.passive = self.form, self.modal, self.passive
        node.negations, node.adverbs = self.negations, [i for i in self.adverbs if i <= last]
        return node

    def aside(self) -> bool:
        """Pass over an aside between commas: "did not, however, act", "would, if adopted, ban"."""
        opening, tags = self.at + 1, self.tags
        closing = self.chunker.behind_adverbs[opening]
        if closing == opening and tags[opening] == "S" and tags[opening + 1] == "E":
            closing += 2
        verb = self.chunker.behind_adverbs[min(closing + 1, len(self.tokens))]
        if closing == opening or tags[closing] != "," or not self.fits_auxiliary(tags[verb]):
            return False
        self.at = closing
        return True

    def adverb(self) -> bool:
        if self.tokens[self.at].word == "yet" and self.tags[self.at + 1] == "T":
            self.negations.append(self.at)  # "has yet to open"
        elif self.auxiliary in ("B", "H") and not self.chunker.comes_before_verb(self.at):
            return False
        else:
            self.adverbs.append(self.at)
        return True

    def negation(self) -> bool:
        self.negations.append(self.at)
        return True

    def conjunction(self) -> bool:
        """Pass over what joins two adverbs: "should promptly and fully investigate"."""
        joins = self.tags[self.at - 1] == self.tags[self.at + 1] == "R"
        governs = bool(self.auxiliary) or self.modal is not None
        return joins and governs and self.fits_auxiliary(self.tags[self.chunker.behind_adverbs[self.at + 1]])

    def modal_verb(self) -> bool:
        self.modal, self.form = self.at, "finite"
        if self.tokens[self.at].word == "cannot":
            self.negations.append(self.at)
        return True

    def infinitive_to(self) -> bool:
        self.form = self.form or "infinitive"
        if self.auxiliary in ("H", "B"):
            self.modal = self.at  # "has to", "is to"
            return True
        return self.form != "finite" and not self.auxiliary

    def auxiliary_verb(self) -> bool:
        word, tag = self.tokens[self.at].word, self.tokens[self.at].tag
        if tag != "B" and self.auxiliary == "B":
            return False
        if "n't" in word:
            self.negations.append(self.at)
        if word in ("being", "having") and not self.form:
            self.form = "gerund"
        self.form = self.form or ("base" if word == "be" else "finite")
        self.auxiliary, self.head = tag, self.at
        return True

    def main_verb(self) -> bool:
        tag = self.tokens[self.at].tag
        if not self.fits_auxiliary(tag):
            return False
        self.passive = self.auxiliary == "B" and tag == "E"
        self.head = self.at
        self.form = self.form or {"V": "base", "Z": "finite", "E": "past", "G": "gerund"}[tag]
        self.at += 1
        return False

    def fits_auxiliary(self, tag: str) -> bool:
        """Tell whether a main verb has the form that the last auxiliary wants."""
        if tag == "V" and self.modal is not None and self.tags[self.modal] == "T":
            return True  # "has to open", "is to open"
        return tag in _FITTING[self.auxiliary]


_ALONE = NEGATIVE_PRONOUNS | {"both"}
"""Words before a participle that are no determiners of what follows it."""
_FITTING = {"": "VZEG", "B": "EG", "H": "E", "O": "V"}
"""The tags of main verbs behind an auxiliary."""
_VERB_READERS = {
    "R": _VerbGroup.adverb, "!": _VerbGroup.negation, ",": _VerbGroup.aside, "&": _VerbGroup.conjunction,
    "M": _VerbGroup.modal_verb, "T": _VerbGroup.infinitive_to,
    "B": _VerbGroup.auxiliary_verb, "H": _VerbGroup.auxiliary_verb, "O": _VerbGroup.auxiliary_verb,
    "V": _VerbGroup.main_verb, "Z": _VerbGroup.main_verb,
    "E": _VerbGroup.main_verb, "G": _VerbGroup.main_verb,
}  # fmt: skip

"""Tokens: the words of a segment with their tags.

A word is read by itself here. The module ``tagging`` settles its tag by the words around it. The tags:

====  ==============================  ====  ==============================
D     determiner                      M     modal
C     number                          T     "to" of an infinitive
J     adjective                       I     preposition
N     noun                            &     conjunction
P     pronoun                         S     subordinator
V     verb, base form                 W     relative pronoun
Z     verb, present                   R     adverb
E     verb, past or participle        !     negation
G     verb, gerund                    '     genitive
B     be                              ?V    noun or base form, unsettled
H     have                            ?Z    noun or present, unsettled
O     do
====  ==============================  ====  ==============================

A punctuation mark is its own tag.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from functools import lru_cache, partial
from typing import NamedTuple

from tipgraph.understanding.tokens.words import (
    CLOSED_CLASS_TAGS,
    CURRENCY_CODES,
    CURRENCY_SIGN,
    FIXED_EXPRESSIONS,
    NO_CLASSES,
    Expression,
    VerbForm,
    english,
    is_number,
)

__all__ = [
    "DOER_ENDINGS",
    "NOBODY",
    "STOPS",
    "Token",
    "classes_as_verb",
    "index_behind",
    "is_undone",
    "next_of",
    "read_word",
    "read_words",
    "retagged",
]

_TOKEN = re.compile(
    r"\((?:[a-h]|[ivx]{1,4})\)(?=\s)"
    r"|[A-Z][A-Za-z]{0,2}\d+(?:[,.]\d+)*(?:\s[MmBb]illion|[Mm]|bn)\b"
    r"|[A-Z][A-Za-z]{0,2}\d{1,3}(?:,\d{3})+\b"
    rf"|\b(?:{CURRENCY_CODES})\s?\d+(?:,\d{{3}})*(?:\.\d+)?"
    rf"|(?:(?:US|C|A|NZ|R|S|J|T|HK)?{CURRENCY_SIGN}\s?)?\d+(?:(?:\.\d{{3}}){{2,}}|(?:,\d{{3}})*(?:\.\d+)?)"
    r"(?:(?:[-‑][^\W\d_]{2,})+|(?:st|nd|rd|th|s|[Mm]\b|[Bb]n\b|[Kk]\b)?%?)"
    r"|[A-Z]\.(?:\s?[A-Z]\.)+(?:[A-Z]\b)?"
    r"|[^\W_]+(?:[-‑/.][^\W_]+)*\+?(?:['’](?:t|re|ve|ll|d)\b)?"
    r"|['’]s?|--+|[^\w\s]|_"
)
_QUOTED = re.compile(r"[\"“](?!(?:no|not|never|zero|without)\b)[a-z][a-z'’-]+(?: [a-z'’-]+){0,2}[\"”]")
"""A few words in quotation marks that are no name, and deny nothing."""
_LONGEST_WORD = 60
"""Code points in which the word before a quotation mark is sought, so that a text takes linear time."""
_BEFORE_QUOTED = frozenset("DCJI")
"""Tags of words with which what is quoted makes a phrase."""
_ADJECTIVE_ENDINGS = (
    "ous", "ful", "ible", "able", "ive", "ical", "less", "ary", "ern", "ese", "ish", "ic", "al", "ant", "ent",
)  # fmt: skip
_NOUN_ENDING = "ment"
_VERB_ENDINGS = ("ize", "ify")
DOER_ENDINGS = ("er", "or", "man", "men")
"""Endings of nouns for those who do something: "driver", "fishermen"."""
_AUXILIARY_LEMMAS = {"B": "be", "H": "have", "O": "do"}
_VERB_TAGS = {"base": "V", "present": "Z", "past": "E", "gerund": "G"}
STOPS = frozenset(".:;–—•*●▪■◦")
"""Tags of the marks that end a clause."""


class Token(NamedTuple):
    """A word: its offsets in the text, its letters in lower case, its tag and its lemma.

    ``capital`` says whether it begins with a capital letter. ``classes`` are those that the
    word may have.
    """

    start: int
    end: int
    word: str
    tag: str
    lemma: str
    capital: bool = False
    classes: frozenset[str] = NO_CLASSES

    @property
    def is_year(self) -> bool:
        """Whether a number is a year: four digits from 1900 to 2099."""
        word = self.word
        return self.tag == "C" and len(word) == 4 and word.isdecimal() and word[:2] in ("19", "20")


_token = partial(tuple.__new__, Token)
"""Makes a token of a tuple of its fields, in half the time of the constructor."""


def retagged(token: Token, tag: str, lemma: str) -> Token:
    """Return a token with another tag and lemma."""
    return _token((token.start, token.end, token.word, tag, lemma, token.capital, token.classes))


def is_undone(word: str) -> bool:
    """Tell whether a word says that something was not done, or not enough: "unidentified", "underfunded"."""
    return word.startswith("un") and word.endswith("ed")


def classes_as_verb(token: Token) -> frozenset[str]:
    """Return the classes of a verb, and none of another word."""
    return english().verb_classes.get(token.lemma, NO_CLASSES) if token.tag in "VZEG" else NO_CLASSES


NOBODY = Token(0, 0, "", ".", "")
"""Stands before the first token and behind the last one."""


def read_word(word: str) -> tuple[str, str]:
    """Return the tag and the lemma of a word in lower case, whatever stands around it.

    >>> [read_word(word) for word in ("reports", "was", "training", "victims'", "unaided", "12")]
    [('?Z', 'report'), ('B', 'be'), ('N', 'training'), ('N', "victims'"), ('J', 'unaided'), ('C', '12')]
    """
    if not word[0].isalnum():
        mark = "•" if word == "*" else word
        return ("C" if is_number(word) else "'" if word in ("'s", "'") else mark), word
    tag = CLOSED_CLASS_TAGS.get(word)
    if tag is not None:
        return tag, _AUXILIARY_LEMMAS.get(tag, word)
    if is_number(word):
        return "C", word
    if "adjective" in english().classes(word):
        return "J", word
    verb = english().verbs.get(word)
    if verb is not None:
        return _read_verb(word, verb)
    return _read_by_ending(word)


def _read_verb(word: str, verb: VerbForm) -> tuple[str, str]:
    if "noun_in_ing" in english().classes(word):
        return "N", word
    tag = _VERB_TAGS[verb.form]
    may_be_noun = tag in "VZ" and "noun_or_verb" in english().classes(verb.lemma)
    return ("?" + tag if may_be_noun else tag), verb.lemma


def _read_by_ending(word: str) -> tuple[str, str]:
    """Read a word that no list has as a verb."""
    classes, words = english().classes(word), english()
    length = len(word)
    if "proper" in classes:
        return "N", word
    is_noun = "noun_with_adjective_ending" in classes
    # "government-wide", "in-kind"
    if not is_noun and (
        word in words.adjectives
        or ("-" in word and "adjective_part" in english().classes(word.rpartition("-")[2]))
        or is_undone(word)
    ):
        return "J", word
    if word in words.adverbs:
        return "R", word
    if length > 6 and word.endswith(_VERB_ENDINGS):
        return "V", word
    if word.endswith("ly") and length > 4 and "no_adverb" not in classes:
        return "R", word
    if word.endswith("ed") and length > 4:
        return "E", word[:-2]
    if word.endswith("ing") and length > 5 and "noun_in_ing" not in classes:
        return "G", word[:-3]
    if word.endswith(_ADJECTIVE_ENDINGS) and not (is_noun or word.endswith(_NOUN_ENDING)):
        return "J", word
    return "N", word


class _Surface(NamedTuple):
    """What the letters of a word say wherever it stands. With ``opens``, fixed expressions begin so."""

    word: str
    tag: str
    lemma: str
    capital: bool
    classes: frozenset[str]
    opens: bool


@lru_cache(maxsize=50_000)
def _read_letters(letters: str) -> _Surface:
    word = "-" if letters[0] == "-" else letters.lower().replace("’", "'").replace("‑", "-")
    classes = english().classes(word)
    tag, lemma = read_word(word)
    if word == "us" and letters.isupper():
        tag = "N"  # "US officials"
    return _Surface(word, tag, lemma, letters[0].isupper(), classes, word in FIXED_EXPRESSIONS)


def read_words(text: str) -> list[Token]:
    """Return the tokens of a text, each word read by itself, without marks of items: "(a) open shelters"."""
    found = [match.span() for match in _TOKEN.finditer(text) if match[0][0] != "(" or len(match[0]) == 1]
    spans = _without_quotation_marks(text, found) if _QUOTED.search(text) else found
    surfaces = [_read_letters(text[first:last]) for first, last in spans]
    tokens: list[Token] = []
    behind = 0  # the index behind a fixed expression
    before = NOBODY.tag
    for at, (span, surface) in enumerate(zip(spans, surfaces, strict=True)):
        if at < behind:
            continue
        word, tag, lemma, capital, classes, opens = surface
        if opens and (expression := _fixed_expression(surfaces, at)) is not None:
            behind = at + 1 + len(expression.rest)
            span = span[0], spans[behind - 1][1]
            word = lemma = expression.text
            tag, capital, classes = expression.tag, False, english().classes(expression.text)
        elif capital and tag in _NO_NAME and before not in STOPS:
            tag = "N"
        elif tag == "-" and before not in STOPS and _is_dash(text, *span):
            word = tag = lemma = "–"
        if tag != "-" or before not in STOPS:  # a hyphen may open the item of a list
            before = tag
        tokens.append(_token((*span, word, tag, lemma, capital, classes)))
    return tokens


def _without_quotation_marks(text: str, spans: Iterable[tuple[int, int]]) -> list[tuple[int, int]]:
    """Leave out the marks around a few words, which then stand in their phrase: "two "safe houses""."""
    marks = set[int]()
    for match in _QUOTED.finditer(text):
        ahead = text[max(match.start() - _LONGEST_WORD, 0) : match.start()]
        before = ahead.rpartition(" ")[0].rpartition(" ")[2]
        if before and _read_letters(before).tag in _BEFORE_QUOTED:
            marks |= {match.start(), match.end() - 1}
    return [span for span in spans if span[0] not in marks]


def _is_dash(text: str, first: int, last: int) -> bool:
    """Tell whether hyphens are a dash: "girls--all Thai--fled", or one behind a blank: "girls - all Thai"."""
    return text[first - 1 : first].isspace() or last - first > 1


_NO_NAME = frozenset(("J", "E", "G", "V", "Z", "?V", "?Z"))
"""Tags that a capital inside a sentence turns into a noun, as part of a name: "Anti-Trafficking Act"."""


def _fixed_expression(surfaces: Sequence[_Surface], at: int) -> Expression | None:
    """Return the longest fixed expression that begins at a word."""
    second = surfaces[at + 1].word if at + 1 < len(surfaces) else ""
    for expression in FIXED_EXPRESSIONS[surfaces[at].word].get(second, ()):
        if [each.word for each in surfaces[at + 1 : at + 1 + len(expression.rest)]] == expression.rest:
            return expression
    return None


def index_behind(tokens: Sequence[Token], skipped: frozenset[str]) -> list[int]:
    """Return for each index the first index from there on whose tag is not skipped, in one pass.

    >>> from tipgraph.understanding.tokens.tagging import tokenize
    >>> index_behind(tokenize("is not often seen"), frozenset("!R"))
    [0, 3, 3, 3, 4]
    """
    found = [len(tokens)] * (len(tokens) + 1)
    for i in range(len(tokens) - 1, -1, -1):
        found[i] = found[i + 1] if tokens[i].tag in skipped else i
    return found


def next_of(tokens: Sequence[Token], wanted: frozenset[str], stops: frozenset[str]) -> list[bool]:
    """Tell for each index whether a wanted tag comes from there on, before a stop, in one pass.

    >>> from tipgraph.understanding.tokens.tagging import tokenize
    >>> next_of(tokenize("we, she said."), frozenset("E"), frozenset(","))
    [False, False, True, True, False, False]
    """
    found = [False] * (len(tokens) + 1)
    for i in range(len(tokens) - 1, -1, -1):
        tag = tokens[i].tag
        found[i] = tag in wanted or (tag not in stops and found[i + 1])
    return found

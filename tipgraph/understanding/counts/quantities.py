"""Quantities: the numbers of a tree, each with the phrase that it quantifies.

Years, ages, terms, shares, ranges, bounds and numbers in names are no quantities. Singles are, people to whom
a dated deed is done once: "convicted a trafficker".
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from decimal import Decimal
from math import prod
from typing import NamedTuple

from tipgraph.understanding.counts.count_table import Around, Slot, table
from tipgraph.understanding.counts.deeds import Deeds
from tipgraph.understanding.syntax.mentions import PEOPLE, Reading, is_plural
from tipgraph.understanding.syntax.tree import NOUN, VERB, Node, Role
from tipgraph.understanding.tokens.numbers import MULTIPLIERS, number_of
from tipgraph.understanding.tokens.tokens import NOBODY, Token
from tipgraph.understanding.tokens.words import CURRENCY_SIGN, CURRENCY_SIGNS, NO_CLASSES, english

__all__ = ["LARGEST", "Quantity", "numbers_too_large", "quantities", "singles"]

_DURING = frozenset(("in", "during", "after"))
"""Roles of the one occasion of a deed: "arrested nine men in a single raid"."""
LARGEST = Decimal(10) ** 12
"""A larger number is no result."""
_TOO_LARGE = re.compile(r"(?<![\d,.])[1-9](?:,?\d){12,}")
"""A figure of 13 digits or more, which is at least `LARGEST`."""
_FIGURE = re.compile(
    rf"[a-z]{{0,4}}\.?{CURRENCY_SIGN}?\s?"
    r"(\d+(?:\.\d{3}){2,}|\d[\d,]*(?:\.\d+)?)(m|bn|k)?((?: [a-z]+)*)"
)
"""A figure with its currency and scale: "12", "us$1.5 million", "r3.4 million", "£3.5m"."""
_DOTTED = re.compile(r"[1-9]\d{0,2}(\.\d{3})+")
"""A figure with dots for commas: "1.570.000"."""
_SPACED = re.compile(r"(?<=\d) (?=\d{3}\b)")
"""The space in "7 500"."""
_MAX_DIGITS = 20
"""Figures with more letters are not converted at all."""
_SUFFIXES = {"m": "million", "bn": "billion", "k": "thousand"}
_ONE = frozenset(("he", "she"))
_INDEFINITE = frozenset(("a", "an"))
_AGAIN = frozenset(("him", "her", "the"))
_TIMES = ("in", "on", "during", Role.OBJECT)


class Quantity(NamedTuple):
    """A number: its phrase, its tokens, its value, and whether a sign says that it is money."""

    node: Node
    first: int
    last: int
    value: Decimal
    money: bool

    def at(self, steps: int) -> Token:
        """Return the token so many steps before the number, or behind it."""
        at = self.last + steps if steps > 0 else self.first + steps
        return self.node.tokens[at] if 0 <= at < len(self.node.tokens) else NOBODY

    @property
    def owner(self) -> str:
        """What stands behind "of": "28 of which", "28 of them"; else nothing."""
        return self.at(2).word if self.is_bare and self.at(1).word == "of" else ""

    @property
    def is_bare(self) -> bool:
        """Whether its phrase has no other noun: "convicted nine"."""
        return self.first <= self.node.head <= self.last


def quantities(reading: Reading) -> list[Quantity]:
    """Return the quantities of a tree, in order.

    >>> from tipgraph.understanding.syntax.clauses import parse
    >>> tree = parse("In 2018 courts convicted twenty-one men and fined 5 to 9 owners $1.5 million.")
    >>> [(int(each.value), each.node.lemma) for each in quantities(Reading(tree, ()))]
    [(21, 'men'), (1500000, 'million')]
    """
    found = [each for node in reading.tree.nodes if node.kind == NOUN for each in _of_phrase(node)]
    counting = (each for each in found if not _is_age(reading, each))
    return sorted(counting, key=lambda each: each.first)


def _is_age(reading: Reading, quantity: Quantity) -> bool:
    """Tell whether a number is a person's age: "Otto Voss (41) and his wife (38)"."""
    node, person = quantity.node, quantity.node.parent
    if person is None or not quantity.is_bare:
        return False
    if node.role == Role.PREDICATE and person.subject is not None:
        return _is_one_person(person.subject)
    if node.role != Role.BRACKETS or person.kind != NOUN:
        return False
    head, tokens = person.head_token, person.tokens
    is_name = head.capital and person.head > 0 and tokens[person.head - 1].capital
    if is_name and not reading.has_mentions(person):
        return True
    return "private" in head.classes and not is_plural(person)


def _is_one_person(node: Node) -> bool:
    """Tell whether a phrase is one person, whom no number counts: "she was 16", "the youngest was 16"."""
    return node.lemma in _ONE or ("numbered" in node.classes and "amount" not in node.classes)


def numbers_too_large(text: str) -> int:
    """Return how many figures of a text are above `LARGEST`.

    >>> numbers_too_large("It spent 1,000,000,000,000 in all; the file is 20190000000000017.")
    1
    """
    return sum(int(each[0].replace(",", "")[:14]) > LARGEST for each in _TOO_LARGE.finditer(text))


def _of_phrase(node: Node) -> Iterator[Quantity]:
    """Yield the quantities of a phrase, but of no time. What stands behind its head is part of a name."""
    tokens = node.tokens
    i = node.first
    while i <= node.head:
        first = i
        while i <= node.head and tokens[i].tag == "C" and not (i > first and tokens[first].is_year):
            i += 1
        if i == first:
            i += 1
            alone = "lone" in tokens[first].classes and node.first < first < node.head
            if alone and tokens[first - 1].word == "a" and node.role not in _DURING:
                yield Quantity(node, first, first, Decimal(1), money=False)  # "a single case"
        elif (quantity := _read(node, first, i - 1)) is not None and _is_counting(quantity):
            yield quantity


def _read(node: Node, first: int, last: int) -> Quantity | None:
    """Read the number of a run of tokens."""
    tokens = node.tokens[first : last + 1]
    value = None if tokens[0].is_year else _value([token.word for token in tokens])
    if value is None or not 0 < value <= LARGEST:
        return None
    word = tokens[0].word
    money = not CURRENCY_SIGNS.isdisjoint(word) or (word[0].isalpha() and any(map(str.isdecimal, word)))
    quantity = Quantity(node, first, last, value, money)
    half = (quantity.at(-2).word, quantity.at(-1).word) == ("half", "a")
    return quantity._replace(value=value / 2) if half else quantity  # "half a million"


def _value(words: Sequence[str]) -> Decimal | None:
    """Return the value of a number in figures, in letters or both: "12", "twelve", "1.5 million"."""
    text = _SPACED.sub("", " ".join(words))
    match = _FIGURE.fullmatch(text)
    if match is None:
        spelt = number_of(text) if len(words) < _MAX_DIGITS else None
        return None if spelt is None else Decimal(spelt)
    plain, scales = match[1].replace(",", ""), [_SUFFIXES.get(match[2], ""), *match[3].split()]
    if len(plain) > _MAX_DIGITS or any(word and word not in MULTIPLIERS for word in scales):
        return None
    if _DOTTED.fullmatch(plain) and not any(scales):
        plain = plain.replace(".", "")
    return Decimal(plain) * prod(MULTIPLIERS.get(word, 1) for word in scales)


def _is_counting(quantity: Quantity) -> bool:
    """Tell whether a number counts what its phrase names, and is no name, measure, range or difference."""
    node, bare, around = quantity.node, quantity.is_bare, table().uncounted
    contexts = (
        *around["any"],
        *(around["bare"] if bare else ()),
        *(() if quantity.money else around["range"]),
    )
    listed = node.group[-1] if bare else node  # "six and eight years"
    units = english().classes(node.lemma) | english().classes(listed.lemma)
    ends = (node.group[0], listed) if bare else ()  # "on 12 and 13 April", "on May 3 and 4"
    dated = any("month" in english().classes(word) for end in ends for word in end.words)
    # "the last one", "not one"
    the_one = bare and quantity.value == 1 and (node.determiner == "the" or node.negated)
    # "on 17.6.", "Guideline 2.0"
    in_parts = not quantity.money and (
        quantity.value % 1 or (bare and "." in node.tokens[quantity.last].word)
    )
    if the_one or _is_greatest(quantity):
        return False  # "a debt of $500"
    if in_parts or "time" in units or dated or _ends_range(quantity):
        return False
    return not any(_stands_in(quantity, each) for each in contexts)


def _is_greatest(quantity: Quantity) -> bool:
    """Tell whether "one" only says how great a thing is: "one of the largest rings"."""
    wholes = quantity.node.nouns("of") if quantity.is_bare and quantity.value == 1 else []
    words = (token for each in wholes for token in each.tokens[each.first : each.head])
    return any("superlative" in token.classes for token in words)


def _ends_range(quantity: Quantity) -> bool:
    """Tell whether a number ends a longer time: "2018–19", "2018—19", but not "in 2018—40 women"."""
    year, dash = quantity.at(-2), quantity.at(-1)
    is_range = dash.end == quantity.node.tokens[quantity.first].start and dash.tag in "-–—"
    if not (year.is_year and is_range):
        return False
    counts = quantity.at(1).tag in "JNI" and quantity.at(1).word != "in"  # "in 2018—19 of them"
    return dash.tag != "—" or (not counts and quantity.value == (int(year.word) + 1) % 100)


def _stands_in(quantity: Quantity, around: Around) -> bool:
    """Tell whether a number stands in a context."""
    before = (_fills(quantity.at(-at), slot) for at, slot in enumerate(around.before, 1))
    return all(before) and all(_fills(quantity.at(at), slot) for at, slot in enumerate(around.behind, 1))


def _fills(token: Token, slot: Slot) -> bool:
    is_number = "0" in slot.words and _is_number(token)
    parts = (token.word, *token.word.split("-"))  # "the pre-August 15 government"
    classes = NO_CLASSES.union(*map(english().classes, parts)) if slot.classes else NO_CLASSES
    return (token.word in slot.words or is_number or bool(slot.classes & classes)) is not slot.excluded


def _is_number(token: Token) -> bool:
    return token.tag == "C" and not token.is_year


def singles(deeds: Deeds) -> Iterator[Quantity]:
    """Yield the people to whom a dated deed is done once: "convicted a trafficker in April 2019"."""
    found = False
    done = (deed.node for deed in deeds if deed.code in table().groups["people"])
    for verb in dict.fromkeys(node for node in done if node.kind == VERB and node.modal is None):
        if not (found or _is_dated(verb.group[0])):
            continue
        for person in deeds.reading.objects(verb):
            if _is_one(deeds.reading, person, again=found):
                found = True
                yield Quantity(person, person.first, person.first, Decimal(1), money=False)


def _is_dated(verb: Node) -> bool:
    """Tell whether a clause says in what year something was done."""
    spans = ((noun.first, noun.last + 1) for noun in verb.nouns(*_TIMES))
    return any(token.is_year for span in spans for token in verb.tokens[slice(*span)])


def _is_one(reading: Reading, node: Node, *, again: bool) -> bool:
    """Tell whether a phrase names one person who is counted, for the first time or ``again``."""
    article = node.tokens[node.first].word
    one = article in _INDEFINITE and node.first < node.head  # but "indicted A"
    if not (one or (again and article in _AGAIN) or "first" in node.words):
        return False
    if node.is_quantified or is_plural(node) or "collective" in node.classes:
        return False
    return node.first == node.head or bool(reading.head_kinds(node) & (PEOPLE | {"demonym"}))

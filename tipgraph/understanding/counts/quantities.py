"""Quantities: the numbers of a tree, each with the phrase that it quantifies.

Years, ages, terms, shares, ranges, bounds and numbers in names are no quantities.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from decimal import Decimal
from typing import NamedTuple

from tipgraph.understanding.syntax.mentions import PEOPLE, Reading, is_plural
from tipgraph.understanding.syntax.tree import NOUN, Node, Role
from tipgraph.understanding.tokens.numbers import MULTIPLIERS, number_of
from tipgraph.understanding.tokens.tokens import NOBODY, Token
from tipgraph.understanding.tokens.words import CURRENCY_SIGN, CURRENCY_SIGNS, english

__all__ = ["LARGEST", "Quantity", "numbers_too_large", "quantities"]

LARGEST = Decimal(10) ** 12
"""A larger number is no result."""
_TOO_LARGE = re.compile(r"(?<![\d,.])[1-9](?:,?\d){12,}")
"""A figure of 13 digits or more, which is at least `LARGEST`."""
_FIGURE = re.compile(rf"[a-z]{{0,4}}{CURRENCY_SIGN}?\s?(\d[\d,]*(?:\.\d+)?)(m|bn|k)?((?: [a-z]+)*)")
"""A figure with its currency and scale: "12", "us$1.5 million", "r3.4 million", "£3.5m"."""
_MAX_DIGITS = 20
"""Figures with more letters are not converted at all."""
_SUFFIXES = {"m": "million", "bn": "billion", "k": "thousand"}
_EACH = frozenset(("every", "each", "any", "no"))
_IN = frozenset(("in", "out of"))
_ONE = frozenset(("he", "she"))
_TO = frozenset(("to", "or", "-", "–", "and"))


class Quantity(NamedTuple):
    """A number: its phrase, its tokens, its value, and whether a sign says that it is money."""

    node: Node
    first: int
    last: int
    value: Decimal
    money: bool

    @property
    def owner(self) -> str:
        """What stands behind "of": "28 of which", "28 of them"; else nothing."""
        behind = [token.word for token in self.node.tokens[self.last + 1 : self.last + 3]]
        return behind[-1] if self.is_bare and behind[:1] == ["of"] else ""

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
        return _is_one_person(reading, person.subject)
    if node.role != Role.BRACKETS or person.kind != NOUN:
        return False
    head, tokens = person.head_token, person.tokens
    is_name = head.capital and person.head > 0 and tokens[person.head - 1].capital
    if is_name and not reading.has_mentions(person):
        return True
    return "private" in head.classes and not is_plural(person)


def _is_one_person(reading: Reading, node: Node) -> bool:
    """Tell whether a phrase is one person, whom no number counts: "she was 16", "the youngest was 16"."""
    if node.lemma in _ONE or ("numbered" in node.classes and "amount" not in node.classes):
        return True
    return bool(reading.head_kinds(node) & PEOPLE) and not is_plural(node) and not node.is_quantified


def numbers_too_large(text: str) -> int:
    """Return how many figures of a text are above `LARGEST`.

    >>> numbers_too_large("It spent 1,000,000,000,000 in all; the file is 20190000000000017.")
    1
    """
    return sum(int(each[0].replace(",", "")[:14]) > LARGEST for each in _TOO_LARGE.finditer(text))


def _of_phrase(node: Node) -> Iterator[Quantity]:
    """Yield the quantities of a phrase. What stands behind its head is part of a name."""
    tokens = node.tokens
    i = node.first
    while i <= node.head:
        first = i
        while i <= node.head and tokens[i].tag == "C" and not (i > first and tokens[first].is_year):
            i += 1
        if i == first:
            i += 1
            alone = "lone" in tokens[first].classes and first < node.head
            if alone and _word(tokens, first - 1) == "a":
                yield Quantity(node, first, first, Decimal(1), money=False)  # "a single case"
        elif (quantity := _read(node, first, i - 1)) is not None and _is_counting(quantity):
            yield quantity


def _read(node: Node, first: int, last: int) -> Quantity | None:
    """Read the number of a run of tokens."""
    tokens = node.tokens[first : last + 1]
    value = None if tokens[0].is_year else _value([token.word for token in tokens])
    if value is None or not 0 < value <= LARGEST:
        return None
    if [_word(node.tokens, first - 2), _word(node.tokens, first - 1)] == ["half", "a"]:
        value /= 2  # "half a million"
    word = tokens[0].word
    money = not CURRENCY_SIGNS.isdisjoint(word) or (word[0].isalpha() and any(map(str.isdigit, word)))
    return Quantity(node, first, last, value, money)


def _value(words: Sequence[str]) -> Decimal | None:
    """Return the value of a number in figures, in letters or both: "12", "twelve", "1.5 million"."""
    match = _FIGURE.fullmatch(" ".join(words))
    if match is None:
        spelt = number_of(" ".join(words)) if len(words) < _MAX_DIGITS else None
        return None if spelt is None else Decimal(spelt)
    plain, scales = match[1].replace(",", ""), match[3].split()
    if len(plain) > _MAX_DIGITS:
        return None
    value = Decimal(plain)
    for word in (_SUFFIXES.get(match[2], ""), *scales):
        if word and word not in MULTIPLIERS:
            return None
        value *= MULTIPLIERS.get(word, 1)
    return value


def _is_counting(quantity: Quantity) -> bool:
    """Tell whether a number counts what its phrase names, and is no name, measure, range or difference."""
    tokens, first, last = quantity.node.tokens, quantity.first, quantity.last
    if _is_name(tokens, first) or _is_measure(quantity) or _is_part_of_code(quantity):
        return False
    bounded = "bound" in english().classes(_word(tokens, first - 1))
    all_but = _word(tokens, first - 1) == "but" and _word(tokens, first - 2) == "all"
    each = quantity.is_bare and _word(tokens, first - 1) in _EACH
    each |= quantity.is_bare and _word(tokens, first - 1) == "first"  # "the first two"
    each |= quantity.is_bare and quantity.value == 1 and quantity.node.determiner == "the"  # "the last one"
    behind = (token for token in tokens[last + 2 :] if token.word not in _EACH)
    whole = next(behind, NOBODY)  # "four out of every hundred"
    share = _word(tokens, last + 1) in _IN and whole.tag == "C" and not whole.is_year
    if bounded or all_but or each or share or "differing" in english().classes(_word(tokens, last + 1)):
        return False
    return quantity.money or not (_is_range(tokens, last, 1) or _is_range(tokens, first, -1))


def _word(tokens: Sequence[Token], at: int) -> str:
    return tokens[at].word if 0 <= at < len(tokens) else ""


def _is_name(tokens: Sequence[Token], first: int) -> bool:
    """Tell whether a number is part of a name, or an age: "Article 5", "No. 12", "the age of 16"."""
    before = first - 1
    if _word(tokens, before) in (".", "of"):
        before -= 1
    word = _word(tokens, before).rpartition("-")[2]
    classes = english().classes(word)
    in_month = "month" in classes and before < first - 1  # "the arrest in June of nine men"
    return ("numbered" in classes and not in_month) or (word == "no" and before < first - 1)


def _is_part_of_code(quantity: Quantity) -> bool:
    """Tell whether a number is part of a date, a code or a list of names: "17.6", "59/19", "370 (3)"."""
    node, first, last = quantity.node, quantity.first, quantity.last
    beside = {_word(node.tokens, first - 1), _word(node.tokens, last + 1)}
    if "/" in beside or (not quantity.money and quantity.value % 1):
        return True
    if not quantity.is_bare:
        return False
    before = node.tokens[first - 2] if first > 1 else NOBODY
    repeats = before.tag == "C" and not before.is_year  # but not "in 2013 (41)"
    if beside == {"(", ")"} and (repeats or before.word in (")", "/")):
        return True  # "eight (8)"
    named = node.tokens[first - 3] if first > 2 else NOBODY
    listed = node.is_conjunct and before.tag == "C" and not before.is_year
    return listed and named.tag == "N"  # "ages 17 and 16"


def _is_measure(quantity: Quantity) -> bool:
    """Tell whether a number measures: "12 years", "a 12-year term", "six and eight years"."""
    node, tokens, behind = quantity.node, quantity.node.tokens, quantity.last + 1
    if _word(tokens, behind) == "-":
        behind += 1
        if _word(tokens, behind) in _TO:
            return True  # "a two- to three-year term"
    listed = node.group[-1] if quantity.is_bare else node
    words = [_word(tokens, behind).partition("-")[0], node.lemma, listed.lemma]
    words += [whole.lemma for whole in node.nouns("of") if quantity.is_bare]  # "four of those years"
    if _word(tokens, behind) in _TO:
        words.append(_word(tokens, behind + 2))  # "from five to eight years"
    is_day = quantity.is_bare and any(
        "month" in english().classes(word) for word in (listed.lemma, _word(tokens, behind))
    )  # "on 12 and 13 April"
    return is_day or any("time" in english().classes(word) for word in words)


def _is_range(tokens: Sequence[Token], at: int, step: int) -> bool:
    """Tell whether another number stands beside one, with "to" between: "5 to 9", "from five to nine"."""
    other = at + 2 * step
    word = _word(tokens, at + step)
    if word not in _TO or not 0 <= other < len(tokens):
        return False
    if tokens[other].tag != "C" or tokens[other].is_year:
        return False
    opener = _word(tokens, min(at, other) - 1)
    if word == "and":
        return opener == "between" and step == 1
    return opener not in ("from", "by")

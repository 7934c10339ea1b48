"""Ages: "three women aged 22, 37 and 41", "a woman, 48, was jailed". The grammar reads on without them."""

from __future__ import annotations

from collections.abc import Sequence

from tipgraph.understanding.tokens.tokens import NOBODY, Token, retagged

__all__ = ["without_ages"]

_OWN = frozenset(("his", "her", "their"))
_AND = frozenset(("and", "or", "to", "-", "–", ","))
_CLOSING = {",": ",", "-": "-", "–": "–", "—": "—", "(": ")"}
_NUMBERED = frozenset(("N", "?V", "?Z", "J", "G", "D", "%"))
"""Tags behind a number that counts something: no age."""
_BEHIND_ASIDE = frozenset(("B", "H", "O", "M", "E", "G", "Z", "?Z", "W", "I", "R"))
"""Tags behind an age between commas that sets off nothing else. Before others, a comma goes on."""
_OF_MANY = frozenset(("them", "whom", "these"))
_ENDS = frozenset(("", ".", ";", ")"))
_PLACING = frozenset(("in", "at", "from", "near", "to"))
_OLDEST = 110
_MAX_BEFORE = 20
"""Tokens between "aged" and a further age."""


def without_ages(tokens: Sequence[Token]) -> list[Token]:
    """Return tokens without those that say how old people are, and the marks around these.

    >>> from tipgraph.understanding.tokens.tokens import read_words
    >>> tokens = read_words("Three women aged 22, 37 and 41, and a man, 48, fled.")
    >>> " ".join(token.word for token in without_ages(tokens))
    'three women , and a man fled .'
    """
    if not any(map(_is_age, tokens)):
        return list(tokens)
    found: list[Token] = []
    at = 0
    while at < len(tokens):
        end = _behind_age(tokens, at)
        found += tokens[at : at + (end == at)]
        if end > at:
            _present(found)
        at = max(end, at + 1)
    return found


def _present(found: list[Token]) -> None:
    """Make "one", with or without "of them", no number: it presents a person by age."""
    at = len(found) - (3 if found and found[-1].word in _OF_MANY else 1)
    if at >= 0 and found[at].word == "one":
        found[at] = retagged(found[at], "P", "one")


def _behind_age(tokens: Sequence[Token], at: int) -> int:
    """Return the index behind an age that begins at a token, or that of the token."""
    before, mark = _at(tokens, at - 1), tokens[at].word
    if before.word == "." and mark == ",":
        before = _at(tokens, at - 2)  # "Otto Voss Jr., 41, fled"
    if before.tag == "B":
        return at  # "they were aged 12"
    first = at + (mark in _CLOSING)
    if _opens_ages(tokens, first, before):
        end = _behind_numbers(tokens, first + 1)
    elif before.word == "other" and _goes_on(tokens, at):
        return at + 1
    else:
        is_list = _are_two(tokens, first)
        end = first + 1 + 2 * is_list if mark == "," and _stands_alone(tokens, first, before) else -1
    if end < 0:
        return at
    closes = _CLOSING.get(mark) == _at(tokens, end).word
    return end + 1 if closes and _at(tokens, end + 1).tag in _BEHIND_ASIDE else end


def _opens_ages(tokens: Sequence[Token], at: int, before: Token) -> bool:
    """Tell whether "aged", or before a decade "in his", begins at a token."""
    if "age_of" in _at(tokens, at).classes:
        return before.tag not in ("I", "D")
    decade = (_at(tokens, at + 2), _at(tokens, at + 3))  # "a man in his 40s", "in their late 20s"
    is_own = _at(tokens, at).word == "in" and _at(tokens, at + 1).word in _OWN
    return is_own and any(_is_age(each) and each.word.endswith("s") for each in decade)


def _stands_alone(tokens: Sequence[Token], at: int, before: Token) -> bool:
    """Tell whether an age, or a list of two, stands between commas behind people: "a man, 48, fled"."""
    alone = before.tag in "JED" and _at(tokens, at - 3).tag == "D"  # "the accused, 52", "a third, 45"
    is_noun = before.tag in ("N", "?V", "?Z") or before.word in _OF_MANY  # "man" may be a verb
    if not (is_noun or alone) or not _is_age(_at(tokens, at)):
        return False
    mark, behind = _at(tokens, at + 1).word, _at(tokens, at + 2)
    if _are_two(tokens, at):  # "the brothers, 24 and 31, were"
        return _at(tokens, at + 3).word == "," and _at(tokens, at + 4).tag in _BEHIND_ASIDE
    is_list = mark == "," and behind.tag not in "C&"
    return is_list or (before.capital and _is_behind_name(tokens, at))


def _are_two(tokens: Sequence[Token], at: int) -> bool:
    return _at(tokens, at + 1).word in ("and", "or") and _is_age(_at(tokens, at + 2))


def _is_behind_name(tokens: Sequence[Token], at: int) -> bool:
    """Tell whether an age ends a phrase behind a name: "Otto Voss, 41, and Ida Ruiz, 38, fled"."""
    first = at - 2
    while _at(tokens, first - 1).capital and _at(tokens, first - 1).tag == "N":
        first -= 1
    opener, mark, behind = _at(tokens, first - 1), _at(tokens, at + 1), _at(tokens, at + 2)
    if first == at - 2 or opener.word in _PLACING:
        return False  # "in Santa Fe, 41, and in Lima, 38"
    joins = mark.tag == "&" or (mark.word == "," and behind.tag == "&")
    again = any(map(_is_age, tokens[max(first - _MAX_BEFORE, 0) : first]))
    return mark.word in _ENDS or (joins and not _is_age(behind)) or (mark.tag in "BH" and again)


def _goes_on(tokens: Sequence[Token], at: int) -> bool:
    """Tell whether a number is a further age: "one aged 38, the other 50"."""
    alone = _is_age(tokens[at]) and _at(tokens, at + 1).word in _AND
    return alone and any("age_of" in token.classes for token in tokens[max(at - _MAX_BEFORE, 0) : at])


def _behind_numbers(tokens: Sequence[Token], at: int) -> int:
    """Return the index behind a list of ages, "between 22 and 37 years", or -1 if there is none."""
    while _at(tokens, at).tag in "IDRJ" and not _is_age(_at(tokens, at)):
        at += 1
    if not _is_age(_at(tokens, at)):
        return -1
    at += 1
    while _at(tokens, at).word in _AND:
        following = at + 1 + (_at(tokens, at + 1).tag in "&D")
        behind = _at(tokens, following + 1)
        counts = behind.tag in _NUMBERED and "time" not in behind.classes
        if counts or not _is_age(_at(tokens, following)):
            break
        at = following + 1
    return at + ("time" in _at(tokens, at).classes)


def _at(tokens: Sequence[Token], at: int) -> Token:
    return tokens[at] if 0 <= at < len(tokens) else NOBODY


def _is_age(token: Token) -> bool:
    """Tell whether a number may be an age: "22", "17-24", "30s", "twelve"."""
    digits = token.word.removesuffix("s").partition("-")[0]
    return (token.tag == "C" or token.word[:1].isdecimal()) and (
        not digits.isdecimal() or (len(digits) < 4 and int(digits) <= _OLDEST)
    )

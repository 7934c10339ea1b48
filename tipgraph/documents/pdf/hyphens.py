"""Words broken at the ends of lines: joined, or kept with their hyphen, as the document itself writes."""

from __future__ import annotations

import re
from collections.abc import Iterable

__all__ = ["Usage"]

_WORD = re.compile(r"[^\W\d_]+(?:['’-][^\W\d_]+)*")
_LEFT = re.compile(r"(?:^|(?<=[^\w.'’-]))[\w.'’-]*\w\.?(?=-$)")
_DASHES = ("–", "—", "/")
_SUSPENDED = frozenset({"and", "or", "to"})
_HYPHENATED_BEFORE = frozenset({"anti", "ex", "non", "quasi", "self", "semi"})
_HYPHENATED_AFTER = frozenset({"based", "funded", "led", "level", "old", "owned", "related", "run", "wide"})
_ENDINGS = frozenset(
    {"able", "ably", "age", "ally", "ance", "ate", "ates", "fully", "less", "ness", "ring", "ship", "ships"}
    | {"some", "ties", "ward", "wards"}
)
_WHOLE_WORD = 3
"""From how many letters on a half that the document also writes by itself counts as a word."""


class Usage:
    """The words that a document writes within its lines, as far as it has been read.

    A broken word is joined if it occurs unbroken, and keeps its hyphen if it occurs with one. For the
    rest a closed rule: the hyphen stays between two words that both occur by themselves, behind prefixes
    and before words that are usually set off by one, beside numbers and abbreviations, and before a
    capital; all others are joined.

    >>> usage = Usage()
    >>> usage.add(["The government arrested", "anti-government rebels and", "well known trafficking rings."])
    >>> usage.join("the govern-", "ment is"), usage.join("of anti-", "government groups")
    ('the government is', 'of anti-government groups')
    >>> usage.join("the anti-", "trafficking law"), usage.join("a well-", "known ring")
    ('the anti-trafficking law', 'a well-known ring')
    >>> usage.join("pre-", "and post-trial")
    'pre- and post-trial'
    """

    def __init__(self) -> None:
        self._seen: set[str] = set()

    def add(self, lines: Iterable[str]) -> None:
        """Take the words of successive lines down, halves of broken ones left out."""
        broken = False
        for line in lines:
            text = line.partition(" ")[2] if broken else line
            broken = line.endswith("-")
            if broken:
                text = text.rpartition(" ")[0]
            self._seen.update(_WORD.findall(text.casefold()))

    def join(self, above: str, below: str) -> str:
        """Return two lines of a paragraph as one text."""
        half = _LEFT.search(above) if above.endswith("-") else None
        if half is None:
            closed = above.endswith(_DASHES) and not above[-2:-1].isspace()
            return above + below if closed else f"{above} {below}"
        rest = _WORD.match(below)
        if rest is None:
            return above + below
        if rest[0] in _SUSPENDED:
            return f"{above} {below}"
        return above + below if self._keeps_hyphen(half[0], rest[0]) else above[:-1] + below

    def _keeps_hyphen(self, half: str, rest: str) -> bool:
        left, right = half.casefold(), rest.casefold()
        last, first = left.rpartition("-")[2], right.partition("-")[0]
        if {left + right, last + first} & self._seen:
            return False
        if f"{left}-{right}" in self._seen or left.count("-") > 1:
            return True
        if (
            half.isupper() != rest.isupper()
            or (rest[0].isupper() and not half.isupper())
            or not last.isalpha()
        ):
            return True
        return last in _HYPHENATED_BEFORE or first in _HYPHENATED_AFTER or self._are_words(last, first)

    def _are_words(self, left: str, right: str) -> bool:
        words = min(len(left), len(right)) >= _WHOLE_WORD and {left, right} <= self._seen
        return words and right not in _ENDINGS

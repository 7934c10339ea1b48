"""Numbers in words and figures."""

from __future__ import annotations

__all__ = ["MULTIPLIERS", "NUMBER_WORDS", "ORDINALS", "number_of", "whole_number"]

_UNITS = (
    "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen "
    "seventeen eighteen nineteen"
)
_TENS = "twenty thirty forty fifty sixty seventy eighty ninety"
_ORDINALS = (
    "first second third fourth fifth sixth seventh eighth ninth tenth eleventh twelfth thirteenth fourteenth "
    "fifteenth sixteenth seventeenth eighteenth nineteenth twentieth"
)
MULTIPLIERS = {
    "dozen": 12, "hundred": 100, "thousand": 1_000, "lakh": 100_000, "lakhs": 100_000, "million": 1_000_000,
    "crore": 10_000_000, "crores": 10_000_000, "billion": 1_000_000_000,
}  # fmt: skip
"""Words behind a number that multiply it."""
_SMALL = {word: number for number, word in enumerate(_UNITS.split())} | {
    word: 10 * number for number, word in enumerate(_TENS.split(), start=2)
}

_ENDINGS = {1: "st", 2: "nd", 3: "rd"} | dict.fromkeys((11, 12, 13), "th")
ORDINALS = {word: number for number, word in enumerate(_ORDINALS.split(), start=1)} | {
    f"{n}{_ENDINGS.get(n, _ENDINGS.get(n % 10, 'th'))}": n for n in range(1, 32)
}
"""Ordinals with their numbers: as words up to twentieth, in digits up to 31st."""

_MAX_FIGURES = 12
"""Figures of the longest number that is read."""
NUMBER_WORDS = frozenset((*_SMALL, *MULTIPLIERS))
"""Words that numbers are spelt with."""


def number_of(spelt: str) -> int | None:
    """Return the whole number that words spell out, or None.

    >>> number_of("twenty-one"), number_of("two hundred and five"), number_of("some")
    (21, 205, None)
    """
    total = current = 0
    seen = False
    for word in spelt.lower().replace("-", " ").split():
        if word in _SMALL:
            current += _SMALL[word]
        elif word in MULTIPLIERS:
            current = max(1, current) * MULTIPLIERS[word]
            if MULTIPLIERS[word] >= 1_000:
                total, current = total + current, 0
        elif word != "and":
            return None
        seen = seen or word != "and"
    return total + current if seen else None


def whole_number(token: str) -> int | None:
    """Return the whole number that a token has in figures or words, or None.

    >>> whole_number("1,200"), whole_number("twelve"), whole_number("1.5")
    (1200, 12, None)
    """
    figures = token.replace(",", "")
    return int(figures) if figures.isdecimal() and len(figures) <= _MAX_FIGURES else number_of(token)

"""Closed-class words of English, by kind. The lexicon matches them alongside the labels of the ontology."""

from __future__ import annotations

__all__ = [
    "BE",
    "CLOSED_CLASS",
    "COUNTRIES",
    "LAW_ENFORCEMENT",
    "LOCATION_PREPOSITIONS",
    "NUMBER_WORDS",
    "ORDINALS",
    "TRANSIT_PREPOSITIONS",
    "number_of",
    "words",
]


def words(text: str) -> frozenset[str]:
    """Split a text into a set of words, to keep word lists readable.

    >>> sorted(words("in on"))
    ['in', 'on']
    """
    return frozenset(text.split())


BE = words("is are was were be been being")
"""Forms of "to be", which make a passive."""

COUNTRIES = "countries|states|nations|republics"
"""Nouns for countries, as alternatives of a pattern."""

LOCATION_PREPOSITIONS = words("in within inside throughout across near at on along aboard around onto")
"""Prepositions of location."""

TRANSIT_PREPOSITIONS = words("through via")
"""Prepositions of transit."""

CLOSED_CLASS: dict[str, frozenset[str]] = {
    "prep": LOCATION_PREPOSITIONS
    | TRANSIT_PREPOSITIONS
    | words("from to into toward towards of for by with under against between among as about per during"),
    "conj": words("and or and/or nor"),
    "contrast": words(
        "but while whereas although though however yet nevertheless nonetheless despite unlike whilst"
    ),
    "subordinate": words("after before until when if because since once"),
    "aux": words(
        "is are was were be been being has have had having do does did can could may might must would "
        "shall cannot remain remains remained become becomes became"
    ),
    "neg": words(
        "not no never none nothing zero 0 neither nor without cannot nobody didn't doesn't don't hasn't "
        "haven't isn't aren't wasn't weren't"
    )
    | {"instead of"},
    "rel": words("who whom whose which that where"),
    "pronoun": words("it they them its their others some these those many most he she"),
    "comma": words(","),
    "bracket": words("( )"),
    "colon": words(":"),
}
"""Kinds of function words. A word may have two kinds: "nor" is a conjunction and a negation."""

_UNITS = (
    "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen "
    "seventeen eighteen nineteen"
)
_TENS = "twenty thirty forty fifty sixty seventy eighty ninety"
_ORDINALS = "first second third fourth fifth sixth seventh eighth ninth tenth eleventh twelfth"
_MULTIPLIERS = {
    "dozen": 12, "hundred": 100, "thousand": 1_000, "million": 1_000_000, "billion": 1_000_000_000
}  # fmt: skip
_SMALL = {word: number for number, word in enumerate(_UNITS.split())} | {
    word: 10 * number for number, word in enumerate(_TENS.split(), start=2)
}

ORDINALS = {word: number for number, word in enumerate(_ORDINALS.split(), start=1)}
"""Ordinal words up to twelfth, with their numbers."""

NUMBER_WORDS = frozenset((*_SMALL, *_MULTIPLIERS))
"""Words that numbers are spelt with."""
CLOSED_CLASS["number"] = NUMBER_WORDS


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
        elif word in _MULTIPLIERS:
            current = max(1, current) * _MULTIPLIERS[word]
            if _MULTIPLIERS[word] >= 1_000:
                total, current = total + current, 0
        elif word != "and":
            return None
        seen = seen or word != "and"
    return total + current if seen else None


LAW_ENFORCEMENT = words("investigation prosecution conviction sentencing")
"""Measures that become action against complicity where officials are tried."""

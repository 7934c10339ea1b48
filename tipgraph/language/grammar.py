"""The closed-class words of English: those that no vocabulary adds to.

Each kind maps to its words; the lexicon matches them beside the ontology's labels.
"""

from __future__ import annotations

__all__ = ["ADVERBIAL_HEDGES", "CLOSED_CLASS", "LOCATION", "ORDINALS", "PASSAGE", "number_of"]

LOCATION = frozenset("in within inside throughout across near at on along aboard around onto".split())
"""Prepositions of a place where something happens."""

PASSAGE = frozenset({"through", "via"})
"""Prepositions of a place passed through."""

ADVERBIAL_HEDGES = frozenset({"possibly", "potentially", "perhaps", "probably", "presumably"})
"""Hedges that weaken the one item they stand before; all others weaken their clause."""

CLOSED_CLASS: dict[str, tuple[str, ...]] = {
    "prep": (
        *sorted(LOCATION),
        *sorted(PASSAGE),
        "from",
        "to",
        "into",
        "toward",
        "towards",
        "of",
        "for",
        "by",
        "with",
        "under",
        "against",
        "between",
        "among",
        "as",
        "about",
        "per",
    ),  # fmt: skip
    "conj": ("and", "or", "and/or", "nor"),
    "contrast": (
        "but",
        "while",
        "whereas",
        "although",
        "though",
        "however",
        "yet",
        "nevertheless",
        "nonetheless",
        "despite",
        "unlike",
        "whilst",
    ),  # fmt: skip
    "subordinate": ("after", "before", "until", "when", "if", "because", "since", "once"),
    "aux": (
        "is",
        "are",
        "was",
        "were",
        "be",
        "been",
        "being",
        "has",
        "have",
        "had",
        "having",
        "do",
        "does",
        "did",
        "can",
        "could",
        "may",
        "might",
        "must",
        "would",
        "shall",
        "cannot",
        "remain",
        "remains",
        "remained",
        "become",
        "becomes",
        "became",
    ),  # fmt: skip
    "neg": (
        "not",
        "no",
        "never",
        "none",
        "neither",
        "nor",
        "without",
        "cannot",
        "nobody",
        "didn't",
        "doesn't",
        "don't",
        "hasn't",
        "haven't",
        "isn't",
        "aren't",
        "wasn't",
        "weren't",
    ),  # fmt: skip
    "rel": ("who", "whom", "whose", "which", "that", "where"),
    "pronoun": (
        "it",
        "they",
        "them",
        "its",
        "their",
        "others",
        "some",
        "these",
        "those",
        "many",
        "most",
        "he",
        "she",
    ),  # fmt: skip
    "comma": (",",),
    "bracket": ("(", ")"),
    "colon": (":",),
}

_UNITS = ("zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen "
          "seventeen eighteen nineteen").split()  # fmt: skip
_TENS = "twenty thirty forty fifty sixty seventy eighty ninety".split()
ORDINALS = {
    word: number
    for number, word in enumerate(
        "first second third fourth fifth sixth seventh eighth ninth tenth eleventh twelfth".split(), start=1
    )
}
"""Ordinal words up to twelfth."""

_SMALL = {word: number for number, word in enumerate(_UNITS)} | {
    word: 10 * number for number, word in enumerate(_TENS, start=2)
}
_MULTIPLIERS = {"hundred": 100, "thousand": 1_000, "million": 1_000_000, "billion": 1_000_000_000}


def number_of(words: str) -> int | None:
    """Return the whole number that words spell, or None.

    >>> number_of("twenty-one"), number_of("two hundred and five"), number_of("some")
    (21, 205, None)
    """
    total = current = 0
    seen = False
    for word in words.lower().replace("-", " ").split():
        if word in _SMALL:
            current += _SMALL[word]
        elif word in _MULTIPLIERS:
            current = max(1, current) * _MULTIPLIERS[word]
            if word != "hundred":
                total, current = total + current, 0
        elif word != "and":
            return None
        seen = seen or word != "and"
    return total + current if seen else None

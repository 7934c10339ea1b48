"""How messages spell: names that are like what a user wrote, and one or many of a thing."""

from __future__ import annotations

from collections.abc import Iterable
from difflib import get_close_matches

__all__ = ["counted", "did_you_mean"]

_NAMED = 4
"""How many names a remedy has at most."""


def did_you_mean(word: str, known: Iterable[str], otherwise: str) -> str:
    """Return a remedy that names what is spelt like a word; of spellings in several cases, the first.

    >>> did_you_mean("minning", ["mining", "Mining", "fishing"], "see the list")
    'did you mean mining?'
    >>> did_you_mean("xyz", ["mining"], "see the list")
    'see the list'
    """
    spelt: dict[str, str] = {}
    for name in known:
        spelt.setdefault(name.casefold(), name)
    close = get_close_matches(word.casefold(), list(spelt), n=_NAMED)
    return f"did you mean {', '.join(spelt[name] for name in close)}?" if close else otherwise


def counted(number: int, noun: str) -> str:
    """Return a number of things, with the noun in the plural unless there is one.

    >>> counted(1, "document"), counted(2014, "document")
    ('1 document', '2,014 documents')
    """
    return f"{number:,} {noun}{'' if number == 1 else 's'}"

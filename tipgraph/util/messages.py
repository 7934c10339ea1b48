"""Parts of messages: suggestions for misspelt names, and counts with their noun."""

from __future__ import annotations

from collections.abc import Iterable
from difflib import get_close_matches

__all__ = ["counted", "did_you_mean"]

_MOST = 4
"""The most names that a suggestion lists."""


def did_you_mean(word: str, known: Iterable[str], otherwise: str) -> str:
    """Return a suggestion of the known names closest to ``word``, or ``otherwise`` if none is close.

    Case is ignored; of names that differ only in case, the first is suggested.

    >>> did_you_mean("minning", ["mining", "Mining", "fishing"], "see the list")
    'did you mean mining?'
    >>> did_you_mean("xyz", ["mining"], "see the list")
    'see the list'
    """
    names: dict[str, str] = {}
    for name in known:
        names.setdefault(name.casefold(), name)
    close = get_close_matches(word.casefold(), list(names), n=_MOST)
    return f"did you mean {', '.join(names[name] for name in close)}?" if close else otherwise


def counted(number: int, noun: str) -> str:
    """Return a number with its noun, in the plural unless the number is 1.

    >>> counted(1, "document"), counted(2014, "document")
    ('1 document', '2,014 documents')
    """
    return f"{number:,} {noun}{'' if number == 1 else 's'}"

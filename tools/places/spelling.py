"""Spellings that follow from a name by rule, so that tables do not list them."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable

__all__ = ["key", "plain", "plurals", "short_name", "variants"]

_LETTERS = str.maketrans(
    {"ø": "o", "Ø": "O", "ı": "i", "ł": "l", "Ł": "L", "đ": "d", "Đ": "D", "æ": "ae", "ß": "ss"}
)
_KIND = re.compile(
    r" (?:Autonomous Community|Chartered Community|County|Department|Division|District|Governorate|Krai|Okrug"
    r"|Oblast|Province|Region|Metropolitan)$"
)
_FLAT = str.maketrans({"-": " ", "’": "'", "‘": "'", "–": " "})


def key(label: str) -> str:
    """Return a key that is equal for labels that match the same words.

    >>> key("Guinea-Bissau") == key("Guinea Bissau")
    True
    """
    return label.lower().translate(_FLAT)


def plain(name: str) -> str:
    """Return a name without accents.

    >>> plain("São Tomé")
    'Sao Tome'
    """
    parts = unicodedata.normalize("NFKD", name.translate(_LETTERS))
    return "".join(c for c in parts if not unicodedata.combining(c))


def short_name(name: str) -> str:
    """Return a province's name without the kind of province.

    >>> short_name("Durrës County")
    'Durrës'
    """
    return _KIND.sub("", name)


def variants(names: Iterable[str]) -> tuple[str, ...]:
    """Return other spellings of names that are not among them: no accents, ``&``, ``St.``.

    >>> variants(["Saint Lucia"]), variants(["Antigua and Barbuda"]), variants(["Réunion"])
    (('St. Lucia', 'St Lucia'), ('Antigua & Barbuda',), ('Reunion',))
    """
    given = tuple(names)
    seen = {key(name) for name in given}
    found: list[str] = []
    for name in given:
        for spelling in _spellings(name):
            if key(spelling) not in seen:
                seen.add(key(spelling))
                found.append(spelling)
    return tuple(found)


def _spellings(name: str) -> Iterable[str]:
    for saint in ("Saint", "St.", "St"):
        holy = name.replace("Saint", saint)
        for joined in (holy, holy.replace(" and ", " & ")):
            yield joined
            yield plain(joined)


def plurals(words: Iterable[str]) -> tuple[str, ...]:
    """Write out ``Angolan(s)`` as singular and plural, with their spellings.

    >>> plurals(["Angolan(s)", "Thai(s)", "Malagasy"])
    ('Angolan', 'Angolans', 'Thai', 'Thais', 'Malagasy')
    """
    forms = [form for word in words for form in _number(word)]
    return (*forms, *variants(forms))


def _number(word: str) -> tuple[str, ...]:
    stem = word.removesuffix("(s)")
    return (stem,) if stem == word else (stem, stem + "s")

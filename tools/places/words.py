"""The scheme, code and labels of a place, as statements."""

from __future__ import annotations

from tools.places.tables import Labels
from tools.places.turtle import Statement, english, text

__all__ = ["identity", "words"]


def identity(code: str) -> tuple[Statement, ...]:
    """Return the scheme and the code of a place."""
    return (("skos:inScheme", ["scheme:place"]), ("skos:notation", [text(code)]))


def words(own: Labels) -> tuple[Statement, ...]:
    """Return the labels of a place."""
    return (
        ("skos:prefLabel", [english(own.preferred)]),
        ("skos:altLabel", [english(label) for label in own.alternative]),
        ("skos:hiddenLabel", [english(label) for label in own.hidden]),
        ("tg:demonym", [english(label) for label in own.demonyms]),
    )

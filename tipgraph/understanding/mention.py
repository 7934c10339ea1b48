"""A mention: words of a text that express a concept or a closed-class function."""

from __future__ import annotations

from functools import partial
from typing import NamedTuple

__all__ = ["TRANSPARENT_KINDS", "Mention", "mention_of"]

TRANSPARENT_KINDS = frozenset(
    [
        "action",
        "anti-trafficking",
        "armed-group",
        "at-times",
        "calendar",
        "implementation-verb",
        "comparison",
        "count-unit",
        "critic",
        "enactment",
        "instrument",
        "cooperation",
        "false-promise",
        "not-a-measure",
        "not-a-place",
        "number",
        "prescription",
        "receiving",
        "recruitment",
        "reliance",
        "reintegration",
        "reporting-verb",
        "trafficking",
        "waiver",
    ]
)
"""Kinds that only colour a clause: they never stand between two words that belong together."""


class Mention(NamedTuple):
    """Words between two offsets, and what they express.

    Mentions sort by their start, so ``(start,)`` finds by bisection the first that starts there or later.
    ``kind`` is a scheme of the ontology (``sector``), a cue (``perpetrator``), ``demonym``, or a
    closed class (``prep``); ``code`` the concept's notation or the closed-class word; ``form`` tells
    nouns (``noun``) from the forms of verbs (``base present past gerund``).
    """

    start: int
    end: int
    kind: str
    code: str
    form: str


mention_of = partial(tuple.__new__, Mention)
"""Makes a mention of the tuple of its fields: at half the cost, since a report has thousands."""

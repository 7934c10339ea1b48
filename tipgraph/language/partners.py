"""Partners abroad: "cooperated with Italy", "worked with Thai police"."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator, Sequence

from tipgraph.language.grammar import words
from tipgraph.language.mention import Mention

__all__ = ["PARTNERSHIP", "with_partners"]

PARTNERSHIP = "international-cooperation"
"""The measure's code."""
_NEXT = 10
"""Code points between a mention and the next: room for an article or an adverb, and no more."""
_FEW = 6
"""Mentions that a partner is named in: "with police and prosecutors from Italy"."""
_NEAR = 30
"""Code points between the first of several demonyms and their noun."""
_JOINED = words("conj comma demonym")
_OFFICES = words("official officer country-noun")
_BEFORE = _OFFICES | words("prep conj pronoun quantity measure")
"""What may stand before the place: "with the authorities of Italy"."""


def with_partners(mentions: Sequence[Mention], country: str) -> list[Mention]:
    """Return mentions, in order, with a measure for each time that somebody works with another country.

    ``country`` is the code of the report's own, which is no partner.

    >>> cue = Mention(7, 22, "joint-work", "joint-work", "past")
    >>> [m.code for m in with_partners([cue, Mention(23, 28, "place", "ITA", "noun")], "GTM")]
    ['joint-work', 'international-cooperation', 'ITA']
    """
    made = list(_made(mentions, country))
    return sorted([*mentions, *made], key=lambda m: m.start) if made else list(mentions)


def _made(mentions: Sequence[Mention], country: str) -> Iterator[Mention]:
    for cue in mentions:
        if cue.kind == "joint-work":
            first = bisect_left(mentions, (cue.end,))
            partner = _partner(cue, mentions[first : first + _FEW])
            if partner is not None and partner.code != country:
                yield Mention(cue.start, partner.end, "measure", PARTNERSHIP, cue.form)


def _partner(cue: Mention, following: Sequence[Mention]) -> Mention | None:
    """Return the place, or the people by it, that a cue and "with" lead to."""
    if following and following[0].kind == "prep" and following[0].code != "with":
        return None  # "cooperated in Italy"
    end = cue.end
    for at, mention in enumerate(following):
        if mention.start - end > _NEXT:
            return None
        if mention.kind == "place":
            return mention
        if mention.kind == "demonym":
            return mention if _are_officials(mention, following[at + 1 :]) else None
        if mention.kind not in _BEFORE:
            return None
        end = max(end, mention.end)
    return None


def _are_officials(demonym: Mention, following: Sequence[Mention]) -> bool:
    """Of "Thai police" and "Thai and Lao police", but not of "Thai victims"."""
    head = next((m for m in following if m.kind not in _JOINED), None)
    return head is not None and head.kind in _OFFICES and head.start - demonym.end <= _NEAR

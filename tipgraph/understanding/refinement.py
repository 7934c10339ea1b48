"""Refines the mentions of a narrative before it is split into clauses.

It resolves place names with several meanings, adds cooperation with other countries as a measure, and
adds verbs that no label matches.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections import Counter
from collections.abc import Container, Iterable, Iterator, Mapping, Sequence
from typing import NamedTuple

from tipgraph.model.vocabulary import Concept, Vocabulary
from tipgraph.understanding.grammar import COUNTRIES, words
from tipgraph.understanding.inflect import PAST
from tipgraph.understanding.mention import TRANSPARENT_KINDS, Mention

__all__ = ["PARTNERSHIP", "Disambiguated", "disambiguate", "with_partners", "with_verbs"]

_COUNTRIES = re.compile(rf"\s*(?:{COUNTRIES}|region|subregion|neighbors)\b")


class Disambiguated(NamedTuple):
    """Mentions with one meaning for each place name, and the names that remain ambiguous."""

    mentions: list[Mention]
    ambiguous: tuple[str, ...] = ()


def disambiguate(
    mentions: Sequence[Mention], text: str, country: str, vocabulary: Vocabulary
) -> Disambiguated:
    """Keep one meaning of each place name, and none of a name that remains ambiguous.

    Before "countries", the region is meant. Otherwise the order is: the report country, a place that the
    sentence names in full, one that the text names in full, a neighbor of the report country, and the usual
    meaning in the vocabulary.
    """
    readings: dict[int, list[Mention]] = {}
    for mention in mentions:
        if mention.kind in ("place", "demonym"):
            readings.setdefault(mention.start, []).append(mention)
    shared = {start: found for start, found in readings.items() if len(found) > 1}
    if not shared:
        return Disambiguated(list(mentions))
    clear = {start: found[0].code for start, found in readings.items() if len({m.code for m in found}) == 1}
    named = Counter(clear.values())
    chosen = {
        start: _choose(found, text, country, vocabulary["place"], (_near(found[0], clear, text), named))
        for start, found in shared.items()
    }
    kept = [m for m in mentions if m.kind not in ("place", "demonym") or chosen.get(m.start, m) is m]
    open_ones = {text[found[0].start : found[0].end] for start, found in shared.items() if not chosen[start]}
    return Disambiguated(kept, tuple(sorted(open_ones)))


def _near(mention: Mention, clear: Mapping[int, str], text: str) -> Counter[str]:
    """Count the places that are named in the sentence of a mention, roughly: between full stops."""
    end = text.find(". ", mention.end)
    stretch = range(text.rfind(". ", 0, mention.start), end if end >= 0 else len(text))
    return Counter(code for start, code in clear.items() if start in stretch)


def _choose(
    readings: Sequence[Mention],
    text: str,
    country: str,
    places: Mapping[str, Concept],
    named: Iterable[Counter[str]],
) -> Mention | None:
    """Choose a reading; ``named`` counts the places that are named beside it, the nearest first."""
    if len({m.code for m in readings}) == 1:
        return readings[0]
    regions = [m for m in readings if _is_region(places, m.code)]
    if regions and (
        _COUNTRIES.match(text, readings[0].end) or country != next(iter(_others(readings, regions)))
    ):
        return regions[0]
    neighbors = set(places[country].all("neighbor")) if country in places else set()
    preferred: list[Container[str]] = [
        {country},
        *named,
        {m.code for m in readings if places[m.code].iri in neighbors},
    ]
    for codes in preferred:
        fitting = [m for m in readings if m.code in codes]
        if len({m.code for m in fitting}) == 1:
            return fitting[0]
    form = text[readings[0].start : readings[0].end]
    return next((m for m in readings if form in places[m.code].all("usualDemonym")), None)


def _others(readings: Iterable[Mention], regions: Sequence[Mention]) -> list[str]:
    return [m.code for m in readings if m not in regions] or [""]


def _is_region(places: Mapping[str, Concept], code: str) -> bool:
    return code in places and any(kind.endswith("Region") for kind in places[code].types)


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
    """Add a measure for each cooperation with another country. Return all mentions in order.

    ``country`` is the code of the report country, which is no partner.

    >>> cue = Mention(7, 22, "cooperation", "cooperation", "past")
    >>> [m.code for m in with_partners([cue, Mention(23, 28, "place", "ITA", "noun")], "GTM")]
    ['cooperation', 'international-cooperation', 'ITA']
    """
    made = list(_made(mentions, country))
    return sorted([*mentions, *made], key=lambda m: m.start) if made else list(mentions)


def _made(mentions: Sequence[Mention], country: str) -> Iterator[Mention]:
    for cue in mentions:
        if cue.kind == "cooperation":
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


_OPENERS = words("and but or who which")
_COORDINATED = re.compile(
    r"""\s(?:[a-z]+ly\s)?(?P<verb>[a-z]+ed)\s
    (?:on|to|from|with|by|in|into|for|at|the|a|an|its|their|no|any|some|all|that|whether|when)\b""",
    re.VERBOSE,
)


def with_verbs(mentions: Sequence[Mention], text: str) -> list[Mention]:
    """Add unknown past tenses after a conjunction or "who". Return all mentions in order.

    >>> text, conjunction = "They wept and relied on us.", Mention(10, 13, "conj", "and", "noun")
    >>> [text[m.start : m.end] for m in with_verbs([conjunction], text)]
    ['and', 'relied']
    """
    after = (_COORDINATED.match(text, m.end) for m in mentions if m.code in _OPENERS)
    found = [match.span("verb") for match in after if match]
    if not found:
        return list(mentions)
    known = {m.start for m in mentions if m.kind not in TRANSPARENT_KINDS}
    unknown = [Mention(start, end, "verb", "verb", PAST) for start, end in found if start not in known]
    return sorted([*mentions, *unknown], key=lambda m: m.start) if unknown else list(mentions)

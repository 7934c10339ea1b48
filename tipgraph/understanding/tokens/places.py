"""Names of places: regions that share a word of their names, and names with several meanings.

"South and Southeast Asia" names two regions, one of them in part.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Container, Iterable, Iterator, Mapping, Sequence
from typing import NamedTuple

from tipgraph.model.vocabulary import Concept, Vocabulary
from tipgraph.understanding.tokens.mention import Mention

__all__ = ["A_COUNTRY", "COUNTRIES", "Disambiguated", "RegionNames", "disambiguate"]


COUNTRIES = "countries|states|nations|republics"
"""Nouns for countries, as alternatives of a pattern."""
A_COUNTRY = re.compile(r" (?:country|state|nation|republic)\b")
"""A noun for one country, behind its region: "the Central American country"."""

_JOINING = ("and ", "or ", ", ", "/ ", "other ")
_COUNTRIES = re.compile(rf" (?:{COUNTRIES})$")


class RegionNames:
    """Completes names of regions that share their last word with the next one."""

    def __init__(self, places: Iterable[Concept]) -> None:
        self._codes: dict[tuple[str, str], str] = {}
        for place in places:
            if any(kind.endswith("Region") for kind in place.types):
                for label in (*place.names, *place.demonyms):
                    first, _, last = label.lower().replace("-", " ").rpartition(" ")
                    if first:
                        self._codes[first, last] = place.code
        self._heads = frozenset(head for _, head in self._codes)
        firsts = sorted({first for first, _ in self._codes}, key=len, reverse=True)
        pattern = "|".join(map(re.escape, firsts)) or r"(?!)"
        self._before = re.compile(rf"\b({pattern})(?:,? (?:and|or)|,|/) (?:other )?$")

    def complete(self, mentions: Sequence[Mention], flat: str) -> list[Mention]:
        """Return the mentions with those of regions named in part, by start, the longest first."""
        named = [m for m in mentions if m.kind in ("place", "demonym")]
        partial = [found for mention in named for found in self._partial(mention, flat)]
        if not partial:
            return list(mentions)
        taken = {m.end for m in named}
        named_too = [m for m in partial if m.end not in taken]
        return sorted([*mentions, *named_too], key=lambda m: (m.start, -m.end))

    def _partial(self, full: Mention, flat: str) -> Iterator[Mention]:
        if not flat.endswith(_JOINING, 0, full.start):
            return
        head = _COUNTRIES.sub("", flat[full.start : full.end]).rpartition(" ")[2]
        at = full.start
        while head in self._heads and (match := self._before.search(flat, max(0, at - 40), at)):
            code = self._codes.get((match.group(1), head))
            if code is None:
                return
            at = match.start(1)
            yield full._replace(start=at, end=match.end(1), code=code)


_BEHIND_REGIONS = re.compile(rf"\s*(?:{COUNTRIES}|region|subregion|neighbors)\b")


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
    is_own = any(m.code == country for m in readings)
    if not is_own or _BEHIND_REGIONS.match(text, readings[0].end):
        for reading in readings:
            if any(kind.endswith("Region") for kind in places[reading.code].types):
                return reading
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

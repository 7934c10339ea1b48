"""Place names with several possible meanings."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Container, Iterable, Mapping, Sequence
from typing import NamedTuple

from tipgraph.model.vocabulary import Concept, Vocabulary
from tipgraph.understanding.tokens.mention import Mention
from tipgraph.understanding.tokens.regions import COUNTRIES

__all__ = ["Disambiguated", "disambiguate"]

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

"""Names that several places share: "Congolese", "Korean", "Central African"."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence

from tipgraph.language.mention import Mention
from tipgraph.vocabulary import Concept, Vocabulary

__all__ = ["settle"]

_COUNTRIES = re.compile(r"\s*(?:countries|states|nations|republics|region|subregion|neighbors)\b")


def settle(mentions: Sequence[Mention], text: str, country: str, vocabulary: Vocabulary) -> list[Mention]:
    """Keep one reading of each place name; a name that nothing settles keeps its usual one.

    A region is meant before "countries"; else the report country, a place that the text names in
    full elsewhere, a neighbour of the report country, in this order.
    """
    readings: dict[int, list[Mention]] = {}
    for mention in mentions:
        if mention.kind in ("place", "demonym"):
            readings.setdefault(mention.start, []).append(mention)
    shared = {start: found for start, found in readings.items() if len(found) > 1}
    if not shared:
        return list(mentions)
    named = Counter(found[0].code for found in readings.values() if len({m.code for m in found}) == 1)
    chosen = {
        start: _choose(found, text, country, vocabulary["place"], named) for start, found in shared.items()
    }
    return [m for m in mentions if m.kind not in ("place", "demonym") or chosen.get(m.start, m) is m]


def _choose(
    readings: Sequence[Mention], text: str, country: str, places: Mapping[str, Concept], named: Counter[str]
) -> Mention:
    if len({m.code for m in readings}) == 1:
        return readings[0]
    regions = [m for m in readings if _is_region(places, m.code)]
    if regions and (
        _COUNTRIES.match(text, readings[0].end) or country != next(iter(_others(readings, regions)))
    ):
        return regions[0]
    neighbors = set(places[country].all("neighbor")) if country in places else set()
    for test in (
        lambda m: m.code == country,
        lambda m: named[m.code] > 0,
        lambda m: places[m.code].iri in neighbors,
    ):
        fitting = [m for m in readings if test(m)]
        if len({m.code for m in fitting}) == 1:
            return fitting[0]
    form = text[readings[0].start : readings[0].end]
    return min(readings, key=lambda m: (form not in places[m.code].all("usualDemonym"), m.code))


def _others(readings: Iterable[Mention], regions: Sequence[Mention]) -> list[str]:
    return [m.code for m in readings if m not in regions] or [""]


def _is_region(places: Mapping[str, Concept], code: str) -> bool:
    return code in places and any(kind.endswith("Region") for kind in places[code].types)

"""Names that several places share: "Congolese", "Korean", "Central African"."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import groupby

from tipgraph.language.mention import Mention
from tipgraph.vocabulary import Concept, Vocabulary

__all__ = ["settle"]

_COUNTRIES = re.compile(r"\s*(?:countries|states|nations|republics|region|subregion|neighbors)\b")


def settle(mentions: Sequence[Mention], text: str, country: str, vocabulary: Vocabulary) -> list[Mention]:
    """Keep one reading of each place name; a name that nothing settles keeps its usual one.

    A region is meant before "countries"; else the report country, a place that the text names in
    full elsewhere, a neighbour of the report country, in this order.
    """
    settled: list[Mention] = []
    named: Counter[str] | None = None
    for _, group in groupby(mentions, key=lambda m: (m.start, m.kind in ("place", "demonym"))):
        readings = list(group)
        if len({m.code for m in readings}) > 1 and readings[0].kind in ("place", "demonym"):
            named = named or Counter(_unambiguous(mentions))
            readings = [_choose(readings, text, country, vocabulary["place"], named)]
        settled += readings[:1] if readings[0].kind in ("place", "demonym") else readings
    return settled


def _unambiguous(mentions: Sequence[Mention]) -> Iterator[str]:
    for _, group in groupby((m for m in mentions if m.kind in ("place", "demonym")), key=lambda m: m.start):
        codes = {m.code for m in group}
        if len(codes) == 1:
            yield codes.pop()


def _choose(
    readings: Sequence[Mention], text: str, country: str, places: Mapping[str, Concept], named: Counter[str]
) -> Mention:
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

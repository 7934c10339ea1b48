"""A small archive, made up: reports of two years on three countries, one of them in two copies.

It has what queries must distinguish: stated and denied, asserted and possible, not mentioned and not read,
two copies and two reports.
"""

from __future__ import annotations

from collections.abc import Iterable
from functools import cache

from pyoxigraph import Quad, Store

from tests.drafts import Saying, count, draft, exploitation, measure, role, route, says, sector, tier, victims
from tipgraph.model.claims import Extraction
from tipgraph.model.documents import Narrative
from tipgraph.rdf.emit import quads
from tipgraph.rdf.reference import reference

__all__ = ["EXTRACTIONS", "NARRATIVES", "store"]

_GUATEMALA_2014: tuple[Saying, ...] = (
    says("Guatemala is a [source and transit country].", role("source"), role("transit")),
    says(
        "[Girls are exploited in bars in Mexico, some taken through Belize].",
        route("GTM", "MEX", via=("BLZ",), victims=("girls",), exploitation=("sex-trafficking",),
              sectors=("hospitality",)),
        victims("girls"), exploitation("sex-trafficking"), sector("hospitality"),
    ),
    says(
        "[Men may be forced to pick fruit in the United States].",
        route("GTM", "USA", certainty="possible", victims=("men",), exploitation=("forced-labor",),
              sectors=("agriculture",)),
        victims("men", certainty="possible"), exploitation("forced-labor"), sector("agriculture"),
    ),
    says("[Hondurans cross Guatemala].", route("HND", "GTM", route_kind="migration")),
    says("The country is on [Tier 2].", tier("2", 2014)),
    says("[Nobody was convicted, against nine in 2012].", measure("conviction", "not-done")),
    says("There were [nine convictions in 2012].", count("conviction", 9, period=2012)),
    says("[The law was passed].", measure("legislation", "done")),
    says("[No decree was issued].", measure("legislation", "not-done")),
    says("[Shelters are few].", measure("victim-services", "insufficient", victims=("girls",))),
    says("[A plan is being drafted].", measure("action-plan", "planned")),
    says("It should [open a hotline].", measure("hotline", "recommended")),
    says("It should [train judges].", measure("training", "recommended")),
    says("It should [adopt the plan].", measure("action-plan", "recommended")),
)  # fmt: skip

_GUATEMALA_2015: tuple[Saying, ...] = (
    says("Guatemala is a [source country].", role("source")),
    says(
        "[Girls and women are exploited in Mexico].",
        route("GTM", "MEX", victims=("girls", "women"), exploitation=("sex-trafficking",)),
        victims("girls"), victims("women"), exploitation("sex-trafficking"),
    ),
    says("[Men pick fruit in Canada under force].", route(
        "GTM", "CAN", victims=("men",), exploitation=("forced-labor",), sectors=("agriculture",)
    ), victims("men"), exploitation("forced-labor"), sector("agriculture")),
    says("The country was [downgraded to Tier 2 Watch List].", tier("2WL", 2015, change="downgraded")),
    says("[Four people were convicted in 2014].", measure("conviction", "done"),
         count("conviction", 4, period=2014)),
    says("[Judges were trained].", measure("training", "done")),
    says("[The plan was not adopted].", measure("action-plan", "not-done")),
    says("It should [open shelters].", measure("victim-services", "recommended")),
)  # fmt: skip

_MEXICO_2014: tuple[Saying, ...] = (
    says("Mexico is a [destination].", role("destination")),
    says("[Guatemalan girls are exploited].", route("GTM", "MEX", victims=("girls",)), victims("girls")),
    says("[Cubans may be exploited in farms].", route(
        "CUB", "MEX", certainty="possible", sectors=("agriculture",)
    ), sector("agriculture")),
    says("Mexico stays on [Tier 2].", tier("2", 2014, change="remained")),
    says("[No official was convicted].", measure("conviction", "not-done")),
    says("[Twelve traffickers were convicted].", count("conviction", 12)),
)  # fmt: skip

_CUBA_2014: tuple[Saying, ...] = (
    says("Cuba is a [source] and perhaps a [transit country].", role("source"),
         role("transit", certainty="possible")),
    says("[Nurses are exploited in Kuwait and elsewhere in the Gulf].", route("CUB", "KWT"),
         route("CUB", "gulf-states")),
    says("[A hotline exists].", measure("hotline", "done")),
)  # fmt: skip

_DRAFTS: list[tuple[Narrative, Extraction]] = [
    draft("GTM", "2014", *_GUATEMALA_2014),
    draft("GTM", "2014", *_GUATEMALA_2014, identifier="a-copy"),
    draft("GTM", "2015", *_GUATEMALA_2015),
    draft("MEX", "2014", *_MEXICO_2014),
    draft("CUB", "2014", *_CUBA_2014, publication="factbook"),
]

NARRATIVES = [narrative for narrative, _ in _DRAFTS]
EXTRACTIONS = [extraction for _, extraction in _DRAFTS]


@cache
def _reference() -> tuple[Quad, ...]:
    return tuple(reference())


def store(
    extractions: Iterable[Extraction] = EXTRACTIONS, texts: Iterable[str | None] = (None,) * 9
) -> Store:
    """Return a store with the extractions, vocabularies and places."""
    made = Store()
    made.bulk_extend(_reference())
    for extraction, text in zip(extractions, texts, strict=False):
        made.bulk_extend(quads(extraction, text))
    return made

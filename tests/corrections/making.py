"""Corrections, and the extraction of a small text to apply them to."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

from tipgraph.corrections import Correction
from tipgraph.model.claims import (
    Claim,
    CountClaim,
    Evidence,
    Extraction,
    RouteClaim,
    TierClaim,
    VictimGroupClaim,
)
from tipgraph.model.documents import Document, Narrative, Report

__all__ = ["QATAR", "TEXT", "correct", "extraction", "route", "words"]

TEXT = (
    "Kenyan women are exploited in Qatar and Oman. Kenyan men work in Oman. Kenyan women are at risk. "
    "Courts convicted 12 traffickers. Kenya was placed on Tier 2."
)
QATAR = "Kenyan women are exploited in Qatar and Oman"


def words(quote: str, text: str = TEXT) -> tuple[Evidence, ...]:
    start = text.index(quote)
    return (Evidence.of(text, start, start + len(quote)),)


def route(destination: str, **fields: Any) -> RouteClaim:
    given = {"evidence": words(QATAR), "rules": ("route.test",), "victims": ("women",), **fields}
    return RouteClaim(origin="KEN", destination=destination, **given)


def extraction(*claims: Claim, text: str = TEXT) -> Extraction:
    """Return the extraction of the text: two routes, a group in two places, a count and a tier."""
    women = VictimGroupClaim(
        code="women", evidence=(*words(QATAR), *words("Kenyan women are at risk")), rules=("group.test",)
    )
    count = CountClaim(
        type="conviction",
        count=Decimal(12),
        unit="persons",
        evidence=words("Courts convicted 12 traffickers"),
        rules=("count.test",),
    )
    tier = TierClaim(tier="2", evidence=words("Tier 2"), rules=("tier.test",))
    made = claims or (route("OMN"), route("QAT"), women, count, tier)
    document = Document("kenya", Report("notes", "2020", "KEN"), Narrative.digest(text))
    return Extraction(document, tuple(sorted(made, key=lambda claim: claim.identity)))


def correct(verdict: str, destination: str = "QAT", **values: Any) -> Correction:
    """Return a correction of the route to a destination, with other values where they are given."""
    given: dict[str, Any] = {
        "document": "kenya",
        "quote": QATAR,
        "kind": "route",
        "fields": {"origin": "KEN", "destination": destination},
        **values,
    }
    return Correction(verdict=verdict, **given)

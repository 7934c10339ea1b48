"""A small narrative in our own words with its claims, for the tests of graphs."""

from __future__ import annotations

from decimal import Decimal

from tipgraph.model.claims import (
    Claim,
    CountClaim,
    Evidence,
    ExploitationClaim,
    Extraction,
    MeasureClaim,
    RoleClaim,
    RouteClaim,
    SectorClaim,
    TierClaim,
    VictimGroupClaim,
)
from tipgraph.model.documents import Document, Narrative, PageStart, Report, Section

__all__ = ["TEXT", "small_extraction"]

TEXT = (
    "Angola is a source country. Angolan boys are made to mine in Namibia and in neighboring countries. "
    "The government stayed on Tier 2 for the second year. Courts convicted 12 traffickers in 2013. "
    "It should open a shelter."
)


def _evidence(quote: str) -> tuple[Evidence, ...]:
    start = TEXT.index(quote)
    return (Evidence.of(TEXT, start, start + len(quote)),)


_BOYS = _evidence("Angolan boys are made to mine in Namibia and in neighboring countries")
_COURTS = _evidence("Courts convicted 12 traffickers in 2013")

_CLAIMS: tuple[Claim, ...] = (
    CountClaim(
        evidence=_COURTS, rules=("count",), type="conviction", count=Decimal(12), unit="persons", period=2013
    ),
    ExploitationClaim(evidence=_BOYS, rules=("label",), code="forced-labor"),
    MeasureClaim(evidence=_COURTS, rules=("verb",), type="conviction", status="done"),
    MeasureClaim(
        evidence=_evidence("should open a shelter"),
        rules=("advice",),
        operators=("should",),
        type="victim-services",
        status="recommended",
    ),
    RoleClaim(evidence=_evidence("source country"), rules=("label",), role="source"),
    RouteClaim(
        evidence=_BOYS,
        rules=("exploited-in",),
        origin="AGO",
        destination="NAM",
        victims=("boys",),
        exploitation=("forced-labor",),
        sectors=("mining",),
    ),
    RouteClaim(evidence=_BOYS, rules=("exploited-in",), origin="AGO", destination="neighboring-countries"),
    SectorClaim(evidence=_BOYS, rules=("label",), code="mining"),
    TierClaim(
        evidence=_evidence("stayed on Tier 2 for the second year"),
        rules=("tier",),
        tier="2",
        tier_year=2014,
        change="remained",
        consecutive_years=2,
    ),
    VictimGroupClaim(evidence=_BOYS, rules=("label",), code="boys"),
)


def small_extraction(*, bare: bool = True) -> Extraction:
    """Return a reading with a claim of every kind; ``bare=False`` gives its document sections and pages."""
    document = Document(
        identifier="angola-2014",
        report=Report("tip", "2014", "AGO"),
        sha256=Narrative.digest(TEXT),
        title="Angola (Tier 2)",
        url="https://example.org/tip/2014/angola",
        issued="2014-06-20",
        sections=()
        if bare
        else (Section("profile", "Profile", 0, 100), Section("tier", "Tier", 100, len(TEXT))),
        pages=() if bare else (PageStart(0, "71"), PageStart(150, "72")),
    )
    return Extraction(document, _CLAIMS)

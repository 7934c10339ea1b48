"""Narratives with their claims, written by hand in a line or two each: a sentence and what it says.

The words between brackets are the evidence.

>>> sentence = says("[Boys from Angola] mine in Namibia.", route("AGO", "NAM", victims=("boys",)))
>>> narrative, reading = draft("AGO", "2014", sentence)
>>> narrative.text, reading.claims[0].evidence[0].quote
('Boys from Angola mine in Namibia.', 'Boys from Angola')
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

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
from tipgraph.model.documents import Document, Narrative, Report, Section

__all__ = [
    "Saying",
    "count",
    "draft",
    "exploitation",
    "measure",
    "role",
    "route",
    "says",
    "sector",
    "tier",
    "victims",
]

Unfounded = Callable[[tuple[Evidence, ...]], Claim]
"""A claim without its evidence."""


@dataclass(frozen=True)
class Saying:
    """A sentence, the words in it that count, and what they claim."""

    text: str
    spans: tuple[tuple[int, int], ...]
    claims: tuple[Unfounded, ...]


def says(marked: str, *claims: Unfounded) -> Saying:
    """Return a sentence whose words in brackets are the evidence of its claims."""
    spans, text, last = [], "", 0
    for found in re.finditer(r"\[(.*?)\]", marked):
        text += marked[last : found.start()]
        spans.append((len(text), len(text) + len(found[1])))
        text += found[1]
        last = found.end()
    return Saying(text + marked[last:], tuple(spans), claims)


def draft(
    country: str,
    edition: str,
    *sayings: Saying,
    publication: str = "tip",
    identifier: str | None = None,
    section: str | None = None,
) -> tuple[Narrative, Extraction]:
    """Return the narrative that the sentences make, and its reading."""
    text, claims = "", []
    for saying in sayings:
        start = len(text) + 1 if text else 0
        text = f"{text} {saying.text}" if text else saying.text
        claims.append([(start + a, start + b) for a, b in saying.spans])
    founded = [
        claim(tuple(Evidence.of(text, *span) for span in spans))
        for saying, spans in zip(sayings, claims, strict=True)
        for claim in saying.claims
    ]
    report = Report(publication, edition, country, section)
    name = identifier or f"{publication}-{edition}-{country.lower()}"
    sections = (Section(report.part, "", 0, len(text)),) if report.part else ()
    document = Document(name, report, Narrative.digest(text), sections=sections)
    ordered = sorted(founded, key=lambda claim: claim.identity)
    return Narrative(document, text), Extraction(document, tuple(ordered))


def _claim(kind: type[Claim], values: dict[str, Any]) -> Unfounded:
    values.setdefault("rules", (f"{kind.kind}/hand",))
    return lambda evidence: kind(evidence=evidence, **values)


def role(code: str, **more: Any) -> Unfounded:
    """Return a role of the report country."""
    return _claim(RoleClaim, {"role": code, **more})


def route(origin: str, destination: str, **more: Any) -> Unfounded:
    """Return a route; give ``victims``, ``via`` and the rest by name."""
    return _claim(RouteClaim, {"origin": origin, "destination": destination, **more})


def victims(code: str, **more: Any) -> Unfounded:
    """Return a group of victims."""
    return _claim(VictimGroupClaim, {"code": code, **more})


def exploitation(code: str, **more: Any) -> Unfounded:
    """Return a kind of exploitation."""
    return _claim(ExploitationClaim, {"code": code, **more})


def sector(code: str, **more: Any) -> Unfounded:
    """Return a sector."""
    return _claim(SectorClaim, {"code": code, **more})


def tier(code: str, year: int | None = None, **more: Any) -> Unfounded:
    """Return a placement on a tier."""
    return _claim(TierClaim, {"tier": code, "tier_year": year, **more})


def measure(code: str, status: str, **more: Any) -> Unfounded:
    """Return a measure and its status."""
    return _claim(MeasureClaim, {"type": code, "status": status, **more})


def count(
    code: str, number: int | str, unit: str = "persons", period: int | None = None, **more: Any
) -> Unfounded:
    """Return a result in numbers."""
    return _claim(
        CountClaim, {"type": code, "count": Decimal(number), "unit": unit, "period": period, **more}
    )

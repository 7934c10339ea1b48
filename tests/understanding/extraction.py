"""From a sentence to its claims."""

from __future__ import annotations

from collections.abc import Iterable
from functools import cache
from typing import TypeVar

from tipgraph.model.claims import Claim, CountClaim, MeasureClaim, RouteClaim, TierClaim
from tipgraph.model.documents import Document, Narrative, Report, Section
from tipgraph.model.merging import merged
from tipgraph.understanding import Extractor

__all__ = [
    "claims",
    "codes",
    "counts",
    "measures",
    "narrative",
    "only",
    "routes",
    "rules",
    "shared_extractor",
    "statements",
    "tier",
]

C = TypeVar("C", bound=Claim)


@cache
def shared_extractor() -> Extractor:
    """Return the one extractor of all tests."""
    return Extractor.load()


def narrative(
    country: str,
    text: str,
    *,
    publication: str = "tip",
    edition: str = "2015",
    sections: tuple[Section, ...] = (),
) -> Narrative:
    """Return a narrative on a country."""
    report = Report(publication, edition, country)
    return Narrative(Document("test", report, Narrative.digest(text), sections=sections), text)


def claims(country: str, text: str, *, publication: str = "tip", edition: str = "2015") -> tuple[Claim, ...]:
    """Return the claims of a text on a country: one for all statements on a thing."""
    return merged(statements(country, text, publication=publication, edition=edition))


@cache
def statements(
    country: str, text: str, *, publication: str = "tip", edition: str = "2015"
) -> tuple[Claim, ...]:
    """Return the claims of a text on a country, each with the clause of its predicate."""
    work = narrative(country, text, publication=publication, edition=edition)
    return shared_extractor().read(work).claims


def only(kind: type[C], country: str, text: str, **report: str) -> list[C]:
    """Return the claims of one kind."""
    return [claim for claim in claims(country, text, **report) if isinstance(claim, kind)]


def codes(kind: str, country: str, text: str) -> set[str]:
    """Return the codes of the claims of a kind that has one code: role, victim-group, sector…"""
    return {claim.key[0] for claim in claims(country, text) if claim.kind == kind}


def routes(country: str, text: str) -> dict[str, RouteClaim]:
    """Return the routes of a text by their ends: ``AGO>NAM``."""
    return {f"{route.origin}>{route.destination}": route for route in only(RouteClaim, country, text)}


def measures(country: str, text: str) -> set[str]:
    """Return the measures of a text with their status: ``conviction/done``."""
    return {f"{claim.type}/{claim.status}" for claim in only(MeasureClaim, country, text)}


def counts(country: str, text: str) -> set[str]:
    """Return the counts of a text: ``conviction/12/persons/2014``, without a year ``…/persons``."""
    found = only(CountClaim, country, text)
    return {"/".join(claim.key).removesuffix("/undated") for claim in found}


def tier(country: str, text: str, **report: str) -> dict[str, object]:
    """Return what a text states of the tier placement, without its year."""
    fields = ("tier", "compliance", "efforts", "change", "waiver", "consecutive_years")
    found = only(TierClaim, country, text, **report)
    return {name: value for claim in found for name in fields if (value := getattr(claim, name)) is not None}


def rules(found: Iterable[Claim]) -> set[str]:
    """Return the names of the rules that made some claims."""
    return {rule for claim in found for rule in claim.rules}

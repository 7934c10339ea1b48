"""Hypothesis strategies for the values of the model: reports, documents, claims and extractions.

Everything is in the form that the extractors give: evidence cut out of a text, tuples sorted and
without repetition, one claim for each kind and key.

What does not depend on a text is made once: Hypothesis looks into each new strategy, which takes half of the
time of an example.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from decimal import Decimal
from functools import cache
from itertools import pairwise
from string import ascii_lowercase
from typing import Any

from hypothesis import strategies as st

from tipgraph.model.claims import (
    Claim,
    CountClaim,
    Evidence,
    ExploitationClaim,
    Extraction,
    MeasureClaim,
    Review,
    RoleClaim,
    RouteClaim,
    SectorClaim,
    Statement,
    TierClaim,
    VictimGroupClaim,
    newest_reviews,
)
from tipgraph.model.documents import Document, Narrative, PageStart, Report, Section
from tipgraph.model.iris import NEIGHBORS

__all__ = ["claims", "documents", "evidence", "extractions", "narratives", "reports", "routes", "texts"]

COUNTRIES = ("AGO", "ALB", "CUB", "FRA", "GTM", "HTI", "MDG", "MEX", "MUS", "NAM", "NPL", "XKX")
PLACES = (*COUNTRIES, "europe", "gulf-states", "middle-east", NEIGHBORS)
VICTIMS = ("adults", "boys", "children", "girls", "men", "migrants", "women")
EXPLOITATION = ("debt-bondage", "domestic-servitude", "forced-begging", "forced-labor", "sex-trafficking")
SECTORS = ("agriculture", "construction", "domestic-work", "fishing", "mining")
MEASURES = (
    "action-plan",
    "conviction",
    "funding",
    "investigation",
    "prosecution",
    "training",
    "victim-services",
)
STATUSES = ("done", "insufficient", "not-done", "planned", "recommended")
SECTIONS = ("profile", "tier", "prosecution", "protection", "prevention", "recommendations", "other")

characters = st.characters(exclude_categories=["Cs"])
"""Every character that a text can hold: all but the halves of surrogate pairs."""

words = st.text(ascii_lowercase, min_size=1, max_size=8)
rule_names = st.builds("{}/{}".format, words, words)
texts = st.text(characters, min_size=40, max_size=400) | st.lists(words, min_size=20, max_size=60).map(
    " ".join
)
"""Texts long enough to cut evidence from, odd ones and plain ones."""


@cache
def _subset(codes: tuple[str, ...]) -> st.SearchStrategy[tuple[str, ...]]:
    return st.sets(st.sampled_from(codes), max_size=3).map(lambda chosen: tuple(sorted(chosen)))


@cache
def _optional(codes: tuple[str, ...]) -> st.SearchStrategy[str | None]:
    return st.none() | st.sampled_from(codes)


years = st.integers(2001, 2026)
editions = years.map(str) | st.dates(date(2001, 1, 1), date(2026, 12, 31)).map(date.isoformat)
publications = st.sampled_from(("tip", "factbook")) | st.text(
    st.characters(exclude_categories=["Cs", "Cc"]), min_size=1, max_size=12
)


@cache
def reports() -> st.SearchStrategy[Report]:
    """Reports on a few countries, of known and of invented publications."""
    return st.builds(
        Report,
        publication=publications,
        edition=editions,
        country=st.sampled_from(COUNTRIES),
        section=st.none() | words,
    )


_kinds_of_section = st.sampled_from(SECTIONS)


@st.composite
def _sections(draw: st.DrawFn, length: int) -> tuple[Section, ...]:
    cuts = sorted(draw(st.sets(st.integers(0, length), max_size=4)))
    return tuple(Section(draw(_kinds_of_section), draw(words), start, end) for start, end in pairwise(cuts))


def _pages(length: int) -> st.SearchStrategy[tuple[PageStart, ...]]:
    starts = st.sets(st.integers(1, length), max_size=3)
    return starts.map(
        lambda found: tuple(PageStart(at, str(200 + n)) for n, at in enumerate((0, *sorted(found))))
    )


_identifiers = st.text(characters, min_size=1, max_size=12)
_titles = st.none() | st.text(characters, max_size=20)
_urls = st.none() | words.map("https://example.org/{}".format)
_days = st.none() | st.dates(date(2001, 1, 1)).map(date.isoformat)


@st.composite
def documents(draw: st.DrawFn, text: str = "", *, bare: bool = False) -> Document:
    """Documents of a text; ``bare`` ones have no sections and pages, which graphs keep only in evidence."""
    return Document(
        identifier=draw(_identifiers),
        report=draw(reports()),
        sha256=Narrative.digest(text),
        title=draw(_titles),
        url=draw(_urls),
        issued=draw(_days),
        sections=() if bare else draw(_sections(len(text))),
        pages=() if bare or not text else draw(_pages(len(text))),
    )


@st.composite
def narratives(draw: st.DrawFn) -> Narrative:
    """Documents together with their texts."""
    text = draw(texts)
    return Narrative(draw(documents(text)), text)


@st.composite
def _piece(draw: st.DrawFn, text: str) -> Evidence:
    start = draw(st.integers(0, len(text) - 1))
    return Evidence.of(text, start, draw(st.integers(start + 1, min(len(text), start + 300))))


def _clause(text: str) -> st.SearchStrategy[tuple[Evidence, ...]]:
    return _piece(text).map(lambda piece: (piece,))


def evidence(text: str) -> st.SearchStrategy[tuple[Evidence, ...]]:
    """One to three pieces of evidence out of a text, sorted."""
    return st.sets(_piece(text), min_size=1, max_size=3).map(lambda pieces: tuple(sorted(pieces)))


_reviews = st.builds(
    Review,
    by=st.sampled_from(("anonymous", "kim", "0000-0002-1825-0097")),
    verdict=st.sampled_from(("accept", "add", "replace")),
    at=st.just("") | st.dates(date(2020, 1, 1), date(2030, 12, 31)).map(date.isoformat),
    reason=st.text(characters, max_size=20),
)

_IN_EVERY_CLAIM: dict[str, st.SearchStrategy[Any]] = {
    "operators": st.sampled_from(((), ("did not",), ("failed to", "may"))),
    "rules": st.sets(rule_names, min_size=1, max_size=2).map(lambda names: tuple(sorted(names))),
    "certainty": st.sampled_from(("asserted", "possible")),
    "reviews": st.just(()) | st.lists(_reviews, max_size=2).map(newest_reviews),
    "replaces": st.sampled_from(((), ("https://example.org/claim/1", "https://example.org/claim/2"))),
}


def _claim(
    kind: Callable[..., Claim], text: str, **fields: st.SearchStrategy[Any]
) -> st.SearchStrategy[Claim]:
    return st.builds(kind, **{"evidence": evidence(text), **_IN_EVERY_CLAIM, **fields})


def _statement(
    kind: Callable[..., Claim], text: str, **fields: st.SearchStrategy[Any]
) -> st.SearchStrategy[Claim]:
    found = _claim(kind, text, evidence=_clause(text), context=st.just(()) | _clause(text), **fields)
    return found.filter(_has_other_context)


def _has_other_context(claim: Claim) -> bool:
    return isinstance(claim, Statement) and claim.context != claim.evidence


def routes(text: str) -> st.SearchStrategy[Claim]:
    """Routes between two different places."""
    return _statement(
        RouteClaim,
        text,
        origin=st.sampled_from(PLACES[::2]),
        destination=st.sampled_from(PLACES[1::2]),
        via=_subset(PLACES),
        route_kind=st.sampled_from(("trafficking", "migration")),
        victims=_subset(VICTIMS),
        exploitation=_subset(EXPLOITATION),
        sectors=_subset(SECTORS),
    )


def _tiers(text: str) -> st.SearchStrategy[Claim]:
    return _claim(
        TierClaim,
        text,
        tier=_optional(("1", "2", "3")),
        tier_year=st.none() | years,
        compliance=_optional(("fully-meets", "does-not-fully-meet")),
        efforts=_optional(("significant", "not-significant")),
        change=_optional(("upgraded", "downgraded", "remained")),
        waiver=st.none() | st.booleans(),
        consecutive_years=st.none() | st.integers(1, 20),
    )


def _counts(text: str) -> st.SearchStrategy[Claim]:
    return _statement(
        CountClaim,
        text,
        type=st.sampled_from(MEASURES),
        count=st.decimals(0, 10**9, places=2).map(Decimal.normalize) | st.integers(0, 10**6).map(Decimal),
        unit=st.sampled_from(("cases", "persons", "victims", "currency")),
        period=st.none() | years,
    )


def claims(text: str) -> st.SearchStrategy[Claim]:
    """Claims of every kind, with evidence out of ``text``."""
    measures = {
        "type": st.sampled_from(MEASURES),
        "status": st.sampled_from(STATUSES),
        "victims": _subset(VICTIMS),
        "exploitation": _subset(EXPLOITATION),
        "sectors": _subset(SECTORS),
        "partners": _subset(PLACES),
        "period": st.none() | years,
    }
    return st.one_of(
        _claim(RoleClaim, text, role=st.sampled_from(("source", "transit", "destination", "internal"))),
        routes(text),
        _claim(VictimGroupClaim, text, code=st.sampled_from(VICTIMS)),
        _claim(ExploitationClaim, text, code=st.sampled_from(EXPLOITATION)),
        _claim(SectorClaim, text, code=st.sampled_from(SECTORS)),
        _tiers(text),
        _statement(MeasureClaim, text, **measures),
        _counts(text),
    )


@st.composite
def extractions(draw: st.DrawFn, *, bare: bool = False) -> Extraction:
    """Extractions with up to eight claims, sorted, one for each identity."""
    text = draw(texts)
    found = draw(st.lists(claims(text), max_size=8, unique_by=lambda claim: claim.identity))
    return Extraction(
        draw(documents(text, bare=bare)), tuple(sorted(found, key=lambda claim: claim.identity))
    )

"""A country's tier by year: as a small picture, and as values for tables."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from tipgraph.claims import TierClaim
from tipgraph.namespaces import claim_iri, concept_iri
from tipgraph.pages.archive import Copy
from tipgraph.pages.site import Link, Site

__all__ = ["Dot", "Tier", "Timeline", "tiers", "timeline"]

_STEPS = ("1", "2", "2WL", "3", "special-case")
_COLUMN, _ROW, _LEFT, _TOP = 34, 22, 84, 14


@dataclass(frozen=True, slots=True, order=True)
class Tier:
    """A tier stated for a year, and the claim that states it."""

    year: int
    code: str
    claim: str


@dataclass(frozen=True, slots=True)
class Dot:
    """A tier in the picture, which leads to its claim."""

    x: int
    y: int
    year: int
    link: Link


@dataclass(frozen=True, slots=True)
class Timeline:
    """The picture: its size, the rows' names and heights, the years, the dots and the line through them."""

    width: int
    height: int
    rows: tuple[tuple[str, int], ...]
    years: tuple[tuple[int, int], ...]
    dots: tuple[Dot, ...]
    line: str


def tiers(copies: Iterable[Copy]) -> list[Tier]:
    """Return the tiers that documents state, sorted by the year that they are stated for.

    Where several claims state the same, the first by its IRI stands for them.
    """
    found: dict[tuple[int, str], str] = {}
    for iri, reading in copies:
        for claim in reading.claims:
            if isinstance(claim, TierClaim) and claim.tier is not None:
                year = claim.tier_year or reading.document.report.year
                made = claim_iri(iri, claim)
                found[year, claim.tier] = min(made, found.get((year, claim.tier), made))
    return sorted(Tier(year, code, claim) for (year, code), claim in found.items())


def timeline(site: Site, stated: list[Tier]) -> Timeline | None:
    """Return the picture of tiers by year; None where no tier of the vocabulary is stated."""
    known = [tier for tier in stated if tier.code in _STEPS]
    if not known:
        return None
    first, last = known[0].year, known[-1].year
    codes = [code for code in _STEPS if code in {"1", "2", "2WL", "3", *(tier.code for tier in known)}]
    rows = {code: _TOP + _ROW * at for at, code in enumerate(codes)}
    dots = tuple(_dot(site, tier, _LEFT + _COLUMN * (tier.year - first), rows[tier.code]) for tier in known)
    names = {code: site.link(_iri(code)).label for code in codes}
    return Timeline(
        width=_LEFT + _COLUMN * (last - first) + _COLUMN,
        height=_TOP + _ROW * len(codes) + 8,
        rows=tuple((_short(names[code]), y) for code, y in rows.items()),
        years=tuple((year, _LEFT + _COLUMN * (year - first)) for year in range(first, last + 1)),
        dots=dots,
        line=_line(dots),
    )


def _iri(code: str) -> str:
    return concept_iri("tier", code)


def _short(label: str) -> str:
    return label.replace(" Watch List", " WL")


def _dot(site: Site, tier: Tier, x: int, y: int) -> Dot:
    label = site.link(_iri(tier.code)).label
    return Dot(x, y, tier.year, Link(f"{tier.year}: {label}", site.href(tier.claim), tier.claim))


def _line(dots: Iterable[Dot]) -> str:
    """Return the way from dot to dot; it is broken where a year between has none."""
    steps, before = [], None
    for dot in dots:
        joined = before is not None and dot.year - before.year <= 1
        steps.append(f"{'L' if joined else 'M'}{dot.x} {dot.y}")
        before = dot
    return "".join(steps)

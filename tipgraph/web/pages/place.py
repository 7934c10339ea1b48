"""The pages of countries and regions. Claims on a country stand by year: a timeline of tiers, and grids."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from tipgraph.model.claims import (
    Claim,
    ExploitationClaim,
    MeasureClaim,
    RoleClaim,
    SectorClaim,
    TierClaim,
    VictimGroupClaim,
)
from tipgraph.model.iris import claim_iri, concept_iri, report_iri
from tipgraph.rdf.terms import code_of
from tipgraph.web.pages.archive import Copy, Report, Resource
from tipgraph.web.pages.maps import route_map
from tipgraph.web.pages.routes import route_rows
from tipgraph.web.pages.site import Crumb, Head, Link, Site

__all__ = ["Tier", "country_page", "region_page", "tiers", "timeline"]

MARKS = {
    "stated": "●",
    "possible": "○",
    "done": "✓",
    "insufficient": "◐",
    "not-done": "✗",
    "planned": "▷",
    "recommended": "!",
}
"""The signs in a grid. Each has a label and is explained in a legend."""

_ORDER = list(MARKS)
_TITLES = {
    "role": "Roles",
    "victim-group": "Victims",
    "exploitation": "Exploitation",
    "sector": "Sectors",
    "measure": "Measures",
}


@dataclass(frozen=True, slots=True)
class Mark:
    """A sign for what the reports of a year state about a code, with a link to the claim."""

    sign: str
    meaning: str
    href: str | None


@dataclass(frozen=True, slots=True)
class Row:
    """The marks of a code by year."""

    concept: Link
    cells: dict[int, list[Mark]]


@dataclass(frozen=True, slots=True)
class Grid:
    """A grid of one kind of claim."""

    kind: str
    title: str
    years: tuple[int, ...]
    rows: tuple[Row, ...]

    @property
    def meanings(self) -> list[tuple[str, str]]:
        """The signs in the grid, each with its meaning."""
        used = {mark.meaning for row in self.rows for cell in row.cells.values() for mark in cell}
        return [(MARKS[meaning], meaning) for meaning in _ORDER if meaning in used]


def _grids(site: Site, copies: Iterable[Copy]) -> list[Grid]:
    """Return a grid for each kind of claim that has a single code, if there are claims of this kind."""
    found: dict[str, dict[str, dict[int, dict[str, str]]]] = {
        kind: defaultdict(lambda: defaultdict(dict)) for kind in _TITLES
    }
    years = set()
    for iri, extraction in copies:
        year = extraction.document.report.year
        years.add(year)
        for claim in extraction.claims:
            for concept, meaning in _meanings(claim):
                found[claim.kind][concept][year].setdefault(meaning, claim_iri(iri, claim))
    columns = tuple(sorted(years))
    return [
        Grid(kind, _TITLES[kind], columns, tuple(_rows(site, codes)))
        for kind, codes in found.items()
        if codes
    ]


def _meanings(claim: Claim) -> Iterator[tuple[str, str]]:
    """Yield the concept of a claim and the meaning of its mark; nothing for claims without a single code."""
    certainty = "possible" if claim.certainty == "possible" else "stated"
    if isinstance(claim, RoleClaim):
        yield concept_iri("role", claim.role), certainty
    elif isinstance(claim, VictimGroupClaim | ExploitationClaim | SectorClaim):
        yield concept_iri(claim.kind, claim.code), certainty
    elif isinstance(claim, MeasureClaim):
        yield concept_iri("measure", claim.type), claim.status if claim.status in MARKS else certainty


def _rows(site: Site, codes: dict[str, dict[int, dict[str, str]]]) -> Iterator[Row]:
    links = sorted((site.link(iri) for iri in codes), key=lambda link: link.label.casefold())
    for link in links:
        cells = {year: _marks(site, claims) for year, claims in codes[link.iri].items()}
        yield Row(link, cells)


def _marks(site: Site, claims: dict[str, str]) -> list[Mark]:
    # A code that is asserted once in a year is not also shown as possible.
    shown = [
        meaning
        for meaning in _ORDER
        if meaning in claims and not (meaning == "possible" and "stated" in claims)
    ]
    return [Mark(MARKS[meaning], meaning, site.href(claims[meaning])) for meaning in shown]


_STEPS = ("1", "2", "2WL", "3", "special-case")
_COLUMN, _ROW, _LEFT, _TOP = 34, 22, 84, 14


@dataclass(frozen=True, slots=True, order=True)
class Tier:
    """A tier that is stated for a year, and the IRI of the claim."""

    year: int
    code: str
    claim: str


@dataclass(frozen=True, slots=True)
class Dot:
    """A tier in the picture, with a link to its claim."""

    x: int
    y: int
    year: int
    link: Link


@dataclass(frozen=True, slots=True)
class Timeline:
    """The picture of tiers: its size, rows with their heights, years, dots and the line through them."""

    width: int
    height: int
    rows: tuple[tuple[str, int], ...]
    years: tuple[tuple[int, int], ...]
    dots: tuple[Dot, ...]
    line: str


def tiers(copies: Iterable[Copy]) -> list[Tier]:
    """Return the stated tiers, sorted by the year for which they are stated.

    Of several claims with the same tier and year, the first IRI is used.
    """
    found: dict[tuple[int, str], str] = {}
    for iri, extraction in copies:
        for claim in extraction.claims:
            if isinstance(claim, TierClaim) and claim.tier is not None:
                year = claim.tier_year or extraction.document.report.year
                made = claim_iri(iri, claim)
                found[year, claim.tier] = min(made, found.get((year, claim.tier), made))
    return sorted(Tier(year, code, claim) for (year, code), claim in found.items())


def timeline(site: Site, stated: list[Tier]) -> Timeline | None:
    """Return the picture of tiers by year, or None if no known tier is stated."""
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
    """Return the path from dot to dot. It has a gap if a year between them has no dot."""
    steps, before = [], None
    for dot in dots:
        joined = before is not None and dot.year - before.year <= 1
        steps.append(f"{'L' if joined else 'M'}{dot.x} {dot.y}")
        before = dot
    return "".join(steps)


_CODES = {
    "skos:notation": "Code",
    "tg:iso2": "ISO 3166-1 alpha-2",
    "tg:m49": "UN M49",
    "tg:fips": "FIPS 10-4",
    "tg:cow": "Correlates of War",
    "tg:validUntil": "Existed until",
}
_RELATED = {
    "skos:broader": "Lies in",
    "tg:neighbor": "Neighbors",
    "tg:dependencyOf": "Belongs to",
    "tg:successor": "Succeeded by",
}
_ELSEWHERE = {
    "www.wikidata.org": "Wikidata",
    "sws.geonames.org": "GeoNames",
    "publications.europa.eu": "EU country list",
}


@dataclass(frozen=True, slots=True)
class Membership:
    """The membership of a country in a region; ``part`` is its fragment."""

    part: str
    region: Link
    since: str
    until: str


@dataclass(frozen=True, slots=True)
class PlaceFacts:
    """The facts about a place; ``neighboring_countries`` links to its neighbors as one place."""

    label: str
    iri: str
    definition: str
    names: tuple[str, ...]
    demonyms: tuple[str, ...]
    capital: str
    codes: tuple[tuple[str, str], ...]
    related: tuple[tuple[str, tuple[Link, ...]], ...]
    elsewhere: tuple[tuple[str, Link], ...]
    memberships: tuple[Membership, ...]
    neighboring_countries: Link | None
    parts: tuple[Link, ...]


def place_facts(site: Site, resource: Resource) -> PlaceFacts:
    """Return the names, codes and relations of a country or region."""
    thesaurus = site.archive.thesaurus
    neighboring_countries = f"{resource.iri}/neighbors"
    below = [each for each in thesaurus.narrower(resource.iri) if _is_part(each)]
    return PlaceFacts(
        label=resource.label,
        iri=resource.iri,
        definition=resource.one("skos:definition"),
        names=tuple(resource.all("skos:altLabel")),
        demonyms=tuple(resource.all("tg:demonym")),
        capital=next((thesaurus.label(each) for each in resource.all("tg:capital")), ""),
        codes=tuple((name, value) for term, name in _CODES.items() if (value := resource.one(term))),
        related=tuple(_related(site, resource)),
        elsewhere=tuple(_elsewhere(site, resource)),
        memberships=tuple(_memberships(site, resource)),
        neighboring_countries=site.link(neighboring_countries)
        if neighboring_countries in thesaurus
        else None,
        parts=tuple(site.link(each.iri) for each in below),
    )


def _is_part(resource: Resource) -> bool:
    return resource.has_type("tg:Settlement") or resource.has_type("tg:Subdivision")


def _related(site: Site, resource: Resource) -> Iterator[tuple[str, tuple[Link, ...]]]:
    for term, name in _RELATED.items():
        if values := resource.all(term):
            yield name, _sorted(site.link(value) for value in values)


def _sorted(links: Iterable[Link]) -> tuple[Link, ...]:
    return tuple(sorted(links, key=lambda link: link.label.casefold()))


def _elsewhere(site: Site, resource: Resource) -> Iterator[tuple[str, Link]]:
    for term in ("skos:exactMatch", "skos:closeMatch"):
        for value in resource.all(term):
            name = next((name for host, name in _ELSEWHERE.items() if f"//{host}/" in value), "Same place")
            yield name, Link(value, site.href(value), value)


def _memberships(site: Site, resource: Resource) -> Iterator[Membership]:
    for each in site.archive.thesaurus.below(resource.iri):
        if each.has_type("tg:Membership"):
            region = site.link(each.one("tg:region"))
            part = each.iri.removeprefix(f"{resource.iri}/")
            yield Membership(part, region, each.one("tg:from"), each.one("tg:until"))


def country_page(site: Site, iri: str, copies: Sequence[Copy]) -> str:
    """Return the page of a country; ``copies`` are the documents of all its reports."""
    resource = site.archive.thesaurus[iri]
    stated = tiers(copies)
    about = f"{resource.label} in reports on trafficking in persons: tiers, roles, routes, measures."
    return _place_page(
        site,
        "country.html",
        site.head(resource, [Crumb("Countries", "countries")], about),
        reports=[_row(site, report, copies) for report in site.archive.by_country.get(iri, [])],
        timeline=timeline(site, stated),
        grids=_grids(site, copies),
    )


def _place_page(site: Site, template: str, head: Head, **values: Any) -> str:
    """Return a page with what countries and regions share: facts, and routes as tables and on a map."""
    code = code_of(head.iri)
    out, into = (route_rows(site, code, outward=outward) for outward in (True, False))
    return site.render(
        template,
        head,
        place=place_facts(site, site.archive.thesaurus[head.iri]),
        out=out,
        into=into,
        map=route_map(site, code, out, into),
        **values,
    )


def _row(site: Site, report: Report, copies: Iterable[Copy]) -> tuple[Report, Link, Link, list[Link]]:
    """Return a report, links to it and to its publication, and the tiers that it states."""
    own = [copy for copy in copies if report_iri(copy[1].document.report) == report.iri]
    found = []
    for tier in tiers(own):
        of_year = "" if tier.year == report.year else f" for {tier.year}"
        found.append(Link(site.link(_tier(tier)).label + of_year, site.href(tier.claim), tier.claim))
    name = report.edition + (f" · {report.section.replace('-', ' ')}" if report.section else "")
    link = Link(name, site.href(report.iri), report.iri)
    return report, link, site.link(report.publication), found


def _tier(tier: Tier) -> str:
    return concept_iri("tier", tier.code)


def region_page(site: Site, iri: str) -> str:
    """Return the page of a region."""
    resource = site.archive.thesaurus[iri]
    below = site.archive.thesaurus.narrower(iri)
    about = f"{resource.label} in reports on trafficking in persons."
    return _place_page(
        site,
        "region.html",
        site.head(resource, [Crumb("Regions", "regions")], about),
        regions=[site.link(each.iri) for each in below if each.has_type("tg:Region")],
        countries=[_country(site, each) for each in below if each.has_type("tg:Country")],
        former=[site.link(each.iri) for each in below if each.has_type("tg:HistoricCountry")],
    )


def _country(site: Site, resource: Resource) -> tuple[Link, int]:
    return site.link(resource.iri), len(site.archive.by_country.get(resource.iri, []))

"""The pages of places: a country with its reports and routes, a region with its countries and routes."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from tipgraph.model.iris import concept_iri
from tipgraph.rdf.terms import code_of
from tipgraph.web.pages.archive import Copy, Report
from tipgraph.web.pages.maps import route_map
from tipgraph.web.pages.routes import route_rows
from tipgraph.web.pages.site import Crumb, Head, Link, Site
from tipgraph.web.pages.thesaurus import Resource
from tipgraph.web.pages.timeline import Tier, grids, tiers, timeline

__all__ = ["country_page", "region_page"]

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
        reports=[_row(site, report, stated) for report in site.archive.by_country.get(iri, [])],
        timeline=timeline(site, stated),
        grids=grids(site, copies),
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


def _row(site: Site, report: Report, stated: Sequence[Tier]) -> tuple[Report, Link, Link, list[Link]]:
    """Return a report, links to it and to its publication, and the tiers stated for its year."""
    found = [
        Link(site.link(_tier(tier)).label, site.href(tier.claim), tier.claim)
        for tier in stated
        if tier.year == report.year
    ]
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

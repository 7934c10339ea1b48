"""What is known of a place: names, codes, where it lies and what lies in it, the same place elsewhere."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from tipgraph.pages.site import Link, Site
from tipgraph.pages.thesaurus import Resource

__all__ = ["Described", "described"]

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
    """That a country was part of a region, and when; ``part`` is its fragment."""

    part: str
    region: Link
    since: str
    until: str


@dataclass(frozen=True, slots=True)
class Described:
    """A place for templates; ``neighborhood`` is the fragment of the place that its neighbors are as one."""

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
    neighborhood: Link | None
    parts: tuple[Link, ...]


def described(site: Site, resource: Resource) -> Described:
    """Return what the places of the graph say of a country or region."""
    thesaurus = site.archive.thesaurus
    neighborhood = f"{resource.iri}/neighbors"
    below = [each for each in thesaurus.narrower(resource.iri) if _is_part(each)]
    return Described(
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
        neighborhood=site.link(neighborhood) if neighborhood in thesaurus else None,
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

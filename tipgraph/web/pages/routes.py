"""The routes into and out of a place as rows of a table, and the list of all routes."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from tipgraph.model.iris import BASE, concept_iri
from tipgraph.web.pages.site import Link, Site, list_head

__all__ = ["RouteRow", "route_rows", "routes_page"]


@dataclass(frozen=True, slots=True)
class RouteRow:
    """The other end of a route, with its details and links to its claims.

    ``reports`` is the number of reports that state the route. ``only_possible`` tells that none of them
    asserts it, ``migration`` that none calls it trafficking. ``route`` leads to all statements on it,
    ``links`` to victims, exploitation and sectors, ``years`` to a claim of each report.
    """

    code: str
    place: Link
    route: Link | None
    reports: int
    only_possible: bool
    migration: bool
    via: tuple[Link, ...]
    links: tuple[Link, ...]
    years: tuple[Link, ...]


def route_rows(site: Site, place: str, *, outward: bool) -> list[RouteRow]:
    """Return the routes out of or into a place by its code, sorted by the number of reports."""
    network = site.archive.network
    if place not in network:
        return []
    edges = network.out_edges(place, data=True) if outward else network.in_edges(place, data=True)
    rows = [_row(site, start, end, about, outward=outward) for start, end, about in edges]
    return sorted(rows, key=lambda row: (-row.reports, row.place.label.casefold(), row.code))


def _row(site: Site, start: str, end: str, about: Mapping[str, Any], *, outward: bool) -> RouteRow:
    code = end if outward else start
    route = site.archive.route(start, end)
    concepts = [
        *(concept_iri("victim-group", each) for each in about["victims"]),
        *(concept_iri("exploitation", each) for each in about["exploitation"]),
        *(concept_iri("sector", each) for each in about["sectors"]),
    ]
    return RouteRow(
        code=code,
        place=site.link(BASE + "place/" + code),
        route=site.link(route) if route else None,
        reports=about["weight"],
        only_possible=not about["asserting"],
        migration="trafficking" not in about["kinds"],
        via=tuple(site.link(BASE + "place/" + each) for each in about["via"]),
        links=tuple(map(site.link, concepts)),
        years=tuple(_years(site, about["claims"])),
    )


def _years(site: Site, claims: Iterable[str]) -> Iterator[Link]:
    """Yield a link to a claim of each report, labelled with the report's country and year."""
    seen: set[str] = set()
    dated = []
    for claim in claims:
        owner = site.archive.owner(claim)
        if owner is not None and owner[0].iri not in seen:
            seen.add(owner[0].iri)
            dated.append((owner[0].year, owner[0].country.rpartition("/")[2], claim))
    for year, country, claim in sorted(dated):
        yield Link(f"{country} {year}", site.href(claim), claim)


def routes_page(site: Site) -> str:
    """Return the page of all routes by origin, each with the number of reports that state it."""
    network = site.archive.network
    rows: dict[str, list[tuple[Link, int]]] = {}
    for iri, (origin, destination) in site.archive.route_ends.items():
        about = network.get_edge_data(*(end.removeprefix(f"{BASE}place/") for end in (origin, destination)))
        link = Link(site.label(destination), site.href(iri), iri)
        rows.setdefault(origin, []).append((link, about["weight"] if about else 0))
    origins = sorted(
        ((site.link(iri), found) for iri, found in rows.items()), key=lambda row: _by_label(row[0])
    )
    for _, found in origins:
        found.sort(key=lambda entry: (-entry[1], _by_label(entry[0])))
    head = list_head("Routes", "Routes that reports mention, by place of origin.")
    return site.render("routes.html", head, origins=origins, routes=len(site.archive.route_ends))


def _by_label(link: Link) -> str:
    return link.label.casefold()

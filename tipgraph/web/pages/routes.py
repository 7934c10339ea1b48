"""Routes: those of a place as rows of a table, the list of all, and the page of each with its statements."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from itertools import groupby
from typing import Any

from pyoxigraph import NamedNode, Quad

from tipgraph.analysis.routes import Support
from tipgraph.analysis.routes.loading import normalize_quote
from tipgraph.model.claims import RouteClaim
from tipgraph.model.iris import BASE, concept_iri
from tipgraph.rdf.restore import extraction_of
from tipgraph.rdf.terms import term
from tipgraph.web.pages.archive import Archive, Copy, Report
from tipgraph.web.pages.report import ShownClaim, report_title, shown_claim
from tipgraph.web.pages.site import FORMATS, Crumb, Head, Link, Site, list_head

__all__ = ["RouteRow", "route_page", "route_quads", "route_rows", "routes_page", "statements"]

_ON_ROUTE = term("tg:onRoute")
_FOLLOWED = {
    term(name)
    for name in ("tg:document", "tg:report", "tg:evidence", "tg:context", "tg:review", "oa:hasSelector")
}
"""The properties from a claim to what belongs to it."""


def route_quads(archive: Archive, route: str) -> list[Quad]:
    """Return what a graph says of a route: its description and, in their graphs, the claims on it.

    Claims come with their evidence, their documents and their reports, without the other claims of these.
    """
    return list(dict.fromkeys(_quads(archive, NamedNode(route))))


def _quads(archive: Archive, route: NamedNode) -> Iterator[Quad]:
    yield from archive.store.quads_for_pattern(route, None, None, None)
    for quad in archive.store.quads_for_pattern(None, _ON_ROUTE, route, None):
        if isinstance(quad.subject, NamedNode) and isinstance(quad.graph_name, NamedNode):
            yield from _described(archive, quad.subject, quad.graph_name)


def _described(archive: Archive, node: NamedNode, graph: NamedNode) -> Iterator[Quad]:
    """Yield the statements of a graph about a node and about what belongs to it."""
    for quad in archive.store.quads_for_pattern(node, None, None, graph):
        yield quad
        if quad.predicate in _FOLLOWED and isinstance(quad.object, NamedNode):
            yield from _described(archive, quad.object, graph)


def statements(archive: Archive, route: str) -> list[Copy]:
    """Return the documents with claims on a route, each with these claims only, the oldest report first."""
    by_graph: dict[str, list[Quad]] = {}
    for quad in route_quads(archive, route):
        by_graph.setdefault(str(getattr(quad.graph_name, "value", "")), []).append(quad)
    found = [
        Copy(document, extraction_of(document, by_graph[graph]))
        for report in archive.reports.values()
        for document in report.documents
        if (graph := f"{document}#graph") in by_graph
    ]
    return sorted(found, key=lambda copy: archive.reports[archive.documents[copy.iri]].order)


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


_SUPPORT = {
    Support.BOTH: "Reports on both ends state it",
    Support.SILENT: "Only reports on one end state it; a report on the other end of the same year does not "
    "mention it, which does not deny it",
    Support.UNREAD: "Only reports on one end state it; there is no report on the other end of these years",
    Support.OTHERS: "Only reports on other countries state it",
    Support.REGION: "One end is a region, which has no report",
}


@dataclass(frozen=True, slots=True)
class _Reported:
    """A report with its statements on the route, each with a link to its place on the report's page."""

    report: Link
    claims: tuple[tuple[str | None, ShownClaim], ...]


def route_page(site: Site, iri: str) -> str:
    """Return the page of a route."""
    ends = site.archive.route_ends[iri]
    title = site.label(iri)
    head = Head(
        title=title,
        path=site.path(iri),
        trail=(Crumb("Routes", "routes"), Crumb(title, "")),
        iri=iri,
        formats=FORMATS,
        description=f"What reports state about the route {title}, statement by statement.",
    )
    copies = statements(site.archive, iri)
    reports = _reports(site, copies)
    return site.render(
        "route.html",
        head,
        origin=site.link(ends[0]),
        destination=site.link(ends[1]),
        back=_back(site, ends),
        support=_support(site, ends),
        on=_countries(site, reports),
        years=[(year, list(_of_year(site, found, copies))) for year, found in _by_year(reports)],
    )


def _reports(site: Site, copies: Iterable[Copy]) -> list[Report]:
    iris = dict.fromkeys(site.archive.documents[copy.iri] for copy in copies)
    return [site.archive.reports[iri] for iri in iris]


def _back(site: Site, ends: tuple[str, str]) -> Link | None:
    """Return the route in the other direction."""
    found = site.archive.route(*(end.removeprefix(f"{BASE}place/") for end in reversed(ends)))
    return site.link(found) if found else None


def _support(site: Site, ends: tuple[str, str]) -> str:
    origin, destination = (end.removeprefix(f"{BASE}place/") for end in ends)
    about = site.archive.network.get_edge_data(origin, destination) or {}
    return _SUPPORT.get(about.get("support", ""), "")


def _countries(site: Site, reports: Iterable[Report]) -> list[tuple[Link, int]]:
    """Return the countries of reports, each with the number of its reports."""
    counted = Counter(report.country for report in reports)
    return [(site.link(country), number) for country, number in counted.most_common()]


def _by_year(reports: Iterable[Report]) -> Iterator[tuple[int, list[Report]]]:
    for year, found in groupby(reports, key=lambda report: report.year):
        yield year, list(found)


def _of_year(site: Site, reports: Iterable[Report], copies: Iterable[Copy]) -> Iterator[_Reported]:
    for report in reports:
        own = [copy for copy in copies if copy.iri in report.documents]
        link = Link(report_title(site, report), site.href(report.iri), report.iri)
        yield _Reported(link, tuple(_statements(site, own)))


def _statements(site: Site, copies: Iterable[Copy]) -> Iterator[tuple[str | None, ShownClaim]]:
    """Yield the statements of a report in the order of its text, those of several copies once."""
    seen = set()
    for document, extraction in copies:
        for claim in sorted(extraction.claims, key=lambda claim: claim.evidence):
            assert isinstance(claim, RouteClaim)
            words = tuple(normalize_quote(piece.quote) for piece in claim.evidence)
            said = words, replace(claim, evidence=(), context=(), rules=())
            if said not in seen:
                seen.add(said)
                shown = shown_claim(site, claim, document, extraction.document.report.country)
                yield site.href(shown.iri), shown

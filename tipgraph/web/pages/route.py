"""The page of a route: all statements on it, by report and year."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from itertools import groupby

from tipgraph.analysis.routes import Support
from tipgraph.analysis.routes.loading import normalize_quote
from tipgraph.model.claims import RouteClaim
from tipgraph.model.iris import BASE
from tipgraph.web.pages.archive import Copy, Report
from tipgraph.web.pages.report import ShownClaim, report_title, shown_claim
from tipgraph.web.pages.site import FORMATS, Crumb, Head, Link, Site
from tipgraph.web.pages.statements import statements

__all__ = ["route_page"]

_SUPPORT = {
    Support.BOTH: "Reports on both ends state it",
    Support.SILENT: "Only reports on one end state it; a report on the other end of the same year does not "
    "mention it, which does not deny it",
    Support.UNREAD: "Only reports on one end state it; there is no report on the other end of these years",
    Support.OTHERS: "Only reports on other countries state it",
    Support.REGION: "An end is a region, which has no report",
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

"""A country's page: what its reports say by year, its routes, and what is known of the place."""

from __future__ import annotations

from collections.abc import Sequence

from tipgraph.graph.terms import code_of
from tipgraph.namespaces import concept_iri
from tipgraph.pages.archive import Copy, Report
from tipgraph.pages.grid import grids
from tipgraph.pages.place import described
from tipgraph.pages.routes import ways
from tipgraph.pages.site import Crumb, Head, Link, Site
from tipgraph.pages.tiers import Tier, tiers, timeline
from tipgraph.pages.worldmap import routes_map

__all__ = ["country_page"]


def country_page(site: Site, iri: str, copies: Sequence[Copy]) -> str:
    """Return the page of a country; ``copies`` are what the documents of all its reports say."""
    resource = site.archive.thesaurus[iri]
    code = code_of(iri)
    stated = tiers(copies)
    out, into = (ways(site, code, outward=outward) for outward in (True, False))
    head = Head(
        title=resource.label,
        path=site.path(iri),
        trail=(Crumb("Countries", "countries"), Crumb(resource.label, "")),
        iri=iri,
        formats=("ttl", "jsonld"),
        description=f"{resource.label} in reports on trafficking in persons: tiers, roles, routes, measures.",
    )
    return site.render(
        "country.html",
        head,
        place=described(site, resource),
        reports=[_row(site, report, stated) for report in site.archive.by_country.get(iri, [])],
        timeline=timeline(site, stated),
        grids=grids(site, copies),
        out=out,
        into=into,
        map=routes_map(site, code, out, into),
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

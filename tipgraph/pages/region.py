"""A region's page: its countries, and the routes that name the region as a whole."""

from __future__ import annotations

from tipgraph.graph.terms import code_of
from tipgraph.pages.place import described
from tipgraph.pages.routes import ways
from tipgraph.pages.site import Crumb, Head, Link, Site
from tipgraph.pages.thesaurus import Resource
from tipgraph.pages.worldmap import routes_map

__all__ = ["region_page"]


def region_page(site: Site, iri: str) -> str:
    """Return the page of a region."""
    resource = site.archive.thesaurus[iri]
    code = code_of(iri)
    out, into = (ways(site, code, outward=outward) for outward in (True, False))
    below = site.archive.thesaurus.narrower(iri)
    head = Head(
        title=resource.label,
        path=site.path(iri),
        trail=(Crumb("Regions", "regions"), Crumb(resource.label, "")),
        iri=iri,
        formats=("ttl", "jsonld"),
        description=f"{resource.label} in reports on trafficking in persons.",
    )
    return site.render(
        "region.html",
        head,
        place=described(site, resource),
        regions=[site.link(each.iri) for each in below if each.has_type("tg:Region")],
        countries=[_country(site, each) for each in below if each.has_type("tg:Country")],
        former=[site.link(each.iri) for each in below if each.has_type("tg:HistoricCountry")],
        out=out,
        into=into,
        map=routes_map(site, code, out, into),
    )


def _country(site: Site, resource: Resource) -> tuple[Link, int]:
    return site.link(resource.iri), len(site.archive.by_country.get(resource.iri, []))

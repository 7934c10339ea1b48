"""Pages of a graph: functions from a store to HTML, for static sites and for the server.

They share a `Site`: the store with the data that all pages need, and the way the site links its pages.

>>> from tipgraph.rdf.store import open_graph
>>> class Paths:
...     def page(self, path: str) -> str:
...         return f"/{path}"
...     def file(self, path: str) -> str:
...         return f"/{path}"
>>> site = Site(Archive(open_graph("examples/graph.trig")), Paths())
>>> site.href("https://w3id.org/tipgraph/document/tip/2004/KEN/kenya-2004/role/source")
'/report/tip/2004/KEN#kenya-2004/role/source'
>>> "<h1>Kenya" in page_of(site, "https://w3id.org/tipgraph/place/KEN")
True

Every value in a page is escaped. Links lead to pages of the site, or to http and https addresses.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from importlib.resources import files

from tipgraph.web.pages.archive import Archive, Copy, Report
from tipgraph.web.pages.lists import (
    about_page,
    countries_page,
    front_page,
    index_page,
    names,
    parts_page,
    regions_page,
    search_page,
    year_page,
    years_page,
)
from tipgraph.web.pages.maps import outlines
from tipgraph.web.pages.place import country_page, region_page
from tipgraph.web.pages.report import report_page
from tipgraph.web.pages.routes import route_page, route_quads, routes_page
from tipgraph.web.pages.site import Address, Crumb, Head, Site, address
from tipgraph.web.pages.vocabularies import (
    concept_page,
    concepts_in,
    ontology_page,
    scheme_page,
    uses,
    vocabularies_page,
)

__all__ = [
    "GENERAL",
    "Address",
    "Archive",
    "Copy",
    "Crumb",
    "Head",
    "Report",
    "Site",
    "address",
    "assets",
    "concept_page",
    "concepts_in",
    "countries_page",
    "country_page",
    "front_page",
    "names",
    "ontology_page",
    "page_of",
    "region_page",
    "report_page",
    "route_page",
    "route_quads",
    "scheme_page",
    "uses",
    "year_page",
]

GENERAL: Mapping[str, Callable[[Site], str]] = {
    "": front_page,
    "a-z": index_page,
    "about": about_page,
    "countries": countries_page,
    "ontology": ontology_page,
    "parts": parts_page,
    "regions": regions_page,
    "routes": routes_page,
    "search": search_page,
    "vocabularies": vocabularies_page,
    "years": years_page,
}
"""The pages that do not describe a single thing, by their paths."""


def page_of(site: Site, iri: str) -> str:
    """Return the page of a report, route, country, region, concept or vocabulary.

    Raises KeyError for other things; `Site.href` links to the page that has them.
    """
    archive = site.archive
    if (report := archive.reports.get(iri)) is not None:
        return report_page(site, report, archive.extractions(report))
    if iri in archive.route_ends:
        return route_page(site, iri)
    if iri not in archive.thesaurus:
        raise KeyError(iri)
    resource = archive.thesaurus[iri]
    if resource.has_type("tg:Region"):
        return region_page(site, iri)
    if resource.has_type("tg:Country") or resource.has_type("tg:HistoricCountry"):
        return country_page(site, iri, _copies(site, iri))
    if resource.has_type("skos:ConceptScheme"):
        return scheme_page(site, iri)
    if site.path(iri).startswith("concept/"):
        return concept_page(site, iri)
    raise KeyError(iri)


def _copies(site: Site, country: str) -> list[Copy]:
    reports = site.archive.by_country.get(country, [])
    return [copy for report in reports for copy in site.archive.extractions(report)]


def assets() -> dict[str, bytes]:
    """Return the files in ``static/``: styles, scripts, and the outlines of the world."""
    folder = files("tipgraph.web.pages").joinpath("static")
    own = {f"static/{file.name}": file.read_bytes() for file in sorted(folder.iterdir(), key=str)}
    return {**own, "static/world.svg": outlines()}

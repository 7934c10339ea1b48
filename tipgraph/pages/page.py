"""The page of a thing, whatever it is, and the files that pages name."""

from __future__ import annotations

from importlib.resources import files

from tipgraph.pages.archive import Copy
from tipgraph.pages.concept import concept_page, scheme_page
from tipgraph.pages.country import country_page
from tipgraph.pages.outlines import world
from tipgraph.pages.region import region_page
from tipgraph.pages.report import report_page
from tipgraph.pages.site import Site

__all__ = ["assets", "page_of"]


def page_of(site: Site, iri: str) -> str:
    """Return the page of a report, country, region, concept or vocabulary.

    Raises KeyError for what has no page of its own: `Site.href` tells what page it is a part of.
    """
    archive = site.archive
    if (report := archive.reports.get(iri)) is not None:
        return report_page(site, report, archive.readings(report))
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
    return [copy for report in reports for copy in site.archive.readings(report)]


def assets() -> dict[str, bytes]:
    """Return the files that pages name below ``static/``: style, script, outlines of the world."""
    folder = files("tipgraph.pages").joinpath("static")
    own = {f"static/{file.name}": file.read_bytes() for file in sorted(folder.iterdir(), key=str)}
    return {**own, "static/world.svg": world()}

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

from tipgraph.web.pages.archive import Archive, Copy, Report, Resource, Thesaurus
from tipgraph.web.pages.lists import (
    about_page,
    countries_page,
    front_page,
    index_page,
    names,
    parts_page,
    regions_page,
    year_page,
    years_page,
)
from tipgraph.web.pages.page import GENERAL, assets, page_of
from tipgraph.web.pages.place import country_page, region_page
from tipgraph.web.pages.report import report_page
from tipgraph.web.pages.routes import route_page, route_quads
from tipgraph.web.pages.site import Address, Crumb, Head, Link, Links, Site, address
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
    "Link",
    "Links",
    "Report",
    "Resource",
    "Site",
    "Thesaurus",
    "about_page",
    "address",
    "assets",
    "concept_page",
    "concepts_in",
    "countries_page",
    "country_page",
    "front_page",
    "index_page",
    "names",
    "ontology_page",
    "page_of",
    "parts_page",
    "region_page",
    "regions_page",
    "report_page",
    "route_page",
    "route_quads",
    "scheme_page",
    "uses",
    "vocabularies_page",
    "year_page",
    "years_page",
]

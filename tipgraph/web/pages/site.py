"""The site of a graph: the page of each thing, links between pages, and the templates that render them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, NamedTuple, Protocol
from urllib.parse import quote, urlsplit

from tipgraph import __version__
from tipgraph.model.iris import BASE, TG
from tipgraph.util.resources import html_templates
from tipgraph.web.pages.archive import Archive, Resource

__all__ = ["FORMATS", "Address", "Crumb", "Head", "Link", "Links", "Site", "address", "is_web", "list_head"]

FORMATS = ("ttl", "jsonld")
"""The endings of the RDF documents of a page that is not a report's."""


class Address(NamedTuple):
    """The path of a page below the site's base, as in the IRIs ("place/AGO"), and a part of the page."""

    path: str
    fragment: str = ""


class Links(Protocol):
    """The links of a site: relative names of files, or paths on a server."""

    def page(self, path: str) -> str:
        """Return the link to the page at a path; the path of the front page is empty."""

    def file(self, path: str) -> str:
        """Return the link to a file that is not a page ("static/site.css", "place/AGO.ttl")."""


def address(archive: Archive, iri: str) -> Address | None:
    """Return the address of the page that describes a thing; None for things outside this graph.

    Claims, evidence and documents are parts of their report's page, neighbors and memberships of their
    country's page. Settlements and subdivisions share a page, and so do the terms of the ontology.
    """
    if iri in archive.reports:
        return Address(_path(archive, iri))
    if iri in archive.route_ends:
        return Address(iri.removeprefix(BASE))
    if iri in archive.thesaurus:
        return _of_reference(archive, iri)
    if (owner := archive.owner(iri)) is not None:
        report, part = owner
        return Address(_path(archive, report.iri), part)
    return None


def _path(archive: Archive, iri: str) -> str:
    """Return the path of a report's IRI below its base; an IRI below no base becomes one segment."""
    for base in (archive.base, BASE):
        if iri.startswith(base):
            return iri.removeprefix(base)
    return f"report/{quote(iri, safe='')}"


def _of_reference(archive: Archive, iri: str) -> Address | None:
    if iri.startswith(TG) or iri in (TG[:-1], f"{BASE}contributors"):
        return Address("ontology", iri.removeprefix(TG) if iri.startswith(TG) else "")
    if not iri.startswith(BASE):
        return None
    step, *rest = iri.removeprefix(BASE).split("/")
    if step != "place" or not rest:
        return Address(iri.removeprefix(BASE)) if step in ("concept", "scheme") else None
    resource = archive.thesaurus[iri]
    if resource.has_type("tg:Settlement") or resource.has_type("tg:Subdivision"):
        return Address("parts", rest[0])
    return Address(f"place/{rest[0]}", "/".join(rest[1:]))


_FRAGMENT = "!$&'()*+,;=:@/?-._~%"
"""Characters that are not escaped in a fragment (RFC 3986). The parts of IRIs are escaped already."""


class Link(NamedTuple):
    """The name of a thing and the link to it, if ``href`` is not None."""

    label: str
    href: str | None
    iri: str = ""


class Crumb(NamedTuple):
    """A breadcrumb: its name and the path of its page."""

    label: str
    path: str


@dataclass(frozen=True, slots=True)
class Head:
    """The metadata of a page: title, path, breadcrumbs, and the IRI of the thing that it describes.

    ``formats`` are the endings of its RDF documents.
    """

    title: str
    path: str
    trail: Sequence[Crumb] = ()
    iri: str = ""
    formats: Sequence[str] = ()
    description: str = ""


def list_head(title: str, description: str) -> Head:
    """Return the metadata of the page of a list, such as "Countries" at ``countries``."""
    return Head(title, title.lower(), (Crumb(title, ""),), formats=FORMATS, description=description)


@dataclass(frozen=True, slots=True)
class Site:
    """The site of a graph.

    ``base`` is the address that it is served at, for links that must be absolute. ``menu`` has additional
    pages: label, path and note. ``search`` is the path of a server's search; a site without a server has an
    index in files. ``review`` is the address of a review page, which only a server of this machine has.
    ``contact`` is the publisher's address for questions.
    """

    archive: Archive
    links: Links
    name: str = "Trafficking in Persons Graph"
    base: str = BASE
    menu: Sequence[tuple[str, str, str]] = ()
    search: str = ""
    review: str = ""
    contact: str = ""

    def href(self, iri: str) -> str | None:
        """Return the link to a thing: to its page on this site, or to its http or https address elsewhere.

        Returns None for a thing without either.
        """
        found = address(self.archive, iri)
        if found is not None:
            part = f"#{quote(found.fragment, safe=_FRAGMENT)}" if found.fragment else ""
            return self.links.page(found.path) + part
        return iri if is_web(iri) and not iri.startswith(BASE) else None

    def link(self, iri: str) -> Link:
        """Return the name of a thing and the link to it."""
        return Link(self.label(iri), self.href(iri), iri)

    def label(self, iri: str) -> str:
        """Return the name of a thing: of a route, both ends."""
        if iri in self.archive.route_ends:
            return " → ".join(map(self.label, self.archive.route_ends[iri]))
        return self.archive.thesaurus.label(iri)

    def path(self, iri: str) -> str:
        """Return the path of the page of a thing. Raises KeyError for a thing without a page."""
        found = address(self.archive, iri)
        if found is None:
            raise KeyError(iri)
        return found.path

    def head(self, resource: Resource, above: Sequence[Crumb], description: str) -> Head:
        """Return the metadata of the page of a resource; ``above`` are the breadcrumbs before its own."""
        trail = (*above, Crumb(resource.label, ""))
        return Head(resource.label, self.path(resource.iri), trail, resource.iri, FORMATS, description)

    def render(self, template: str, head: Head, **values: Any) -> str:
        """Return a page. Every value in it is escaped."""
        made = html_templates("tipgraph.web.pages").get_template(template)
        return made.render(site=self, head=head, links=self.links, version=__version__, **values)


def is_web(iri: str) -> bool:
    """Tell whether an IRI is an http or https address. Nothing else is linked."""
    try:
        parts = urlsplit(iri)
    except ValueError:
        return False
    return parts.scheme in ("http", "https") and bool(parts.netloc)

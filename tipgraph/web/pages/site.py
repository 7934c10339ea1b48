"""Where on a site each thing has its page: things of the graph by their IRIs, pages by their paths.

What pages are made with: the graph, how its pages are linked, and the templates.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from typing import Any, NamedTuple, Protocol
from urllib.parse import quote, urlsplit

from jinja2 import Environment, PackageLoader, StrictUndefined

from tipgraph import __version__
from tipgraph.model.iris import BASE, TG
from tipgraph.web.pages.archive import Archive

__all__ = ["Address", "Crumb", "Head", "Link", "Links", "Site", "address", "is_web"]


class Address(NamedTuple):
    """A page's path below the site's base, as in the IRIs ("place/AGO"), and a part of the page."""

    path: str
    fragment: str = ""


class Links(Protocol):
    """How a site names its pages: by relative names of files, or by paths on a server."""

    def page(self, path: str) -> str:
        """Return the link to the page of a path; the front page's path is empty."""

    def file(self, path: str) -> str:
        """Return the link to a file that is no page ("static/site.css", "place/AGO.ttl")."""


def address(archive: Archive, iri: str) -> Address | None:
    """Return where a thing has its page; None for what is not of this graph.

    Claims, evidence and documents are parts of their report's page, neighbors and memberships of their
    country's, settlements and subdivisions of the page of parts, terms of the ontology's.
    """
    if iri in archive.reports:
        return Address(_path(archive, iri))
    if iri in archive.thesaurus:
        return _of_reference(archive, iri)
    if (owner := archive.owner(iri)) is not None:
        report, part = owner
        return Address(_path(archive, report.iri), part)
    return None


def _path(archive: Archive, iri: str) -> str:
    """Return the path of a report's IRI below its base; of one that is below none, all of it as one step."""
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
"""What may stand in a fragment as it is (RFC 3986); the parts of IRIs are escaped already."""


class Link(NamedTuple):
    """A thing's name and where it leads; nowhere where ``href`` is None."""

    label: str
    href: str | None
    iri: str = ""


class Crumb(NamedTuple):
    """A step of the way from the front page to a page: its name and the path of its page."""

    label: str
    path: str


@dataclass(frozen=True, slots=True)
class Head:
    """What a page says of itself: title, the way to it, its path, the thing's IRI, its documents.

    ``formats`` are the endings of the RDF documents beside it.
    """

    title: str
    path: str
    trail: Sequence[Crumb] = ()
    iri: str = ""
    formats: Sequence[str] = ()
    description: str = ""


@cache
def _environment() -> Environment:
    loader = PackageLoader("tipgraph.web.pages", "templates")
    return Environment(
        loader=loader, autoescape=True, undefined=StrictUndefined, trim_blocks=True, lstrip_blocks=True
    )


@dataclass(frozen=True, slots=True)
class Site:
    """A graph's site: its name, and its base, the address that it is served at, for what must be absolute.

    ``menu`` has the pages that it has beside those of every site: label, path, and what is there.
    """

    archive: Archive
    links: Links
    name: str = "Trafficking in Persons Graph"
    base: str = BASE
    menu: Sequence[tuple[str, str, str]] = ()

    def href(self, iri: str) -> str | None:
        """Return the link to a thing: its page here, or an address elsewhere.

        None for what has neither: only http and https lead anywhere.
        """
        found = address(self.archive, iri)
        if found is not None:
            part = f"#{quote(found.fragment, safe=_FRAGMENT)}" if found.fragment else ""
            return self.links.page(found.path) + part
        return iri if is_web(iri) and not iri.startswith(BASE) else None

    def link(self, iri: str) -> Link:
        """Return a thing's name and where it leads."""
        return Link(self.archive.thesaurus.label(iri), self.href(iri), iri)

    def path(self, iri: str) -> str:
        """Return the path of the page of a thing that has one. Raises KeyError for one that has none."""
        found = address(self.archive, iri)
        if found is None:
            raise KeyError(iri)
        return found.path

    def render(self, template: str, head: Head, **values: Any) -> str:
        """Return a page; every value in it is escaped."""
        made = _environment().get_template(template)
        return made.render(site=self, head=head, links=self.links, version=__version__, **values)


def is_web(iri: str) -> bool:
    """Tell whether an IRI is an address on the web: nothing else is linked to."""
    try:
        parts = urlsplit(iri)
    except ValueError:
        return False
    return parts.scheme in ("http", "https") and bool(parts.netloc)

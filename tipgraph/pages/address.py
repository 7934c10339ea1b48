"""Where on a site each thing has its page: things of the graph by their IRIs, pages by their paths."""

from __future__ import annotations

from typing import NamedTuple, Protocol
from urllib.parse import quote

from tipgraph.namespaces import BASE, TG
from tipgraph.pages.archive import Archive

__all__ = ["Address", "Links", "address"]


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

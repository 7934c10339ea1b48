"""The RDF documents of a site's paths: what the graph says of a thing, in the format of an ending."""

from __future__ import annotations

from pyoxigraph import Quad, RdfFormat, serialize

from tipgraph.formats import FORMATS
from tipgraph.pages import Archive
from tipgraph.publish.documents import (
    document,
    of_concept,
    of_country,
    of_list,
    of_ontology,
    of_parts,
    of_scheme,
)
from tipgraph.serve.job import Reply

__all__ = ["TYPES", "reply", "said"]

TYPES = {
    ".ttl": "text/turtle; charset=utf-8",
    ".trig": "application/trig; charset=utf-8",
    ".jsonld": "application/ld+json",
    ".nt": "application/n-triples; charset=utf-8",
    ".nq": "application/n-quads; charset=utf-8",
}
"""The media types of documents, by their ending."""


def said(archive: Archive, iri: str, path: str) -> list[Quad]:
    """Return what there is to say of the thing whose page is at a path; nothing where there is no such."""
    if (report := archive.reports.get(iri)) is not None:
        return archive.quads(report)
    if path == "ontology":
        return of_ontology(archive)
    if path == "parts":
        return of_parts(archive)
    if iri not in archive.thesaurus:
        return of_list(archive, path)
    resource = archive.thesaurus[iri]
    if resource.has_type("tg:Country") or resource.has_type("tg:HistoricCountry"):
        return of_country(archive, iri)
    return of_scheme(archive, iri) if resource.has_type("skos:ConceptScheme") else of_concept(archive, iri)


def reply(quads: list[Quad], ending: str) -> Reply:
    """Return a document."""
    if ending in FORMATS:
        return Reply(TYPES[ending], document(quads, ending))
    lines = serialize(sorted({quad.triple for quad in quads}, key=str), format=RdfFormat.N_TRIPLES)
    return Reply(TYPES[ending], lines or b"")

"""The RDF documents beside pages: what the graph says of one thing, and what it says that leads to it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from pyoxigraph import Literal, NamedNode, Quad

from tipgraph.formats import FORMATS
from tipgraph.graph.terms import term, typed
from tipgraph.namespaces import BASE
from tipgraph.pages import Archive, Report
from tipgraph.pages.thesaurus import Resource
from tipgraph.serialize import Piece, merged, order, pieces

__all__ = ["ENDINGS", "document", "of_concept", "of_country", "of_ontology", "of_parts", "of_scheme", "whole"]

ENDINGS = (".ttl", ".jsonld")
"""The documents that every page has; a report's has TriG too."""


def document(quads: Iterable[Quad], ending: str) -> bytes:
    """Return a file that says what the quads say."""
    return whole(pieces(quads, FORMATS[ending]), ending)


def whole(parts: Iterable[Piece], ending: str) -> bytes:
    """Return the file that pieces make, sorted by what they are on."""
    form = FORMATS[ending]
    by_key: dict[str, list[bytes]] = {}
    for part in parts:
        by_key.setdefault(part.key, []).append(part.content)
    contents = (merged(by_key[key], form) for key in sorted(by_key, key=order))
    return form.header + form.separator.join(contents) + form.footer


def _said(resource: Resource) -> Iterator[Quad]:
    for predicate, values in resource.values.items():
        for value in values:
            yield Quad(NamedNode(resource.iri), NamedNode(predicate), value)


def _all(archive: Archive, iris: Iterable[str]) -> Iterator[Quad]:
    for iri in iris:
        yield from _said(archive.thesaurus[iri])


def _inverse(archive: Archive, iri: str) -> Iterator[Quad]:
    """Yield that others lie below a thing: so that one finds them from here."""
    for each in archive.thesaurus.narrower(iri):
        for name in ("skos:broader", "skos:broadMatch"):
            if iri in each.all(name):
                yield Quad(NamedNode(each.iri), term(name), NamedNode(iri))
        yield Quad(NamedNode(each.iri), term("skos:prefLabel"), Literal(each.label, language="en"))


def of_concept(archive: Archive, iri: str) -> list[Quad]:
    """Return what there is to say of a concept or region."""
    return [*_all(archive, [iri]), *_inverse(archive, iri)]


def of_country(archive: Archive, iri: str) -> list[Quad]:
    """Return what there is to say of a country, its memberships and its neighbors, and its reports' names."""
    below = [each.iri for each in archive.thesaurus.below(iri)]
    reports = archive.by_country.get(iri, ())
    return [*_all(archive, [iri, *below]), *(quad for report in reports for quad in _report(report))]


def _report(report: Report) -> Iterator[Quad]:
    node = NamedNode(report.iri)
    yield Quad(node, term("rdf:type"), term("tg:Report"))
    yield Quad(node, term("tg:country"), NamedNode(report.country))
    yield Quad(node, term("tg:year"), typed(f"{report.year:04d}", "gYear"))
    yield Quad(node, term("dcterms:title"), Literal(report.title, language="en"))


def of_scheme(archive: Archive, iri: str) -> list[Quad]:
    """Return what there is to say of a vocabulary and of each of its concepts."""
    return list(_all(archive, [iri, *(each.iri for each in archive.thesaurus.members(iri))]))


def of_parts(archive: Archive) -> list[Quad]:
    """Return what there is to say of settlements and subdivisions."""
    return list(_all(archive, (each.iri for each in archive.thesaurus.parts)))


def of_ontology(archive: Archive) -> list[Quad]:
    """Return the ontology."""
    own = (f"{BASE}ontology", f"{BASE}contributors")
    return list(_all(archive, (iri for iri in archive.thesaurus.resources if iri.startswith(own))))

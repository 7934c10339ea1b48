"""Named graphs merged for Turtle: so that each resource has one block, whatever graphs speak of it.

The RDF documents beside pages: what the graph says of one thing, and what it says that leads to it.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from functools import partial

from pyoxigraph import Literal, NamedNode, Quad

from tipgraph.model.iris import BASE, graph_iri
from tipgraph.rdf.formats import FORMATS
from tipgraph.rdf.serialize import Piece, canonical_order, iri_sort_key, merge_pieces, pieces
from tipgraph.rdf.terms import term, typed
from tipgraph.web.pages import Archive, Report
from tipgraph.web.pages.thesaurus import Resource

__all__ = [
    "ENDINGS",
    "document",
    "of_concept",
    "of_country",
    "of_list",
    "of_ontology",
    "of_parts",
    "of_scheme",
    "one_each",
    "whole",
]


def one_each(quads: Sequence[Quad], documents: Sequence[str]) -> Sequence[Quad]:
    """Return the quads of a report with each subject in one graph, in order.

    That is the graph of the document that the subject is a part of, and for the report the first one's.
    ``quads`` are `canonical_order`; the same come back where they are in one graph already.
    """
    if not quads or quads[0].graph_name == quads[-1].graph_name:
        return quads
    homes = {document: NamedNode(graph_iri(document)) for document in documents}

    def moved(quad: Quad) -> Quad:
        subject = str(getattr(quad.subject, "value", ""))
        home = next(
            (each for each in documents if subject == each or subject.startswith(f"{each}/")), documents[0]
        )
        return Quad(quad.subject, quad.predicate, quad.object, homes[home])

    return canonical_order(map(moved, quads))


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
    contents = (merge_pieces(by_key[key], form) for key in sorted(by_key, key=iri_sort_key))
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
    return [*_all(archive, [iri, *below]), *_reports(archive.by_country.get(iri, ()))]


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


def of_list(archive: Archive, path: str) -> list[Quad]:
    """Return what a page that leads to others lists, by the page's path; nothing for other pages."""
    listed: dict[str, Callable[[], Iterable[Quad]]] = {
        "countries": lambda: _countries(archive),
        "regions": lambda: _named(archive.thesaurus.regions),
        "vocabularies": lambda: _all(archive, (each.iri for each in archive.thesaurus.schemes)),
        "years": lambda: _reports(archive.reports.values()),
        **{f"year/{year}": partial(_reports, reports) for year, reports in archive.by_year.items()},
    }
    return list(listed[path]()) if path in listed else []


def _countries(archive: Archive) -> Iterator[Quad]:
    yield from _named(archive.thesaurus.countries)
    yield from _reports(archive.reports.values())


def _named(resources: Iterable[Resource]) -> Iterator[Quad]:
    """Yield what things are, and what they are called."""
    wanted = {term(name).value for name in ("rdf:type", "skos:prefLabel", "skos:notation", "skos:definition")}
    return (quad for each in resources for quad in _said(each) if quad.predicate.value in wanted)


def _reports(reports: Iterable[Report]) -> Iterator[Quad]:
    return (quad for report in reports for quad in _report(report))


def of_ontology(archive: Archive) -> list[Quad]:
    """Return the ontology."""
    own = (f"{BASE}ontology", f"{BASE}contributors")
    return list(_all(archive, (iri for iri in archive.thesaurus.resources if iri.startswith(own))))

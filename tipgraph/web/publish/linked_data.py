"""The RDF documents of pages: the statements about a thing, and those that lead to it."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from functools import partial

from pyoxigraph import Literal, NamedNode, Quad

from tipgraph.analysis.facts import describe, facts, labelled
from tipgraph.model.iris import BASE, claim_iri, graph_iri
from tipgraph.rdf.formats import FORMATS
from tipgraph.rdf.serialize import Piece, canonical_order, iri_sort_key, merge_pieces, pieces
from tipgraph.rdf.terms import english, term, typed
from tipgraph.web.pages import Archive, Copy, Report, route_quads
from tipgraph.web.pages.archive import Resource

__all__ = [
    "ENDINGS",
    "about",
    "document",
    "join_pieces",
    "merge_graphs",
    "of_concept",
    "of_country",
    "of_list",
    "of_ontology",
    "of_parts",
    "of_report",
    "of_route",
    "of_scheme",
]


def merge_graphs(quads: Sequence[Quad], documents: Sequence[str]) -> Sequence[Quad]:
    """Return the sorted quads of a report with each subject in one graph, for one Turtle block each.

    That is the graph of the document to which the subject belongs; for the report it is the first document.
    ``quads`` are in `canonical_order`, and are returned as they are if they have only one graph.
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
"""The documents of every page. A report also has TriG."""


def document(quads: Iterable[Quad], ending: str) -> bytes:
    """Return quads as the content of a file."""
    return join_pieces(pieces(quads, FORMATS[ending]), ending)


def join_pieces(parts: Iterable[Piece], ending: str) -> bytes:
    """Return the content of a file of pieces, sorted by their subjects."""
    form = FORMATS[ending]
    by_key: dict[str, list[bytes]] = {}
    for part in parts:
        by_key.setdefault(part.key, []).append(part.content)
    contents = (merge_pieces(by_key[key], form) for key in sorted(by_key, key=iri_sort_key))
    return form.header + form.separator.join(contents) + form.footer


def about(address: str, licence: str, dataset: str) -> list[Quad]:
    """Return the statements about a document at an address: its licence and its dataset."""
    node = NamedNode(address)
    return [
        Quad(node, term("dcterms:license"), NamedNode(licence)),
        Quad(node, NamedNode(_IN_DATASET), NamedNode(dataset)),
    ]


_IN_DATASET = "http://rdfs.org/ns/void#inDataset"
_NAMED = (f"{BASE}concept/", f"{BASE}place/")
"""The start of the IRIs of concepts and places."""


def of_report(archive: Archive, quads: Sequence[Quad], copies: Iterable[Copy]) -> list[Quad]:
    """Return the statements about a report, with the names of its claims, concepts and places.

    The graph itself has no names of claims, because they follow from what the claims say.
    """
    return list(
        dict.fromkeys([*quads, *_names_of_claims(archive, copies), *_names_of_objects(archive, quads)])
    )


def _names_of_claims(archive: Archive, copies: Iterable[Copy]) -> Iterator[Quad]:
    vocabulary = archive.thesaurus.vocabulary
    for copy in copies:
        graph = NamedNode(graph_iri(copy.iri))
        for claim, fact in zip(copy.extraction.claims, facts(copy.extraction), strict=True):
            kind = claim.kind.replace("-", " ").capitalize()
            name = f"{kind}: {describe(labelled(fact, vocabulary))}"
            yield Quad(NamedNode(claim_iri(copy.iri, claim)), term("rdfs:label"), english(name), graph)


def _names_of_objects(archive: Archive, quads: Iterable[Quad]) -> Iterator[Quad]:
    """Yield the English names of the concepts and places that claims have, in the claims' graphs."""
    found = dict.fromkeys((quad.object, quad.graph_name) for quad in quads)
    for node, graph in found:
        if isinstance(node, NamedNode) and node.value.startswith(_NAMED) and node.value in archive.thesaurus:
            name = archive.thesaurus[node.value].label
            yield Quad(node, term("skos:prefLabel"), english(name), graph)


def _statements(resource: Resource) -> Iterator[Quad]:
    for predicate, values in resource.values.items():
        for value in values:
            yield Quad(NamedNode(resource.iri), NamedNode(predicate), value)


def _all(archive: Archive, iris: Iterable[str]) -> Iterator[Quad]:
    for iri in iris:
        yield from _statements(archive.thesaurus[iri])


def _inverse(archive: Archive, iri: str) -> Iterator[Quad]:
    """Yield the links and labels of the narrower things, so that clients find them."""
    for each in archive.thesaurus.narrower(iri):
        for name in ("skos:broader", "skos:broadMatch"):
            if iri in each.all(name):
                yield Quad(NamedNode(each.iri), term(name), NamedNode(iri))
        yield Quad(NamedNode(each.iri), term("skos:prefLabel"), Literal(each.label, language="en"))


def of_concept(archive: Archive, iri: str) -> list[Quad]:
    """Return the statements about a concept or region."""
    return [*_all(archive, [iri]), *_inverse(archive, iri)]


def of_country(archive: Archive, iri: str) -> list[Quad]:
    """Return the statements about a country, its memberships and neighbors, and what is on it.

    On it are its reports, with their titles and copies, and the claims and routes that lead to it. Those are
    only linked: the documents of the reports and routes describe them.
    """
    below = [each.iri for each in archive.thesaurus.below(iri)]
    reports = archive.by_country.get(iri, ())
    return [*_all(archive, [iri, *below]), *_reports(reports), *_copies(reports), *_links(archive, iri)]


_ON_A_COUNTRY = (
    "tg:reportCountry", "tg:origin", "tg:destination", "tg:via", "tg:partner", "tg:routeOrigin",
    "tg:routeDestination",
)  # fmt: skip
"""The properties that lead from claims and routes to a country."""


def _links(archive: Archive, iri: str) -> Iterator[Quad]:
    """Yield the statements that lead from claims and routes to a country."""
    for name in _ON_A_COUNTRY:
        found = archive.store.quads_for_pattern(None, term(name), NamedNode(iri), None)
        yield from (Quad(*triple) for triple in dict.fromkeys(quad.triple for quad in found))


def _copies(reports: Iterable[Report]) -> Iterator[Quad]:
    for report in reports:
        for document in report.documents:
            yield Quad(NamedNode(document), term("tg:report"), NamedNode(report.iri))


def _report(report: Report) -> Iterator[Quad]:
    node = NamedNode(report.iri)
    yield Quad(node, term("rdf:type"), term("tg:Report"))
    yield Quad(node, term("tg:country"), NamedNode(report.country))
    yield Quad(node, term("tg:year"), typed(f"{report.year:04d}", "gYear"))
    yield Quad(node, term("dcterms:title"), Literal(report.title, language="en"))


def of_route(archive: Archive, iri: str) -> list[Quad]:
    """Return the statements about a route, and the claims on it with their evidence and reports."""
    return list({quad.triple: quad for quad in route_quads(archive, iri)}.values())


def of_scheme(archive: Archive, iri: str) -> list[Quad]:
    """Return the statements about a vocabulary and its concepts."""
    return list(_all(archive, [iri, *(each.iri for each in archive.thesaurus.members(iri))]))


def of_parts(archive: Archive) -> list[Quad]:
    """Return the statements about settlements and subdivisions."""
    return list(_all(archive, (each.iri for each in archive.thesaurus.parts)))


def of_list(archive: Archive, path: str) -> list[Quad]:
    """Return the statements about the things in a list, by the path of its page; none for other pages."""
    listed: dict[str, Callable[[], Iterable[Quad]]] = {
        "countries": lambda: _countries(archive),
        "regions": lambda: _named(archive.thesaurus.regions),
        "routes": lambda: _routes(archive),
        "vocabularies": lambda: _all(archive, (each.iri for each in archive.thesaurus.schemes)),
        "years": lambda: _reports(archive.reports.values()),
        **{f"year/{year}": partial(_reports, reports) for year, reports in archive.by_year.items()},
    }
    return list(listed[path]()) if path in listed else []


def _countries(archive: Archive) -> Iterator[Quad]:
    yield from _named(archive.thesaurus.countries)
    yield from _reports(archive.reports.values())


def _routes(archive: Archive) -> Iterator[Quad]:
    """Yield the descriptions of routes: their types, labels and ends."""
    for iri in archive.route_ends:
        found = archive.store.quads_for_pattern(NamedNode(iri), None, None, None)
        yield from {quad.triple: quad for quad in found}.values()


def _named(resources: Iterable[Resource]) -> Iterator[Quad]:
    """Yield the types, labels, codes and definitions of things."""
    wanted = {term(name).value for name in ("rdf:type", "skos:prefLabel", "skos:notation", "skos:definition")}
    return (quad for each in resources for quad in _statements(each) if quad.predicate.value in wanted)


def _reports(reports: Iterable[Report]) -> Iterator[Quad]:
    return (quad for report in reports for quad in _report(report))


def of_ontology(archive: Archive) -> list[Quad]:
    """Return the ontology."""
    own = (f"{BASE}ontology", f"{BASE}contributors")
    return list(_all(archive, (iri for iri in archive.thesaurus.resources if iri.startswith(own))))

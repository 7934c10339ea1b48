"""Claims to RDF: an extraction becomes the quads of its document's named graph.

The same extraction gives the same quads in the same order; there are no blank nodes and no times.

Shortcuts are direct statements from country to role and from country to country, made on request. They
summarise asserted claims about trafficking, and omit year, report and evidence. They serve drawing and
exploring, and no published graph holds them.
"""

from __future__ import annotations

from pathlib import Path

from pyoxigraph import Literal, NamedNode, Quad, QueryTriples, Triple

from tipgraph.errors import UsageError
from tipgraph.model.claims import Claim, Evidence, Extraction, MeasureClaim, Review, RouteClaim, Statement
from tipgraph.model.documents import Document, Repetition, Report
from tipgraph.model.iris import (
    NEIGHBORS,
    PREFIXES,
    claim_iri,
    document_iri,
    evidence_iri,
    graph_iri,
    report_iri,
    review_iri,
    reviewer_iri,
    route_iri,
    text_graph_iri,
)
from tipgraph.model.vocabulary import Vocabulary, load
from tipgraph.rdf.formats import format_by_name
from tipgraph.rdf.mapping import CLAIM_CLASSES, COMMON, FIELDS, Field, decimal
from tipgraph.rdf.serialize import pieces
from tipgraph.rdf.store import Queryable, open_graph
from tipgraph.rdf.terms import address, concept, english, place, scheme, term, typed
from tipgraph.rdf.writers import open_writer

__all__ = ["quads", "repetition_quads", "report_title", "shortcuts", "write_shortcuts"]

_RIGHTS = term("dcterms:rights")
_CLASSES = {kind: node for node, kind in CLAIM_CLASSES.items()}

# The predicates of every claim and every piece of evidence, because each lookup by name takes time.
_A = term("rdf:type")
_DOCUMENT = term("tg:document")
_REPORT_COUNTRY = term("tg:reportCountry")
_REPORT_YEAR = term("tg:reportYear")
_EVIDENCE = term("tg:evidence")
_CONTEXT = term("tg:context")
_ON_ROUTE = term("tg:onRoute")
_SOURCE = term("oa:hasSource")
_SELECTOR = term("oa:hasSelector")


def quads(
    extraction: Extraction, text: str | None = None, vocabulary: Vocabulary | None = None
) -> list[Quad]:
    """Return the quads of an extraction: its report, document, claims and evidence.

    ``text`` adds the document's text, in a separate graph. ``vocabulary`` has the names and rights of
    publications and the names of countries; None means that of the ontology. Raises UsageError for a kind
    of claim without a mapping.
    """
    writer = _Writer(extraction.document, load() if vocabulary is None else vocabulary)
    writer.report()
    writer.document()
    for claim in extraction.claims:
        writer.claim(claim)
    if any(NEIGHBORS in _places(claim) for claim in extraction.claims):
        writer.neighboring_countries()
    return writer.quads if text is None else [*writer.quads, _text(writer.node, text)]


def _text(document: NamedNode, text: str) -> Quad:
    return Quad(document, term("tg:text"), Literal(text), NamedNode(text_graph_iri(document.value)))


def repetition_quads(document: str, repetition: Repetition) -> list[Quad]:
    """Return the quads that say which report a document repeats, and how much of it."""
    node, graph = NamedNode(document), NamedNode(graph_iri(document))
    return [
        Quad(node, term("tg:repeats"), NamedNode(repetition.report), graph),
        Quad(node, term("tg:repeatedShare"), decimal(repetition.share), graph),
    ]


def _places(claim: Claim) -> tuple[str, ...]:
    if isinstance(claim, RouteClaim):
        return (claim.origin, claim.destination, *claim.via)
    return claim.partners if isinstance(claim, MeasureClaim) else ()


def report_title(report: Report, vocabulary: Vocabulary) -> str:
    """Return the title of a report: its publication, edition, country and section.

    >>> report_title(Report("leaflet", "2002", "XAA"), load())
    'leaflet 2002: XAA'
    """
    publication = vocabulary["publication"].get(report.publication)
    country = vocabulary["place"].get(report.country)
    title = (
        f"{publication.label if publication else report.publication} {report.edition}: "
        f"{country.label if country else report.country}"
    )
    return f"{title} ({report.section})" if report.section else title


class _Writer:
    """Collects the quads of one document. Evidence and routes that claims share are described once."""

    def __init__(self, document: Document, vocabulary: Vocabulary) -> None:
        self.quads: list[Quad] = []
        self._document = document
        self._vocabulary = vocabulary
        self._iri = document_iri(document)
        self.node = NamedNode(self._iri)
        self._graph = NamedNode(graph_iri(self._iri))
        self._country = document.report.country
        self._country_node = place(self._country, self._country)
        self._year = typed(f"{document.report.year:04d}", "gYear")
        kinds = {section.kind for section in document.sections}
        self._section = kinds.pop() if len(kinds) == 1 else None
        self._evidence: dict[tuple[int, int], NamedNode] = {}
        self._routes: dict[tuple[str, str], NamedNode] = {}

    def _add(self, subject: NamedNode, predicate: NamedNode, value: NamedNode | Literal) -> None:
        self.quads.append(Quad(subject, predicate, value, self._graph))

    def report(self) -> None:
        """Describe the report, and its publication if the vocabulary does not know it."""
        report = self._document.report
        node = NamedNode(report_iri(report))
        self._add(node, _A, term("tg:Report"))
        self._add(node, term("dcterms:title"), english(report_title(report, self._vocabulary)))
        self._add(node, term("tg:publication"), concept("publication", report.publication))
        self._add(node, term("tg:country"), self._country_node)
        self._add(node, term("tg:year"), self._year)
        self._add(node, term("tg:edition"), Literal(report.edition))
        if report.section is not None:
            self._add(node, term("tg:section"), Literal(report.section))
        if self._document.issued is not None:
            self._add(node, term("dcterms:issued"), typed(self._document.issued, "date"))
        self._publication(node, report.publication)

    def _publication(self, report: NamedNode, code: str) -> None:
        known = self._vocabulary["publication"].get(code)
        if known is None:
            self._new_concept("publication", code)
            return
        for rights in known.properties.get(_RIGHTS.value, []):
            is_address = rights.startswith(("http://", "https://"))
            self._add(report, _RIGHTS, address(rights) if is_address else english(rights))

    def _new_concept(self, scheme_name: str, code: str) -> None:
        node = concept(scheme_name, code)
        self._add(node, _A, term("skos:Concept"))
        self._add(node, term("skos:inScheme"), scheme(scheme_name))
        self._add(node, term("skos:notation"), Literal(code))
        self._add(node, term("skos:prefLabel"), english(code))

    def document(self) -> None:
        """Describe the document."""
        document, node = self._document, self.node
        self._add(node, _A, term("tg:Document"))
        self._add(node, term("tg:report"), NamedNode(report_iri(document.report)))
        self._add(node, term("dcterms:identifier"), Literal(document.identifier))
        if document.title is not None:
            self._add(node, term("dcterms:title"), Literal(document.title))
        if document.url is not None:
            self._add(node, term("dcterms:source"), address(document.url))
        self._add(node, term("tg:sha256"), Literal(document.sha256))
        self._add(node, term("tg:normalizer"), Literal(document.normalizer))
        if self._section is not None:
            self._add(node, term("tg:inSection"), concept("section", self._section))
        if document.repeats is not None:
            self.quads += repetition_quads(self._iri, document.repeats)

    def claim(self, claim: Claim) -> None:
        """Describe a claim, and its route and evidence unless an earlier claim shares them."""
        kind = type(claim)
        if kind not in FIELDS:
            raise UsageError(
                f"claims of kind {kind.__name__} have no mapping to RDF", remedy="add it to FIELDS"
            )
        node = NamedNode(claim_iri(self._iri, claim))
        self._add(node, _A, _CLASSES[kind])
        self._add(node, _DOCUMENT, self.node)
        self._add(node, _REPORT_COUNTRY, self._country_node)
        self._add(node, _REPORT_YEAR, self._year)
        for field in (*COMMON, *FIELDS[kind]):
            self._field(node, claim, field)
        if isinstance(claim, RouteClaim):
            self._add(node, _ON_ROUTE, self._route(claim))
        for piece in claim.evidence:
            self._add(node, _EVIDENCE, self._piece(piece))
        for piece in claim.context if isinstance(claim, Statement) else ():
            self._add(node, _CONTEXT, self._piece(piece))
        for review in claim.reviews:
            self._review(node, review)

    def _review(self, claim: NamedNode, review: Review) -> None:
        node = NamedNode(review_iri(claim.value, review.by))
        self._add(claim, term("tg:review"), node)
        self._add(node, _A, term("tg:Review"))
        self._add(node, term("tg:verdict"), concept("verdict", review.verdict))
        self._add(node, term("prov:wasAttributedTo"), NamedNode(reviewer_iri(review.by)))
        if review.at:
            self._add(node, term("dcterms:date"), typed(review.at, "date"))
        if review.reason:
            self._add(node, term("rdfs:comment"), Literal(review.reason))

    def _field(self, node: NamedNode, claim: Claim, field: Field) -> None:
        value = getattr(claim, field.attribute)
        if field.many:
            for item in value:
                self._add(node, field.predicate, field.encode(item, self._country))
        elif value is not None:
            self._add(node, field.predicate, field.encode(value, self._country))

    def _route(self, claim: RouteClaim) -> NamedNode:
        """Return the route that a claim is on, and describe it at its first claim."""
        ends = (claim.origin, claim.destination)
        node = self._routes.get(ends)
        if node is None:
            node = self._routes[ends] = NamedNode(route_iri(*ends, self._country))
            self._add(node, _A, term("tg:Route"))
            self._add(node, term("skos:prefLabel"), english(" – ".join(map(self._name, ends))))
            self._add(node, term("tg:routeOrigin"), place(claim.origin, self._country))
            self._add(node, term("tg:routeDestination"), place(claim.destination, self._country))
        return node

    def _name(self, code: str) -> str:
        """Return the name of a place."""
        if code == NEIGHBORS:
            return f"Neighboring countries of {self._name(self._country)}"
        known = self._vocabulary["place"].get(code)
        return known.label if known else code

    def _piece(self, piece: Evidence) -> NamedNode:
        """Return the evidence of a span, and describe it at its first use."""
        key = (piece.start, piece.end)
        node = self._evidence.get(key)
        if node is None:
            node = self._evidence[key] = NamedNode(evidence_iri(self._iri, *key))
            self._describe(node, piece)
        return node

    def _describe(self, node: NamedNode, piece: Evidence) -> None:
        selector = NamedNode(node.value + "/selector")
        self._add(node, _SOURCE, self.node)
        self._add(node, _SELECTOR, selector)
        page, section = self._document.page_of(piece.start), self._document.section_of(piece.start)
        if page is not None:
            self._add(node, term("tg:page"), Literal(page))
        if section is not None and self._section is None:
            self._add(node, term("tg:inSection"), concept("section", section.kind))
        self._add(selector, _A, term("tg:TextSelector"))
        self._add(selector, term("oa:start"), typed(str(piece.start), "integer"))
        self._add(selector, term("oa:end"), typed(str(piece.end), "integer"))
        self._add(selector, term("oa:exact"), Literal(piece.quote))
        if piece.prefix or piece.suffix:
            self._add(selector, term("oa:prefix"), Literal(piece.prefix))
            self._add(selector, term("oa:suffix"), Literal(piece.suffix))

    def neighboring_countries(self) -> None:
        """Describe the place "neighboring countries" of the report's country."""
        node = place(NEIGHBORS, self._country)
        self._add(node, _A, term("tg:NeighboringCountries"))
        self._add(node, term("tg:neighborsOf"), self._country_node)
        self._add(node, term("skos:inScheme"), scheme("place"))
        known = self._vocabulary.by_iri.get(node.value)
        self._add(node, term("skos:prefLabel"), english(known.label if known else self._name(NEIGHBORS)))


ROLES = """
CONSTRUCT { ?country tg:playsRole ?role }
WHERE {
    ?claim a tg:RoleClaim ;
        tg:reportCountry ?country ;
        tg:role ?role ;
        tg:certainty <https://w3id.org/tipgraph/concept/certainty/asserted> .
}
"""
"""The roles of each country."""

ROUTES = """
CONSTRUCT { ?origin tg:hasRouteTo ?destination }
WHERE {
    ?claim a tg:RouteClaim ;
        tg:origin ?origin ;
        tg:destination ?destination ;
        tg:routeKind <https://w3id.org/tipgraph/concept/route-kind/trafficking> ;
        tg:certainty <https://w3id.org/tipgraph/concept/certainty/asserted> .
}
"""
"""The destinations of each origin."""


def write_shortcuts(source: str | Path, output: str | Path) -> int:
    """Write the shortcuts of a graph to a separate file; return how many there are.

    ``source`` and errors are as for `tipgraph.rdf.writers.convert`.
    """
    found = shortcuts(open_graph(source, reference=False))
    quads = [Quad(triple.subject, triple.predicate, triple.object) for triple in found]
    with open_writer(output) as writer:
        writer.add(pieces(quads, format_by_name(output)))
    return len(quads)


def shortcuts(store: Queryable) -> list[Triple]:
    """Return the shortcuts of all graphs of a store, each once, sorted."""
    found: set[Triple] = set()
    for query in (ROLES, ROUTES):
        triples = store.query(query, prefixes=PREFIXES, use_default_graph_as_union=True)
        assert isinstance(triples, QueryTriples)
        found.update(triples)
    return sorted(found, key=str)

"""The IRIs of the model: prefixes, and how reports, documents, claims and evidence are named.

An IRI is made of what identifies a thing and of nothing else, so that a rebuild renames nothing.
"""

from __future__ import annotations

from collections.abc import Iterable
from functools import lru_cache
from urllib.parse import quote

from tipgraph.model.claims import Claim
from tipgraph.model.documents import Document, Report

__all__ = [
    "BASE",
    "NEIGHBORS",
    "PREFIXES",
    "TG",
    "claim_iri",
    "concept_iri",
    "document_iri",
    "evidence_iri",
    "graph_iri",
    "place_iri",
    "report_iri",
    "text_graph_iri",
]

BASE = "https://w3id.org/tipgraph/"
"""What the IRIs of all that a graph holds begin with."""
TG = BASE + "ontology#"
"""What the classes and properties of the ontology begin with."""
NEIGHBORS = "neighboring-countries"
"""The one place code that means other countries in each report."""

PREFIXES = {
    "dcterms": "http://purl.org/dc/terms/",
    "geo": "http://www.w3.org/2003/01/geo/wgs84_pos#",
    "oa": "http://www.w3.org/ns/oa#",
    "owl": "http://www.w3.org/2002/07/owl#",
    "place": BASE + "place/",
    "prov": "http://www.w3.org/ns/prov#",
    "rdf": "http://www.w3.org/1999/02/22-rdf-syntax-ns#",
    "rdfs": "http://www.w3.org/2000/01/rdf-schema#",
    "schema": "https://schema.org/",
    "sh": "http://www.w3.org/ns/shacl#",
    "skos": "http://www.w3.org/2004/02/skos/core#",
    "tg": TG,
    "vann": "http://purl.org/vocab/vann/",
    "xsd": "http://www.w3.org/2001/XMLSchema#",
}
"""The prefixes that queries need not declare, and that graphs are written with."""


def _path(parts: Iterable[str]) -> str:
    return "/".join(map(_escaped, parts))


@lru_cache(maxsize=4_096)
def _escaped(part: str) -> str:
    # Kept, as the codes of claims come again and again: escaping them took a tenth of writing a graph.
    return quote(part, safe="-._~")


def concept_iri(scheme: str, code: str) -> str:
    """Return the IRI of a concept of a vocabulary.

    >>> concept_iri("sector", "mining")
    'https://w3id.org/tipgraph/concept/sector/mining'
    """
    return f"{BASE}concept/{_path((scheme, code))}"


def place_iri(code: str, report_country: str) -> str:
    """Return the IRI of a place as a report on ``report_country`` means it.

    >>> place_iri("neighboring-countries", "GTM")
    'https://w3id.org/tipgraph/place/GTM/neighbors'
    >>> place_iri("MEX", "GTM")
    'https://w3id.org/tipgraph/place/MEX'
    """
    return f"{BASE}place/{report_country}/neighbors" if code == NEIGHBORS else f"{BASE}place/{_path((code,))}"


def _report_parts(report: Report) -> tuple[str, ...]:
    parts = (report.publication, report.edition, report.country)
    return parts if report.section is None else (*parts, report.section)


def report_iri(report: Report) -> str:
    """Return the IRI of a report.

    >>> report_iri(Report("tip", "2002", "GTM"))
    'https://w3id.org/tipgraph/report/tip/2002/GTM'
    """
    return f"{BASE}report/{_path(_report_parts(report))}"


def document_iri(document: Document) -> str:
    """Return the IRI of a document: its report's path and the identifier it came in under."""
    return f"{BASE}document/{_path((*_report_parts(document.report), document.identifier))}"


def graph_iri(document: str) -> str:
    """Return the name of the graph that holds the claims of a document's IRI."""
    return document + "#graph"


def text_graph_iri(document: str) -> str:
    """Return the name of the graph that holds the text of a document's IRI."""
    return document + "#text"


def claim_iri(document: str, claim: Claim) -> str:
    """Return the IRI of a claim below its document's IRI: its kind, and each part of its key.

    >>> from tipgraph.model.claims import MeasureClaim
    >>> claim = MeasureClaim(evidence=(), rules=(), type="conviction", status="not-done")
    >>> claim_iri("https://example.org/d", claim)
    'https://example.org/d/measure/conviction/not-done'
    """
    return f"{document}/{_path((claim.kind, *claim.key))}"


def evidence_iri(document: str, start: int, end: int) -> str:
    """Return the IRI of the words between two offsets of a document's IRI.

    >>> evidence_iri("https://example.org/d", 3, 9)
    'https://example.org/d/evidence/3-9'
    """
    return f"{document}/evidence/{start}-{end}"

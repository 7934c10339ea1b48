"""The IRIs of reports, documents, claims, evidence, concepts and places, and the prefixes of the graph.

An IRI contains only what identifies its resource, so a rebuild gives the same IRIs.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import lru_cache
from urllib.parse import quote

from tipgraph.model.claims import Claim, Statement
from tipgraph.model.documents import Document, Report

__all__ = [
    "BASE",
    "NEIGHBORS",
    "NEIGHBORS_END",
    "PREFIXES",
    "TG",
    "claim_iri",
    "concept_iri",
    "document_iri",
    "evidence_iri",
    "graph_iri",
    "place_iri",
    "report_iri",
    "review_iri",
    "reviewer_iri",
    "route_iri",
    "text_graph_iri",
]

BASE = "https://w3id.org/tipgraph/"
"""The namespace of all resources of a graph."""
TG = BASE + "ontology#"
"""The namespace of the ontology's classes and properties."""
NEIGHBORS = "neighboring-countries"
"""The place code for the neighbours of a report's country, which differ from report to report."""
NEIGHBORS_END = "/neighbors"
"""How the IRI of these places ends, behind the code of the country."""

ORCID = "https://orcid.org/"
"""The namespace of researchers' own ids."""
_ORCID = re.compile(r"\d{4}-\d{4}-\d{4}-\d{3}[\dX]", re.ASCII)

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
"""The prefixes of written graphs. Queries may use them without declaring them."""


def _path(parts: Iterable[str]) -> str:
    return "/".join(map(_escaped, parts))


@lru_cache(maxsize=4_096)
def _escaped(part: str) -> str:
    # Cached, as the same codes recur: escaping took a tenth of the time of writing a graph.
    return quote(part, safe="-._~")


def concept_iri(scheme: str, code: str) -> str:
    """Return the IRI of a concept of a vocabulary.

    >>> concept_iri("sector", "mining")
    'https://w3id.org/tipgraph/concept/sector/mining'
    """
    return f"{BASE}concept/{_path((scheme, code))}"


def place_iri(code: str, report_country: str) -> str:
    """Return the IRI of a place in a report on ``report_country``.

    >>> place_iri("neighboring-countries", "GTM")
    'https://w3id.org/tipgraph/place/GTM/neighbors'
    >>> place_iri("MEX", "GTM")
    'https://w3id.org/tipgraph/place/MEX'
    """
    return (
        f"{BASE}place/{report_country}{NEIGHBORS_END}"
        if code == NEIGHBORS
        else f"{BASE}place/{_path((code,))}"
    )


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
    """Return the IRI of a document, built from its report and its identifier."""
    return f"{BASE}document/{_path((*_report_parts(document.report), document.identifier))}"


def graph_iri(document: str) -> str:
    """Return the name of the graph with the claims of a document, given the document's IRI."""
    return document + "#graph"


def text_graph_iri(document: str) -> str:
    """Return the name of the graph with the text of a document, given the document's IRI."""
    return document + "#text"


def claim_iri(document: str, claim: Claim) -> str:
    """Return the IRI of a claim: its document's IRI, its kind, the parts of its key and a statement's offset.

    >>> from tipgraph.model.claims import Evidence, MeasureClaim
    >>> words = Evidence(120, 140, "convicted no smuggler")
    >>> claim = MeasureClaim(evidence=(words,), type="conviction", status="not-done")
    >>> claim_iri("https://example.org/d", claim)
    'https://example.org/d/measure/conviction/not-done/120'
    """
    iri = f"{document}/{_path((claim.kind, *claim.key))}"
    return f"{iri}/{claim.offset}" if isinstance(claim, Statement) else iri


def route_iri(origin: str, destination: str, report_country: str) -> str:
    """Return the IRI of a route, which belongs to no document, in a report on ``report_country``.

    >>> route_iri("LAO", "THA", "LAO")
    'https://w3id.org/tipgraph/route/LAO/THA'
    >>> route_iri("LAO", "neighboring-countries", "LAO")
    'https://w3id.org/tipgraph/route/LAO/LAO-neighbors'
    """
    ends = (f"{report_country}-neighbors" if end == NEIGHBORS else end for end in (origin, destination))
    return f"{BASE}route/{_path(ends)}"


def evidence_iri(document: str, start: int, end: int) -> str:
    """Return the IRI of the evidence between two offsets of a document.

    >>> evidence_iri("https://example.org/d", 3, 9)
    'https://example.org/d/evidence/3-9'
    """
    return f"{document}/evidence/{start}-{end}"


def review_iri(claim: str, by: str) -> str:
    """Return the IRI of a person's review of a claim, given the claim's IRI.

    >>> review_iri("https://example.org/d/role/source", "kim")
    'https://example.org/d/role/source/review/kim'
    """
    return f"{claim}/review/{_path((by,))}"


def reviewer_iri(by: str) -> str:
    """Return the IRI of a reviewer: an ORCID's own address, or that of a handle.

    >>> reviewer_iri("0000-0002-1825-0097"), reviewer_iri("kim")
    ('https://orcid.org/0000-0002-1825-0097', 'https://w3id.org/tipgraph/reviewer/kim')
    """
    return f"{ORCID}{by}" if _ORCID.fullmatch(by) else f"{BASE}reviewer/{_path((by,))}"

"""Mappings: subjects exist, and objects are addresses of other vocabularies or categories of a standard."""

from __future__ import annotations

import re

import pytest
from rdflib import Graph, URIRef
from rdflib.namespace import SKOS

from tipgraph.model.vocabulary import load
from tipgraph.rdf.reference import VOCABULARIES, reference
from tipgraph.util.resources import folder

FORMS = (
    r"https://unstats\.un\.org/classifications/ISIC/rev4/\d{4}",
    r"http://www\.wikidata\.org/entity/Q[1-9]\d*",
    r"http://eurovoc\.europa\.eu/[1-9]\d*",
)
STANDARDS = ("htcds", "iccs", "ilo-indicator", "palermo")
"""The schemes of the standards that give no addresses to their codes."""
PROPERTIES = {SKOS.closeMatch, SKOS.broadMatch, SKOS.narrowMatch}
TRIPLES = sorted(Graph().parse(folder("ontology") / "mappings.ttl"))


@pytest.mark.parametrize(("subject", "predicate", "value"), TRIPLES, ids=lambda each: each.rpartition("/")[2])
def test_a_mapping(subject: URIRef, predicate: URIRef, value: URIRef) -> None:
    concept = load().by_iri[str(subject)]
    assert concept.label
    assert predicate in PROPERTIES
    known = load().by_iri.get(str(value))
    assert known.scheme in STANDARDS if known else any(re.fullmatch(form, str(value)) for form in FORMS)


def test_every_category_of_a_standard_is_mapped() -> None:
    categories = {concept.iri for scheme in STANDARDS for concept in load()[scheme].values()}
    unmapped = categories - {str(value) for _, _, value in TRIPLES}
    assert {load().by_iri[iri].code for iri in unmapped} == {"0204"}  # above those that are


def test_no_concept_is_mapped_to_one_thing_in_two_ways() -> None:
    pairs = [(subject, value) for subject, _, value in TRIPLES]
    assert len(set(pairs)) == len(pairs)


def test_mappings_are_published_with_the_vocabularies() -> None:
    published = {(q.subject.value, q.object.value) for q in reference() if q.graph_name == VOCABULARIES}  # type: ignore[union-attr]  # no blank nodes
    assert {(str(subject), str(value)) for subject, _, value in TRIPLES} <= published

"""The tables of an export: columns and keys, and the rows of a graph in an order that keeps references."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from tipgraph.analysis.facts import Fact, describe, facts
from tipgraph.model.claims import Claim, Extraction, Statement
from tipgraph.model.documents import Document
from tipgraph.model.iris import (
    NEIGHBORS,
    NEIGHBORS_END,
    PREFIXES,
    document_iri,
    evidence_iri,
    place_iri,
    report_iri,
)
from tipgraph.model.vocabulary import Concept, Vocabulary
from tipgraph.rdf.emit import report_title

__all__ = ["FULL_TEXT", "TABLES", "Column", "Row", "Table", "rows"]

FULL_TEXT = {"evidence": ("quote",)}
"""The columns with a full-text index, by table."""


@dataclass(frozen=True, slots=True)
class Column:
    """A column: ``type`` is ``TEXT``, ``INTEGER`` or ``REAL``; ``references`` is a table with one key."""

    name: str
    meaning: str
    type: str = "TEXT"
    references: str | None = None


@dataclass(frozen=True, slots=True)
class Table:
    """A table. ``key`` are its primary key's columns, ``label`` names a row, ``facets`` are counted."""

    name: str
    meaning: str
    columns: tuple[Column, ...]
    key: tuple[str, ...]
    label: str | None = None
    facets: tuple[str, ...] = ()

    @property
    def names(self) -> tuple[str, ...]:
        """The names of the columns."""
        return tuple(column.name for column in self.columns)


_CLAIM = Column("claim", "IRI of the claim", references="claims")
_DOCUMENT = Column("document", "IRI of the copy of the text", references="documents")

TABLES = (
    Table(
        "places",
        "Countries, regions and other places.",
        (
            Column("place", "ISO 3166-1 alpha-3 code, or the code of a region or city"),
            Column("name", "English name"),
            Column("kind", "Class of place, such as Country or Region"),
            Column("iso2", "ISO 3166-1 alpha-2 code"),
            Column("m49", "UN M49 code"),
            Column("cow", "Correlates of War number", "INTEGER"),
            Column("latitude", "Degrees north", "REAL"),
            Column("longitude", "Degrees east", "REAL"),
            Column("iri", "IRI of the place"),
        ),
        ("place",),
        "name",
        ("kind",),
    ),
    Table(
        "place_regions",
        "The regions that a place lies in.",
        (
            Column("place", "Code of the place", references="places"),
            Column("region", "Code of the region", references="places"),
        ),
        ("place", "region"),
    ),
    Table(
        "concepts",
        "The codes of all vocabularies.",
        (
            Column("scheme", "Vocabulary, such as sector"),
            Column("code", "Code in the vocabulary"),
            Column("label", "English name"),
            Column("definition", "What it means"),
            Column("iri", "IRI of the concept"),
        ),
        ("scheme", "code"),
        "label",
        ("scheme",),
    ),
    Table(
        "mappings",
        "The concepts of other vocabularies that are like those of this one.",
        (
            Column("scheme", "Vocabulary of the concept"),
            Column("code", "Code of the concept"),
            Column("relation", "How the other is like it: closeMatch, broadMatch or narrowMatch of SKOS"),
            Column("vocabulary", "The other vocabulary: the beginning of its IRIs"),
            Column("other_code", "Code in the other vocabulary"),
            Column("iri", "IRI of the other concept"),
        ),
        ("scheme", "code", "relation", "iri"),
        None,
        ("scheme", "relation", "vocabulary"),
    ),
    Table(
        "reports",
        "What a publication says of a country in one edition.",
        (
            Column("report", "IRI of the report"),
            Column("title", "Publication, edition and country"),
            Column("publication", "Code of the publication"),
            Column("edition", "Year or date"),
            Column("year", "Year of the edition", "INTEGER"),
            Column("country", "Country that it is on", references="places"),
            Column("section", "Which text on the country, if there are several"),
        ),
        ("report",),
        "title",
        ("publication", "year", "country"),
    ),
    Table(
        "documents",
        "Copies of the texts of reports.",
        (
            Column("document", "IRI of the document"),
            Column("report", "Report of which it is a copy", references="reports"),
            Column("identifier", "Id in the source"),
            Column("title", "Title in the copy"),
            Column("source", "Address of the copy"),
            Column("sha256", "Digest of the normalised text"),
            Column("repeats", "IRI of the earlier report whose words it repeats: a reprint"),
            Column("repeated_share", "Share of its words that it repeats", "REAL"),
        ),
        ("document",),
        "identifier",
    ),
    Table(
        "claims",
        "What reports say. Reprints have claims too: to count words once, use those whose reprint is 0.",
        (
            Column("claim", "IRI of the claim"),
            Column("description", "The claim in a few words"),
            Column("kind", "Kind of claim"),
            _DOCUMENT,
            Column("report", "Report that makes it", references="reports"),
            Column("country", "Country that the report is on", references="places"),
            Column("year", "Year of the report", "INTEGER"),
            Column("reprint", "1 if its document repeats an earlier edition: count only 0", "INTEGER"),
            Column("certainty", "asserted or possible"),
            Column("polarity", "affirmed or denied"),
            Column("precision", "How often the best of its rules is right on annotated texts", "REAL"),
            Column("cases", "Annotated claims by which this was measured", "INTEGER"),
            Column("role", "Role of the country"),
            Column("code", "Victim group, exploitation or sector, by kind"),
            Column("origin", "Where a route starts", references="places"),
            Column("destination", "Where a route ends", references="places"),
            Column("route_kind", "trafficking or migration"),
            Column("measure", "Type of measure, or of what is counted"),
            Column("status", "Status of a measure"),
            Column("number", "Number that is counted", "REAL"),
            Column("unit", "Unit of the number"),
            Column("period", "Year that a number or measure applies to", "INTEGER"),
            Column("tier", "Tier placement"),
            Column("tier_year", "Year that the tier applies to", "INTEGER"),
            Column("compliance", "Compliance with the minimum standards"),
            Column("efforts", "Efforts to comply"),
            Column("change", "Change of tier"),
            Column("waiver", "1 if a waiver was granted", "INTEGER"),
            Column("consecutive_years", "Years in a row on the watch list", "INTEGER"),
        ),
        ("claim",),
        "description",
        ("kind", "country", "year", "certainty", "status", "reprint"),
    ),
    Table(
        "claim_values",
        "Values of which a claim can have several.",
        (
            _CLAIM,
            Column("property", "via, victims, exploitation, sectors, partners, rules or operators"),
            Column("value", "Code; the name of a rule; or the words of an operator"),
        ),
        ("claim", "property", "value"),
        facets=("property", "value"),
    ),
    Table(
        "evidence",
        "Words that claims rest on. Offsets are code points of the normalised text.",
        (
            Column("evidence", "IRI of the evidence"),
            Column("quote", "The exact words"),
            _DOCUMENT,
            Column("start", "Offset of the first code point", "INTEGER"),
            Column("end", "Offset after the last code point", "INTEGER"),
        ),
        ("evidence",),
        "quote",
    ),
    Table(
        "claim_evidence",
        "The evidence of each claim.",
        (
            _CLAIM,
            Column("evidence", "IRI of the evidence", references="evidence"),
            Column("part", "evidence, or context: an earlier clause that names the people"),
        ),
        ("claim", "evidence", "part"),
    ),
    Table(
        "reviews",
        "What people said of claims.",
        (
            _CLAIM,
            Column("reviewer", "Who: an ORCID, a handle or anonymous"),
            Column("verdict", "accept, replace or add"),
            Column("date", "ISO date"),
            Column("reason", "Why"),
        ),
        ("claim", "reviewer"),
        facets=("verdict", "reviewer"),
    ),
)  # fmt: skip
"""All tables; each refers only to those before it."""


Row = tuple[str, dict[str, Any]]
"""A table and the values of its columns; columns that are missing are empty."""

_GEO = PREFIXES["geo"]
_RENAMED = {"measure": "type", "number": "count", "year": "report_year"}
"""The keys of facts for the columns that have another name."""
_LISTS = ("via", "victims", "exploitation", "sectors", "partners", "rules", "operators")
_PLACES = ("origin", "destination")
_NOT_CODES = ("place", "cue")
"""Schemes that are no codes of claims."""
_RELATIONS = ("closeMatch", "broadMatch", "narrowMatch")


def rows(extractions: Iterable[Extraction], vocabulary: Vocabulary) -> Iterator[Row]:
    """Yield all rows: places and codes first, then each document with its claims."""
    yield from _places(vocabulary["place"], vocabulary)
    for scheme in sorted(vocabulary):
        if scheme not in _NOT_CODES:
            for _, concept in sorted(vocabulary[scheme].items()):
                yield _concept(scheme, concept)
                yield from _mappings(scheme, concept)
    known = set(vocabulary["place"])
    reports: set[str] = set()
    for extraction in extractions:
        for code in sorted(_codes(extraction) - known):
            known.add(code)
            yield "places", _unknown_place(code, vocabulary)
        yield from _document(extraction.document, vocabulary, reports)
        yield from _claims(extraction)


def _places(places: Mapping[str, Concept], vocabulary: Vocabulary) -> Iterator[Row]:
    for code, place in sorted(places.items()):
        numbers = {"cow": place.all("cow"), "latitude": place.properties.get(_GEO + "lat", [])}
        numbers["longitude"] = place.properties.get(_GEO + "long", [])
        kinds = sorted(kind.rpartition("#")[2] for kind in place.types if kind.startswith(PREFIXES["tg"]))
        texts = {"iso2": _first(place.all("iso2")), "m49": _first(place.all("m49"))}
        values = {name: float(found[0]) for name, found in numbers.items() if found}
        yield "places", {
            "place": code, "name": place.label, "kind": _first(kinds), "iri": place.iri, **texts, **values
        }  # fmt: skip
    for code, place in sorted(places.items()):
        regions = {vocabulary.by_iri[iri].code for iri in place.broader if iri in vocabulary.by_iri}
        for region in sorted(regions & places.keys()):
            yield "place_regions", {"place": code, "region": region}


def _first(values: list[str]) -> str | None:
    return values[0] if values else None


def _concept(scheme: str, concept: Concept) -> Row:
    return "concepts", {
        "scheme": scheme, "code": concept.code, "label": concept.label, "iri": concept.iri,
        "definition": concept.definition or None,
    }  # fmt: skip


def _mappings(scheme: str, concept: Concept) -> Iterator[Row]:
    for relation in _RELATIONS:
        for iri in sorted(concept.properties.get(PREFIXES["skos"] + relation, ())):
            vocabulary, _, code = iri.rpartition("/")
            yield "mappings", {
                "scheme": scheme, "code": concept.code, "relation": relation,
                "vocabulary": f"{vocabulary}/", "other_code": code, "iri": iri,
            }  # fmt: skip


def _codes(extraction: Extraction) -> set[str]:
    """Return the codes of all places of a document."""
    country = extraction.document.report.country
    ends = (getattr(claim, name, None) for claim in extraction.claims for name in _PLACES)
    return {country, *(_place(code, country) for code in ends if code is not None)}


def _place(code: str, country: str) -> str:
    """Return the code of a place; that of neighboring countries includes the country."""
    return f"{country}{NEIGHBORS_END}" if code == NEIGHBORS else code


def _unknown_place(code: str, vocabulary: Vocabulary) -> dict[str, Any]:
    country, neighbors, _ = code.partition(NEIGHBORS_END)
    if not neighbors:
        return {"place": code, "name": code, "iri": place_iri(code, code)}
    known = vocabulary["place"].get(country)
    name = f"Neighboring countries of {known.label if known else country}"
    return {"place": code, "name": name, "kind": "NeighboringCountries", "iri": place_iri(NEIGHBORS, country)}


def _document(document: Document, vocabulary: Vocabulary, reports: set[str]) -> Iterator[Row]:
    report = document.report
    iri = report_iri(report)
    if iri not in reports:
        reports.add(iri)
        yield "reports", {
            "report": iri, "title": report_title(report, vocabulary), "publication": report.publication,
            "edition": report.edition, "year": report.year, "country": report.country,
            "section": report.section,
        }  # fmt: skip
    repeats = document.repeats
    yield "documents", {
        "document": document_iri(document), "report": iri, "identifier": document.identifier,
        "title": document.title, "source": document.url, "sha256": document.sha256,
        "repeats": repeats.report if repeats else None,
        "repeated_share": float(repeats.share) if repeats else None,
    }  # fmt: skip


def _claims(extraction: Extraction) -> Iterator[Row]:
    document = document_iri(extraction.document)
    described: set[str] = set()
    for claim, fact in zip(extraction.claims, facts(extraction), strict=True):
        yield "claims", _claim(fact, extraction.document, document)
        for name in _LISTS:
            yield from (
                ("claim_values", {"claim": fact["claim"], "property": name, "value": value})
                for value in sorted(set(fact.get(name) or ()))
            )
        yield from _evidence(claim, fact["claim"], document, described)
        for review in claim.reviews:
            yield "reviews", {
                "claim": fact["claim"], "reviewer": review.by, "verdict": review.verdict,
                "date": review.at or None, "reason": review.reason or None,
            }  # fmt: skip


def _claim(fact: Fact, document: Document, iri: str) -> dict[str, Any]:
    country = document.report.country
    values = {**fact, **{column: fact.get(key) for column, key in _RENAMED.items()}}
    values |= {name: _place(fact[name], country) for name in _PLACES if fact.get(name)}
    return {**values, "document": iri, "description": describe(fact), "reprint": int(bool(document.repeats))}


def _evidence(claim: Claim, iri: str, document: str, described: set[str]) -> Iterator[Row]:
    parts = [("evidence", piece) for piece in claim.evidence]
    parts += [("context", piece) for piece in (claim.context if isinstance(claim, Statement) else ())]
    for part, piece in sorted(set(parts)):
        node = evidence_iri(document, piece.start, piece.end)
        if node not in described:
            described.add(node)
            yield "evidence", {
                "evidence": node, "quote": piece.quote, "document": document, "start": piece.start,
                "end": piece.end,
            }  # fmt: skip
        yield "claim_evidence", {"claim": iri, "evidence": node, "part": part}

"""The tables of an export: columns, keys, and what a program needs to show them."""

from __future__ import annotations

from dataclasses import dataclass

__all__ = ["FULL_TEXT", "TABLES", "Column", "Table"]

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

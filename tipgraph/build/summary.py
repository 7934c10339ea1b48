"""What a build tells when it is done: nothing that came in goes unmentioned."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, field

from tipgraph.build.notes import Result
from tipgraph.errors import InputError, UnreadableError
from tipgraph.model.documents import Document
from tipgraph.model.iris import document_iri, report_iri
from tipgraph.reading.outcome import Skipped

__all__ = ["Change", "NothingReadError", "Summary", "Tally"]


@dataclass(frozen=True, slots=True)
class Change:
    """What a build did to the store that there was, in documents.

    ``kept`` were there and had not changed; ``made`` were read and understood, of which ``replaced``
    took the place of an older graph of theirs; ``removed`` are in no source any longer. ``anew`` says why
    nothing could be kept.
    """

    kept: int
    made: int
    replaced: int
    removed: int
    anew: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Summary:
    """The counts of a build.

    ``claims`` counts claims by kind; ``sentences_without_claims`` counts sentences that name a place and
    give no claim; ``ambiguous`` counts, by place name, the documents that do not settle which place it
    means. ``documents_without_claims`` names the sources of documents without any claim, and
    ``sections_without_claims`` those of sections without claims in an entry whose other sections have some.
    ``excluded`` holds what could not be read, ``skipped`` what was skipped for a good reason. ``problems``
    counts validation results by severity (``Violation``, ``Warning``) and shape, and is None without
    validation. ``change`` is what the build did to a store, and None for a file. All other counts cover the
    whole graph, whichever build made its parts.
    """

    reports: int
    documents: int
    claims: Mapping[str, int]
    quads: int
    sentences_without_claims: int
    ambiguous: Mapping[str, int]
    documents_without_claims: tuple[str, ...]
    sections_without_claims: tuple[str, ...]
    excluded: tuple[InputError, ...]
    skipped: tuple[Skipped, ...]
    problems: Mapping[tuple[str, str], int] | None
    change: Change | None = None

    @property
    def whole(self) -> bool:
        """Whether nothing was left out and nothing violates a shape."""
        violated = any(severity == "Violation" for severity, _ in self.problems or ())
        return not self.excluded and not violated


class NothingReadError(UnreadableError):
    """No report could be read, so nothing was written; ``summary`` has the reasons."""

    def __init__(self, summary: Summary) -> None:
        self.summary = summary
        super().__init__("no report could be read", remedy="nothing was written")


@dataclass(slots=True)
class Tally:
    """Counts while a build runs, and remembers what went in and what is out of the ordinary."""

    validated: bool
    order: dict[str, int] = field(default_factory=dict)
    reports: set[str] = field(default_factory=set)
    documents: list[str] = field(default_factory=list)
    claims: Counter[str] = field(default_factory=Counter)
    quads: int = 0
    sentences_without_claims: int = 0
    ambiguous: Counter[str] = field(default_factory=Counter)
    documents_without_claims: list[Document] = field(default_factory=list)
    fruitful: set[tuple[str, str, str, str]] = field(default_factory=set)
    excluded: list[InputError] = field(default_factory=list)
    skipped: list[Skipped] = field(default_factory=list)
    problems: Counter[tuple[str, str]] = field(default_factory=Counter)

    def read(self, document: Document) -> None:
        """Remember the order of reading, which that of understanding may differ from."""
        self.order[document_iri(document)] = len(self.order)

    def add(self, document: Document, result: Result) -> None:
        """Count what came of a document."""
        self.reports.add(report_iri(document.report))
        self.documents.append(document_iri(document))
        self.claims.update(result.claims)
        self.quads += result.quads
        self.sentences_without_claims += result.sentences_without_claims
        self.ambiguous.update(result.ambiguous)
        self.problems.update(result.problems)
        if result.claims:
            self.fruitful.add(_entry(document))
        else:
            self.documents_without_claims.append(document)

    def summary(self, change: Change | None = None) -> Summary:
        """Return the counts so far."""
        without = sorted(
            self.documents_without_claims, key=lambda document: self.order.get(document_iri(document), 0)
        )
        empty = [document for document in without if _entry(document) not in self.fruitful]
        partly = [document for document in without if _entry(document) in self.fruitful]
        return Summary(
            reports=len(self.reports),
            documents=len(self.documents),
            claims=dict(sorted(self.claims.items())),
            quads=self.quads,
            sentences_without_claims=self.sentences_without_claims,
            ambiguous=dict(sorted(self.ambiguous.items())),
            documents_without_claims=tuple(map(_place, empty)),
            sections_without_claims=tuple(map(_place, partly)),
            excluded=tuple(self.excluded),
            skipped=tuple(self.skipped),
            problems=dict(sorted(self.problems.items())) if self.validated else None,
            change=change,
        )


def _entry(document: Document) -> tuple[str, str, str, str]:
    """Return what the sections of one entry in one source have in common."""
    report = document.report
    return document.source, report.publication, report.edition, report.country


def _place(document: Document) -> str:
    """Return where a document was read, with the section where it is one."""
    section = f" (section {document.report.section})" if document.report.section else ""
    return f"{document.source or document.identifier}{section}"

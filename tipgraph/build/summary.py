"""The counts of a build: what went in, what came out, and what was excluded or skipped and why."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Self

from tipgraph.corrections import Corrections
from tipgraph.errors import InputError, UnreadableError
from tipgraph.model.documents import Document, Skipped
from tipgraph.model.iris import document_iri, report_iri
from tipgraph.reading.assemble import doubts_of, has_assumed_publication

__all__ = ["DocumentCounts", "NothingReadError", "StoreChange", "Summary", "SummaryBuilder"]


@dataclass(frozen=True, slots=True)
class Summary:
    """The counts of a build.

    ``filed`` counts documents by publication, country and year; ``doubts`` are messages on documents that
    were read in this build and whose signs disagree; ``assumed`` counts those read that name no publication
    and are taken for parts of the yearly report. ``claims`` counts claims by kind;
    ``sentences_without_claims`` counts sentences that name a place and give no claim; ``ambiguous`` counts,
    by place name, the documents that do not settle which place it means; ``numbers_too_large`` counts
    figures above a trillion, which are read as no count. ``documents_without_claims`` names
    the sources of documents without any claim, and ``sections_without_claims`` those of sections without
    claims in an entry whose other sections have some.
    ``excluded`` holds what could not be read, ``skipped`` what was skipped for a good reason. ``problems``
    counts validation results by severity (``Violation``, ``Warning``) and shape, and is None without
    validation. ``change`` is what the build did to a store, and None for a file. ``corrections`` counts what
    became of people's corrections (see `tipgraph.corrections.Outcome.name`; ``no-document`` if no document
    has the id), and is None without any. All other counts cover the whole graph, whichever build made its
    parts.
    """

    reports: int
    documents: int
    filed: Mapping[tuple[str, str, int], int]
    doubts: tuple[str, ...]
    assumed: int
    claims: Mapping[str, int]
    quads: int
    sentences_without_claims: int
    ambiguous: Mapping[str, int]
    numbers_too_large: int
    documents_without_claims: tuple[str, ...]
    sections_without_claims: tuple[str, ...]
    excluded: tuple[InputError, ...]
    skipped: tuple[Skipped, ...]
    problems: Mapping[tuple[str, str], int] | None
    change: StoreChange | None = None
    corrections: Mapping[str, int] | None = None

    @property
    def complete(self) -> bool:
        """Whether nothing was excluded and nothing violates a shape."""
        violated = any(severity == "Violation" for severity, _ in self.problems or ())
        return not self.excluded and not violated


@dataclass(frozen=True, slots=True)
class StoreChange:
    """What a build did to a store, in documents.

    ``unchanged`` documents were kept. ``processed`` ones were read and understood, and ``replaced`` of them
    took the place of an older graph. ``removed`` ones are in no source any more. ``rebuild_reasons`` says
    why no document could be kept.
    """

    unchanged: int
    processed: int
    replaced: int
    removed: int
    rebuild_reasons: tuple[str, ...] = ()


class NothingReadError(UnreadableError):
    """No report could be read, so nothing was written; ``summary`` has the reasons."""

    def __init__(self, summary: Summary) -> None:
        self.summary = summary
        super().__init__("no report could be read", remedy="nothing was written")


@dataclass(frozen=True, slots=True)
class DocumentCounts:
    """The counts of one document. A store keeps them, so that no document is counted twice.

    ``claims`` counts claims by kind; ``sentences_without_claims`` counts sentences that name a place and
    give no claim; ``ambiguous`` lists place names with several meanings; ``problems`` counts validation
    results by severity (``Violation``, ``Warning``) and shape; ``corrections`` counts what became of
    corrections; ``numbers_too_large`` counts figures above a trillion.
    """

    claims: Counter[str] = field(default_factory=Counter)
    sentences_without_claims: int = 0
    ambiguous: tuple[str, ...] = ()
    quads: int = 0
    problems: Counter[tuple[str, str]] = field(default_factory=Counter)
    corrections: Counter[str] = field(default_factory=Counter)
    numbers_too_large: int = 0

    def to_json(self) -> str:
        """Return the counts as a JSON list.

        >>> problems = Counter({("Warning", "TierYearShape"): 1})
        >>> counts = DocumentCounts(Counter(route=2), 1, ("Congo",), 90, problems)
        >>> DocumentCounts.from_json(counts.to_json()) == counts
        True
        """
        claims = dict(sorted(self.claims.items()))
        problems = [[*key, count] for key, count in sorted(self.problems.items())]
        corrections = dict(sorted(self.corrections.items()))
        words = [self.sentences_without_claims, self.ambiguous]
        return json.dumps([claims, *words, self.quads, problems, corrections, self.numbers_too_large])

    @classmethod
    def from_json(cls, text: str) -> Self:
        """Return the counts that `to_json` wrote."""
        claims, sentences, ambiguous, quads, problems, *more = json.loads(text)
        corrections: dict[str, int] = more[0] if more else {}
        too_large: int = more[1] if more[1:] else 0
        by_shape = Counter({(severity, shape): count for severity, shape, count in problems})
        return cls(
            Counter(claims), sentences, tuple(ambiguous), quads, by_shape, Counter(corrections), too_large
        )


@dataclass(slots=True)
class SummaryBuilder:
    """Collects counts while a build runs. With ``strict``, the first InputError stops the build."""

    validated: bool
    strict: bool = False
    corrections: Corrections = field(default_factory=Corrections)
    documents: list[str] = field(default_factory=list)
    claims: Counter[str] = field(default_factory=Counter)
    excluded: list[InputError] = field(default_factory=list)
    _filed: Counter[tuple[str, str, int]] = field(default_factory=Counter)
    _doubts: list[str] = field(default_factory=list)
    _assumed: int = 0
    _order: dict[str, int] = field(default_factory=dict)
    _reports: set[str] = field(default_factory=set)
    _quads: int = 0
    _sentences_without_claims: int = 0
    _ambiguous: Counter[str] = field(default_factory=Counter)
    _numbers_too_large: int = 0
    _without_claims: list[Document] = field(default_factory=list)
    _entries_with_claims: set[tuple[str, str, str, str]] = field(default_factory=set)
    _skipped: list[Skipped] = field(default_factory=list)
    _problems: Counter[tuple[str, str]] = field(default_factory=Counter)
    _outcomes: Counter[str] = field(default_factory=Counter)
    _corrected: set[str] = field(default_factory=set)

    def add_read(self, document: Document) -> None:
        """Record that a document was read. The summary lists documents in this order."""
        self._order[document_iri(document)] = len(self._order)
        self._doubts.extend(doubts_of(document))
        self._assumed += has_assumed_publication(document)

    def add(self, document: Document, counts: DocumentCounts) -> None:
        """Add a document that is in the graph."""
        report = document.report
        self._reports.add(report_iri(report))
        self._filed[report.publication, report.country, report.year] += 1
        self.documents.append(document_iri(document))
        self.claims.update(counts.claims)
        self._quads += counts.quads
        self._sentences_without_claims += counts.sentences_without_claims
        self._ambiguous.update(counts.ambiguous)
        self._numbers_too_large += counts.numbers_too_large
        self._problems.update(counts.problems)
        self._outcomes.update(counts.corrections)
        self._corrected.update(each.document for each in self.corrections.of(document))
        if counts.claims:
            self._entries_with_claims.add(_entry(document))
        else:
            self._without_claims.append(document)

    def reject(self, outcome: InputError | Skipped) -> None:
        """Add something that does not enter the graph. Raises the InputError if the build is strict."""
        if isinstance(outcome, Skipped):
            self._skipped.append(outcome)
        elif self.strict:
            raise outcome
        else:
            self.excluded.append(outcome)

    def summary(self, change: StoreChange | None = None) -> Summary:
        """Return the counts so far."""
        without = sorted(self._without_claims, key=lambda each: self._order.get(document_iri(each), 0))
        return Summary(
            reports=len(self._reports),
            documents=len(self.documents),
            filed=dict(sorted(self._filed.items())),
            doubts=tuple(self._doubts),
            assumed=self._assumed,
            claims=dict(sorted(self.claims.items())),
            quads=self._quads,
            sentences_without_claims=self._sentences_without_claims,
            ambiguous=dict(sorted(self._ambiguous.items())),
            numbers_too_large=self._numbers_too_large,
            documents_without_claims=tuple(_place(each) for each in without if not self._has_sibling(each)),
            sections_without_claims=tuple(_place(each) for each in without if self._has_sibling(each)),
            excluded=tuple(self.excluded),
            skipped=tuple(self._skipped),
            problems=dict(sorted(self._problems.items())) if self.validated else None,
            change=change,
            corrections=self._corrections() if self.corrections.items else None,
        )

    def _corrections(self) -> dict[str, int]:
        unread = sum(each.document not in self._corrected for each in self.corrections.items)
        return dict(sorted((self._outcomes + Counter({"no-document": unread})).items()))

    def _has_sibling(self, document: Document) -> bool:
        """Return whether another section of the same entry has claims."""
        return _entry(document) in self._entries_with_claims


def _entry(document: Document) -> tuple[str, str, str, str]:
    """Return what all sections of one entry in one source share."""
    report = document.report
    return document.source, report.publication, report.edition, report.country


def _place(document: Document) -> str:
    """Return where a document was read, and its section if it is one."""
    section = f" (section {document.report.section})" if document.report.section else ""
    return f"{document.source or document.identifier}{section}"

"""The pipeline of one document: extract claims, state them in RDF, validate. It runs in worker processes."""

from __future__ import annotations

import logging
from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING

from tipgraph.build.fingerprint import corrected_digest, document_digest
from tipgraph.build.reprints import Passages, passages
from tipgraph.build.summary import DocumentCounts
from tipgraph.corrections import Applied, Corrections, apply
from tipgraph.errors import InputError
from tipgraph.model.documents import Document, Narrative
from tipgraph.model.iris import document_iri
from tipgraph.rdf.emit import quads
from tipgraph.rdf.formats import Format
from tipgraph.rdf.serialize import Piece, pieces
from tipgraph.util.processes import relax_gc

if TYPE_CHECKING:
    from tipgraph.model.vocabulary import Vocabulary
    from tipgraph.understanding import Extractor
    from tipgraph.validation.shacl_report import ValidationReport
    from tipgraph.validation.validator import Validator

__all__ = ["Pipeline", "ProcessedDocument"]

_log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class ProcessedDocument:
    """The output of the pipeline: a document's pieces of the graph, its counts and its passages.

    ``digest`` is that of all that the pieces depend on, besides the program.
    """

    document: Document
    pieces: tuple[Piece, ...]
    counts: DocumentCounts
    digest: str
    passages: Passages


@dataclass(frozen=True, slots=True)
class Pipeline:
    """The settings of the pipeline, as they are sent to worker processes."""

    format: Format
    vocabulary: tuple[Path, ...] = ()
    validate: bool = True
    with_texts: bool = False
    corrections: Corrections = field(default_factory=Corrections)

    def start(self) -> Callable[[Sequence[Narrative]], list[ProcessedDocument | InputError]]:
        """Load the models and return a function that processes narratives.

        The function returns an InputError in place of each narrative that cannot be processed.
        """
        # Imported in the worker: the process that writes the graph does not need them.
        from tipgraph.model.vocabulary import load
        from tipgraph.understanding import Extractor

        processor = _Processor(self, Extractor.load(self.vocabulary), load(self.vocabulary))
        relax_gc()
        return lambda batch: [processor.try_process(narrative) for narrative in batch]


class _Processor:
    """Holds the models, which are loaded once, and processes every narrative with them."""

    def __init__(self, pipeline: Pipeline, extractor: Extractor, vocabulary: Vocabulary) -> None:
        self._format = pipeline.format
        self._with_texts = pipeline.with_texts
        self._corrections = pipeline.corrections
        self._extractor = extractor
        self._vocabulary = vocabulary
        self._validator = _validator(vocabulary) if pipeline.validate else None

    def try_process(self, narrative: Narrative) -> ProcessedDocument | InputError:
        """Return the processed document, or the error that excludes it from the graph."""
        try:
            return self.process(narrative)
        except InputError as error:
            return error
        except Exception as error:  # an error in the program: other documents may be processed
            source = narrative.document.source
            _log.exception("%s", source)
            cause = f"understanding it fails in the program ({type(error).__name__}: {error})"
            return InputError(source, cause, remedy="report it with the file")

    def process(self, narrative: Narrative) -> ProcessedDocument:
        """Return the processed document. Raises InputError if its claims cannot be extracted."""
        applied = self._corrected(narrative)
        extraction = applied.extraction
        made = quads(extraction, narrative.text if self._with_texts else None, self._vocabulary)
        report = self._validator.check(made, narrative.text) if self._validator else None
        counts = DocumentCounts(
            claims=Counter(claim.kind for claim in extraction.claims),
            sentences_without_claims=extraction.sentences_without_claims,
            ambiguous=extraction.ambiguous,
            numbers_too_large=extraction.numbers_too_large,
            quads=len(made),
            problems=_by_shape(report) if report else Counter(),
            corrections=Counter(outcome.name for outcome in applied.outcomes),
        )
        document = narrative.document
        digest = corrected_digest(document_digest(document), self._corrections.digest(document))
        compared = Passages(document_iri(document), document.report, passages(narrative.text))
        return ProcessedDocument(document, tuple(pieces(made, self._format)), counts, digest, compared)

    def _corrected(self, narrative: Narrative) -> Applied:
        extraction = self._extractor.read(narrative)
        corrections = self._corrections.of(narrative.document)
        return apply(extraction, narrative.text, corrections, self._corrections.on_conflict)


def _validator(vocabulary: Vocabulary) -> Validator:
    from tipgraph.validation.validator import Validator

    return Validator(vocabulary)


def _by_shape(report: ValidationReport) -> Counter[tuple[str, str]]:
    return Counter((result.severity, result.shape.rpartition("#")[2]) for result in report.results)

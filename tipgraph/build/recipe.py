"""What is done with one narrative: understand it, write its graph, check it. Runs in worker processes."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from tipgraph.build.notes import Result
from tipgraph.errors import InputError
from tipgraph.model.documents import Document, Narrative
from tipgraph.rdf.emit import quads
from tipgraph.rdf.formats import Format
from tipgraph.rdf.serialize import Piece, pieces
from tipgraph.util.memory import relax_gc

if TYPE_CHECKING:
    from tipgraph.model.vocabulary import Vocabulary
    from tipgraph.understanding import Extractor
    from tipgraph.validation.results import ValidationReport
    from tipgraph.validation.validator import Validator

__all__ = ["Made", "Recipe"]


@dataclass(frozen=True, slots=True)
class Made:
    """What came of a narrative: its pieces of the graph, and what the summary counts."""

    document: Document
    pieces: tuple[Piece, ...]
    result: Result


@dataclass(frozen=True, slots=True)
class Recipe:
    """How narratives become pieces of a graph: all that a worker process is told."""

    form: Format
    vocabulary: tuple[Path, ...] = ()
    validate: bool = True
    with_texts: bool = False

    def worker(self) -> Callable[[Sequence[Narrative]], list[Made | InputError]]:
        """Load what is needed, once, and return what turns narratives into pieces, or says why it cannot."""
        # Imported in the process that does the work: the one that writes has no need of them.
        from tipgraph.model.vocabulary import load
        from tipgraph.understanding import Extractor

        worker = _Worker(self, Extractor.load(self.vocabulary), load(self.vocabulary))
        relax_gc()
        return lambda batch: [worker.tried(narrative) for narrative in batch]


class _Worker:
    """Holds what is loaded once and serves every narrative."""

    def __init__(self, recipe: Recipe, extractor: Extractor, concepts: Vocabulary) -> None:
        self._form = recipe.form
        self._with_texts = recipe.with_texts
        self._extractor = extractor
        self._concepts = concepts
        self._validator = _validator(concepts) if recipe.validate else None

    def tried(self, narrative: Narrative) -> Made | InputError:
        """Return what comes of a narrative, or the error that keeps it out of the graph."""
        try:
            return self.work(narrative)
        except InputError as error:
            return error

    def work(self, narrative: Narrative) -> Made:
        """Return what comes of a narrative. Raises InputError where it cannot be understood."""
        extraction = self._extractor.read(narrative)
        made = quads(extraction, narrative.text if self._with_texts else None, self._concepts)
        report = self._validator.check(made, narrative.text) if self._validator else None
        result = Result(
            claims=Counter(claim.kind for claim in extraction.claims),
            sentences_without_claims=extraction.sentences_without_claims,
            ambiguous=extraction.ambiguous,
            quads=len(made),
            problems=_by_shape(report) if report else Counter(),
        )
        return Made(narrative.document, tuple(pieces(made, self._form)), result)


def _validator(concepts: Vocabulary) -> Validator:
    from tipgraph.validation.validator import Validator

    return Validator(concepts)


def _by_shape(report: ValidationReport) -> Counter[tuple[str, str]]:
    return Counter((found.severity, found.shape.rpartition("#")[2]) for found in report.results)

"""Runs all extractors on one analysis of a narrative, and merges what they say of one statement."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Callable, Iterable, Iterator, Sequence
from importlib.metadata import entry_points
from pathlib import Path

from tipgraph.errors import InputError
from tipgraph.model.claims import Claim, Extraction
from tipgraph.model.documents import Narrative
from tipgraph.model.merging import collect
from tipgraph.understanding.claims import counts, measures, situation, tiers
from tipgraph.understanding.counts.quantities import numbers_too_large
from tipgraph.understanding.reader import Analysis, Reader, analyze
from tipgraph.understanding.tokens.mention import PLACES

__all__ = ["ENTRY_POINT", "Extract", "Extractor"]

ENTRY_POINT = "tipgraph.extractors"
"""The entry-point group for extractors of other packages."""


Extract = Callable[[Analysis], Iterable[Claim]]
"""An extractor of one kind of claim."""

BUILT_IN: tuple[Extract, ...] = (
    situation.routes,
    measures.extract,
    counts.extract,
    tiers.extract,
    situation.people_and_work,
    situation.roles,
)
"""Statements come first, and roles last, because later claims share the evidence of earlier ones."""


class Extractor:
    """Extracts claims from narratives with one reader.

    >>> from tipgraph.model.documents import Document, Report
    >>> report = Report("tip", "2015", "AGO")
    >>> text = "Some Angolan boys are taken to Namibia as forced laborers."
    >>> extraction = Extractor.load().read(Narrative(Document("x", report, ""), text))
    >>> [claim.key for claim in extraction.claims if claim.kind == "route"]
    [('AGO', 'NAM')]
    """

    def __init__(self, reader: Reader, extracts: Sequence[Extract] = BUILT_IN) -> None:
        self.reader = reader
        self.extracts = (*extracts, *_plugins())

    @classmethod
    def load(cls, vocabulary_files: Sequence[Path] = ()) -> Extractor:
        """Build the lexicon from the labels of the ontology and the user's Turtle files.

        Raises UnreadableError if a file is missing or is not valid Turtle.
        """
        return cls(Reader.load(vocabulary_files))

    def read(self, narrative: Narrative) -> Extraction:
        """Return all claims of a narrative.

        Raises InputError if an extractor fails, including one of a plug-in, so that a build can skip the
        narrative and report it.
        """
        try:
            return self._extraction(narrative)
        except Exception as error:
            raise InputError(
                narrative.document.source,
                f"could not be understood ({type(error).__name__}: {error})",
                remedy="report it with the text, and name the plug-ins that are installed",
            ) from error

    def _extraction(self, narrative: Narrative) -> Extraction:
        analysis = analyze(narrative, self.reader)
        claims = collect(_each_claim(analysis, self.extracts))
        analysis.release()
        without = _sentences_without_claims(analysis, claims)
        return Extraction(
            narrative.document, claims, without, analysis.ambiguous, numbers_too_large(narrative.text)
        )


def _each_claim(analysis: Analysis, extracts: Iterable[Extract]) -> Iterator[Claim]:
    for extract in extracts:
        for claim in extract(analysis):
            analysis.share(claim.evidence)
            yield claim


def _plugins() -> tuple[Extract, ...]:
    return tuple(
        point.load() for point in sorted(entry_points(group=ENTRY_POINT), key=lambda point: point.name)
    )


def _sentences_without_claims(analysis: Analysis, claims: Iterable[Claim]) -> int:
    """Count the sentences that name a place and rest no claim."""
    starts = sorted({piece.start for claim in claims for piece in claim.evidence})
    named = {segment.sentence for segment in analysis.segments if segment.kinds & PLACES}
    return sum(bisect_left(starts, start) == bisect_left(starts, end) for start, end in named)

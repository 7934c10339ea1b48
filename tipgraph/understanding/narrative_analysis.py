"""The analysis of a narrative, which all extractors share."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from functools import cached_property

from tipgraph.model.claims import Evidence
from tipgraph.model.documents import Narrative
from tipgraph.understanding.reader import Reader, Segment, Words, in_order, opens_paragraph, segments_of
from tipgraph.understanding.routes.reader import read_statements
from tipgraph.understanding.routes.statements import Statements
from tipgraph.understanding.routes.stories import Context
from tipgraph.understanding.syntax.mentions import Occurrence, Reading
from tipgraph.understanding.tokens.sentences import LIMIT, Span, fitted

__all__ = ["Analysis", "analyze"]


@dataclass(eq=False)
class Analysis:
    """The segments of a narrative, each with its tree.

    ``country`` is the code of the report country. ``ambiguous`` lists place names with several possible
    meanings that the text does not resolve. Extractors of other packages may use ``text``, ``country``,
    ``segments`` and ``evidence``; everything else may change in any version.
    """

    narrative: Narrative
    reader: Reader
    segments: Sequence[Segment]
    ambiguous: tuple[str, ...] = ()
    text: str = field(init=False, repr=False)
    country: str = field(init=False)
    _readings: dict[Words, Reading] = field(init=False, default_factory=dict, repr=False)
    _quotes: dict[Span, Evidence] = field(init=False, default_factory=dict, repr=False)
    """Each quote, made once: to tell whether its words occur again, the whole text is searched."""
    _shared: dict[int, dict[Evidence, None]] = field(init=False, default_factory=dict, repr=False)

    def __post_init__(self) -> None:
        self.text = self.narrative.text
        self.country = self.narrative.document.report.country

    def reading(self, segment: Segment) -> Reading:
        """Return the tree of a segment, with its mentions. Segments of the same words share it."""
        if segment.parsed is None:
            words = Words.of(self.text, segment.span, self.country, segment.mentions)
            if words not in self._readings:
                self._readings[words] = self.reader.take(words)
            segment.parsed = self._readings[words]
        return segment.reading

    def in_order(self) -> Iterator[Segment]:
        """Yield the segments with their trees; each one knows of whom the one before speaks."""
        return in_order(self.text, self.segments, self.reading)

    def described(self) -> Iterator[tuple[Segment, Reading]]:
        """Yield the segments that describe the situation, in order, with their trees."""
        for segment in self.segments:
            if segment.is_described:
                yield segment, self.reading(segment)

    def occurrences(self) -> Iterator[Occurrence]:
        """Yield the trees of these segments, with where each one stands."""
        for segment, reading in self.described():
            yield Occurrence(segment.span.start, reading, opens_paragraph(self.text, segment.span))

    @cached_property
    def statements(self) -> Statements:
        """What the text says of routes and of the roles of the report country."""
        return read_statements(self.occurrences(), Context(self.country), self.reader.work)

    def release(self) -> None:
        """Give all trees back to the reader."""
        for segment in self.segments:
            segment.parsed = None
        self.reader.keep(self._readings)
        self._readings = {}

    # -- evidence

    def evidence(self, span: Span, at: Span | None = None, *, longest: int = LIMIT) -> Evidence:
        """Quote some words, of a long span those around ``at``.

        If the evidence of a statement holds the words ``at``, it is the evidence.
        """
        if at is not None and (shared := self._of_statement(at)) is not None:
            return shared
        words = fitted(self.text, span, at or span, longest)
        if words not in self._quotes:
            self._quotes[words] = Evidence.of(self.text, *words)
        return self._quotes[words]

    def share(self, evidence: Iterable[Evidence]) -> None:
        """Let claims on what these words mention have them as their evidence too."""
        for piece in evidence:
            self._shared.setdefault(self._sentence(piece.start), {})[piece] = None

    def _of_statement(self, at: Span) -> Evidence | None:
        found = self._shared.get(self._sentence(at.start), ())
        return next((piece for piece in found if piece.start <= at.start and at.end <= piece.end), None)

    @cached_property
    def _starts(self) -> list[int]:
        return [segment.span.start for segment in self.segments]

    def _sentence(self, offset: int) -> int:
        """Return the index of the last segment that begins before an offset."""
        return bisect_right(self._starts, offset)


def analyze(narrative: Narrative, reader: Reader) -> Analysis:
    """Analyze a narrative with a reader, which parses the segments whose trees are asked for."""
    text, document = narrative.text, narrative.document
    mentions, ambiguous = reader.disambiguated(text, document.report.country)

    def section(offset: int) -> str | None:
        found = document.section_of(offset)
        return found.kind if found else None

    starts = [each.start for each in document.sections]
    return Analysis(narrative, reader, list(segments_of(text, mentions, section, starts)), ambiguous)

"""The analysis of a narrative, which all extractors share."""

from __future__ import annotations

from bisect import bisect_left
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence, Set
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any, TypeVar

from tipgraph.model.claims import Evidence
from tipgraph.model.documents import Narrative
from tipgraph.understanding.clause_splitting import split
from tipgraph.understanding.clauses import Clause, by_kind
from tipgraph.understanding.lexicon import Lexicon
from tipgraph.understanding.mention import Mention
from tipgraph.understanding.place_arguments import PlaceArgument, place_arguments
from tipgraph.understanding.refinement import disambiguate, with_partners, with_verbs
from tipgraph.understanding.sentences import LIMIT, Span, quote, segments, sentences, trim
from tipgraph.understanding.structure.mentions import Reading
from tipgraph.understanding.structure.reader import Reader

__all__ = ["Analysis", "Segment", "analyze"]

T = TypeVar("T")


@dataclass(eq=False, slots=True)
class Segment:
    """A sentence, or a part of one between semicolons, split into clauses.

    ``mentions`` holds all its mentions, and ``kinds`` their kinds.
    """

    span: Span
    sentence: Span
    clauses: Sequence[Clause]
    mentions: Sequence[Mention]
    kinds: Set[str]
    section: str | None = None

    def has(self, *kinds: str) -> bool:
        """Tell whether any mention is of one of the kinds."""
        return not self.kinds.isdisjoint(kinds)


@dataclass(eq=False)
class Analysis:
    """The segments of a narrative, with the mentions in their clauses and the roles of places in them.

    ``country`` is the code of the report country. ``ambiguous`` lists place names with several possible
    meanings that the text does not resolve.
    """

    narrative: Narrative
    lexicon: Lexicon
    reader: Reader
    segments: Sequence[Segment]
    ambiguous: tuple[str, ...] = ()
    text: str = field(init=False, repr=False)
    country: str = field(init=False)
    _quoted: dict[int, tuple[Evidence, ...]] = field(init=False, default_factory=dict, repr=False)
    _readings: dict[int, Reading] = field(init=False, default_factory=dict, repr=False)
    _shared: list[Evidence] = field(init=False, default_factory=list, repr=False)
    _memory: dict[object, Any] = field(init=False, default_factory=dict, repr=False)

    def __post_init__(self) -> None:
        self.text = self.narrative.text
        self.country = self.narrative.document.report.country

    def once(self, compute: Callable[[Analysis], T]) -> T:
        """Return the result of a function on this analysis, computed only once."""
        if compute not in self._memory:
            self._memory[compute] = compute(self)
        made: T = self._memory[compute]
        return made

    def reading(self, segment: Segment) -> Reading:
        """Return the tree of a segment, with its mentions."""
        span = segment.span
        if span.start not in self._readings:
            mentions = self._all_mentions
            first = bisect_left(mentions, (span.start,))
            inside = mentions[first : bisect_left(mentions, (span.end,), first)]
            self._readings[span.start] = self.reader.parse(self.text, span, self.country, inside)
        return self._readings[span.start]

    @cached_property
    def _all_mentions(self) -> list[Mention]:
        """The mentions that trees are read with: labels inside others, too."""
        return self.reader.mentions(self.text, self.country)

    def release(self) -> None:
        """Let go of all trees. Their nodes refer to each other, so that they would wait for the collector."""
        for reading in self._readings.values():
            reading.release()
        self._readings.clear()

    @cached_property
    def clauses(self) -> list[Clause]:
        """All clauses, in order."""
        return [clause for segment in self.segments for clause in segment.clauses]

    @cached_property
    def described(self) -> list[Clause]:
        """All clauses except those of recommendations, which do not describe the situation."""
        return [clause for clause in self.clauses if clause.section != "recommendations"]

    @cached_property
    def _described_by_kind(self) -> dict[str, list[Clause]]:
        found: dict[str, list[Clause]] = defaultdict(list)
        for clause in self.described:
            for kind in clause.kinds:
                found[kind].append(clause)
        return found

    def describing(self, kind: str) -> Sequence[Clause]:
        """Return the described clauses with a mention of a kind, in order."""
        return self._described_by_kind.get(kind, ())

    def place_arguments(self, clause: Clause) -> list[PlaceArgument]:
        """Return the place arguments of a clause."""
        return place_arguments(clause, self.text) if clause.has("place", "demonym") else []

    def share(self, evidence: Iterable[Evidence]) -> None:
        """Let claims on what these words mention have them as their evidence too."""
        self._shared += evidence

    def evidence(self, *clauses: Clause, at: Sequence[Mention] = ()) -> tuple[Evidence, ...]:
        """Quote clauses. A short clause is quoted whole, a long one around the mentions ``at``.

        If a statement's evidence holds the mentions of one clause, it is the evidence.
        """
        if len(clauses) == 1:
            return self._of_statement(at) or self._quote(clauses[0], at)
        return tuple(piece for clause in clauses for piece in self._quote(clause, at))

    def _of_statement(self, at: Sequence[Mention]) -> tuple[Evidence, ...]:
        if not at:
            return ()
        start, end = min(m.start for m in at), max(m.end for m in at)
        found = (piece for piece in self._shared if piece.start <= start and end <= piece.end)
        piece = next(found, None)
        return () if piece is None else (piece,)

    def _quote(self, clause: Clause, at: Sequence[Mention]) -> tuple[Evidence, ...]:
        start, end = span = clause.span
        if end - start > LIMIT:
            return self._parts(span, at)
        quoted = self._quoted.get(start)
        if quoted is None:
            quoted = self._quoted[start] = (Evidence.of(self.text, *trim(self.text, span)),)
        return quoted

    def _parts(self, span: Span, at: Sequence[Mention]) -> tuple[Evidence, ...]:
        return tuple(Evidence.of(self.text, start, end) for start, end in quote(self.text, span, at))


def analyze(narrative: Narrative, lexicon: Lexicon, reader: Reader) -> Analysis:
    """Analyze a narrative with a lexicon. ``reader`` parses the segments whose trees are asked for."""
    text, country = narrative.text, narrative.document.report.country
    spans = sentences(text, [section.start for section in narrative.document.sections])
    found = with_verbs(lexicon.mentions(text, [span.start for span in spans]), text)
    known, ambiguous = disambiguate(found, text, country, lexicon.vocabulary)
    mentions = with_partners(known, country)
    return Analysis(narrative, lexicon, reader, list(_segments(narrative, spans, mentions)), ambiguous)


def _segments(narrative: Narrative, spans: Iterable[Span], mentions: Sequence[Mention]) -> Iterator[Segment]:
    text, document = narrative.text, narrative.document
    at = 0
    for sentence in spans:
        for span in segments(text, sentence):
            # A run-in heading ("Recommendations for X: …") opens its section inside the sentence.
            section = document.section_of(span.end - 1)
            kind = section.kind if section else None
            first = bisect_left(mentions, (span.start,), at)
            at = bisect_left(mentions, (span.end,), first)
            found = mentions[first:at]
            kinds = by_kind(found)
            clauses = split(span, found, kinds, sentence, kind)
            yield Segment(span, sentence, clauses, found, kinds.keys(), kind)

"""The one analysis of a narrative that all extractors share."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from functools import cached_property

from tipgraph.claims import Evidence
from tipgraph.documents.narrative import Narrative
from tipgraph.language.ambiguity import settle
from tipgraph.language.clauses import Clause, split
from tipgraph.language.lexicon import Lexicon
from tipgraph.language.locations import Use, uses
from tipgraph.language.mention import Mention
from tipgraph.language.quotes import quote
from tipgraph.language.sentences import Span, segments, sentences

__all__ = ["Analysis", "Segment", "analyse"]


@dataclass(eq=False)
class Segment:
    """A sentence, or the part of one between two semicolons, cut into clauses."""

    span: Span
    sentence: Span
    clauses: Sequence[Clause]
    section: str | None = None

    @cached_property
    def mentions(self) -> list[Mention]:
        """All mentions, in order."""
        return sorted(m for clause in self.clauses for m in (*clause.mentions, *clause.colour))


@dataclass(eq=False)
class Analysis:
    """A narrative's segments, with what their clauses mention and how they use places."""

    narrative: Narrative
    lexicon: Lexicon
    segments: Sequence[Segment]
    _uses: dict[int, list[Use]] = field(default_factory=dict, repr=False)

    @property
    def country(self) -> str:
        """The report country's code."""
        return self.narrative.document.report.country

    @property
    def text(self) -> str:
        """The narrative's text."""
        return self.narrative.text

    @cached_property
    def clauses(self) -> list[Clause]:
        """All clauses, in order."""
        return [clause for segment in self.segments for clause in segment.clauses]

    def uses(self, clause: Clause) -> list[Use]:
        """Return how a clause uses the places that it names."""
        key = clause.span.start
        if key not in self._uses:
            self._uses[key] = uses(clause, self.text) if clause.has("place", "demonym") else []
        return self._uses[key]

    def evidence(self, *clauses: Clause, at: Sequence[Mention] = ()) -> tuple[Evidence, ...]:
        """Quote clauses: each whole where it is short enough, else the parts around the mentions ``at``."""
        pieces = dict.fromkeys(span for clause in clauses for span in quote(self.text, clause.span, at))
        return tuple(Evidence.of(self.text, start, end) for start, end in pieces)


def analyse(narrative: Narrative, lexicon: Lexicon) -> Analysis:
    """Analyse a narrative with a lexicon."""
    return Analysis(narrative, lexicon, list(_segments(narrative, lexicon)))


def _segments(narrative: Narrative, lexicon: Lexicon) -> Iterator[Segment]:
    text, document = narrative.text, narrative.document
    mentions = settle(lexicon.mentions(text), text, document.report.country, lexicon.vocabulary)
    at = 0
    for sentence in sentences(text):
        section = document.section_of(sentence.start)
        kind = section.kind if section else None
        for span in segments(text, sentence):
            first = at
            while first < len(mentions) and mentions[first].start < span.start:
                first += 1
            at = first
            while at < len(mentions) and mentions[at].start < span.end:
                at += 1
            yield Segment(span, sentence, split(span, mentions[first:at], sentence, kind), kind)

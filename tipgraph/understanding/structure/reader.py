"""Reads a text by structure: each segment with its tree and the measures that it states."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from tipgraph.model.vocabulary import Vocabulary, load
from tipgraph.understanding.lexicon import Lexicon
from tipgraph.understanding.sentences import Span, segments, sentences
from tipgraph.understanding.structure.clauses import parse
from tipgraph.understanding.structure.measures import Statement, statements
from tipgraph.understanding.structure.mentions import MEASURE, Labels, Reading
from tipgraph.util.resources import folder

__all__ = ["Reader", "Segment"]


class Segment(NamedTuple):
    """A sentence, or a part of one between semicolons, with its reading and the measures that it states."""

    span: Span
    reading: Reading
    statements: list[Statement]


class Reader:
    """Reads texts with the labels of one vocabulary.

    >>> text = "The government did not operate shelters, but police arrested two traffickers."
    >>> for segment in Reader.load().read(text):
    ...     print([(statement.type, statement.status) for statement in segment.statements])
    [('victim-services', 'not-done'), ('investigation', 'done')]
    """

    def __init__(self, vocabulary: Vocabulary) -> None:
        self.lexicon = Lexicon(vocabulary, discontinuous=False)
        self.labels = Labels(vocabulary)

    @classmethod
    def load(cls) -> Reader:
        """Build the lexicon from the labels of the ontology and those of ``ontology/structure``."""
        return cls(load([folder("ontology") / "structure" / "measures.ttl"]))

    def read(self, text: str, section: str | None = None, country: str = "") -> Iterator[Segment]:
        """Yield the segments of a text, in order. ``country`` is the code of the report country."""
        for sentence in sentences(text):
            for span in segments(text, sentence):
                yield self.read_segment(text, span, section, country)

    def read_segment(self, text: str, span: Span, section: str | None = None, country: str = "") -> Segment:
        """Read one segment of a text."""
        mentions = self.lexicon.nested_mentions(text[span.start : span.end], apart=MEASURE)
        placed = (m._replace(start=m.start + span.start, end=m.end + span.start) for m in mentions)
        reading = Reading(parse(text, span.start, span.end), placed, country)
        return Segment(span, reading, statements(reading, self.labels, section))

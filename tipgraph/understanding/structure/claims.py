"""Claims of measures: one for each statement of a narrative."""

from __future__ import annotations

from collections.abc import Iterator
from functools import lru_cache

from tipgraph.model.claims import Evidence, MeasureClaim
from tipgraph.understanding.lexicon import Lexicon
from tipgraph.understanding.narrative_analysis import Analysis
from tipgraph.understanding.structure.measures import Statement
from tipgraph.understanding.structure.reader import Reader, Segment
from tipgraph.understanding.structure.spans import clause_span

__all__ = ["extract"]


def extract(analysis: Analysis) -> Iterator[MeasureClaim]:
    """Yield the measures of a narrative with their status."""
    spans = [(segment.span, segment.section) for segment in analysis.segments if segment.has("measure")]
    for segment in _reader(analysis.lexicon).read_segments(analysis.text, spans, analysis.country):
        for statement in segment.statements:
            yield _claim(analysis, segment, statement)


@lru_cache(maxsize=2)
def _reader(lexicon: Lexicon) -> Reader:
    return Reader(lexicon.vocabulary)


def _claim(analysis: Analysis, segment: Segment, statement: Statement) -> MeasureClaim:
    others = [other.node for other in segment.statements if other.node is not statement.node]
    span = clause_span(segment.reading.tree, statement.node, others)
    kinds = {operator.kind.value for operator in statement.operators}
    return MeasureClaim(
        type=statement.type,
        status=statement.status,
        evidence=(Evidence.of(analysis.text, span.start, span.end),),
        rules=tuple(f"operator.{kind}" for kind in sorted(kinds or {"none"})),
    )

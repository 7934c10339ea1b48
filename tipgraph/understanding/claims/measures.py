"""Measures of the government: done, insufficient, not done, planned or recommended."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from tipgraph.model.claims import MeasureClaim
from tipgraph.understanding.measures.reader import Statement, statements
from tipgraph.understanding.narrative_analysis import Analysis
from tipgraph.understanding.operators.spans import operator_span, predicate_of, quoted
from tipgraph.understanding.syntax.labels import Labels
from tipgraph.understanding.syntax.mentions import Actors, Reading
from tipgraph.understanding.tokens.sentences import Span

__all__ = ["extract"]


def extract(analysis: Analysis) -> Iterator[MeasureClaim]:
    """Yield the measures with their status: one claim for each statement."""
    labels, work = analysis.reader.labels, analysis.reader.work
    for segment in analysis.in_order():
        found = segment.reading.once(_stated, labels, work, segment.section, segment.before)
        for stated in found:
            yield _claim(analysis, segment.span.start, *stated)


class _Stated(NamedTuple):
    """A statement with the offsets of its operators, its clause and what stands before it, in its segment."""

    statement: Statement
    operators: list[Span]
    clause: Span
    before: Span | None


def _stated(
    reading: Reading, labels: Labels, work: Labels, section: str | None, _before: Actors
) -> list[_Stated]:
    """Return what a segment states."""
    found = statements(reading, labels, work, section)
    apart = {predicate_of(statement.node) for statement in found}
    return [
        _Stated(
            statement,
            [operator_span(reading.tree, operator) for operator in statement.operators],
            *quoted(reading, statement.node, statement.operators, apart),
        )
        for statement in found
    ]


def _claim(
    analysis: Analysis,
    start: int,
    statement: Statement,
    operators: list[Span],
    clause: Span,
    before: Span | None,
) -> MeasureClaim:
    """Return the claim of a statement in the segment at an offset."""
    kinds = {operator.kind.value for operator in statement.operators}
    return MeasureClaim(
        type=statement.type,
        status=statement.status,
        **statement.arguments._asdict(),
        evidence=(analysis.evidence(clause.moved(start)),),
        context=() if before is None else (analysis.evidence(before.moved(start)),),
        operators=tuple(sorted({analysis.text[start + first : start + last] for first, last in operators})),
        rules=tuple(f"operator.{kind}" for kind in sorted(kinds or {"none"})),
    )

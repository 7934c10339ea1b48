"""Measures of the government: done, insufficient, not done, planned or recommended."""

from __future__ import annotations

from collections.abc import Collection, Iterator

from tipgraph.model.claims import MeasureClaim
from tipgraph.understanding.actors.recoding import last_people_are_officials
from tipgraph.understanding.measures.reader import Statement, statements
from tipgraph.understanding.narrative_analysis import Analysis
from tipgraph.understanding.operators.spans import operator_span, predicate_of, quoted
from tipgraph.understanding.syntax.mentions import Reading
from tipgraph.understanding.syntax.tree import Node

__all__ = ["extract"]


def extract(analysis: Analysis) -> Iterator[MeasureClaim]:
    """Yield the measures with their status: one claim for each statement."""
    follows_officials = False
    for segment, reading in analysis.readings(described=False):
        reading.follows_officials = follows_officials
        found = statements(reading, analysis.reader.labels, analysis.reader.work, segment.section)
        apart = {predicate_of(statement.node) for statement in found}
        for statement in found:
            yield _claim(analysis, reading, statement, apart)
        follows_officials = last_people_are_officials(reading)


def _claim(
    analysis: Analysis, reading: Reading, statement: Statement, apart: Collection[Node]
) -> MeasureClaim:
    """Return the claim of a statement. ``apart`` are the predicates of all statements of the segment."""
    operators = [operator_span(reading.tree, operator) for operator in statement.operators]
    clause, before = quoted(reading, statement.node, statement.operators, apart)
    kinds = {operator.kind.value for operator in statement.operators}
    return MeasureClaim(
        type=statement.type,
        status=statement.status,
        **statement.arguments._asdict(),
        evidence=(analysis.evidence(clause),),
        context=() if before is None else (analysis.evidence(before),),
        operators=tuple(sorted({analysis.text[start:end] for start, end in operators})),
        rules=tuple(f"operator.{kind}" for kind in sorted(kinds or {"none"})),
    )

"""Measures of the government: done, insufficient, not done, planned or recommended."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from dataclasses import replace
from itertools import chain
from typing import NamedTuple

from tipgraph.model.claims import MeasureClaim
from tipgraph.understanding.measures.anaphora import Deed, Reference, anaphors, deeds, references
from tipgraph.understanding.measures.reader import statements
from tipgraph.understanding.measures.statement import Statement
from tipgraph.understanding.operators.factuality import HEADING
from tipgraph.understanding.operators.spans import clause_span, operator_span, predicate_of, quoted
from tipgraph.understanding.reader import Analysis, Segment, opens_paragraph
from tipgraph.understanding.syntax.labels import Labels
from tipgraph.understanding.syntax.mentions import Actors, Reading
from tipgraph.understanding.syntax.tree import Node
from tipgraph.understanding.tokens.sentences import Span

__all__ = ["Recent", "deeds_of", "extract", "statements_in", "with_recent"]

_PRONOUNS = frozenset(("it", "they"))
_EARLIER = 4
"""Segments before the last one that may be referred to."""


def extract(analysis: Analysis) -> Iterator[MeasureClaim]:
    """Yield the measures with their status: one claim for each statement."""
    for segment, recent in with_recent(analysis):
        for stated in _stated_in(analysis, segment):
            claim = _claim(analysis, segment.span.start, *stated)
            yield _with_heading(analysis, claim, segment, stated.statement)
        for reference in _references_in(analysis, segment, recent):
            yield _claim_of_reference(analysis, segment, reference)


def _with_heading(
    analysis: Analysis, claim: MeasureClaim, segment: Segment, statement: Statement
) -> MeasureClaim:
    """Return a claim with the words of its list's heading, if the status comes from there."""
    if segment.heading is None or not any(each.token == HEADING for each in statement.operators):
        return claim
    heading = analysis.evidence(segment.heading, *segment.leading[-1:])
    words = {analysis.text[slice(*span)] for span in segment.leading}
    operators = tuple(sorted({*claim.operators, *words}))
    return replace(claim, context=(heading, *claim.context), operators=operators)


class Recent(NamedTuple):
    """What a sentence may refer back to: the segment right before it, and those that this one continues."""

    last: Segment | None = None
    earlier: tuple[Segment, ...] = ()


def with_recent(analysis: Analysis) -> Iterator[tuple[Segment, Recent]]:
    """Yield each segment with what it may refer back to. A paragraph refers to nothing before it."""
    recent = Recent()
    for segment in analysis.in_order():
        if opens_paragraph(analysis.text, segment.span):
            recent = Recent()
        yield segment, recent
        goes_on = any(subject.lemma in _PRONOUNS for subject in segment.reading.verbs_of)
        before = [recent.last] if goes_on and recent.last is not None else []
        recent = Recent(segment, (*before, *recent.earlier)[:_EARLIER] if before else ())


def _references_in(analysis: Analysis, segment: Segment, recent: Recent) -> list[Reference]:
    """Return what the anaphors of a segment say of deeds."""
    if not (segment.is_described and segment.reading.once(anaphors)):
        return []
    last = deeds_of(analysis, recent.last) if recent.last is not None else []
    earlier = chain.from_iterable(deeds_of(analysis, each) for each in recent.earlier)
    own, work = deeds_of(analysis, segment), analysis.reader.work
    return list(references(segment.reading, own, last, list(earlier), work))


def statements_in(analysis: Analysis, segment: Segment, recent: Recent) -> list[Statement]:
    """Return what a segment states of the deeds in it and of those before."""
    own = [stated.statement for stated in _stated_in(analysis, segment)]
    return own + [reference.statement for reference in _references_in(analysis, segment, recent)]


def deeds_of(analysis: Analysis, segment: Segment) -> list[Deed]:
    """Return the deeds that a segment states or only names."""
    stated = [each.statement for each in _stated_in(analysis, segment)]
    return deeds(segment.span.start, segment.reading, analysis.reader.labels, stated)


class _Stated(NamedTuple):
    """A statement with the offsets of its operators, its clause and what stands before it, in its segment."""

    statement: Statement
    operators: list[Span]
    clause: Span
    before: Span | None


def _stated_in(analysis: Analysis, segment: Segment) -> list[_Stated]:
    labels, work = analysis.reader.labels, analysis.reader.work
    return segment.reading.once(_stated, labels, work, segment.section, segment.before)


def _stated(
    reading: Reading, labels: Labels, work: Labels, section: str | None, _before: Actors
) -> list[_Stated]:
    """Return what a segment states."""
    found = statements(reading, labels, work, section)
    apart = {predicate_of(statement.node) for statement in found}
    return [_with_spans(reading, statement, apart) for statement in found]


def _with_spans(reading: Reading, statement: Statement, apart: Collection[Node] = ()) -> _Stated:
    own = [operator for operator in statement.operators if operator.token != HEADING]
    return _Stated(
        statement,
        [operator_span(reading.tree, operator) for operator in own],
        *quoted(reading, statement.node, own, apart),
    )


def _claim_of_reference(analysis: Analysis, segment: Segment, reference: Reference) -> MeasureClaim:
    """Return the claim of what an anaphor says. The deed that it stands for is its context."""
    claim = _claim(analysis, segment.span.start, *_with_spans(segment.reading, reference.statement))
    deed = reference.deed
    clause = clause_span(deed.reading.tree, deed.node)
    return replace(claim, context=(analysis.evidence(clause.moved(deed.start)),))


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

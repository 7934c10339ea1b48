"""Results in numbers: people investigated, convicted, identified or helped, and money spent."""

from __future__ import annotations

import re
from collections.abc import Iterator

from tipgraph.model.claims import CountClaim, Evidence
from tipgraph.understanding.counts.continuations import bracket_of, is_yearly
from tipgraph.understanding.counts.reader import Context, Count, Counter
from tipgraph.understanding.counts.years import years
from tipgraph.understanding.operators.spans import clause_span
from tipgraph.understanding.reader import Analysis, Segment
from tipgraph.understanding.syntax.mentions import Reading
from tipgraph.understanding.syntax.patterns import types_of
from tipgraph.understanding.syntax.tree import NOUN

__all__ = ["counts_in_order", "extract"]

_PARAGRAPH = re.compile(r"\n\s*+(?!(?:[-–•*]|\(?\w{1,2}\)))")
"""The break before a paragraph. An item of a list refers to what stands before the list."""
_MARK = 4
"""Letters that the mark of an item may have."""
_THOSE = frozenset(("same", "that", "these", "those"))
_SHARED = frozenset(("cases", "period", "time"))
_DIGIT = re.compile(r"\d")


def extract(analysis: Analysis) -> Iterator[CountClaim]:
    """Yield the counts in all sentences except recommendations."""
    referred_to: tuple[Evidence, ...] = ()
    for segment, _, counts in counts_in_order(analysis):
        clauses = [_clause(analysis, segment, count) for count in counts]
        for count, clause in zip(counts, clauses, strict=True):
            yield from _claims(count, clause, referred_to)
        referred_to = tuple(clauses[-1:]) or referred_to


def counts_in_order(analysis: Analysis) -> Iterator[tuple[Segment, Context, list[Count]]]:
    """Yield each segment that describes the situation, what it may refer back to, and its counts."""
    text, segments, before = analysis.text, analysis.segments, 0
    context = Context(written=_written(analysis))
    behind, is_new = 0, False
    reported: int | None = None
    end_of_first = text.find("\n", len(text) - len(text.lstrip()))
    for at, segment in enumerate(segments):
        is_new = is_new or _PARAGRAPH.search(text, behind, segment.span.start + _MARK) is not None
        behind = segment.span.end
        if not segment.is_described:
            continue
        if is_new:  # a paragraph refers to nothing before it, but may share its time
            year = context.year if _shares_time(analysis, segment) else reported
            context = Context(year=year, written=context.written)
            is_new = False
        elif at - before > 1 and segments[before].sentence != segment.sentence:
            context = context._replace(near=False)
        if "number" not in segment.kinds and not _DIGIT.search(text, *segment.span):
            yield segment, context, []
            continue
        counter = Counter(analysis.reading(segment), analysis.reader.labels, context)
        counts = counter.counts()
        if not 0 <= end_of_first < segment.span.start:
            reported = reported or _reported(counter.reading)
        yield segment, context, counts
        context, before = counter.after(counts), at


def _reported(reading: Reading) -> int | None:
    """Return the year on which an annual report is, with which a text opens: all of it is about that."""
    found = (year for year in years(reading) if is_yearly(bracket_of(year.node) or year.node))
    return next((year.value for year in found), None)


def _written(analysis: Analysis) -> int | None:
    """Return the year of a text that says when it was written, for "this year".

    In a text on tiers, "this year" may be the reporting period, which began in the year before.
    """
    document = analysis.narrative.document
    sign = document.identification.reasons.get("year")
    is_stated = sign is None or not sign.place.startswith("--")
    on_tiers = any("tier" in segment.kinds for segment in analysis.segments)
    return document.report.year if is_stated and not on_tiers else None


def _shares_time(analysis: Analysis, segment: Segment) -> bool:
    """Tell whether a sentence is of the time before it: "in that same year", "four of those cases"."""
    reading = analysis.reading(segment)
    those = (node for node in reading.tree.nodes if node.kind == NOUN and _THOSE.intersection(node.words))
    return any(types_of(reading, node) & _SHARED for node in those)


def _claims(count: Count, clause: Evidence, referred_to: tuple[Evidence, ...]) -> Iterator[CountClaim]:
    """Yield the claims of a count. What it counts may be named before its clause: "Of these, 12 were"."""
    for type_ in count.target.types:
        yield CountClaim(
            type=type_,
            count=count.quantity.value,
            unit=count.target.unit,
            period=count.period,
            evidence=(clause,),
            context=referred_to if count.target.deed is None else (),
            rules=("count.quantity",),
        )


def _clause(analysis: Analysis, segment: Segment, count: Count) -> Evidence:
    span = clause_span(analysis.reading(segment).tree, count.quantity.node)
    return analysis.evidence(span.moved(segment.span.start))

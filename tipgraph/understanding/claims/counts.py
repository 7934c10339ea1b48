"""Results in numbers: people investigated, convicted, identified or helped, and money spent."""

from __future__ import annotations

import re
from collections.abc import Iterator

from tipgraph.model.claims import CountClaim, Evidence
from tipgraph.understanding.counts.reader import Context, Count, Counter
from tipgraph.understanding.narrative_analysis import Analysis
from tipgraph.understanding.operators.spans import clause_span
from tipgraph.understanding.reader import Segment

__all__ = ["extract"]

_DIGIT = re.compile(r"\d")


def extract(analysis: Analysis) -> Iterator[CountClaim]:
    """Yield the counts in all sentences except recommendations."""
    context, before = Context(), 0
    referred_to: tuple[Evidence, ...] = ()
    for at, segment in enumerate(analysis.segments):
        if not segment.is_described or not (
            "number" in segment.kinds or bool(_DIGIT.search(analysis.text, *segment.span))
        ):
            continue
        context = _context(analysis, context, before, at)
        reading = analysis.reading(segment)
        counter = Counter(reading, analysis.reader.labels, context)
        counts = counter.counts()
        for count in counts:
            yield from _claims(count, _clause(analysis, segment, count), referred_to)
        context, before = counter.after(counts), at
        if counts:
            referred_to = (_clause(analysis, segment, counts[-1]),)


def _context(analysis: Analysis, context: Context, before: int, at: int) -> Context:
    """Return what a segment may refer back to. A paragraph refers to nothing before it."""
    last, segment = analysis.segments[before], analysis.segments[at]
    if "\n" in analysis.text[last.span.end : segment.span.start]:
        return Context()
    near = at - before <= 1 or last.sentence == segment.sentence
    return context if near else context._replace(near=False)


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

"""Results in numbers: people investigated, convicted, identified or helped, and money spent."""

from __future__ import annotations

import re
from collections.abc import Iterator

from tipgraph.model.claims import CountClaim
from tipgraph.understanding.inflect import NOUN
from tipgraph.understanding.mention import Mention
from tipgraph.understanding.narrative_analysis import Analysis, Segment
from tipgraph.understanding.statement_words import statement_words
from tipgraph.understanding.structure.counts import Context, Count, Counter

__all__ = ["extract"]

_DIGIT = re.compile(r"\d")


def extract(analysis: Analysis) -> Iterator[CountClaim]:
    """Yield the counts in all sentences except recommendations."""
    context, before = Context(), 0
    for at, segment in enumerate(analysis.segments):
        if segment.section == "recommendations" or not _has_number(analysis, segment):
            continue
        context = _context(analysis, context, before, at)
        counter = Counter(analysis.reading(segment), analysis.reader.labels, context)
        counts = counter.counts()
        for count in counts:
            yield from _claims(analysis, segment, count)
        context, before = counter.after(counts), at


def _has_number(analysis: Analysis, segment: Segment) -> bool:
    return "number" in segment.kinds or bool(_DIGIT.search(analysis.text, *segment.span))


def _context(analysis: Analysis, context: Context, before: int, at: int) -> Context:
    """Return what a segment may refer back to. A paragraph refers to nothing before it."""
    last, segment = analysis.segments[before], analysis.segments[at]
    if "\n" in analysis.text[last.span.end : segment.span.start]:
        return Context()
    near = at - before <= 1 or last.sentence == segment.sentence
    return context if near else context._replace(near=False)


def _claims(analysis: Analysis, segment: Segment, count: Count) -> Iterator[CountClaim]:
    tokens, quantity = count.quantity.node.tokens, count.quantity
    start, end = tokens[quantity.first].start, tokens[quantity.last].end
    clause = next((c for c in segment.clauses if c.span.start <= start < c.span.end), segment.clauses[0])
    number = Mention(start, end, "number", "", NOUN)
    for type_ in count.target.types:
        yield CountClaim(
            type=type_,
            count=quantity.value,
            unit=count.target.unit,
            period=count.period,
            **statement_words(analysis, [clause], [number])._asdict(),
            rules=("count.quantity",),
        )

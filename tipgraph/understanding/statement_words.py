"""The words of a statement: the clause of its predicate and arguments, and the sentence that it refers to."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Sequence
from typing import NamedTuple

from tipgraph.model.claims import Evidence
from tipgraph.understanding.clauses import Clause
from tipgraph.understanding.mention import Mention
from tipgraph.understanding.narrative_analysis import Analysis
from tipgraph.understanding.sentences import LIMIT, Span, at_blanks, trim

__all__ = ["StatementWords", "statement_words"]

_LONGEST = 1_000
"""The longest evidence, in code points. Only texts without punctuation have longer clauses."""


class StatementWords(NamedTuple):
    """The clause of a statement's predicate, and an earlier clause that it refers to."""

    evidence: tuple[Evidence, ...]
    context: tuple[Evidence, ...] = ()


def statement_words(analysis: Analysis, clauses: Sequence[Clause], at: Iterable[Mention]) -> StatementWords:
    """Return the words of a statement from the clauses of its predicates and the mentions of its arguments.

    The evidence starts with the first clause of the last sentence, and ends with the last clause that holds
    an argument.
    """
    text, arguments = analysis.text, sorted(set(at), key=lambda mention: mention.start)
    predicate = next(clause for clause in clauses if clause.sentence == clauses[-1].sentence)
    start, sentence = predicate.span.start, predicate.sentence
    own = [m.end for m in arguments if start <= m.start < sentence.end]
    ends = [predicate.span.end, *(_clause_at(analysis, end - 1).span.end for end in own)]
    evidence = _words(text, Span(start, max(ends)), max(own, default=start))
    before = [_clause_at(analysis, m.start).span for m in arguments if m.start < start]
    context = (_words(text, before[-1], before[-1].end),) if before else ()
    return StatementWords((evidence,), context)


def _words(text: str, span: Span, needed: int) -> Evidence:
    """Quote a short span whole, and a long one up to an offset that it needs."""
    start, end = trim(text, span)
    if end - start > LIMIT:
        until = min(max(needed, start + LIMIT), start + _LONGEST)
        start, end = trim(text, at_blanks(text, Span(start, end), start, until))
    return Evidence.of(text, start, end)


def _clause_at(analysis: Analysis, offset: int) -> Clause:
    clauses = analysis.clauses
    return clauses[max(0, bisect_right(clauses, offset, key=lambda clause: clause.span.start) - 1)]

"""Claims with a single code: victim groups, kinds of exploitation, and sectors."""

from __future__ import annotations

from collections.abc import Iterator

from tipgraph.model.claims import ExploitationClaim, SectorClaim, VictimGroupClaim
from tipgraph.understanding.narrative_analysis import Analysis
from tipgraph.understanding.routes.codes import CodeStatement, codes
from tipgraph.understanding.syntax.labels import Labels
from tipgraph.understanding.syntax.mentions import Reading
from tipgraph.understanding.tokens.sentences import Span, joined

__all__ = ["extract"]

_CodeClaim = VictimGroupClaim | ExploitationClaim | SectorClaim
_NEAR = 150
"""Code points between clauses that are quoted together."""
_KINDS = {each.kind: each for each in (VictimGroupClaim, ExploitationClaim, SectorClaim)}


def extract(analysis: Analysis) -> Iterator[_CodeClaim]:
    """Yield the groups, the exploitation and the sectors that the text says are or may be real.

    Clauses that stand near each other are quoted together: "women who are forced to beg".
    """
    for segment, reading in analysis.described():
        for each in reading.once(_stated, analysis.reader.work):
            yield _claim(analysis, segment.span.start, each)


def _stated(reading: Reading, work: Labels) -> list[CodeStatement]:
    """Return what a segment states, with the clauses that are quoted."""
    found = list(codes(reading, work))
    clauses = joined((each.clause for each in found), gap=_NEAR)
    return [
        each._replace(
            clause=next((span for span in clauses if span.start <= each.start < span.end), each.clause)
        )
        for each in found
    ]


def _claim(analysis: Analysis, start: int, found: CodeStatement) -> _CodeClaim:
    """Return the claim of a statement in the segment at an offset."""
    words = Span(found.start, found.end).moved(start)
    return _KINDS[found.kind](
        code=found.code,
        evidence=(analysis.evidence(found.clause.moved(start), words),),
        rules=(f"{found.kind}.{found.rule}",),
        certainty="possible" if found.hedges else "asserted",
    )

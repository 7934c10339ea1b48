"""Claims with a single code: victim groups, kinds of exploitation, and sectors."""

from __future__ import annotations

from collections.abc import Iterator

from tipgraph.model.claims import ExploitationClaim, SectorClaim, VictimGroupClaim
from tipgraph.understanding.narrative_analysis import Analysis
from tipgraph.understanding.routes.codes import CodeStatement, codes
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
    for _, reading in analysis.readings(described=True):
        found = list(codes(reading, analysis.reader.work))
        clauses = joined((each.clause for each in found), gap=_NEAR)
        for each in found:
            clause = next((span for span in clauses if span.start <= each.start < span.end), each.clause)
            yield _claim(analysis, each, clause)


def _claim(analysis: Analysis, found: CodeStatement, clause: Span) -> _CodeClaim:
    return _KINDS[found.kind](
        code=found.code,
        evidence=(analysis.evidence(clause, Span(found.start, found.end)),),
        rules=(f"{found.kind}.{found.rule}",),
        certainty="possible" if found.hedges else "asserted",
    )

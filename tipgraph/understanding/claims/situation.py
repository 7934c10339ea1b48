"""Claims on the situation: routes, roles of the report country, victim groups, exploitation and sectors."""

from __future__ import annotations

from collections.abc import Iterator

from tipgraph.model.claims import ExploitationClaim, RoleClaim, RouteClaim, SectorClaim, VictimGroupClaim
from tipgraph.understanding.reader import Analysis
from tipgraph.understanding.routes.codes import CodeStatement, codes
from tipgraph.understanding.routes.sole import Named, named, with_sole_codes
from tipgraph.understanding.routes.statements import RouteStatement
from tipgraph.understanding.syntax.labels import Labels
from tipgraph.understanding.syntax.mentions import Reading
from tipgraph.understanding.tokens.sentences import Span, joined

__all__ = ["people_and_work", "roles", "routes"]

_LONGEST = 1_000
"""The longest evidence of a route, in code points. It holds all arguments."""
_CodeClaim = VictimGroupClaim | ExploitationClaim | SectorClaim
_NEAR = 150
"""Code points between clauses that are quoted together."""
_KINDS = {each.kind: each for each in (VictimGroupClaim, ExploitationClaim, SectorClaim)}


def routes(analysis: Analysis) -> Iterator[RouteClaim]:
    """Yield a claim for every route that a predicate states."""
    found: dict[tuple[str, str, int], list[RouteStatement]] = {}
    for statement in with_sole_codes(analysis.statements.routes, _named(analysis)):
        key = statement.origin, statement.destination, statement.start
        found.setdefault(key, []).append(statement)
    for matches in found.values():
        yield from (_route(analysis, statement) for statement in _apart(matches))


def _named(analysis: Analysis) -> Iterator[Named]:
    """Yield the exploitation and the sectors that the text names."""
    for segment in analysis.in_order():
        if segment.is_described:
            found = segment.reading.once(_stated, analysis.reader.work)
            yield from named(segment.reading, found, segment.span)


def _apart(matches: list[RouteStatement]) -> Iterator[RouteStatement]:
    """Yield statements of one clause on one route, which become one claim, or several if some are hedged.

    "Girls who migrate may be sold" is possible trafficking. Of "girls who are forced to beg may be sold", the
    hedged part begins at its hedge or verb, and what stands before it is its context.
    """
    kind = max(statement.kind for statement in matches)  # "trafficking" after "migration"
    certainty = min(statement.certainty for statement in matches if statement.kind == kind)
    for statement in matches:
        if statement.kind == kind and statement.certainty != certainty:
            hedges = (hedge.start for hedge in statement.hedges if statement.start <= hedge.start)
            start = min((statement.at, *hedges))
            before = Span(statement.start, start) if statement.start < start else statement.context
            yield statement._replace(start=start, context=before)
        else:
            yield statement._replace(certainty=certainty)


def _route(analysis: Analysis, statement: RouteStatement) -> RouteClaim:
    named = () if statement.context is None else (statement.context,)
    first = min((statement.start, *(span.start for span in named)))
    outside = (hedge.start for hedge in statement.hedges if hedge.start < first)
    start = min(statement.start, *outside, statement.end)  # "it is likely that girls are sold"
    return RouteClaim(
        evidence=(analysis.evidence(Span(start, statement.end), longest=_LONGEST),),
        context=tuple(map(analysis.evidence, (*named, *statement.told))),
        operators=tuple(sorted({analysis.text[start:end] for start, end in statement.hedges})),
        rules=(f"route.{statement.rule}",),
        certainty=statement.certainty,
        origin=statement.origin,
        destination=statement.destination,
        via=statement.via,
        route_kind=statement.kind,
        victims=statement.victims,
        exploitation=statement.exploitation,
        sectors=statement.sectors,
    )


def roles(analysis: Analysis) -> Iterator[RoleClaim]:
    """Yield the roles that are named, and those that follow from other statements."""
    for statement in analysis.statements.roles:
        span, at = Span(statement.start, statement.end), Span(statement.at, statement.at + 1)
        yield RoleClaim(
            role=statement.role,
            evidence=(analysis.evidence(span, at),),
            rules=(f"role.{statement.rule}",),
            certainty=statement.certainty,
        )


def people_and_work(analysis: Analysis) -> Iterator[_CodeClaim]:
    """Yield the groups, the exploitation and the sectors that the text says are or may be real.

    Clauses that stand near each other are quoted together: "women who are forced to beg".
    """
    for segment, reading in analysis.described():
        for each in reading.once(_stated, analysis.reader.work):
            yield _code_claim(analysis, segment.span.start, each)


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


def _code_claim(analysis: Analysis, start: int, found: CodeStatement) -> _CodeClaim:
    """Return the claim of a statement in the segment at an offset."""
    words = Span(found.start, found.end).moved(start)
    return _KINDS[found.kind](
        code=found.code,
        evidence=(analysis.evidence(found.clause.moved(start), words),),
        rules=(f"{found.kind}.{found.rule}",),
        certainty="possible" if found.hedges else "asserted",
    )

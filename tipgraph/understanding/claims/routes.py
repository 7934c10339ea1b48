"""Claims on routes, and on the roles of the report country."""

from __future__ import annotations

from collections.abc import Iterator

from tipgraph.model.claims import RoleClaim, RouteClaim
from tipgraph.understanding.narrative_analysis import Analysis
from tipgraph.understanding.routes.statements import RouteStatement
from tipgraph.understanding.tokens.sentences import Span

__all__ = ["roles", "routes"]

_LONGEST = 1_000
"""The longest evidence of a route, in code points. It holds all arguments."""


def routes(analysis: Analysis) -> Iterator[RouteClaim]:
    """Yield a claim for every route that a predicate states."""
    found: dict[tuple[str, str, int], list[RouteStatement]] = {}
    for statement in analysis.statements.routes:
        key = statement.origin, statement.destination, statement.start
        found.setdefault(key, []).append(statement)
    for matches in found.values():
        yield from (_route(analysis, statement) for statement in _apart(matches))


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
    evidence = analysis.evidence(Span(statement.start, statement.end), longest=_LONGEST)
    return RouteClaim(
        evidence=(evidence,),
        context=() if statement.context is None else (analysis.evidence(statement.context),),
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

"""What the only flow of a text suffers, in whatever sentence the text says so.

A press report is on one case: who was brought from where, and some sentences on, what they had to do.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from tipgraph.understanding.routes.statements import IMPLIED, RouteStatement
from tipgraph.understanding.tokens.sentences import Span

__all__ = ["Named", "with_sole_codes"]


class Named(NamedTuple):
    """A code of a kind that a clause names, and the victim groups of its sentence.

    ``is_told`` says that the sentence may speak of people named before: of no law, and of no other place.
    """

    kind: str
    code: str
    clause: Span
    sentence: Span
    groups: frozenset[str]
    is_told: bool


def with_sole_codes(routes: Sequence[RouteStatement], named: Sequence[Named]) -> list[RouteStatement]:
    """Give the routes of a text the only form of exploitation that it names, if all of them share an end.

    A text with one route gives it the only sector, too. Of several routes, none gets what the words tie to
    one, or name in its sentence.
    """
    is_one = len({(route.origin, route.destination) for route in routes}) == 1
    is_flow = 1 in (len({route.origin for route in routes}), len({route.destination for route in routes}))
    if not is_flow or not (is_one or all(not route.exploitation for route in routes)):
        return list(routes)
    forms = _sole("exploitation", named, {code for route in routes for code in route.exploitation})
    works = _sole("sector", named, {code for route in routes for code in route.sectors})
    told = []
    for route in routes:
        beside = any(each.sentence.start <= route.start < each.sentence.end for each in forms)
        fitting = [*_of_same(route, forms), *(_of_same(route, works) if is_one and forms else ())]
        told.append(_suffering(route, fitting) if is_one or not beside else route)
    return told


def _sole(kind: str, named: Sequence[Named], tied: set[str]) -> list[Named]:
    """Return where a text names the only code of a kind. ``tied`` are those that words tie to its routes."""
    found = [each for each in named if each.kind == kind]
    return found if len(tied.union(each.code for each in found)) == 1 else []


def _of_same(route: RouteStatement, named: Sequence[Named]) -> list[Named]:
    """Return the first thing named of people who may be those of a route: of women, nothing that boys do."""
    told = (each for each in named if each.is_told)
    return [each for each in told if not (each.groups and each.groups.isdisjoint(route.victims))][:1]


def _suffering(route: RouteStatement, found: Sequence[Named]) -> RouteStatement:
    """Return a route with the exploitation and the sector that it lacks, and the clauses that name them."""
    is_sure = route.kind == "trafficking" and route.certainty == "asserted" and route.rule != IMPLIED
    has = {"exploitation": route.exploitation, "sector": route.sectors}
    added = [each for each in found if is_sure and not has[each.kind]]
    codes = {kind: has[kind] or tuple(each.code for each in added if each.kind == kind) for kind in has}
    clauses = tuple(dict.fromkeys(each.clause for each in added))
    return route._replace(exploitation=codes["exploitation"], sectors=codes["sector"], told=clauses)

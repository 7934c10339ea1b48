"""What the only flow of a text suffers, in whatever sentence the text says so.

A press report is on one case: who was brought from where, and some sentences on, what they had to do.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple

from tipgraph.understanding.routes.codes import CodeStatement
from tipgraph.understanding.routes.content import PRONOUNS
from tipgraph.understanding.routes.statements import IMPLIED, RouteStatement
from tipgraph.understanding.syntax.mentions import MEASURE, VICTIMS, Reading
from tipgraph.understanding.syntax.tree import Node
from tipgraph.understanding.tokens.mention import PLACES
from tipgraph.understanding.tokens.sentences import Span

__all__ = ["Named", "named", "with_sole_codes"]

_DEFINITE = frozenset(("the", "these", "their"))
_AT_HOME = frozenset(("child-sex-tourism", "state-imposed-forced-labor"))
"""Exploitation of people who are not moved."""


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


def named(reading: Reading, found: Sequence[CodeStatement], sentence: Span) -> Iterator[Named]:
    """Yield the codes of a sentence of the text, and say of each whether it may be of people named before."""
    groups = frozenset(each.code for each in found if each.kind == "victim-group")
    takes_up = any(_takes_up(reading, node) for node in reading.tree.nodes)
    is_of_others = bool(reading.mentioned & PLACES) or (MEASURE in reading.mentioned and not takes_up)
    counted = [node for node in reading.tree.nodes if _counts_people(reading, node)]
    for each in found:
        names_others = any(_names(node, each) for node in counted) and not takes_up
        is_told = not (is_of_others or names_others or each.hedges or each.code in _AT_HOME)
        yield Named(each.kind, each.code, each.clause.moved(sentence.start), sentence, groups, is_told)


def _takes_up(reading: Reading, node: Node) -> bool:
    """Tell whether a phrase stands for people named before: "they", "the women"."""
    is_known = node.determiner in _DEFINITE and bool(reading.head_kinds(node) & VICTIMS)
    return node.lemma in PRONOUNS or is_known


def _counts_people(reading: Reading, node: Node) -> bool:
    """Tell whether a phrase says of how many people a clause speaks: "60 maids"."""
    is_number = any(token.tag == "C" for token in node.tokens[node.first : node.head])
    return is_number and bool(reading.head_kinds(node) & VICTIMS)


def _names(people: Node, code: CodeStatement) -> bool:
    """Tell whether the word for some people names a code: "maids"."""
    return people.tokens[people.first].start <= code.start < people.tokens[people.last].end


def with_sole_codes(routes: Sequence[RouteStatement], told: Iterable[Named]) -> list[RouteStatement]:
    """Give the routes of a text the only form of exploitation that it names, if all of them share an end.

    A text with one route gives it the only sector, too. Of several routes, none gets what the words tie to
    one, or name in its sentence.
    """
    is_one = len({(route.origin, route.destination) for route in routes}) == 1
    is_flow = 1 in (len({route.origin for route in routes}), len({route.destination for route in routes}))
    if not is_flow or not (is_one or all(not route.exploitation for route in routes)):
        return list(routes)
    all_named = list(told)
    forms = _sole("exploitation", all_named, {code for route in routes for code in route.exploitation})
    works = _sole("sector", all_named, {code for route in routes for code in route.sectors})
    found = []
    for route in routes:
        beside = any(each.sentence.start <= route.start < each.sentence.end for each in forms)
        fitting = [*_of_same(route, forms), *(_of_same(route, works) if is_one and forms else ())]
        found.append(_suffering(route, fitting) if is_one or not beside else route)
    return found


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

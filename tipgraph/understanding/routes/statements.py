"""Statements of routes and of the report country's roles."""

from __future__ import annotations

from collections.abc import Iterator, Set
from typing import NamedTuple

from tipgraph.understanding.tokens.sentences import Span

__all__ = ["RoleStatement", "RouteStatement", "Statements", "roles_of_routes", "settled"]


class RouteStatement(NamedTuple):
    """What one predicate says of a route.

    ``start`` and ``end`` are the offsets of its clause, and ``at`` is that of its verb. ``context`` is the
    earlier clause that names the people. ``hedges`` are the words that make it only possible. ``rule`` says
    which ends the text names.
    """

    origin: str
    destination: str
    via: tuple[str, ...]
    kind: str
    victims: tuple[str, ...]
    exploitation: tuple[str, ...]
    sectors: tuple[str, ...]
    certainty: str
    start: int
    end: int
    at: int
    context: Span | None
    hedges: tuple[Span, ...]
    frame: str
    rule: str


class RoleStatement(NamedTuple):
    """What one predicate says of the report country's role.

    ``start`` and ``end`` are the offsets of its clause, and ``at`` is that of its verb.
    """

    role: str
    rule: str
    certainty: str
    start: int
    end: int
    at: int


class Statements(NamedTuple):
    """What a text says of routes, and of the roles of the report country."""

    routes: list[RouteStatement]
    roles: list[RoleStatement]


def roles_of_routes(found: list[RouteStatement], country: str) -> Iterator[RoleStatement]:
    """Yield the roles that follow from routes of trafficking."""
    for route in found:
        if route.kind == "trafficking":
            fits = {
                "source": route.origin == country,
                "destination": route.destination == country,
                "transit": country in route.via,
            }
            for role in (role for role, is_so in fits.items() if is_so):
                yield RoleStatement(
                    role,
                    f"route.{route.rule}",
                    route.certainty,
                    route.start,
                    route.end,
                    route.at,
                )


def settled(found: list[RouteStatement], weak: Set[int], withdrawn: Set[int]) -> list[RouteStatement]:
    """Make trafficking of a movement whose ends are those of a trafficking that the text states.

    ``weak`` has the indexes of statements that say only that people move.
    What is ``withdrawn`` does not count.
    """
    stated: dict[tuple[str, str], str] = {}
    for at, statement in enumerate(found):
        if at not in weak:
            ends = statement.origin, statement.destination
            stated[ends] = min(statement.certainty, stated.get(ends, "possible"))
    return [
        s._replace(kind="trafficking", certainty=stated[s.origin, s.destination])
        if at in weak and (s.origin, s.destination) in stated
        else s
        for at, s in enumerate(found)
        if at not in withdrawn
    ]

"""Statements of routes and of the report country's roles."""

from __future__ import annotations

from typing import NamedTuple

from tipgraph.understanding.tokens.sentences import Span

__all__ = ["RoleStatement", "RouteStatement", "Statements"]


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

"""Profile: a country as source, transit and destination, according to reports.

Source: the Trafficking in Persons reports distinguish these three functions ("a source, transit, and
destination country"). Counts are of reports and of claims.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from enum import StrEnum

from tipgraph.analysis.routes.route import Report, Role, Route, Routes

__all__ = ["Line", "Part", "Profile", "profile"]


class Part(StrEnum):
    """The subject of a line of a profile.

    ``FUNCTION``: routes with the country as origin, transit place or destination. ``ROLE``: the roles that
    reports on it give it. ``TO``, ``FROM``, ``THROUGH``: destinations of routes from it, origins of routes
    into it, and both ends of routes through it. ``YEAR``: functions by year. ``VICTIMS``, ``EXPLOITATION``,
    ``SECTOR``: codes that its routes have.
    """

    FUNCTION = "function"
    ROLE = "role"
    TO = "to"
    FROM = "from"
    THROUGH = "through"
    YEAR = "year"
    VICTIMS = "victims"
    EXPLOITATION = "exploitation"
    SECTOR = "sector"


@dataclass(frozen=True, slots=True)
class Line:
    """One count: ``code`` is what is counted; ``claims`` is the number of statements, or of claims of a role.

    ``reports`` is the number of reports; ``asserting`` is the number of these that assert it.
    """

    part: Part
    code: str
    reports: int
    asserting: int
    claims: int
    years: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Profile:
    """All lines on a place by part, the most reported first; ``reports`` is the number of reports on it."""

    place: str
    lines: tuple[Line, ...]
    reports: int

    def of(self, part: Part) -> list[Line]:
        """Return the lines of a part."""
        return [line for line in self.lines if line.part is part]


ORIGIN, VIA, DESTINATION = "source", "transit", "destination"

_Key = tuple[Part, str]
_Statement = tuple[Report, bool]
"""The report that states something, and whether it asserts it."""


def profile(routes: Routes, roles: Iterable[Role], place: str) -> Profile:
    """Return the profile of a place; a place without routes and roles has no lines."""
    statements: dict[_Key, list[_Statement]] = defaultdict(list)
    for route in routes.routes:
        for key in _keys(route, place):
            statements[key].append((route.report, route.is_asserted))
    for role in roles:
        if role.report.country == place:
            statements[Part.ROLE, role.role].append((role.report, role.is_asserted))
    lines = sorted((_line(key, group) for key, group in statements.items()), key=_order)
    return Profile(place, tuple(lines), sum(report.country == place for report in routes.reports))


def _keys(route: Route, place: str) -> Iterator[_Key]:
    functions = list(_functions(route, place))
    for function in functions:
        yield Part.FUNCTION, function
        yield Part.YEAR, f"{route.report.year} {function}"
    if functions:
        yield from _partners(route, place)
        for part, codes in (
            (Part.VICTIMS, route.victims),
            (Part.EXPLOITATION, route.exploitation),
            (Part.SECTOR, route.sectors),
        ):
            for code in codes:
                yield part, code


def _functions(route: Route, place: str) -> Iterator[str]:
    if place == route.origin:
        yield ORIGIN
    if place in route.stops:
        yield VIA
    if place == route.destination:
        yield DESTINATION


def _partners(route: Route, place: str) -> Iterator[_Key]:
    if place == route.origin:
        yield Part.TO, route.destination
    if place == route.destination:
        yield Part.FROM, route.origin
    if place in route.stops:
        yield Part.THROUGH, f"{route.origin} {route.destination}"


def _line(key: _Key, statements: list[_Statement]) -> Line:
    reports = {report for report, _ in statements}
    asserting = {report for report, is_asserted in statements if is_asserted}
    years = tuple(sorted({report.year for report in reports}))
    return Line(*key, len(reports), len(asserting), len(statements), years)


_PARTS = list(Part)


def _order(line: Line) -> tuple[int, int, str]:
    return _PARTS.index(line.part), 0 if line.part is Part.YEAR else -line.reports, line.code

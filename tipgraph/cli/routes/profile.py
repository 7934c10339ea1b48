"""``tipgraph routes profile``."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import groupby
from typing import TYPE_CHECKING

import click

from tipgraph.cli.routes.options import Request, of_routes
from tipgraph.cli.routes.output import Result, alike, first, formats, top, write

if TYPE_CHECKING:
    from tipgraph.analysis.routes.measures import Line

__all__ = ["profile"]

_COLUMNS = ("part", "code", "name", "reports", "asserting", "claims", "years")
_LONGEST = 10


@click.command()
@top(_LONGEST)
@formats
@of_routes
@click.argument("country")
def profile(request: Request, form: str, top: int | None, country: str) -> None:
    """Show a country as source, transit and destination.

    GRAPH is an RDF file or a store. COUNTRY is a code or a name, or a region. All reports' routes from,
    through and into it count; roles are what reports on it say, and of the filters, years, reporting country
    and certainty apply to them. REPORTS name a thing, ASSERTING do so surely, CLAIMS are those in them.

    \b
    Examples:
      tipgraph routes profile graph.trig Thailand
      tipgraph routes profile archive/ NGA --from 2010 --format json
    """
    from tipgraph.analysis.routes import read_roles
    from tipgraph.analysis.routes.measures import profile as find

    place = request.place(country)
    roles = filter(request.selection.matches_role, read_roles(request.store, place))
    found = find(request.routes, roles, place)
    rows = [_row(request, line) for line in _shown(found.lines, form, top)]
    write(request.console, form, Result(request.gazetteer.label(place), _COLUMNS, rows, parted=True))
    _tell_ties(request, found.lines, form, top)
    request.console.note(f"reports on it that were read: {found.reports}")


def _shown(lines: Sequence[Line], form: str, top: int | None) -> Iterator[Line]:
    """Yield the lines that are wanted of each part; all years."""
    from tipgraph.analysis.routes.measures import Part

    for part, group in groupby(lines, key=lambda line: line.part):
        found = list(group)
        yield from found if part is Part.YEAR else first(found, form, top, _LONGEST)


def _tell_ties(request: Request, lines: Sequence[Line], form: str, top: int | None) -> None:
    from tipgraph.analysis.routes.measures import Part

    for part, group in groupby(lines, key=lambda line: line.part):
        found = list(group)
        shown = first(found, form, top, _LONGEST)
        if part is not Part.YEAR and (remark := alike(found, shown, lambda line: line.reports)):
            request.console.note(f"{part}: {remark}")


def _row(request: Request, line: Line) -> tuple[object, ...]:
    name = _name(request, line)
    return str(line.part), line.code, name, line.reports, line.asserting, line.claims, line.years


def _name(request: Request, line: Line) -> str:
    from tipgraph.analysis.routes.measures import Part

    if line.part in (Part.TO, Part.FROM, Part.THROUGH):
        return " → ".join(map(request.gazetteer.label, line.code.split()))
    return ""

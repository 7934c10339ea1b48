"""``tipgraph routes profile``."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import groupby
from typing import TYPE_CHECKING

import click

from tipgraph.cli.routes.output import Result, first_rows, table_format_option, tie_note, top_option, write
from tipgraph.cli.routes.request import Request, place_code, route_options

if TYPE_CHECKING:
    from tipgraph.analysis.routes.profile import Line

__all__ = ["profile"]

_COLUMNS = ("part", "code", "name", "reports", "asserting", "claims", "years")
_SHOWN = 10
"""Rows of each table."""


@click.command()
@top_option(_SHOWN)
@table_format_option
@route_options
@click.argument("country")
def profile(request: Request, output_format: str, top: int | None, country: str) -> None:
    """Show a country as source, transit and destination.

    GRAPH is an RDF file, a store's folder or a SPARQL server's address. COUNTRY is the code or name of a
    country or a region. Routes from, through and into it come from all reports; roles come from the reports
    on it, and of the filters only years, reporting country and certainty apply to them. "reports" name a
    thing, "asserting" are those that do not call it only possible, and "claims" are the claims in them.

    \b
    Examples:
      tipgraph routes profile graph.trig Thailand
      tipgraph routes profile archive/ NGA --from 2010 --format json
    """
    from tipgraph.analysis.routes import read_roles
    from tipgraph.analysis.routes.profile import profile as find

    place = place_code(country)
    roles = filter(request.selection.matches_role, read_roles(request.store, place))
    found = find(request.routes, roles, place)
    rows = [_row(request, line) for line in _shown(found.lines, output_format, top)]
    title = request.gazetteer.label(place)
    write(request.console, output_format, Result(title, _COLUMNS, rows, sections=True))
    _note_ties(request, found.lines, output_format, top)
    request.console.note(f"reports on it: {found.reports}")


def _shown(lines: Sequence[Line], output_format: str, top: int | None) -> Iterator[Line]:
    """Yield the first lines of each part, and all years."""
    from tipgraph.analysis.routes.profile import Part

    for part, group in groupby(lines, key=lambda line: line.part):
        found = list(group)
        yield from found if part is Part.YEAR else first_rows(found, output_format, top, _SHOWN)


def _note_ties(request: Request, lines: Sequence[Line], output_format: str, top: int | None) -> None:
    from tipgraph.analysis.routes.profile import Part

    for part, group in groupby(lines, key=lambda line: line.part):
        found = list(group)
        shown = first_rows(found, output_format, top, _SHOWN)
        if part is not Part.YEAR and (note := tie_note(found, shown, lambda line: line.reports)):
            request.console.note(f"{part}: {note}")


def _row(request: Request, line: Line) -> tuple[object, ...]:
    name = _name(request, line)
    return str(line.part), line.code, name, line.reports, line.asserting, line.claims, line.years


def _name(request: Request, line: Line) -> str:
    from tipgraph.analysis.routes.profile import Part

    if line.part in (Part.TO, Part.FROM, Part.THROUGH):
        return " → ".join(map(request.gazetteer.label, line.code.split()))
    return ""

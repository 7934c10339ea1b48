"""``tipgraph routes between``."""

from __future__ import annotations

import click

from tipgraph.cli.routes.options import Request, of_routes
from tipgraph.cli.routes.output import COLUMNS, Result, cells, course, formats, said, write

__all__ = ["between"]


@click.command()
@formats
@of_routes
@click.argument("one")
@click.argument("other")
def between(request: Request, form: str, one: str, other: str) -> None:
    """List what is said of the routes between two places.

    GRAPH is an RDF file or a store. ONE and OTHER are codes or names of countries or regions. All claims of
    routes between them, either way, and of longer routes that pass from the one to the other; each with its
    words, report and year.

    \b
    Examples:
      tipgraph routes between graph.trig Nigeria Italy
      tipgraph routes between archive/ MEX USA --from 2015 --format csv > words.csv
    """
    from tipgraph.analysis.routes import between as find
    from tipgraph.analysis.routes import read_quotes

    ends = request.place(one), request.place(other)
    found = find(request.routes.routes, *ends)
    quotes = read_quotes(request.store, [route.claim for route in found])
    if form != "table":
        rows = [cells(route, quotes[route.claim]) for route in found]
        write(request.console, form, Result("Claims", COLUMNS, rows))
    for route in found if form == "table" else []:
        click.echo(course(route, request.gazetteer))
        click.echo("\n".join(said(route, quotes[route.claim], request.gazetteer, indent="  ")))
    if not found:
        request.console.note(f"No claim is on {' and '.join(map(request.gazetteer.label, ends))}.")

"""``tipgraph routes between``."""

from __future__ import annotations

import click

from tipgraph.cli.routes.claims import COLUMNS, claim_lines, claim_row, route_text
from tipgraph.cli.routes.filters import place_code
from tipgraph.cli.routes.request import Request, route_options
from tipgraph.cli.routes.tables import Result, table_format_option, write

__all__ = ["between"]


@click.command()
@table_format_option
@route_options
@click.argument("one")
@click.argument("other")
def between(request: Request, output_format: str, one: str, other: str) -> None:
    """List the claims about routes between two places.

    GRAPH is an RDF file, a store's folder or a SPARQL server's address. ONE and OTHER are codes or names of
    countries or regions. The list has the routes between them in both directions, and longer routes that
    pass from one to the other. Each claim has its quotes, report and year.

    \b
    Examples:
      tipgraph routes between graph.trig Nigeria Italy
      tipgraph routes between archive/ MEX USA --from 2015 --format csv > claims.csv
    """
    from tipgraph.analysis.routes import between as find
    from tipgraph.analysis.routes import read_quotes

    ends = place_code(one), place_code(other)
    found = find(request.routes.routes, *ends)
    quotes = read_quotes(request.store, [route.claim for route in found])
    if output_format != "table":
        rows = [claim_row(route, quotes[route.claim]) for route in found]
        write(request.console, output_format, Result("Claims", COLUMNS, rows))
    for route in found if output_format == "table" else []:
        click.echo(route_text(route, request.gazetteer))
        click.echo("\n".join(claim_lines(route, quotes[route.claim], request.gazetteer, indent="  ")))
    if not found:
        names = " and ".join(map(request.gazetteer.label, ends))
        request.console.note(f"No claims about routes between {names}.")

"""``tipgraph routes map``."""

from __future__ import annotations

from pathlib import Path

import click

from tipgraph.cli.routes.options import Request, of_routes
from tipgraph.cli.routes.output import drawn_to

__all__ = ["map_"]


@click.command("map")
@drawn_to("The page: .html.")
@click.option("--title", default="", metavar="TEXT", help="Title of the page.")
@of_routes
def map_(request: Request, output: Path, title: str) -> None:
    """Draw the routes on a map, as a page.

    GRAPH is an RDF file or a store. The page is one file that works without a network: filter by years,
    exploitation, victims and who says so; click a line, a place or a row to read what reports say.

    \b
    Examples:
      tipgraph routes map graph.trig -o routes.html
      tipgraph routes map archive/ -o asia.html --within asia --from 2015
    """
    from tipgraph.cli.routes.pictures import write

    write(request, output, "map", title)

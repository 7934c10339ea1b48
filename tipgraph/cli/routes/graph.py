"""``tipgraph routes graph``."""

from __future__ import annotations

from pathlib import Path

import click

from tipgraph.cli.routes.options import Request, of_routes
from tipgraph.cli.routes.output import drawn_to

__all__ = ["graph"]


@click.command()
@drawn_to("The page: .html.")
@click.option(
    "--layout",
    type=click.Choice(["layered", "force"]),
    default="layered",
    show_default=True,
    help="From origins on the left to destinations on the right; or together what is joined.",
)
@click.option("--title", default="", metavar="TEXT", help="Title of the page.")
@of_routes
def graph(request: Request, output: Path, layout: str, title: str) -> None:
    """Draw the network without geography, as a page.

    GRAPH is an RDF file or a store. The page is one file that works without a network, and does all that
    that of ``tipgraph routes map`` does.

    \b
    Examples:
      tipgraph routes graph graph.trig -o network.html
      tipgraph routes graph archive/ -o network.html --layout force --certainty asserted
    """
    from tipgraph.cli.routes.pictures import write

    write(request, output, layout, title)

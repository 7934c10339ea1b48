"""``tipgraph routes plot``."""

from __future__ import annotations

from pathlib import Path

import click

from tipgraph.cli.routes.options import Request, of_routes
from tipgraph.cli.routes.output import drawn_to

__all__ = ["plot"]


@click.command()
@drawn_to("The figure: .svg, .png or .pdf.")
@click.option(
    "--layout",
    type=click.Choice(["map", "layered", "force"]),
    default="map",
    show_default=True,
    help="On a map; from origins to destinations; or by what is joined.",
)
@click.option("--top", type=click.IntRange(1), default=120, show_default=True, help="Most reported routes.")
@click.option("--title", metavar="TEXT", help="Title above the figure.")
@click.option(
    "--width",
    type=click.IntRange(360, 4000),
    default=960,
    show_default=True,
    metavar="PIXELS",
    help="Width, 96 to the inch; a PNG has three pixels for each.",
)
@of_routes
def plot(request: Request, output: Path, layout: str, top: int, title: str | None, width: int) -> None:
    """Draw a figure for a paper.

    GRAPH is an RDF file or a store. Letters stay letters in SVG and PDF. The most reported routes are
    drawn; the caption says how many of how many.

    \b
    Examples:
      tipgraph routes plot graph.trig -o routes.pdf
      tipgraph routes plot archive/ -o africa.svg --within africa --layout layered --top 60
    """
    from tipgraph.cli.routes.pictures import save
    from tipgraph.routes.pictures import Figure, ending, figure

    kind = ending(output)
    wanted = Figure(layout, title, top, width) if title else Figure(layout, top=top, width=width)
    save(request, output, figure(request.routes, request.atlas, wanted, kind))

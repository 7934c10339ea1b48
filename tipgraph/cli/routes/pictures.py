"""What the commands that write pictures share: the page, and files that are whole or not there.

``tipgraph routes map``.

``tipgraph routes graph``.

``tipgraph routes plot``.
"""

from __future__ import annotations

from functools import partial
from pathlib import Path

import click

from tipgraph.analysis.routes.file_names import suffix_of
from tipgraph.analysis.routes.pictures import page, read_quote_texts
from tipgraph.cli.routes.options import Request, of_routes
from tipgraph.cli.routes.output import drawn_to
from tipgraph.util.atomic import move_into_place, temporary_output

__all__ = ["graph", "map_", "plot", "save", "write"]

_SUFFIXES = (".html", ".htm")
"""What names of pages end in."""


def write(request: Request, output: Path, layout: str, title: str) -> None:
    """Write the page of a request's routes, and say what did not fit into it."""
    suffix_of(output, _SUFFIXES)  # a wrong name is told before an archive is read
    words = partial(read_quote_texts, request.store)
    made = page(request.routes, words, request.gazetteer, layout=layout, title=title)
    if made.claims_excluded:
        left = (
            f"{made.claims_excluded:,} claims, on the {made.pairs_excluded:,} routes that fewest reports name"
        )
        request.console.warn(f"did not fit into the page: {left}; filter to see them")
    save(request, output, made.html.encode())


def save(request: Request, output: Path, made: bytes) -> None:
    """Put a file where it was asked for, whole."""
    with temporary_output(output) as folder:
        (folder / output.name).write_bytes(made)
        move_into_place(folder / output.name, output)
    request.console.note(f"Written to {output}")


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

    write(request, output, "map", title)


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

    write(request, output, layout, title)


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
    from tipgraph.analysis.routes.pictures import Figure, figure, suffix

    kind = suffix(output)
    wanted = Figure(layout, title, top, width) if title else Figure(layout, top=top, width=width)
    save(request, output, figure(request.routes, request.gazetteer, wanted, kind))

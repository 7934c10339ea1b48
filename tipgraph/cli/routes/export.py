"""The commands that write files: ``tipgraph routes export``, ``map``, ``graph`` and ``plot``."""

from __future__ import annotations

from dataclasses import replace
from functools import partial
from pathlib import Path
from urllib.parse import quote, urljoin

import click

from tipgraph.cli.options import Decorator
from tipgraph.cli.routes.request import Request, route_options
from tipgraph.util.optional import require

__all__ = ["export", "graph", "map_", "plot"]

_FORMATS = ("gexf", "graphml", "geojson", "cytoscape", "dot", "csv")
"""The names of `tipgraph.analysis.routes.export.FORMATS`. Help needs them without that import."""
_NAMED = 5
"""Places that a message names."""


@click.command()
@click.option("-o", "--output", required=True, metavar="FILE", help="The file to write.")
@click.option(
    "-f", "--format", "output_format", type=click.Choice(_FORMATS),
    help="The format, if it is not that of FILE's suffix.",
)  # fmt: skip
@click.option("--multi", is_flag=True, help="Write an edge for each claim, not for each pair of places.")
@route_options
def export(request: Request, output: str, output_format: str | None, multi: bool) -> None:
    """Write the network for other programs.

    GRAPH is an RDF file, a store's folder or a SPARQL server's address. An edge connects an origin and a
    destination; its weight is the number of reports that name the route. With --multi, each claim is an
    edge. Edges have codes and labels, years, the IRIs of claims, and the quotes of the (first) claim.

    \b
    Suffixes of FILE:
      .gexf         Gephi; edges have the years of their reports
      .graphml      igraph, yEd, NetworkX, Gephi
      .geojson      QGIS and other maps; routes are great circles, split at the antimeridian
      .cyjs, .json  Cytoscape, Cytoscape.js
      .dot, .gv     Graphviz
      .csv          spreadsheets, Gephi: two files, FILE-nodes.csv and FILE-edges.csv
      .zip          the same two files in one

    \b
    Examples:
      tipgraph routes export graph.trig -o routes.gexf
      tipgraph routes export archive/ -o routes.geojson --from 2015 --exploitation forced-labor
      tipgraph routes export graph.trig -o claims.csv --multi --regions drop

    The number of reports that name a route does not measure how common trafficking on it is.
    """
    from tipgraph.analysis.routes import aggregate, multigraph
    from tipgraph.analysis.routes.export import format_of, write
    from tipgraph.analysis.routes.network import flatten

    format_of(Path(output), output_format)  # refuses a wrong name before the graph is read
    request.rules = multi
    network = (multigraph if multi else aggregate)(request.routes, request.gazetteer)
    written = write(flatten(network, request.store), output, output_format)
    names = ", ".join(map(str, written.files))
    request.console.note(f"Written to {names}: {written.places:,} places, {written.edges:,} edges")
    if missing := written.unplaced:
        which = ", ".join(missing[:_NAMED]) + (", …" if len(missing) > _NAMED else "")
        request.console.warn(f"places without coordinates, not on a map: {len(missing)} ({which})")


def _output_option(help: str) -> Decorator:
    return click.option(
        "-o", "--output", required=True, type=click.Path(dir_okay=False, path_type=Path), metavar="FILE",
        help=help,
    )  # fmt: skip


_page_option = _output_option("The page to write: .html.")
_url_option = click.option(
    "--url",
    default="",
    metavar="URL",
    help="The address where the page will be. A picture for previews of links is written beside the page.",
)
_title_option = click.option("--title", default="", metavar="TEXT", help="The title of the page.")


def _write_page(request: Request, output: Path, layout: str, title: str, url: str) -> None:
    require("pictures")
    from tipgraph.analysis.routes import pictures
    from tipgraph.util.outputs import suffix_of

    suffix_of(output, (".html", ".htm"))  # refuses a wrong name before the graph is read
    quotes_of = partial(pictures.read_quote_texts, request.store)
    beside = output.with_suffix(".png")
    addresses = (url, urljoin(url, quote(beside.name))) if url else ("", "")
    request.rules = True
    page = pictures.page(
        request.routes, quotes_of, request.gazetteer, layout=layout, title=title, addresses=addresses
    )
    if page.claims_excluded:
        request.console.warn(
            f"the page is too small for all routes: {page.claims_excluded:,} claims on the "
            f"{page.pairs_excluded:,} routes with the fewest reports are excluded; use filters to show them"
        )
    request.console.save(output, page.html.encode())
    if url:
        preview = pictures.Figure(layout, title or page.title, width=pictures.PREVIEW)
        request.console.save(beside, pictures.figure(request.routes, request.gazetteer, preview, ".png"))


@click.command("map")
@_page_option
@_title_option
@_url_option
@route_options
def map_(request: Request, output: Path, title: str, url: str) -> None:
    """Draw the routes on a map, as a page.

    GRAPH is an RDF file, a store's folder or a SPARQL server's address. The page is one file that works
    offline. It has filters for years, exploitation, victims, sectors, publications, support, precision and
    review, which stand in its address. A click on a line, a place or a row shows the quotes of reports.

    Needs the extra pictures (pip install 'tipgraph[pictures]').

    \b
    Examples:
      tipgraph routes map graph.trig -o routes.html
      tipgraph routes map archive/ -o asia.html --within asia --from 2015
    """
    _write_page(request, output, "map", title, url)


@click.command()
@_page_option
@click.option(
    "--layout", type=click.Choice(["layered", "force"]), default="layered", show_default=True,
    help="layered: origins on the left, destinations on the right. force: connected places close together.",
)  # fmt: skip
@_title_option
@_url_option
@route_options
def graph(request: Request, output: Path, layout: str, title: str, url: str) -> None:
    """Draw the network without geography, as a page.

    GRAPH is an RDF file, a store's folder or a SPARQL server's address. The page is one file that works
    offline, with the same filters and quotes as that of `tipgraph routes map`.

    Needs the extra pictures (pip install 'tipgraph[pictures]').

    \b
    Examples:
      tipgraph routes graph graph.trig -o network.html
      tipgraph routes graph archive/ -o network.html --layout force --certainty asserted
    """
    _write_page(request, output, layout, title, url)


@click.command()
@_output_option("The figure to write: .svg, .png or .pdf.")
@click.option(
    "--layout", type=click.Choice(["map", "layered", "force"]), default="map", show_default=True,
    help="map: on a map. layered: from origins to destinations. force: connected places close together.",
)  # fmt: skip
@click.option(
    "--top", type=click.IntRange(1), default=120, show_default=True,
    help="The number of routes to draw, those with the most reports first.",
)  # fmt: skip
@click.option("--title", metavar="TEXT", help="The title above the figure.")
@click.option(
    "--width", type=click.IntRange(360, 4000), default=960, show_default=True, metavar="PIXELS",
    help="The width at 96 pixels per inch. A PNG has three times as many pixels.",
)  # fmt: skip
@click.option("--weigh", is_flag=True, help="Weigh reports by the measured precision of their claims.")
@route_options
def plot(
    request: Request, output: Path, layout: str, top: int, title: str | None, width: int, weigh: bool
) -> None:
    """Draw a figure for a paper.

    GRAPH is an RDF file, a store's folder or a SPARQL server's address. Text in SVG and PDF can be edited
    and searched. The caption says how many of the routes are drawn.

    Needs the extra pictures (pip install 'tipgraph[pictures]').

    \b
    Examples:
      tipgraph routes plot graph.trig -o routes.pdf
      tipgraph routes plot archive/ -o africa.svg --within africa --layout layered --top 60
    """
    require("pictures")
    from tipgraph.analysis.routes.pictures import Figure, figure, suffix

    kind = suffix(output)  # refuses a wrong name before the graph is read
    wanted = Figure(layout, top=top, width=width, weigh=weigh)
    if title:
        wanted = replace(wanted, title=title)
    request.rules = weigh
    request.console.save(output, figure(request.routes, request.gazetteer, wanted, kind))

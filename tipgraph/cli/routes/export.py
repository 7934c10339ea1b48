"""``tipgraph routes export``."""

from __future__ import annotations

from pathlib import Path

import click

from tipgraph.cli.routes.request import Request, route_options

__all__ = ["export"]

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
    from tipgraph.analysis.routes.flat_network import flatten

    format_of(Path(output), output_format)  # refuses a wrong name before the graph is read
    request.rules = multi
    network = (multigraph if multi else aggregate)(request.routes, request.gazetteer)
    written = write(flatten(network, request.store), output, output_format)
    names = ", ".join(map(str, written.files))
    request.console.note(f"Written to {names}: {written.places:,} places, {written.edges:,} edges")
    if missing := written.unplaced:
        which = ", ".join(missing[:_NAMED]) + (", …" if len(missing) > _NAMED else "")
        request.console.warn(f"places without coordinates, not on a map: {len(missing)} ({which})")

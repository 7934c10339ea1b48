"""``tipgraph routes export``."""

from __future__ import annotations

import click

from tipgraph.cli.routes.options import Request, of_routes

__all__ = ["export"]

_FORMATS = ("gexf", "graphml", "geojson", "cytoscape", "dot", "csv")
"""Told here for the help, which needs no network; a test compares it with what is there."""
_NAMED = 5
"""Places that are named in a message."""


@click.command()
@click.option("-o", "--output", required=True, metavar="FILE", help="The file to write.")
@click.option(
    "-f", "--format", "form", type=click.Choice(_FORMATS), help="Instead of what the name of FILE ends in."
)
@click.option("--multi", is_flag=True, help="One edge a claim, not one a pair of places.")
@of_routes
def export(request: Request, output: str, form: str | None, multi: bool) -> None:
    """Write the network for other programs.

    GRAPH is an RDF file or a store. An edge joins an origin with a destination and has the number of
    reports that name the route as its weight; with --multi, there is one for each claim. Edges have
    codes and labels, years, IRIs of claims, and the words that the (first) claim rests on.

    \b
    FILE ends in:
      .gexf         Gephi; edges come and go with the years of their reports
      .graphml      igraph, yEd, NetworkX, Gephi
      .geojson      QGIS and other maps; routes as great circles, split at the antimeridian
      .cyjs, .json  Cytoscape, Cytoscape.js
      .dot, .gv     Graphviz
      .csv          spreadsheets, Gephi: two files, FILE-nodes.csv and FILE-edges.csv
      .zip          the same two in one file

    \b
    Examples:
      tipgraph routes export graph.trig -o routes.gexf
      tipgraph routes export archive/ -o routes.geojson --from 2015 --exploitation forced-labor
      tipgraph routes export graph.trig -o claims.csv --multi --regions drop

    A claim is what a report says; a mention is no measure of how common a thing is.
    """
    from pathlib import Path

    from tipgraph.analysis.routes import aggregate, multigraph
    from tipgraph.analysis.routes.export import flatten, format_of, write

    format_of(Path(output), form)  # a wrong name is told before an archive is read
    network = (multigraph if multi else aggregate)(request.routes, request.gazetteer)
    written = write(flatten(network, request.store), output, form)
    names = ", ".join(map(str, written.files))
    request.console.note(f"Written to {names}: {written.places:,} places, {written.edges:,} edges")
    if missing := written.unplaced:
        which = ", ".join(missing[:_NAMED]) + (", …" if len(missing) > _NAMED else "")
        request.console.warn(f"places without coordinates, which are not on a map: {len(missing)} ({which})")

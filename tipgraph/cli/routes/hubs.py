"""``tipgraph routes hubs``."""

from __future__ import annotations

import click

from tipgraph.cli.routes.measuring import MEASURES, measured_networks, with_regions_option
from tipgraph.cli.routes.request import Request, route_options
from tipgraph.cli.routes.tables import Result, first_rows, table_format_option, tie_note, top_option, write

__all__ = ["hubs"]

_COLUMNS = ("rank", "place", "name", "value")
_SHOWN = 20
"""Rows of a table."""


@click.command()
@click.option(
    "--by", "measure", type=click.Choice(MEASURES), default="in-strength", show_default=True,
    help="The measure.",
)  # fmt: skip
@top_option(_SHOWN)
@table_format_option
@with_regions_option
@route_options
def hubs(request: Request, output_format: str, measure: str, top: int | None, with_regions: bool) -> None:
    """Rank places by a measure of their routes.

    GRAPH is an RDF file, a store's folder or a SPARQL server's address. Places with equal values share a
    rank. pagerank, hubs and authorities need: pip install 'tipgraph[networks]'.

    \b
    Measures:
      in-strength    reports that name a route into the place, summed over origins
      out-strength   reports that name a route out of the place, summed over destinations
      transit        reports that name the place as a transit place
      betweenness    share of the shortest chains of legs that pass through the place; perhaps nobody
                     traveled such a chain
      pagerank       share of time there of a random walk along routes, which perhaps nobody traveled
      hubs           how much it is an origin of routes to often-named destinations
      authorities    how much it is a destination of routes from often-named origins
      cores          the k of the densest part of the network (k-core) that it belongs to
      reciprocity    share of its routes that run in both directions

    \b
    Examples:
      tipgraph routes hubs graph.trig --by betweenness --top 10
      tipgraph routes hubs archive/ --by out-strength --victims children --format csv
    """
    from tipgraph.analysis.routes.rankings import MEASURES as CATALOGUE
    from tipgraph.analysis.routes.rankings import ranked

    chosen = CATALOGUE[measure]
    ranks = ranked(chosen.of(measured_networks(request, with_regions)))
    rows = [(rank, place, request.gazetteer.label(place), value) for rank, place, value in ranks]
    shown = first_rows(rows, output_format, top, _SHOWN)
    write(request.console, output_format, Result(measure, _COLUMNS, shown))
    request.console.note(f"value: {chosen.meaning}")
    if note := tie_note(rows, shown, lambda row: row[-1]):
        request.console.note(note)

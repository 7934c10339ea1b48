"""``tipgraph routes hubs``."""

from __future__ import annotations

import click

from tipgraph.cli.routes.options import MEASURES, Request, networks_of, of_routes, with_regions
from tipgraph.cli.routes.output import Result, alike, first, formats, top, write

__all__ = ["hubs"]

_COLUMNS = ("rank", "place", "name", "value")
_LONGEST = 20


@click.command()
@click.option(
    "--by", "measure", type=click.Choice(MEASURES), default="in-strength", show_default=True,
    help="The measure.",
)  # fmt: skip
@top(_LONGEST)
@formats
@with_regions
@of_routes
def hubs(request: Request, form: str, measure: str, top: int | None, with_regions: bool) -> None:
    """Rank places by a measure of their routes.

    GRAPH is an RDF file or a store. Places with equal values share a rank.

    \b
    Measures:
      in-strength    reports that name a route into it, for each origin
      out-strength   reports that name a route out of it, for each destination
      transit        reports that name it as passed through
      betweenness    share of shortest chains of documented legs through it, chains that nobody need
                     have travelled
      pagerank       where following routes at random ends up, along such chains
      hubs           how much it is an origin of routes to much-named destinations
      authorities    how much it is a destination of routes from much-named origins
      cores          how deep in the most densely joined part of the network it lies
      reciprocity    share of its routes that run both ways

    \b
    Examples:
      tipgraph routes hubs graph.trig --by betweenness --top 10
      tipgraph routes hubs archive/ --by out-strength --victims children --format csv
    """
    from tipgraph.analysis.routes.measures import MEASURES as CATALOGUE
    from tipgraph.analysis.routes.measures import ranked

    chosen = CATALOGUE[measure]
    ranks = ranked(chosen.of(networks_of(request, with_regions)))
    rows = [(rank, place, request.gazetteer.label(place), value) for rank, place, value in ranks]
    shown = first(rows, form, top, _LONGEST)
    write(request.console, form, Result(measure, _COLUMNS, shown))
    request.console.note(f"value: {chosen.meaning}")
    if remark := alike(rows, shown, lambda row: row[-1]):
        request.console.note(remark)

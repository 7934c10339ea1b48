"""``tipgraph routes corroborated``."""

from __future__ import annotations

import click

from tipgraph.cli.routes.options import Request, of_routes
from tipgraph.cli.routes.output import Result, first, formats, write

__all__ = ["corroborated"]

_COLUMNS = (
    "origin", "origin_name", "destination", "destination_name", "support", "on_origin", "on_destination",
    "elsewhere", "years",
)  # fmt: skip
_LONGEST = 50
"""Rows of a table for people."""


@click.command()
@formats
@of_routes
def corroborated(request: Request, form: str) -> None:
    """List routes by who speaks of them.

    GRAPH is an RDF file or a store. Columns tell in how many reports on the origin, on the destination,
    and on other countries a route is named, and in which years.

    \b
    Support:
      both-ends             reports on both ends say so
      other-end-silent      one end says so; a report on the other of the same year was read, and does not
      other-end-not-read    one end says so; no report on the other of the same year was read
      third-countries-only  only reports on other countries say so
      region                an end is a region, which has no report
      inferred              made of a region's name (--regions spread); no report names it

    Silence is no denial. Filters choose the routes; who speaks of them is told from all claims of the
    reports of the chosen years.

    \b
    Examples:
      tipgraph routes corroborated graph.trig --within europe
      tipgraph routes corroborated archive/ --format csv > corroborated.csv
    """
    from tipgraph.routes import corroborated as find

    label = request.atlas.label
    rows = [
        (
            each.origin,
            label(each.origin),
            each.destination,
            label(each.destination),
            str(each.support),
            each.origin_reports,
            each.destination_reports,
            each.other_reports,
            each.years,
        )
        for each in find(request.routes, request.atlas)
    ]
    shown = first(rows, form, None, _LONGEST)
    write(request.console, form, Result("Routes by who speaks of them", _COLUMNS, shown))
    if len(shown) < len(rows):
        request.console.note(f"{len(shown)} of {len(rows)} routes; --format csv gives all")

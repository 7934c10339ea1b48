"""``tipgraph routes corroborated``."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from tipgraph.cli.routes.options import Request, of_routes
from tipgraph.cli.routes.output import Result, first, formats, span, top, write

if TYPE_CHECKING:
    from tipgraph.analysis.routes import Corroborated, Gazetteer

__all__ = ["corroborated"]

_COLUMNS = (
    "origin", "origin_name", "destination", "destination_name", "support", "on_origin", "on_destination",
    "elsewhere", "years",
)  # fmt: skip
_SHORT = ("from", "to", "who", "reports", "years")
"""Columns of the table for people."""
_LONGEST = 50
"""Rows of a table for people."""
_WORDS = {
    "both-ends": "both", "other-end-silent": "silent", "other-end-not-read": "not read",
    "third-countries-only": "others", "region": "region", "inferred": "inferred",
}  # fmt: skip
"""What a table for people says of support."""


@click.command()
@top(_LONGEST)
@formats
@of_routes
def corroborated(request: Request, form: str, top: int | None) -> None:
    """List routes by who speaks of them.

    GRAPH is an RDF file or a store. Columns tell in how many reports on the origin, on the destination,
    and on other countries a route is named, and in which years.

    \b
    In the table, and in CSV and JSON:
      both      both-ends             reports on both ends say so
      silent    other-end-silent      one end says so; a report on the other of the same year was
                                      read, and does not
      not read  other-end-not-read    one end says so; no report on the other of the same year was read
      others    third-countries-only  only reports on other countries say so
      region    region                an end is a region, which has no report
      inferred  inferred              made of a region's name (--regions spread); no report names it

    Silence is no denial. Filters choose the routes; who speaks of them is told from all claims of the
    reports of the chosen years.

    \b
    Examples:
      tipgraph routes corroborated graph.trig --within europe --top 20
      tipgraph routes corroborated archive/ --format csv > corroborated.csv
    """
    from tipgraph.analysis.routes import corroborated as find

    found = find(request.routes, request.gazetteer)
    shown = first(found, form, top, _LONGEST)
    row, columns = (_short, _SHORT) if form == "table" else (_row, _COLUMNS)
    rows = [row(each, request.gazetteer) for each in shown]
    write(request.console, form, Result("Routes by who speaks of them", columns, rows))
    if form == "table":
        request.console.note("reports: on the origin + on the destination + on other countries")
    if len(shown) < len(found):
        request.console.note(f"{len(shown)} of {len(found)} routes; --format csv gives all")


def _row(each: Corroborated, gazetteer: Gazetteer) -> tuple[object, ...]:
    return (
        each.origin,
        gazetteer.label(each.origin),
        each.destination,
        gazetteer.label(each.destination),
        str(each.support),
        each.origin_reports,
        each.destination_reports,
        each.other_reports,
        each.years,
    )


def _short(each: Corroborated, gazetteer: Gazetteer) -> tuple[object, ...]:
    return (
        gazetteer.label(each.origin),
        gazetteer.label(each.destination),
        _WORDS[each.support],
        f"{each.origin_reports} + {each.destination_reports} + {each.other_reports}",
        span(each.years),
    )

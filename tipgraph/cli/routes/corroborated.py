"""``tipgraph routes corroborated``."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

import click

from tipgraph.cli.routes.output import Result, first_rows, table_format_option, top_option, write
from tipgraph.cli.routes.request import Request, route_options

if TYPE_CHECKING:
    from tipgraph.analysis.routes import Corroborated, Gazetteer

__all__ = ["corroborated"]

_COLUMNS = (
    "origin", "origin_name", "destination", "destination_name", "support", "on_origin", "on_destination",
    "elsewhere", "years",
)  # fmt: skip
_TABLE_COLUMNS = ("from", "to", "who", "reports", "years")
_SHOWN = 50
"""Rows of a table."""
_SHORT = {
    "both-ends": "both", "other-end-silent": "silent", "other-end-not-read": "not read",
    "third-countries-only": "others", "region": "region", "inferred": "inferred",
}  # fmt: skip
"""The words of a table for each kind of support."""


@click.command()
@top_option(_SHOWN)
@table_format_option
@route_options
def corroborated(request: Request, output_format: str, top: int | None) -> None:
    """List routes with the reports that name them.

    GRAPH is an RDF file, a store's folder or a SPARQL server's address. The columns count the reports on
    the origin, on the destination and on other countries that name a route, with their years.

    \b
    In tables, and in csv and json:
      both      both-ends             reports on both ends name the route
      silent    other-end-silent      a report on one end names it; a report on the other end, of the
                                      same year, was read and does not
      not read  other-end-not-read    a report on one end names it; no report on the other end, of the
                                      same year, was read
      others    third-countries-only  only reports on other countries name it
      region    region                an end is a region, which has no report
      inferred  inferred              it comes from a region's name (--regions spread); no report names it

    A report that does not name a route does not deny it. Filters select the routes; support always comes
    from all claims of the reports of the selected years.

    \b
    Examples:
      tipgraph routes corroborated graph.trig --within europe --top 20
      tipgraph routes corroborated archive/ --format csv > corroborated.csv
    """
    from tipgraph.analysis.routes import corroborated as find

    found = find(request.routes, request.gazetteer)
    shown = first_rows(found, output_format, top, _SHOWN)
    row, columns = (_table_row, _TABLE_COLUMNS) if output_format == "table" else (_row, _COLUMNS)
    rows = [row(each, request.gazetteer) for each in shown]
    write(request.console, output_format, Result("Routes by support", columns, rows))
    if output_format == "table":
        request.console.note("reports: on the origin + on the destination + on other countries")
    if len(shown) < len(found):
        request.console.note(f"{len(shown):,} of {len(found):,} routes; --format csv lists all")


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


def _table_row(each: Corroborated, gazetteer: Gazetteer) -> tuple[object, ...]:
    return (
        gazetteer.label(each.origin),
        gazetteer.label(each.destination),
        _SHORT[each.support],
        f"{each.origin_reports} + {each.destination_reports} + {each.other_reports}",
        _year_range(each.years),
    )


def _year_range(years: Sequence[int]) -> str:
    """Return sorted years as a range, with their number if years between are missing.

    >>> _year_range([2004]), _year_range([2010, 2011, 2012]), _year_range([2004, 2010, 2012])
    ('2004', '2010–2012', '2004–2012 (3)')
    """
    if len(years) < 2:
        return "".join(map(str, years))
    gaps = years[-1] - years[0] >= len(years)
    return f"{years[0]}–{years[-1]}" + (f" ({len(years)})" if gaps else "")

"""``tipgraph panel``."""

from __future__ import annotations

import sys

import click

from tipgraph.cli.console import Console, table
from tipgraph.cli.options import Request, common, reading

__all__ = ["panel"]


@click.command()
@click.argument("source", nargs=-1, required=True)
@click.option(
    "-f", "--format", "form", type=click.Choice(["csv", "table"]), default="csv", show_default=True,
    help="For statistics programs, or for people.",
)  # fmt: skip
@reading
@common
def panel(console: Console, source: tuple[str, ...], form: str, request: Request) -> None:
    """Tabulate claims by country and year.

    SOURCE is a graph (file, store or server), or reports. One row for every country with a report, in
    every year from the first to the last that a report is of or a tier is stated for; with ISO and
    Correlates-of-War codes, tier, roles, numbers of routes, measures and counts.

    The tier is the one stated for the row's year, whichever report states it: a summary of 2017 that
    says "Tier 3 (2015)" fills 2015 and not 2017. All else is what the reports of the row's year say;
    where "reports" is 0, none was read, and at most the tier is known.

    \b
    Cells that are no number tell apart:
      yes, possible                                the report says that it is, or may be, so
      done, insufficient, planned, recommended     what it says of a measure
      not-done                                     it says that it is not so
      mixed                                        it says both
      not-mentioned                                a report was read and does not speak of it
      no-report                                    no report of that country and year was read, and
                                                   for the tier: no other states it

    \b
    Examples:
      tipgraph panel graph.trig > panel.csv
      tipgraph panel reports/ --format table
    """
    from tipgraph.analysis.panel import panel as tabulate

    found = tabulate(item.extraction for item in request.read(source, console))
    if form == "csv":
        found.write_csv(sys.stdout)
    else:
        console.result(table("", found.columns, found.rows, years=("year",)))

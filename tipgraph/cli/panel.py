"""``tipgraph panel``."""

from __future__ import annotations

import sys

import click

from tipgraph.cli.console import Console, table
from tipgraph.cli.inputs import Inputs, input_options
from tipgraph.cli.options import console_options, format_option, raw_option

__all__ = ["panel"]


@click.command()
@click.argument("sources", metavar="SOURCE...", nargs=-1, required=True)
@format_option("csv", "table", default="csv", help="csv is for statistics programs, table is for people.")
@raw_option
@input_options
@console_options
def panel(console: Console, sources: tuple[str, ...], output_format: str, raw: bool, inputs: Inputs) -> None:
    """Tabulate claims by country and year.

    SOURCE is a graph (an RDF file, a store or a SPARQL server's address), or reports. The table has a row
    for each country with a report and each year from the first to the last with a report or a tier. Columns
    are the ISO and Correlates of War codes, the tier, roles, numbers of routes, measures and counts.

    The tier is the one stated for the row's year, in any report: a summary of 2017 that says "Tier 3
    (2015)" sets the tier of 2015, not of 2017. All other columns come from the reports of the row's year.
    Where "reports" is 0, no report was read, and only the tier may be known.

    \b
    Cells that are not numbers:
      yes, possible                              the report says that it is so, or may be so
      done, insufficient, planned, recommended   the status of a measure
      not-done                                   the report says that it is not so
      mixed                                      the report says both
      not-mentioned                              a report was read and does not mention it
      no-report                                  no report of the country and year was read and,
                                                 for the tier, no other report states it

    \b
    Examples:
      tipgraph panel graph.trig > panel.csv
      tipgraph panel reports/ --format table
    """
    from tipgraph.analysis.panel import panel as tabulate

    found = tabulate(item.extraction for item in inputs.read(sources, console))
    if output_format == "csv":
        found.write_csv(sys.stdout, raw=raw)
    else:
        console.result(table("", found.columns, found.rows, years=("year",)))

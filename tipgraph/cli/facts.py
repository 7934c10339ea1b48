"""``tipgraph facts``."""

from __future__ import annotations

import sys

import click

from tipgraph.cli.console import Console, table
from tipgraph.cli.options import common
from tipgraph.cli.reading import Request, reading

__all__ = ["facts"]

KINDS = ("role", "route", "victim-group", "exploitation", "sector", "tier", "measure", "count")


@click.command()
@click.argument("source", nargs=-1, required=True)
@click.option(
    "-f",
    "--format",
    "form",
    type=click.Choice(["jsonl", "csv", "table"]),
    default="table",
    show_default=True,
    help="Lines for programs, or a table for people.",
)
@click.option(
    "--kind", "kinds", type=click.Choice(KINDS), multiple=True, help="Only such claims (repeatable)."
)
@reading
@common
def facts(
    console: Console, source: tuple[str, ...], form: str, kinds: tuple[str, ...], request: Request
) -> None:
    """List claims, one a line.

    SOURCE is a graph or a store, or reports: files, folders, or - for standard input. Which it is
    shows in its content. Reports and the graph that was made of them give the same facts.

    \b
    Examples:
      tipgraph facts reports/
      tipgraph facts graph.trig --kind route --format csv > routes.csv
      tipgraph facts report.txt --country GTM --year 2002 --format jsonl
    """
    from tipgraph import facts as flat

    rows = (row for found in request.read(source, console) for row in flat.facts(found.reading))
    rows = (row for row in rows if not kinds or row["kind"] in kinds)
    if form == "jsonl":
        flat.write_jsonl(rows, sys.stdout)
    elif form == "csv":
        flat.write_csv(rows, sys.stdout)
    else:
        console.result(table("", flat.SUMMARY, (flat.summary(row) for row in rows)))

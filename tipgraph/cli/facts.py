"""``tipgraph facts``."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import click

from tipgraph.cli.console import Console, table
from tipgraph.cli.options import OneOf, Request, common, reading
from tipgraph.util.messages import counted

if TYPE_CHECKING:
    from tipgraph.evaluation import Precisions

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
@click.option("--kind", "kinds", type=OneOf(KINDS), multiple=True, help="Only such claims (repeatable).")
@click.option(
    "--min-precision", type=click.FloatRange(0, 1), metavar="P",
    help="Only claims of rules that were measured to be right at least so often (0.9).",
)  # fmt: skip
@click.option(
    "--scores", type=click.Path(exists=True, dir_okay=False, path_type=Path), metavar="JSON",
    help="How often they are: what `tipgraph evaluate -f json` gave, instead of the figures that come along.",
)  # fmt: skip
@reading
@common
def facts(
    console: Console,
    source: tuple[str, ...],
    form: str,
    kinds: tuple[str, ...],
    min_precision: float | None,
    scores: Path | None,
    request: Request,
) -> None:
    """List claims, one a line.

    SOURCE is a graph, a store or a SPARQL server's address, or reports: files, folders, or - for
    standard input. Which it is shows in its content. Reports and the graph that was made of them give
    the same facts.

    In CSV, cells with several values join them by |. "quotes" are the words that a claim rests on, and
    "starts" where each begins in the text, in characters from 0; "edition" is the year or date of the
    report, "section" tells apart several reports of one edition. "polarity" is denied where the report
    says that a measure was not taken (status not-done), and else affirmed.

    \b
    Examples:
      tipgraph facts reports/
      tipgraph facts graph.trig --kind route --format csv > routes.csv
      tipgraph facts reports/ --kind measure --min-precision 0.9
      tipgraph facts report.txt --country GTM --year 2002 --format jsonl
    """
    from tipgraph.analysis import facts as flat
    from tipgraph.evaluation import read_precisions

    precisions = read_precisions(scores)
    rows: Iterator[flat.Fact] = (
        row
        for found in request.read(source, console)
        for row in flat.facts(found.extraction)
        if not kinds or row["kind"] in kinds
    )
    if min_precision is not None:
        rows = precisions.reliable(rows, min_precision)
    if form == "jsonl":
        flat.write_jsonl(rows, sys.stdout)
    elif form == "csv":
        flat.write_csv(rows, sys.stdout)
    else:
        console.result(table("", flat.SUMMARY, (flat.summary(row) for row in rows)))
    if precisions.dropped:
        console.note(_dropped(precisions))


def _dropped(precisions: Precisions) -> str:
    unknown = precisions.unmeasured.total()
    message = f"{counted(precisions.dropped, 'claim')} left out, whose rules are right less often"
    if not unknown:
        return message
    kinds = ", ".join(sorted(precisions.unmeasured))
    return f"{message} or, for {unknown:,} of them ({kinds}), were never measured"

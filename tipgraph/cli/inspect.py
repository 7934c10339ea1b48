"""``tipgraph inspect``."""

from __future__ import annotations

import json
import sys
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

import click

from tipgraph.cli.console import Console, table
from tipgraph.cli.inputs import Inputs, filed, input_options
from tipgraph.cli.options import console_options, format_option, raw_option
from tipgraph.util.text import counted

__all__ = ["inspect"]


@click.command()
@click.argument("sources", metavar="INPUT...", nargs=-1, required=True)
@format_option("table", "json", "jsonl", "csv", help="json and jsonl are for programs.")
@raw_option
@input_options
@console_options
def inspect(
    console: Console, sources: tuple[str, ...], output_format: str, raw: bool, inputs: Inputs
) -> None:
    """Show what reports would be filed as, and why.

    INPUT is as for `tipgraph build`, which files each text in the same way. Nothing is written.

    "why" names the evidence: a title, heading, address, file name, key, column or option. "doubts" has pairs
    of signs that disagree; the first one of a pair decided.

    \b
    Examples:
      tipgraph inspect reports/
      tipgraph inspect reports/ --format csv > texts.csv
    """
    from tipgraph.reading.assemble import as_row

    rows, counts = [], Counter[tuple[str, str, int]]()
    for narrative in inputs.inspect(sources, console):
        report = narrative.document.report
        counts[report.publication, report.country, report.year] += 1
        rows.append(as_row(narrative))
    _write(rows, output_format, console, raw=raw)
    doubtful = sum(bool(row["doubts"]) for row in rows)
    for what, number in (*filed(counts), ("doubtful", doubtful)):
        console.note(f"{what}: {number:,}")
    if inputs.excluded:
        console.note(f"{counted(inputs.excluded, 'source')} excluded")


def _write(rows: Sequence[Mapping[str, Any]], output_format: str, console: Console, *, raw: bool) -> None:
    from tipgraph.reading.assemble import COLUMNS
    from tipgraph.util.text import write_rows

    if output_format == "json":
        click.echo(json.dumps(rows, ensure_ascii=False, indent=2))
    elif output_format == "jsonl":
        for row in rows:
            click.echo(json.dumps(row, ensure_ascii=False))
    elif output_format == "csv":
        write_rows(sys.stdout, [COLUMNS, *map(_cells, rows)], raw=raw)
    else:
        console.result(table("", COLUMNS, [[*_cells(row)] for row in rows], years=("year",)))


def _cells(row: Mapping[str, Any]) -> Iterator[object]:
    for column, value in row.items():
        if column == "why":
            yield "; ".join(f"{subject}: {reason}" for subject, reason in value.items())
        else:
            yield "; ".join(value) if column == "doubts" else value

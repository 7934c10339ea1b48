"""``tipgraph corrections report``."""

from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING

import click

from tipgraph.cli.console import Console, table
from tipgraph.cli.options import EXISTING_FILE, conflict_option, console_options, format_option
from tipgraph.errors import InputError

if TYPE_CHECKING:
    from tipgraph.evaluation.reviewed import ReviewedPrecision

__all__ = ["report"]

_COLUMNS = (
    "kind", "judged", "right", "rejected", "replaced", "added", "precision", "from", "to",
    "recall", "recall from", "recall to",
)  # fmt: skip


@click.command()
@click.argument("files", metavar="FILE...", nargs=-1, required=True, type=EXISTING_FILE)
@click.option(
    "--vocabulary", multiple=True, type=EXISTING_FILE, metavar="TTL",
    help="A Turtle file with your own concepts (repeatable).",
)  # fmt: skip
@conflict_option
@format_option("table", "json", help="json is for programs.")
@console_options
def report(
    console: Console,
    files: tuple[Path, ...],
    vocabulary: tuple[Path, ...],
    on_conflict: str,
    output_format: str,
) -> None:
    """Print the precision of reviewed claims with its interval.

    FILE has corrections. Accepted claims are right; rejected and replaced ones are wrong. "from" and "to" are
    the 95 % interval of the precision after Wilson. It holds for all claims only if the reviewed ones are a
    random sample (see `tipgraph corrections sample`). Added claims are counted, but say nothing on precision.
    "recall" is that of the passages that people marked as completely read.

    With --on-conflict leave-out, claims on which people disagree do not count.

    \b
    Examples:
      tipgraph corrections report reviewed.csv
      tipgraph corrections report kim.csv lee.csv --on-conflict leave-out --format json

    Exit codes: 0 done; 1 a line could not be read, the others count; 2 failed.
    """
    from tipgraph.corrections import read_corrections
    from tipgraph.evaluation.reviewed import precisions

    corrections, errors = read_corrections(files, vocabulary, on_conflict)
    for error in errors:
        console.error(str(error))
    rows = [_row(each) for each in precisions(corrections)]
    if output_format == "json":
        click.echo(json.dumps([dict(zip(_COLUMNS, row, strict=True)) for row in rows], indent=2))
    else:
        console.result(table("", _COLUMNS, [[_shown(value) for value in row] for row in rows]))
    if errors:
        click.get_current_context().exit(InputError.exit_code)


def _row(found: ReviewedPrecision) -> tuple[object, ...]:
    low, high = found.interval if found.judged else (None, None)
    counts = (found.judged, found.right, found.rejected, found.replaced, found.added)
    recall = found.recall_interval if found.recall is not None else (None, None)
    return (found.kind, *counts, found.precision, low, high, found.recall, *recall)


def _shown(value: object) -> object:
    if value is None:
        return ""
    return f"{value:.3f}" if isinstance(value, float) else value

"""``tipgraph corrections to-gold``."""

from __future__ import annotations

import json
from pathlib import Path

import click

from tipgraph.cli.console import Console
from tipgraph.cli.corrections.source import uncorrected
from tipgraph.cli.inputs import Inputs, input_options
from tipgraph.cli.options import EXISTING_FILE, conflict_option, console_options

__all__ = ["to_gold"]


@click.command("to-gold")
@click.argument("source")
@click.argument("files", metavar="FILE...", nargs=-1, required=True, type=EXISTING_FILE)
@click.option(
    "--complete", is_flag=True,
    help="People read all of each document: claims that they did not accept are wrong.",
)  # fmt: skip
@click.option(
    "--passages",
    is_flag=True,
    help="Only the passages that people marked as completely read: precision and recall are theirs.",
)
@conflict_option
@input_options
@console_options
def to_gold(
    console: Console,
    source: str,
    files: tuple[Path, ...],
    complete: bool,
    passages: bool,
    on_conflict: str,
    inputs: Inputs,
) -> None:
    """Write corrections as annotations for tipgraph evaluate.

    SOURCE is the reports, or a graph that was built without the corrections. FILE has corrections. The output
    has a line of JSON for each document with corrections. Accepted, replaced and added claims are its
    annotations. Claims that nobody reviewed count neither as right nor as wrong; recall then means little.
    With --complete they are wrong, and recall is that of the documents that people read. With --passages, it
    is that of the passages that they marked as completely read.

    \b
    Examples:
      tipgraph corrections to-gold reports/ reviewed.csv > gold.jsonl
      tipgraph evaluate gold.jsonl reports/ --rules
    """
    from tipgraph.corrections import Correction, Corrections
    from tipgraph.evaluation.reviewed import gold_rows, passage_rows

    found = inputs.corrections(files, on_conflict, console) or Corrections()
    read = uncorrected(inputs, [source], console)
    pairs = ((each.extraction, each.text) for each in read)

    def skip(passage: Correction, reason: str) -> None:
        console.warn(f"{passage.place}: this passage is skipped: {reason}")

    for row in passage_rows(pairs, found, skip) if passages else gold_rows(pairs, found, complete=complete):
        click.echo(json.dumps(row, ensure_ascii=False))

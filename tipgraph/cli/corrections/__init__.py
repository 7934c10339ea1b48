"""``tipgraph corrections``: a group of commands, each imported when it runs."""

from __future__ import annotations

import click

from tipgraph.cli.group import Lazy, LazyGroup

__all__ = ["COMMANDS", "corrections"]

_HERE = "tipgraph.cli.corrections"

COMMANDS = [
    Lazy("status", f"{_HERE}.status:status", "Show what becomes of corrections, and how far people agree."),
    Lazy("sample", f"{_HERE}.sample:sample", "Draw a random sample of claims to review."),
    Lazy("report", f"{_HERE}.report:report", "Print the precision of reviewed claims with its interval."),
    Lazy("to-gold", f"{_HERE}.gold:to_gold", "Write corrections as annotations for tipgraph evaluate."),
]
"""All commands: name, module and line in the help."""


@click.group(cls=LazyGroup, commands=COMMANDS)
def corrections() -> None:
    """Work with corrections by people.

    \b
    Examples:
      tipgraph corrections sample graph.trig --kind route --n 100 > to-review.csv
      tipgraph corrections status reports/ reviewed.csv
      tipgraph corrections report reviewed.csv

    A file of corrections has one correction in each line, as JSON, or is a CSV with the same columns.
    """

"""Results of commands on routes: a table for people, CSV or JSON for programs."""

from __future__ import annotations

import csv
import json
import sys
from collections.abc import Callable, Sequence
from typing import Any

import click

from tipgraph.cli.console import Console, table

__all__ = ["formats", "write"]

formats: Callable[[Callable[..., Any]], Callable[..., Any]] = click.option(
    "-f", "--format", "form", type=click.Choice(["table", "csv", "json"]), default="table", show_default=True,
    help="For people, for spreadsheets, or for programs.",
)  # fmt: skip
"""The option ``--format``."""


def write(
    console: Console,
    form: str,
    title: str,
    columns: Sequence[str],
    rows: Sequence[Sequence[object]],
    years: Sequence[str] = ("year", "years"),
) -> None:
    """Write rows to standard output; a list in a cell is joined by blanks outside JSON."""
    if form == "json":
        json.dump([dict(zip(columns, row, strict=True)) for row in rows], sys.stdout, ensure_ascii=False)
        sys.stdout.write("\n")
        return
    flat = [[_flat(cell) for cell in row] for row in rows]
    if form == "csv":
        csv.writer(sys.stdout, lineterminator="\n").writerows([columns, *flat])
        return
    console.result(table(title, columns, flat, years=years))


def _flat(cell: object) -> object:
    if cell is None:
        return ""
    if isinstance(cell, tuple | list):
        return " ".join(map(str, cell))
    return round(cell, 4) if isinstance(cell, float) else cell

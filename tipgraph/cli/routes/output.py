"""Results of commands on routes: a table for people, CSV or JSON for programs."""

from __future__ import annotations

import json
import sys
from collections.abc import Callable, Iterator, Sequence
from functools import wraps
from itertools import groupby
from math import isfinite
from typing import Any, NamedTuple, TypeVar

import click

from tipgraph.cli.console import Console, table
from tipgraph.cli.options import Decorator, format_option, raw_option
from tipgraph.util.text import SEPARATOR, write_rows

__all__ = ["Result", "first_rows", "table_format_option", "tie_note", "top_option", "write"]

_RAW = "raw csv"
"""The format csv with ``--raw``."""

T = TypeVar("T")
Row = Sequence[object]


class Result(NamedTuple):
    """Rows under columns. With ``sections``, there is a table for each value of the first column."""

    title: str
    columns: Sequence[str]
    rows: Sequence[Row]
    sections: bool = False


def table_format_option(command: Callable[..., Any]) -> Callable[..., Any]:
    """Add ``--format`` and ``--raw``; the command gets ``output_format`` for `write`."""

    @format_option("table", "csv", "json", help="csv is for spreadsheets, json is for programs.")
    @raw_option
    @wraps(command)
    def wrapped(*args: Any, output_format: str, raw: bool, **options: Any) -> Any:
        chosen = _RAW if raw and output_format == "csv" else output_format
        return command(*args, output_format=chosen, **options)

    return wrapped


def top_option(number: int) -> Decorator:
    """Return ``--top``; ``number`` is the default for tables."""
    return click.option(
        "--top", type=click.IntRange(min=1), metavar="N",
        help=f"Show only the first N.  [default: {number} in tables, all in csv and json]",
    )  # fmt: skip


def first_rows(rows: Sequence[T], output_format: str, top: int | None, number: int) -> Sequence[T]:
    """Return the first ``top`` rows; without ``top``, ``number`` rows in a table and all elsewhere."""
    return rows[: top or (number if output_format == "table" else None)]


def tie_note(rows: Sequence[T], shown: Sequence[T], value: Callable[[T], object]) -> str:
    """Return a note on rows that are not shown but have the same value as the last shown one, or "".

    Only the order of names decides which of them are shown.

    >>> tie_note(["c 2", "a 1", "b 1"], ["c 2", "a 1"], lambda row: row[-1])
    'and 1 more with the same value as the last'
    """
    more = sum(value(row) == value(shown[-1]) for row in rows[len(shown) :]) if shown else 0
    return f"and {more:,} more with the same value as the last" if more else ""


def write(
    console: Console, output_format: str, result: Result, years: Sequence[str] = ("year", "years")
) -> None:
    """Write a result to standard output. Lists in a cell are joined, except in JSON.

    ``years`` names columns whose numbers have no thousands separator.
    """
    if output_format == "json":
        _write_json(result)
    elif output_format in ("csv", _RAW):
        rows = ([_joined(cell, SEPARATOR) for cell in row] for row in result.rows)
        write_rows(sys.stdout, [result.columns, *rows], raw=output_format == _RAW)
    else:
        for section in _sections(result) if result.sections else [result]:
            body = [[_rounded(_joined(cell, ", ")) for cell in row] for row in section.rows]
            console.result(table(section.title, section.columns, body, years=years))


def _write_json(result: Result) -> None:
    rows = [dict(zip(result.columns, map(_json_value, row), strict=True)) for row in result.rows]
    json.dump(rows, sys.stdout, ensure_ascii=False, allow_nan=False)
    sys.stdout.write("\n")


def _json_value(cell: object) -> object:
    """Return a cell for JSON, which has no infinity and no NaN."""
    return None if isinstance(cell, float) and not isfinite(cell) else cell


def _joined(cell: object, separator: str) -> object:
    if cell is None:
        return ""
    return separator.join(map(str, cell)) if isinstance(cell, tuple | list) else cell


def _rounded(cell: object) -> object:
    return round(cell, 4) if isinstance(cell, float) else cell


def _sections(result: Result) -> Iterator[Result]:
    """Yield a table for each value of the first column, without the columns that are empty in it."""
    for name, group in groupby(result.rows, key=lambda row: row[0]):
        rows = list(group)
        kept = [at for at in range(1, len(result.columns)) if any(_joined(row[at], "") != "" for row in rows)]
        columns = [result.columns[at] for at in kept]
        yield Result(f"{result.title}: {name}", columns, [[row[at] for at in kept] for row in rows])

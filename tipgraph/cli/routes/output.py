"""Results of commands on routes: a table for people, CSV or JSON for programs.

Claims of routes for people, each with its words, and as rows for programs.
"""

from __future__ import annotations

import csv
import json
import sys
from collections.abc import Callable, Iterator, Sequence
from itertools import groupby
from math import isfinite
from pathlib import Path
from shutil import get_terminal_size
from textwrap import fill
from typing import TYPE_CHECKING, Any, NamedTuple, TypeVar

import click

from tipgraph.cli.console import Console, table

if TYPE_CHECKING:
    from tipgraph.analysis.routes import Gazetteer, Quote, Route

__all__ = [
    "COLUMNS",
    "Result",
    "alike",
    "cells",
    "course",
    "first",
    "formats",
    "head",
    "quoted",
    "said",
    "span",
    "top",
    "way",
    "words",
    "write",
]

formats: Callable[[Callable[..., Any]], Callable[..., Any]] = click.option(
    "-f", "--format", "form", type=click.Choice(["table", "csv", "json"]), default="table", show_default=True,
    help="For people, for spreadsheets, or for programs.",
)  # fmt: skip
"""The option ``--format``."""

T = TypeVar("T")
Row = Sequence[object]


class Result(NamedTuple):
    """Rows under columns. With ``parted``, the first column parts them into tables, and titles these."""

    title: str
    columns: Sequence[str]
    rows: Sequence[Row]
    parted: bool = False


def top(number: int) -> Callable[[Callable[..., Any]], Callable[..., Any]]:
    """Return the option ``--top``, with the number of rows that a command shows people."""
    return click.option(
        "--top", type=click.IntRange(min=1), metavar="N",
        help=f"So many only.  [default: {number} in tables, all else]",
    )  # fmt: skip


def first(rows: Sequence[T], form: str, wanted: int | None, number: int) -> Sequence[T]:
    """Return the rows that are wanted; ``number`` of them for people, where nobody said how many."""
    return rows[: wanted or (number if form == "table" else None)]


def alike(rows: Sequence[T], shown: Sequence[T], value: Callable[[T], object]) -> str:
    """Return a remark on rows that are not shown but have the last one's value; "" where there are none.

    Which of them are shown, only their names decide.

    >>> alike(["c 2", "a 1", "b 1"], ["c 2", "a 1"], lambda row: row[-1])
    'and 1 more with the same value as the last'
    """
    more = sum(value(row) == value(shown[-1]) for row in rows[len(shown) :]) if shown else 0
    return f"and {more:,} more with the same value as the last" if more else ""


def drawn_to(help_: str) -> Callable[[Callable[..., Any]], Callable[..., Any]]:
    """Return the option ``--output`` of a command that draws, with what the file may be."""
    return click.option(
        "-o", "--output", required=True, type=click.Path(dir_okay=False, path_type=Path), metavar="FILE",
        help=help_,
    )  # fmt: skip


def write(console: Console, form: str, result: Result, years: Sequence[str] = ("year", "years")) -> None:
    """Write a result to standard output; a list in a cell is joined outside JSON.

    ``years`` names the columns whose numbers have no separator of thousands.
    """
    if form == "json":
        _write_json(result)
    elif form == "csv":
        rows = ([_flat(cell, " ") for cell in row] for row in result.rows)
        csv.writer(sys.stdout, lineterminator="\n").writerows([result.columns, *rows])
    else:
        for part in _parts(result) if result.parted else [result]:
            flat = [[_rounded(_flat(cell, ", ")) for cell in row] for row in part.rows]
            console.result(table(part.title, part.columns, flat, years=years))


def span(years: Sequence[int]) -> str:
    """Return sorted years as a span, with their number where some between are missing.

    >>> span([2004]), span([2010, 2011, 2012]), span([2004, 2010, 2012])
    ('2004', '2010–2012', '2004–2012 (3)')
    """
    if len(years) < 2:
        return "".join(map(str, years))
    gaps = years[-1] - years[0] >= len(years)
    return f"{years[0]}–{years[-1]}" + (f" ({len(years)})" if gaps else "")


def _write_json(result: Result) -> None:
    rows = [dict(zip(result.columns, map(_plain, row), strict=True)) for row in result.rows]
    json.dump(rows, sys.stdout, ensure_ascii=False, allow_nan=False)
    sys.stdout.write("\n")


def _plain(cell: object) -> object:
    """Return a value for JSON, which knows no infinity and no "not a number"."""
    return None if isinstance(cell, float) and not isfinite(cell) else cell


def _flat(cell: object, separator: str) -> object:
    if cell is None:
        return ""
    return separator.join(map(str, cell)) if isinstance(cell, tuple | list) else cell


def _rounded(cell: object) -> object:
    return round(cell, 4) if isinstance(cell, float) else cell


def _parts(result: Result) -> Iterator[Result]:
    """Yield a table for each part, without the columns that are empty in it."""
    for name, group in groupby(result.rows, key=lambda row: row[0]):
        rows = list(group)
        kept = [at for at in range(1, len(result.columns)) if any(_flat(row[at], "") != "" for row in rows)]
        columns = [result.columns[at] for at in kept]
        yield Result(f"{result.title}: {name}", columns, [[row[at] for at in kept] for row in rows])


COLUMNS = (
    "origin", "via", "destination", "kind", "certainty", "victims", "exploitation", "sectors", "reporting",
    "year", "report", "words", "claim",
)  # fmt: skip
"""The columns of `cells`."""


def cells(route: Route, quotes: Sequence[Quote]) -> tuple[object, ...]:
    """Return a claim as a row; ``words`` are its quotes, each once, in the order of the text."""
    from tipgraph.analysis.routes.quotes import distinct_quotes

    words = " … ".join(distinct_quotes(quote.text for quote in quotes))
    return (
        route.origin,
        route.via,
        route.destination,
        route.kind,
        route.certainty,
        route.victims,
        route.exploitation,
        route.sectors,
        route.report.country,
        route.report.year,
        route.report.iri,
        words,
        route.claim,
    )


def way(places: Sequence[str], gazetteer: Gazetteer) -> str:
    """Return places in the order in which they are passed.

    >>> from tipgraph.analysis.routes import Gazetteer
    >>> way(["CHN", "THA"], Gazetteer())
    'China → Thailand'
    """
    return " → ".join(map(gazetteer.label, places))


def course(route: Route, gazetteer: Gazetteer) -> str:
    """Return a route with the places that it passes through, whose order is not known.

    >>> from tipgraph.analysis.routes import Gazetteer, Report, Route
    >>> report = Report("r", "NGA", 2004)
    >>> course(Route("c", report, "NGA", "ITA", via=("LBY", "NER")), Gazetteer())
    'Nigeria → Italy, through Libya, Niger'
    """
    through = ", ".join(map(gazetteer.label, route.stops))
    return way(route.ends, gazetteer) + (f", through {through}" if through else "")


def head(route: Route, gazetteer: Gazetteer) -> str:
    """Return who says something of a route, when, how surely, and of which kind it is.

    >>> from tipgraph.analysis.routes import Gazetteer, Report, Route
    >>> head(Route("c", Report("r", "NGA", 2004), "NGA", "ITA", kind="migration"), Gazetteer())
    'Nigeria 2004, migration'
    """
    notes = (
        "" if route.kind == "trafficking" else route.kind,
        "" if route.is_asserted else "possible",
        "inferred from a region" if route.inferred else "",
    )
    who = f"{gazetteer.label(route.report.country)} {route.report.year}"
    return ", ".join([who, *filter(None, notes)])


def words(quotes: Sequence[Quote]) -> tuple[str, ...]:
    """Return the texts of quotes, with single spaces, each once, however its typography differs."""
    from tipgraph.analysis.routes.quotes import distinct_quotes

    return distinct_quotes(" ".join(quote.text.split()) for quote in quotes)


def quoted(texts: Sequence[str], indent: str) -> Iterator[str]:
    """Yield the lines of quotes, as wide as the terminal."""
    for text in texts:
        yield fill(f"“{text}”", get_terminal_size().columns, initial_indent=indent, subsequent_indent=indent)


def said(route: Route, quotes: Sequence[Quote], gazetteer: Gazetteer, indent: str = "") -> Iterator[str]:
    """Yield the lines that tell who says what of a route, as wide as the terminal."""
    yield f"{indent}{head(route, gazetteer)}:"
    yield from quoted(words(quotes), indent + "  ")

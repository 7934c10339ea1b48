"""What all commands on routes take (graph, filters, treatment of regions) and give (tables, CSV or JSON)."""

from __future__ import annotations

import json
import sys
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property, wraps
from itertools import groupby
from math import isfinite
from typing import TYPE_CHECKING, Any, NamedTuple, TypeVar

import click

from tipgraph.cli.console import Console, table
from tipgraph.cli.options import (
    Decorator,
    console_options,
    format_option,
    min_precision_option,
    raw_option,
    reprints_option,
    reviewed_option,
)
from tipgraph.errors import UsageError
from tipgraph.model.iris import NEIGHBORS_END
from tipgraph.util.text import SEPARATOR, did_you_mean, write_rows

if TYPE_CHECKING:
    from tipgraph.analysis.routes import Gazetteer, Routes, Selection
    from tipgraph.rdf.store import Queryable

__all__ = [
    "Request",
    "Result",
    "first_rows",
    "place_code",
    "route_options",
    "table_format_option",
    "tie_note",
    "top_option",
    "write",
]

_FILTER_OPTIONS = (
    click.option("--from", "first", type=int, metavar="YEAR", help="Only reports of this year or later."),
    click.option("--until", "last", type=int, metavar="YEAR", help="Only reports of this year or earlier."),
    click.option("--exploitation", multiple=True, metavar="CODE", help="Only routes with this exploitation."),
    click.option("--victims", multiple=True, metavar="CODE", help="Only routes with this victim group."),
    click.option("--sector", "sectors", multiple=True, metavar="CODE", help="Only routes with this sector."),
    click.option(
        "--kind", "kinds", multiple=True, type=click.Choice(["trafficking", "migration"]),
        help="Only routes of this kind.",
    ),
    click.option(
        "--certainty", multiple=True, type=click.Choice(["asserted", "possible"]),
        help="Only routes that reports assert, or only those that they call possible.",
    ),
    click.option("--reporting", multiple=True, metavar="COUNTRY", help="Only reports on this country."),
    click.option(
        "--publication", "publications", multiple=True, metavar="CODE",
        help="Only reports of this publication.",
    ),
    click.option(
        "--place", "places", multiple=True, metavar="PLACE", help="Only routes from, to or through it."
    ),
    click.option("--within", multiple=True, metavar="PLACE", help="Only routes with both ends in it."),
    min_precision_option,
)  # fmt: skip

_FILTERS = (
    "first", "last", "exploitation", "victims", "sectors", "kinds", "certainty", "reporting", "within",
    "min_precision", "publications", "places",
)  # fmt: skip
"""The arguments that the options give a command."""

_SCHEMES = {
    "exploitation": "exploitation", "victims": "victim-group", "sectors": "sector", "reporting": "place",
    "within": "place", "places": "place", "publications": "publication",
}  # fmt: skip
"""The vocabularies of filters."""
_regions_option = click.option(
    "--regions", type=click.Choice(["keep", "roll-up", "spread", "drop"]), default="keep", show_default=True,
    help="keep: regions as in the text. roll-up: subregions instead of countries. spread: all countries of "
    "a region instead of it, as possible routes that no report states. drop: no routes with a region.",
)  # fmt: skip
_RAW = "raw csv"
"""The format csv with ``--raw``."""
T = TypeVar("T")
Row = Sequence[object]


def _selection(filters: dict[str, Any]) -> Selection:
    """Return filters as a selection. Raises UsageError for a value that is not in its vocabulary."""
    from tipgraph.analysis.routes import Selection

    codes = {
        name: frozenset(_code(_SCHEMES[name], value) if name in _SCHEMES else value for value in values)
        for name, values in filters.items()
        if name not in ("first", "last", "min_precision")
    }
    return Selection(filters["first"], filters["last"], min_precision=filters["min_precision"], **codes)


def place_code(value: str) -> str:
    """Return the code of a place from its code or name. Raises UsageError for an unknown place.

    >>> place_code("Thailand"), place_code("tha")
    ('THA', 'THA')
    >>> place_code("Guatemala/neighbors")
    'GTM/neighbors'
    """
    country, neighbors, rest = value.partition(NEIGHBORS_END)
    return _code("place", value if rest else country) + ("" if rest else neighbors)


def _code(scheme: str, value: str) -> str:
    from tipgraph.model.vocabulary import load

    concepts = load()[scheme]
    for spelling in (value, value.upper(), value.lower()):
        if spelling in concepts:
            return spelling
    named = [code for code, each in concepts.items() if value.casefold() in map(str.casefold, each.names)]
    if not named:
        names = [*concepts, *(each.label for each in concepts.values())]
        remedy = did_you_mean(value, names, "use a code or a name of the vocabulary")
        raise UsageError(f"{value}: there is no such {scheme}", remedy=remedy)
    return min(named, key=lambda code: ("-" in code, code))


@dataclass
class Request:
    """The arguments of a command on routes. The graph is read on first use, with rules on request."""

    console: Console
    graph: str
    filters: dict[str, Any]
    regions: str
    reprints: bool = False
    reviewed: bool = False
    rules: bool = False

    @cached_property
    def gazetteer(self) -> Gazetteer:
        """The places of the ontology."""
        from tipgraph.analysis.routes import Gazetteer

        return Gazetteer()

    @cached_property
    def store(self) -> Queryable:
        """The graph, opened."""
        from tipgraph.rdf.store import open_graph, refuse_older_model

        store = open_graph(self.graph, reference=False)
        refuse_older_model(store, self.graph)
        return store

    @cached_property
    def selection(self) -> Selection:
        """The filters, with codes for names."""
        return _selection(self.filters)

    @cached_property
    def routes(self) -> Routes:
        """The routes that match the filters, with regions treated as requested."""
        from tipgraph.analysis.routes import Regions, read_routes, select, with_regions
        from tipgraph.validation.conformance import explained

        with explained(self.graph, lambda: self.store):
            rules = self.rules or self.selection.min_precision is not None
            found = read_routes(self.store, reprints=self.reprints, reviewed=self.reviewed, rules=rules)
        self.console.violation(self.graph, self.store)
        if found.skipped:
            self.console.warn(
                f"incomplete routes, skipped: {found.skipped:,}; for details: tipgraph validate {self.graph}"
            )
        selected = select(found, self.selection, self.gazetteer)
        self.console.reprints(len(selected.reprints))
        if not selected.routes:
            self.console.note("No route matches the filters.")
        return with_regions(selected, Regions(self.regions), self.gazetteer)


def route_options(command: Callable[..., Any]) -> Callable[..., Any]:
    """Add GRAPH, the filters and the other options; the command gets a `Request`.

    A filter may be repeated: a route then matches with any of its values.
    """

    @click.argument("graph")
    @_regions_option
    @reprints_option
    @reviewed_option
    @console_options
    @wraps(command)
    def wrapped(
        console: Console, graph: str, regions: str, reprints: bool, reviewed: bool, **options: Any
    ) -> Any:
        values = {name: options.pop(name) for name in _FILTERS}
        return command(Request(console, graph, values, regions, reprints, reviewed), **options)

    for option in reversed(_FILTER_OPTIONS):
        wrapped = option(wrapped)
    return wrapped


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

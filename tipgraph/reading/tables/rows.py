"""Reads the rows of table files: a header and the cells below it, as strings."""

from __future__ import annotations

import csv
import io
import sqlite3
from collections.abc import Callable, Iterator, Sequence
from contextlib import closing, contextmanager
from typing import Any, NamedTuple

from tipgraph.errors import InputError, UsageError
from tipgraph.reading.encoding import decode
from tipgraph.reading.tables.columns import delimiter_of
from tipgraph.util.optional import require

__all__ = ["Row", "csv_rows", "excel_rows", "parquet_rows", "sqlite_tables"]

Row = Sequence[str]

_HINT = "sep="
"""The first line by which Excel names the delimiter."""


def csv_rows(data: bytes, source: str) -> Iterator[Row]:
    """Yield the rows of a CSV or TSV file. The delimiter is the one that splits the header most often.

    >>> list(csv_rows(b"country;text\\nKEN;Boys beg.", "a.csv"))
    [['country', 'text'], ['KEN', 'Boys beg.']]
    """
    text = decode(data, source).removeprefix("\ufeff")
    csv.field_size_limit(max(len(text), 1 << 17))
    first, _, rest = text.partition("\n")
    if first.lower().startswith(_HINT):
        delimiter, text = first[len(_HINT) :].strip() or "\t", rest
    else:
        delimiter = delimiter_of(first)
    try:
        yield from csv.reader(io.StringIO(text, newline=""), delimiter=delimiter)
    except csv.Error as error:
        raise InputError(source, f"the table is damaged ({error})", remedy="export it again") from error


def excel_rows(data: bytes, source: str) -> Iterator[Row]:
    """Yield the rows of the first sheet with cells of an Excel or OpenDocument file."""
    _require(source)
    import python_calamine

    with _readable(source, python_calamine.CalamineError):
        book = python_calamine.CalamineWorkbook.from_filelike(io.BytesIO(data))
        sheets = (book.get_sheet_by_index(index).to_python() for index in range(len(book.sheet_names)))
        rows = next((rows for rows in sheets if rows), [])
    for row in rows:
        yield [_text(cell) for cell in row]


def parquet_rows(data: bytes, source: str) -> Iterator[Row]:
    """Yield the rows of a Parquet file, and first the names of its columns."""
    _require(source)
    import pyarrow
    from pyarrow import parquet

    with _readable(source, pyarrow.ArrowException):
        file = parquet.ParquetFile(io.BytesIO(data))
        yield list(file.schema_arrow.names)
        for batch in file.iter_batches():
            for row in zip(*(column.to_pylist() for column in batch.columns), strict=True):
                yield [_text(cell) for cell in row]


class Table(NamedTuple):
    """A table of a database: its name, the names of its columns, and what reads its rows."""

    name: str
    header: Row
    rows: Callable[[], Iterator[Row]]


@contextmanager
def sqlite_tables(data: bytes, source: str) -> Iterator[list[Table]]:
    """Open a SQLite database in memory, so that nothing is written beside the file; yield its tables."""
    with closing(sqlite3.connect(":memory:")) as database, _readable(source, sqlite3.Error):
        # Version 1 of the format: a database in memory has no write-ahead log.
        database.deserialize(data[:18] + b"\1\1" + data[20:])
        database.execute("PRAGMA trusted_schema = OFF")
        database.text_factory = lambda text: text.decode("utf-8", "replace")
        names = [name for (name,) in database.execute(_TABLES)]
        yield [_table(database, name) for name in names]


_TABLES = (
    "SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'sqlite~_%' ESCAPE '~' "
    "AND sql NOT LIKE 'CREATE VIRTUAL%' ORDER BY name"
)


def _table(database: sqlite3.Connection, name: str) -> Table:
    quoted = name.replace('"', '""')
    query = f'SELECT * FROM "{quoted}"'
    header = [column for column, *_ in database.execute(f"{query} LIMIT 0").description]
    return Table(name, header, lambda: ([_text(cell) for cell in row] for row in database.execute(query)))


def _require(source: str) -> None:
    """Raise InputError if the libraries are not installed, so that other files are read."""
    try:
        require("tables")
    except UsageError as error:
        raise InputError(source, error.cause, remedy=error.remedy) from error


@contextmanager
def _readable(source: str, *errors: type[Exception]) -> Iterator[None]:
    try:
        yield
    except errors as error:
        raise InputError(
            source, f"the table is damaged ({error})", remedy="open it and save it again, or export it as CSV"
        ) from error


def _text(cell: Any) -> str:
    """Return a cell as text. A spreadsheet has whole numbers as floats.

    >>> _text(2018.0), _text(None), _text(True)
    ('2018', '', 'True')
    """
    if cell is None:
        return ""
    return str(int(cell)) if isinstance(cell, float) and cell.is_integer() else str(cell)

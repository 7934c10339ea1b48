"""The reader of tables: CSV and TSV, spreadsheets, Parquet and SQLite.

Rows on one country, year and publication are one document, unless each has an identifier.
"""

from __future__ import annotations

import csv
import io
import sqlite3
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import closing, contextmanager
from dataclasses import replace
from functools import lru_cache
from itertools import chain
from pathlib import Path
from typing import Any, NamedTuple

from tipgraph.errors import InputError, UsageError
from tipgraph.model.documents import Outcome, Sign, Skipped
from tipgraph.model.vocabulary import load
from tipgraph.reading.assemble import Metadata, SourceText, build_narrative, signs
from tipgraph.reading.defaults import Defaults, Limits, delimiter_of, find_columns
from tipgraph.reading.identify import country_code
from tipgraph.reading.normalize import decode, normalize, without_running_heads
from tipgraph.reading.publications import publication_code
from tipgraph.reading.sources import Source
from tipgraph.reading.stream import Stream
from tipgraph.util.optional import require

__all__ = ["read_csv", "read_excel", "read_parquet", "read_sqlite"]

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


_NAMED = 12
"""The number of columns that a message names."""
_FIELDS = {"year": "edition", "date": "edition"}
_COW = "https://w3id.org/tipgraph/ontology#cow"


class _Entry(NamedTuple):
    """A row: its number in the file, counted from 1, and its values by what the columns hold.

    ``names`` are the columns' names for messages.
    """

    number: int
    values: Mapping[str, str]
    names: Mapping[str, str]


def read_csv(stream: Stream, source: Source, defaults: Defaults, limits: Limits) -> Iterator[Outcome]:
    """Read a CSV or TSV file. Raises InputError if it has no column of texts."""
    return _narratives(csv_rows(stream.read(limits.file), source.name), source, defaults)


def read_excel(stream: Stream, source: Source, defaults: Defaults, limits: Limits) -> Iterator[Outcome]:
    """Read an Excel or OpenDocument spreadsheet. Raises InputError as `read_csv` does."""
    return _narratives(excel_rows(stream.read(limits.file), source.name), source, defaults)


def read_parquet(stream: Stream, source: Source, defaults: Defaults, limits: Limits) -> Iterator[Outcome]:
    """Read a Parquet file. Raises InputError as `read_csv` does."""
    return _narratives(parquet_rows(stream.read(limits.file), source.name), source, defaults)


def read_sqlite(stream: Stream, source: Source, defaults: Defaults, limits: Limits) -> Iterator[Outcome]:
    """Read the tables of a SQLite database that have a column of texts. Raises InputError if none has."""
    given = dict(defaults.columns)
    with sqlite_tables(stream.read(limits.file), source.name) as tables:
        texts = [table for table in tables if "text" in find_columns(table.header, given)]
        for table in texts:
            stem = source.identifier if len(texts) == 1 else f"{source.identifier}-{table.name}"
            part = replace(source, name=f"{source.name}/{table.name}", path=Path(stem))
            yield from _narratives(chain([table.header], table.rows()), part, defaults)
    if not texts and not source.given:
        yield Skipped(source.name, "the database has no table with a column of texts")
    elif not texts:
        names = ", ".join(repr(table.name) for table in tables) or "none"
        cause = f"no table of the database has a column of texts with a usual name (tables: {names})"
        raise InputError(source.name, cause, remedy="name the column, as in --columns 'text=Description'")


def _narratives(rows: Iterator[Row], source: Source, defaults: Defaults) -> Iterator[Outcome]:
    header = next(rows, [])
    if not source.given and "text" not in find_columns(header, {}):
        yield Skipped(source.name, "the table has no column of texts")
        return
    columns = find_columns(header, dict(defaults.columns))
    _refuse_missing(columns, header, defaults, source.name)
    names = {kind: f"column {header[at]!r}" for kind, at in columns.items()}
    groups: dict[tuple[str, ...], list[_Entry]] = {}
    for number, row in enumerate(rows, 2):
        values = {kind: row[at].strip() for kind, at in columns.items() if at < len(row) and row[at].strip()}
        if "text" in values:
            groups.setdefault(_key(values, number, defaults), []).append(_Entry(number, values, names))
    if not groups:
        raise InputError(source.name, "the table has no row with a text", remedy="export it again")
    for entries in groups.values():
        try:
            yield _narrative(entries, source, defaults)
        except InputError as error:
            yield error


def _refuse_missing(columns: Mapping[str, int], header: Row, defaults: Defaults, source: str) -> None:
    names = ", ".join(repr(name) for name in header[:_NAMED]) + (", …" if len(header) > _NAMED else "")
    for kind, name in defaults.columns:
        if kind not in columns:
            cause = f"the table has no column {name!r} (it has {names})"
            raise InputError(source, cause, remedy="correct --columns")
    if "text" not in columns:
        cause = f"the table has no column of texts with a usual name (it has {names})"
        raise InputError(source, cause, remedy="name it, as in --columns 'text=Description'")
    if "country" not in columns and not defaults.country:
        cause = f"the table has no column of countries with a usual name (it has {names})"
        remedy = "name it, as in --columns 'country=Base Country', or give --country"
        raise InputError(source, cause, remedy=remedy)


def _key(values: Mapping[str, str], number: int, defaults: Defaults) -> tuple[str, ...]:
    """Return what the rows of one document share: an identifier, or country, year and publication."""
    if "id" in values:
        return ("id", values["id"])
    if "country" not in values and not defaults.country:
        return ("row", str(number))  # reported for this row alone
    shared = ("country", "year", "date", "publication", "section")
    return ("of", *(values.get(kind, "") for kind in shared))


def _narrative(entries: Sequence[_Entry], source: Source, defaults: Defaults) -> Outcome:
    """Build the narrative of rows, with each text once."""
    first, *_ = entries
    values, place = first.values, f"{source.name}:{first.number}"
    if "country" not in values and not defaults.country:
        raise InputError(place, "the row has no country", remedy="fill the cell, or give --country")
    text = "\n\n".join(
        dict.fromkeys(without_running_heads(normalize(entry.values["text"])) for entry in entries)
    )
    metadata = Metadata(
        country=_country(values["country"]) if "country" in values else None,
        edition=values.get("year") or values.get("date"),
        publication=values.get("publication"),
        title=values.get("title"),
        url=values.get("url"),
        section=values.get("section"),
        signs=_signs(first),
    )
    identifier = values.get("id") or _identifier(source, metadata, defaults)
    return build_narrative(SourceText(text, identifier, metadata, place, source.hints), defaults)


def _signs(entry: _Entry) -> tuple[Sign, ...]:
    values, names = entry.values, entry.names
    kinds = [kind for kind in ("country", "year", "date", "publication", "section") if kind in values]
    if "year" in values and "date" in kinds:
        kinds.remove("date")
    return tuple(sign for kind in kinds for sign in _sign(names[kind], kind, values[kind]))


def _sign(place: str, kind: str, value: str) -> tuple[Sign, ...]:
    return signs(place, value, **{_FIELDS.get(kind, kind): _country(value) if kind == "country" else value})


def _identifier(source: Source, metadata: Metadata, defaults: Defaults) -> str:
    country = country_code(metadata.country or defaults.country or "") or ""
    publication = publication_code(metadata.publication) if metadata.publication else ""
    parts = (source.identifier, publication, country, metadata.edition or "", metadata.section or "")
    return "-".join(part.casefold() if at else part for at, part in enumerate(parts) if part)


def _country(name: str) -> str:
    """Return the country of a cell: a number is a code of the Correlates of War project."""
    return _cow_codes().get(name.lstrip("0"), name) if name.isdecimal() else name


@lru_cache(maxsize=1)
def _cow_codes() -> dict[str, str]:
    return {
        code.lstrip("0"): place.code
        for place in load()["place"].values()
        for code in place.properties.get(_COW, ())
    }

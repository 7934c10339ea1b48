"""Writes the tables of a graph: an SQLite database with its metadata file, DuckDB's, or Parquet files."""

from __future__ import annotations

import json
import sqlite3
from collections import defaultdict
from collections.abc import Iterable, Iterator
from contextlib import closing
from itertools import islice
from pathlib import Path
from typing import TYPE_CHECKING, Any

from tipgraph.analysis.database.schema import FULL_TEXT, TABLES, Row, Table, rows
from tipgraph.errors import UnwritableError, UsageError
from tipgraph.model.claims import Extraction
from tipgraph.model.vocabulary import Vocabulary, load
from tipgraph.util.optional import require
from tipgraph.util.outputs import move_into_place, temporary_output, writing

if TYPE_CHECKING:
    import pyarrow as pa

__all__ = ["create", "metadata", "write_tables"]


def metadata(database: str) -> dict[str, Any]:
    """Return the metadata of a database, given its name without an extension."""
    return {
        "title": "Trafficking in Persons: what reports say",
        "description": "A claim is what a report says. The number of mentions does not measure how common "
        "trafficking is.",
        "source": "tipgraph",
        "source_url": "https://w3id.org/tipgraph/",
        "databases": {database: {"tables": {table.name: _table(table) for table in TABLES}}},
    }


def _table(table: Table) -> dict[str, Any]:
    described: dict[str, Any] = {
        "description": table.meaning,
        "columns": {column.name: column.meaning for column in table.columns},
    }
    if table.label is not None:
        described["label_column"] = table.label
    if table.facets:
        described["facets"] = list(table.facets)
    if table.name in FULL_TEXT:
        described |= {"fts_table": f"{table.name}_fts", "fts_pk": "rowid"}
    return described


_BATCH = 10_000
"""Rows that are kept in memory."""


def _write_database(found: Iterable[Row], path: Path) -> None:
    """Write rows to a new database. Raises sqlite3.IntegrityError if a reference leads nowhere."""
    with closing(sqlite3.connect(path)) as database:
        database.execute("PRAGMA foreign_keys = ON")
        for table in TABLES:
            database.execute(create(table))
        waiting = iter(found)
        while batch := list(islice(waiting, _BATCH)):
            _insert(database, batch)
        for name, columns in FULL_TEXT.items():
            listed = ", ".join(columns)
            index = f"{name}_fts"
            database.execute(f"CREATE VIRTUAL TABLE {index} USING fts5({listed}, content={name})")
            database.execute(f"INSERT INTO {index} ({index}) VALUES ('rebuild')")
        database.execute("CREATE INDEX claims_of_evidence ON claim_evidence (evidence)")
        database.execute("ANALYZE")
        database.commit()


def create(table: Table) -> str:
    """Return the statement that creates a table, for SQLite and DuckDB."""
    columns = [f'"{column.name}" {column.type}' for column in table.columns]
    keys = [f"PRIMARY KEY ({_quoted(table.key)})"]
    for column in table.columns:
        if column.references is not None:
            (key,) = next(each.key for each in TABLES if each.name == column.references)
            keys.append(f'FOREIGN KEY ("{column.name}") REFERENCES {column.references} ("{key}")')
    return f"CREATE TABLE {table.name} ({', '.join([*columns, *keys])})"


def _quoted(names: Iterable[str]) -> str:
    return ", ".join(f'"{name}"' for name in names)


def _insert(database: sqlite3.Connection, batch: Iterable[Row]) -> None:
    values: dict[str, list[dict[str, Any]]] = defaultdict(list)
    for name, row in batch:
        values[name].append(row)
    for table in TABLES:
        marks = ", ".join("?" * len(table.columns))
        cells = ([row.get(name) for name in table.names] for row in values[table.name])
        database.executemany(f"INSERT INTO {table.name} VALUES ({marks})", cells)


def _read_rows(path: Path, table: Table) -> Iterator[list[tuple[Any, ...]]]:
    """Yield the rows of a table in batches, in the order in which they were written."""
    with closing(sqlite3.connect(path)) as database:
        cursor = database.execute(f"SELECT {_quoted(table.names)} FROM {table.name} ORDER BY rowid")
        while batch := cursor.fetchmany(_BATCH):
            yield batch


_EXTENSIONS = (".db", ".sqlite", ".duckdb", ".parquet")
"""The extensions of outputs; ``.parquet`` is a folder with a file for each table."""
_NEEDED = {".duckdb": "duckdb", ".parquet": "panel"}
"""The extras that outputs need, by extension."""

_METADATA = ".metadata.json"


def write_tables(
    extractions: Iterable[Extraction], target: Path, vocabulary: Vocabulary | None = None
) -> tuple[Path, ...]:
    """Write the tables of a graph, and return what was written.

    ``target`` is an SQLite database (``.db``, ``.sqlite``), beside which a metadata file for Datasette is
    written, a DuckDB database (``.duckdb``), or a folder of Parquet files (``.parquet``). Raises UsageError
    for another extension, or if a library that the format needs is not installed; and UnwritableError if
    ``target`` cannot be written.
    """
    extension = target.suffix.lower()
    if extension not in _EXTENSIONS:
        raise UsageError(f"unknown extension of {target}", remedy=f"use one of {', '.join(_EXTENSIONS)}")
    found = rows(extractions, load() if vocabulary is None else vocabulary)
    if extension in _NEEDED:
        require(_NEEDED[extension])
    if extension == ".parquet":
        _refuse_other(target)
    with temporary_output(target) as folder, writing(target):
        database = folder / "tables.db"
        _write_database(found, database)
        if extension in _NEEDED:
            made = folder / "tables"
            made.mkdir()
            for table in TABLES:
                _write_parquet(database, table, made / f"{table.name}.parquet")
            if extension == ".duckdb":
                made = _write_duckdb(made, folder / "tables.duckdb")
            move_into_place(made, target)
            return (target,)
        described = folder / "metadata.json"
        described.write_text(json.dumps(metadata(target.stem), indent=2) + "\n", encoding="utf-8")
        beside = target.with_name(target.stem + _METADATA)
        move_into_place(database, target)
        move_into_place(described, beside)
        return target, beside


def _write_duckdb(tables: Path, path: Path) -> Path:
    """Write a DuckDB database of Parquet files, with keys and with meanings as comments."""
    import duckdb

    with duckdb.connect(str(path)) as database:
        for table in TABLES:
            database.execute(create(table).replace(" REAL", " DOUBLE"))  # its REAL has four bytes
            file = tables / f"{table.name}.parquet"
            database.execute(f"INSERT INTO {table.name} SELECT * FROM read_parquet(?)", [str(file)])
            database.execute(f"COMMENT ON TABLE {table.name} IS {_text(table.meaning)}")
            for column in table.columns:
                commented = f'COMMENT ON COLUMN {table.name}."{column.name}" IS {_text(column.meaning)}'
                database.execute(commented)
    return path


def _text(words: str) -> str:
    return "'" + words.replace("'", "''") + "'"


def _refuse_other(target: Path) -> None:
    """Raise UnwritableError if ``target`` holds something else than tables, which would be lost."""
    names = {f"{table.name}.parquet" for table in TABLES}
    if target.is_file() or (target.is_dir() and {path.name for path in target.iterdir()} - names):
        raise UnwritableError(f"{target} holds something else than tables", remedy="name a new folder")


def _write_parquet(database: Path, table: Table, path: Path) -> None:
    import pyarrow as pa
    import pyarrow.parquet as pq

    schema = _schema(table)
    with pq.ParquetWriter(path, schema) as writer:
        for batch in _read_rows(database, table):
            columns = zip(*batch, strict=True)
            arrays = [pa.array(values, field.type) for values, field in zip(columns, schema, strict=True)]
            writer.write_table(pa.Table.from_arrays(arrays, schema=schema))


def _schema(table: Table) -> pa.Schema:
    import pyarrow as pa

    types = {"TEXT": pa.string(), "INTEGER": pa.int64(), "REAL": pa.float64()}
    return pa.schema([pa.field(column.name, types[column.type]) for column in table.columns])

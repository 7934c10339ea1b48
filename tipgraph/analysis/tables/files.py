"""Writes the tables of a graph: an SQLite database with its metadata file, DuckDB's, or Parquet files."""

from __future__ import annotations

import json
from collections.abc import Iterable
from pathlib import Path
from typing import TYPE_CHECKING

from tipgraph.analysis.tables.database import create, read_rows, write_database
from tipgraph.analysis.tables.datasette import metadata
from tipgraph.analysis.tables.rows import rows
from tipgraph.analysis.tables.schema import TABLES, Table
from tipgraph.errors import UnwritableError, UsageError
from tipgraph.model.claims import Extraction
from tipgraph.model.vocabulary import Vocabulary, load
from tipgraph.util.atomic import move_into_place, temporary_output, writing
from tipgraph.util.optional import require

if TYPE_CHECKING:
    import pyarrow as pa

__all__ = ["EXTENSIONS", "write_tables"]

EXTENSIONS = (".db", ".sqlite", ".duckdb", ".parquet")
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
    if extension not in EXTENSIONS:
        raise UsageError(f"unknown extension of {target}", remedy=f"use one of {', '.join(EXTENSIONS)}")
    found = rows(extractions, load() if vocabulary is None else vocabulary)
    if extension in _NEEDED:
        require(_NEEDED[extension])
    if extension == ".parquet":
        _refuse_other(target)
    with temporary_output(target) as folder, writing(target):
        database = folder / "tables.db"
        write_database(found, database)
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
        for batch in read_rows(database, table):
            columns = zip(*batch, strict=True)
            arrays = [pa.array(values, field.type) for values, field in zip(columns, schema, strict=True)]
            writer.write_table(pa.Table.from_arrays(arrays, schema=schema))


def _schema(table: Table) -> pa.Schema:
    import pyarrow as pa

    types = {"TEXT": pa.string(), "INTEGER": pa.int64(), "REAL": pa.float64()}
    return pa.schema([pa.field(column.name, types[column.type]) for column in table.columns])

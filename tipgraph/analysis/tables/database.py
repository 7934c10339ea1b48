"""The SQLite database: tables with primary and foreign keys, and a full-text index (FTS5)."""

from __future__ import annotations

import sqlite3
from collections import defaultdict
from collections.abc import Iterable, Iterator
from contextlib import closing
from itertools import islice
from pathlib import Path
from typing import Any

from tipgraph.analysis.tables.rows import Row
from tipgraph.analysis.tables.schema import FULL_TEXT, TABLES, Table

__all__ = ["create", "read_rows", "write_database"]

_BATCH = 10_000
"""Rows that are kept in memory."""


def write_database(found: Iterable[Row], path: Path) -> None:
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


def read_rows(path: Path, table: Table) -> Iterator[list[tuple[Any, ...]]]:
    """Yield the rows of a table in batches, in the order in which they were written."""
    with closing(sqlite3.connect(path)) as database:
        cursor = database.execute(f"SELECT {_quoted(table.names)} FROM {table.name} ORDER BY rowid")
        while batch := cursor.fetchmany(_BATCH):
            yield batch

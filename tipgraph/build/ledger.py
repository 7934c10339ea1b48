"""What a store was made of, in a small SQLite file inside its folder: sources, documents, and the recipe.

It is no RDF, so that it enters no dump and no query, and it moves with its store. A document stands in it
as done only once its graph is in the store; while that is being replaced it stands there as in work.
"""

from __future__ import annotations

import json
import os
import shutil
import sqlite3
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from typing import Self

from tipgraph.build.notes import Result
from tipgraph.errors import UnreadableError

__all__ = ["NAME", "Ledger"]

NAME = "tipgraph-ledger.sqlite"
"""The file's name in a store's folder; RocksDB leaves alone what it does not know."""

_FORMAT = "1"
"""Version of the tables: a ledger of another one is not read, and its store is built anew."""

_TABLES = (
    "fact (name TEXT PRIMARY KEY, value TEXT NOT NULL)",
    "source (path BLOB PRIMARY KEY, name TEXT, size INTEGER, time INTEGER, sha256 TEXT, reading TEXT)",
    "outcome (path BLOB, number INTEGER, content TEXT, PRIMARY KEY (path, number))",
    "document (iri TEXT PRIMARY KEY, inputs TEXT NOT NULL, result TEXT NOT NULL, fresh INTEGER NOT NULL)",
)

_AT_A_TIME = 500
"""Rows that one statement names."""


class Ledger:
    """One ledger, opened; changes are written by `commit`, all together.

    The file is attached to a connection of its own, so that what is noted in a build can wait outside of
    it, on disk, until the build is done.
    """

    def __init__(self, path: Path) -> None:
        self._database = sqlite3.connect("", isolation_level=None)
        self._attach(path)

    @classmethod
    def create(cls, path: Path) -> Self:
        """Make an empty ledger."""
        made = cls(path)
        for table in _TABLES:
            made._database.execute(f"CREATE TABLE kept.{table} WITHOUT ROWID")
        made.know(format=_FORMAT)
        made.commit()
        return made

    @classmethod
    def of(cls, store: Path) -> Self | None:
        """Open the ledger of a store's folder; None where it has none that can be read."""
        path = store / NAME
        if not path.is_file():
            return None
        try:
            found = cls(path)
            if found.facts().get("format") == _FORMAT:
                return found
            found.close()
        except (UnreadableError, sqlite3.Error):
            return None
        return None

    def _attach(self, path: Path) -> None:
        self.path = path
        try:
            self._database.execute("ATTACH ? AS kept", (os.fsencode(path),))
            self._database.execute("PRAGMA kept.synchronous = FULL")
            self._database.execute("BEGIN")
        except sqlite3.Error as error:
            raise UnreadableError(f"{path}: {error}", remedy="build the store with --rebuild") from error

    def commit(self) -> None:
        """Write what was changed: all of it or, where the process is killed, nothing."""
        self._database.execute("COMMIT")
        self._database.execute("BEGIN")

    def close(self) -> None:
        """Let go of the file; what was not committed is lost."""
        self._database.close()

    def copy(self, path: Path) -> Ledger:
        """Return a copy in another file, and close this one."""
        self.close()
        shutil.copyfile(self.path, path)
        return Ledger(path)

    def facts(self) -> dict[str, str]:
        """Return what is known of the whole: the recipe, the last build."""
        return dict(self._database.execute("SELECT name, value FROM kept.fact"))

    def know(self, **facts: str) -> None:
        """Set facts."""
        self._database.executemany("REPLACE INTO kept.fact VALUES (?, ?)", facts.items())

    def result(self, iri: str, inputs: str) -> Result | None:
        """Return what came of a document, where it is done and was made of these ``inputs``."""
        row = self._database.execute(
            "SELECT result FROM kept.document WHERE iri = ? AND inputs = ? AND result != ''", (iri, inputs)
        ).fetchone()
        return Result.from_json(row[0]) if row else None

    def documents(self) -> Iterator[str]:
        """Yield the IRIs of all documents, done or in work, sorted."""
        for (iri,) in self._database.execute("SELECT iri FROM kept.document ORDER BY iri").fetchall():
            yield iri

    def results(self, *, fresh: bool = False) -> Iterator[tuple[str, Result]]:
        """Yield what came of each document that is done, or of those new since the last build only."""
        chosen = "SELECT iri, result FROM kept.document WHERE result != '' AND fresh >= ? ORDER BY iri"
        for iri, result in self._database.execute(chosen, (int(fresh),)):
            yield iri, Result.from_json(result)

    def size(self, *, fresh: bool = False) -> int:
        """Return how many documents are done, or of those the ones new since the last build only."""
        chosen = "SELECT count(*) FROM kept.document WHERE result != '' AND fresh >= ?"
        number: int = self._database.execute(chosen, (int(fresh),)).fetchone()[0]
        return number

    def begin(self, documents: Mapping[str, str]) -> list[str]:
        """Put documents, given with their inputs, into work; return those that had been there before."""
        before = list(self._among(list(documents)))
        rows = [(iri, inputs) for iri, inputs in documents.items()]
        self._database.executemany("REPLACE INTO kept.document VALUES (?, ?, '', 1)", rows)
        self.commit()
        return before

    def done(self, results: Mapping[str, Result]) -> None:
        """Note that the graphs of documents that were in work are in the store, with what came of them."""
        rows = [(result.to_json(), iri) for iri, result in results.items()]
        self._database.executemany("UPDATE kept.document SET result = ? WHERE iri = ?", rows)
        self.commit()

    def in_work(self) -> list[str]:
        """Return the documents of which nobody knows how much is in the store."""
        rows = self._database.execute("SELECT iri FROM kept.document WHERE result = '' ORDER BY iri")
        return [iri for (iri,) in rows]

    def forget(self, documents: Iterable[str]) -> None:
        """Drop documents."""
        rows = ((iri,) for iri in documents)
        self._database.executemany("DELETE FROM kept.document WHERE iri = ?", rows)
        self.commit()

    def settle(self) -> None:
        """Let no document count as new any longer."""
        self._database.execute("UPDATE kept.document SET fresh = 0")

    def _among(self, documents: list[str]) -> Iterator[str]:
        for at in range(0, len(documents), _AT_A_TIME):
            part = documents[at : at + _AT_A_TIME]
            marks = ", ".join("?" * len(part))
            for (iri,) in self._database.execute(
                f"SELECT iri FROM kept.document WHERE iri IN ({marks}) ORDER BY iri",
                part,
            ):
                yield iri

    def source(self, path: bytes) -> tuple[int, int, str, str] | None:
        """Return size, time, SHA-256 and way of reading of a source, or None for one that is not known."""
        found: tuple[int, int, str, str] | None = self._database.execute(
            "SELECT size, time, sha256, reading FROM kept.source WHERE path = ?", (path,)
        ).fetchone()
        return found

    def sources(self) -> Iterator[tuple[bytes, str, int, int, str]]:
        """Yield path, name, size, time and SHA-256 of each source, sorted by path."""
        yield from self._database.execute(
            "SELECT path, name, size, time, sha256 FROM kept.source ORDER BY path"
        )

    def outcomes(self, path: bytes) -> Iterator[list[str | None]]:
        """Yield what came of reading a source, in its order."""
        rows = self._database.execute(
            "SELECT content FROM kept.outcome WHERE path = ? ORDER BY number", (path,)
        )
        for (content,) in rows:
            yield json.loads(content)

    def replace_sources(self, noted: sqlite3.Connection) -> None:
        """Take over what a build has noted of its sources (see `Notes`), and drop all other sources."""
        database = self._database
        database.execute("CREATE TEMP TABLE IF NOT EXISTS stays (path BLOB PRIMARY KEY) WITHOUT ROWID")
        database.execute("DELETE FROM temp.stays")
        database.executemany("INSERT INTO stays VALUES (?)", noted.execute("SELECT path FROM source"))
        for table in ("source", "outcome"):
            database.execute(f"DELETE FROM kept.{table} WHERE path NOT IN (SELECT path FROM stays)")
        changed = noted.execute("SELECT path FROM source WHERE anew")
        database.executemany("DELETE FROM kept.outcome WHERE path = ?", changed)
        sources = noted.execute("SELECT path, name, size, time, sha256, reading FROM source")
        database.executemany("REPLACE INTO kept.source VALUES (?, ?, ?, ?, ?, ?)", sources)
        outcomes = noted.execute("SELECT path, number, content FROM outcome")
        database.executemany("REPLACE INTO kept.outcome VALUES (?, ?, ?)", outcomes)

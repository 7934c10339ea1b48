"""The ledger of a store: its sources, documents and fingerprint, in an SQLite file inside the store's folder.

The ledger is not RDF, so no dump and no query contains it, and it moves with its store. A document is done
in the ledger only once its graph is in the store; while its graph is being replaced it is in progress. The
sources that a build reads are logged in a temporary database until the build is done.
"""

from __future__ import annotations

import json
import os
import shutil
import sqlite3
import time
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import astuple, dataclass
from hashlib import file_digest
from pathlib import Path
from typing import Self

from tipgraph.build.fingerprint import document_digest
from tipgraph.build.reprints import Passages
from tipgraph.build.summary import DocumentCounts
from tipgraph.errors import InputError, UnreadableError
from tipgraph.model.documents import Document, Narrative, Outcome, Report, Skipped
from tipgraph.rdf.formats import LEDGER_NAME

__all__ = [
    "FileStamp",
    "KnownDocument",
    "Ledger",
    "SourceLog",
    "from_record",
    "to_record",
]

_RECENT = 2_000_000_000
"""Nanoseconds within which a file may change again without a new modification time."""

_UNRELIABLE = -1
_SEPARATOR = os.fsencode(os.sep)

_LOG_TABLES = """
CREATE TABLE source (
    path BLOB PRIMARY KEY, name TEXT, size INTEGER, time INTEGER, sha256 TEXT, reading TEXT, read INTEGER
);
CREATE TABLE outcome (path BLOB, number INTEGER, content TEXT, PRIMARY KEY (path, number)) WITHOUT ROWID;
BEGIN;
"""


class SourceLog:
    """The sources seen in a build, and the outcomes of those that were read. Memory holds one row at most."""

    def __init__(self) -> None:
        self.database = sqlite3.connect("", isolation_level=None)
        self.database.executescript(_LOG_TABLES)

    def add_source(self, path: bytes, name: str, stamp: FileStamp, reading: str, *, read: bool) -> None:
        """Add a source. If ``read``, its outcomes follow; otherwise those of an earlier build still hold."""
        row = (path, name, stamp.size, stamp.time, stamp.sha256, reading, read)
        self.database.execute("REPLACE INTO source VALUES (?, ?, ?, ?, ?, ?, ?)", row)
        self.database.execute("DELETE FROM outcome WHERE path = ?", (path,))

    def add_outcome(self, path: bytes, number: int, outcome: Outcome) -> None:
        """Add an outcome of reading a source, with its number in the source."""
        row = (path, number, json.dumps(to_record(outcome)))
        self.database.execute("REPLACE INTO outcome VALUES (?, ?, ?)", row)

    def any_below(self, folder: bytes) -> bool:
        """Return whether a folder, or one inside it, has a source."""
        first = folder.removesuffix(_SEPARATOR) + _SEPARATOR
        after = first[:-1] + bytes([first[-1] + 1])
        found = self.database.execute("SELECT 1 FROM source WHERE path > ? AND path < ?", (first, after))
        return found.fetchone() is not None

    def close(self) -> None:
        """Drop the log."""
        self.database.close()


@dataclass(frozen=True, slots=True)
class FileStamp:
    """A file's size, modification time and SHA-256, by which a later build tells whether it has changed.

    ``time`` is in nanoseconds, or -1 if the file changed so recently that another change could have the
    same time.
    """

    size: int
    time: int
    sha256: str

    @classmethod
    def of(cls, path: Path) -> Self:
        """Return the stamp of a file. Raises OSError if it cannot be read."""
        with path.open("rb") as file:
            status = os.fstat(file.fileno())
            recent = time.time_ns() - status.st_mtime_ns < _RECENT
            digest = file_digest(file, "sha256").hexdigest()
        return cls(status.st_size, _UNRELIABLE if recent else status.st_mtime_ns, digest)

    def matches(self, path: Path) -> bool:
        """Return whether a file has this size and time. Raises OSError if there is none."""
        status = path.stat()
        return (status.st_size, status.st_mtime_ns) == (self.size, self.time)


@dataclass(frozen=True, slots=True)
class KnownDocument:
    """A document that an earlier build read: what identifies it, and its `document_digest`."""

    document: Document
    digest: str


def to_record(outcome: Outcome) -> list[str | None]:
    """Return an outcome as a list for JSON: an error in full, of a narrative only what identifies it."""
    if isinstance(outcome, Narrative):
        document = outcome.document
        return ["read", *_identity(document), document.sha256, document.source, document_digest(document)]
    if isinstance(outcome, Skipped):
        return ["skipped", outcome.source, outcome.reason]
    cause = outcome.cause.removeprefix(f"{outcome.source}: ")
    return ["error", outcome.source, cause, outcome.remedy]


def _identity(document: Document) -> Iterator[str | None]:
    report = document.report
    yield from (document.identifier, report.publication, report.edition, report.country, report.section)


def from_record(record: Sequence[str | None]) -> KnownDocument | InputError | Skipped:
    """Return the outcome that `to_record` wrote."""
    kind, *rest = record
    words = [part or "" for part in rest]
    if kind == "skipped":
        return Skipped(*words)
    if kind == "error":
        source, cause, remedy = words
        return InputError(source, cause, remedy=remedy)
    identifier, publication, edition, country, _, sha256, source, digest = words
    report = Report(publication, edition, country, rest[4])
    return KnownDocument(Document(identifier, report, sha256, source=source), digest)


_FORMAT = "2"
"""Version of the tables. A store with another version is built again."""

_TABLES = (
    "fact (name TEXT PRIMARY KEY, value TEXT NOT NULL)",
    "source (path BLOB PRIMARY KEY, name TEXT, size INTEGER, time INTEGER, sha256 TEXT, reading TEXT)",
    "outcome (path BLOB, number INTEGER, content TEXT, PRIMARY KEY (path, number))",
    "document (iri TEXT PRIMARY KEY, inputs TEXT NOT NULL, result TEXT NOT NULL, fresh INTEGER NOT NULL)",
    "passages (iri TEXT PRIMARY KEY, report TEXT NOT NULL, digests BLOB NOT NULL)",
)

_ROWS = 500
"""Rows that one statement names."""


class Ledger:
    """An open ledger. `commit` writes all changes together.

    The file is attached to a temporary database, which holds what a build collects until it is done.
    """

    def __init__(self, path: Path) -> None:
        self._database = sqlite3.connect("", isolation_level=None)
        self.path = path
        try:
            self._database.execute("ATTACH ? AS kept", (os.fsencode(path),))
            self._database.execute("PRAGMA kept.synchronous = FULL")
            self._database.execute("BEGIN")
        except sqlite3.Error as error:
            self._database.close()
            raise UnreadableError(f"{path}: {error}", remedy="build the store with --rebuild") from error

    @classmethod
    def create(cls, path: Path) -> Self:
        """Create an empty ledger."""
        made = cls(path)
        for table in _TABLES:
            made._database.execute(f"CREATE TABLE kept.{table} WITHOUT ROWID")
        made.set_facts(format=_FORMAT)
        made.commit()
        return made

    @classmethod
    def find(cls, store: Path) -> Self | None:
        """Open the ledger of a store's folder; return None if there is none, or none that can be read."""
        path = store / LEDGER_NAME
        if not path.is_file():
            return None
        try:
            found = cls(path)
        except UnreadableError:
            return None
        try:
            fits = found.facts().get("format") == _FORMAT
        except sqlite3.Error:
            fits = False
        if not fits:
            found.close()
        return found if fits else None

    def copy(self, path: Path) -> Ledger:
        """Return a copy in another file, and close this one."""
        self.close()
        shutil.copyfile(self.path, path)
        return Ledger(path)

    def commit(self) -> None:
        """Write all changes, or none of them if the process is killed."""
        self._database.execute("COMMIT")
        self._database.execute("BEGIN")

    def close(self) -> None:
        """Close the file; changes since the last commit are lost."""
        self._database.close()

    def facts(self) -> dict[str, str]:
        """Return the facts about the whole store: its fingerprint and its last build."""
        return dict(self._database.execute("SELECT name, value FROM kept.fact"))

    def set_facts(self, **facts: str) -> None:
        """Set facts."""
        self._database.executemany("REPLACE INTO kept.fact VALUES (?, ?)", facts.items())

    def counts(self, iri: str, digest: str) -> DocumentCounts | None:
        """Return the counts of a document that is done and has this `document_digest`, else None."""
        row = self._database.execute(
            "SELECT result FROM kept.document WHERE iri = ? AND inputs = ? AND result != ''", (iri, digest)
        ).fetchone()
        return DocumentCounts.from_json(row[0]) if row else None

    def all_counts(self, *, new_only: bool = False) -> Iterator[tuple[str, DocumentCounts]]:
        """Yield IRI and counts of each document that is done, or only of those new since the last build."""
        chosen = "SELECT iri, result FROM kept.document WHERE result != '' AND fresh >= ? ORDER BY iri"
        for iri, counts in self._database.execute(chosen, (int(new_only),)):
            yield iri, DocumentCounts.from_json(counts)

    def size(self, *, new_only: bool = False) -> int:
        """Return how many documents are done, or how many of them are new since the last build."""
        chosen = "SELECT count(*) FROM kept.document WHERE result != '' AND fresh >= ?"
        number: int = self._database.execute(chosen, (int(new_only),)).fetchone()[0]
        return number

    def documents(self) -> list[str]:
        """Return the IRIs of all documents, done or in progress, sorted."""
        rows = self._database.execute("SELECT iri FROM kept.document ORDER BY iri")
        return [iri for (iri,) in rows]

    def in_progress(self) -> list[str]:
        """Return the IRIs of the documents whose graphs may be in the store in part."""
        rows = self._database.execute("SELECT iri FROM kept.document WHERE result = '' ORDER BY iri")
        return [iri for (iri,) in rows]

    def start(self, documents: Mapping[str, str]) -> list[str]:
        """Set documents, given as IRI and digest, in progress; return those that the ledger had already."""
        before = list(self._among(list(documents)))
        rows = [(iri, digest) for iri, digest in documents.items()]
        self._database.executemany("REPLACE INTO kept.document VALUES (?, ?, '', 1)", rows)
        self.commit()
        return before

    def finish(self, counts: Mapping[str, DocumentCounts], passages: Iterable[Passages] = ()) -> None:
        """Set documents that were in progress done, now that their graphs are in the store."""
        rows = [(each.to_json(), iri) for iri, each in counts.items()]
        self._database.executemany("UPDATE kept.document SET result = ? WHERE iri = ?", rows)
        texts = ((each.document, json.dumps(astuple(each.report)), each.digests) for each in passages)
        self._database.executemany("REPLACE INTO kept.passages VALUES (?, ?, ?)", texts)
        self.commit()

    def passages(self) -> Iterator[Passages]:
        """Yield the passages of all documents."""
        for iri, report, digests in self._database.execute("SELECT * FROM kept.passages"):
            yield Passages(iri, Report(*json.loads(report)), digests)

    def remove(self, documents: Iterable[str]) -> None:
        """Remove documents."""
        rows = [(iri,) for iri in documents]
        for table in ("document", "passages"):
            self._database.executemany(f"DELETE FROM kept.{table} WHERE iri = ?", rows)
        self.commit()

    def clear_new(self) -> None:
        """Set all documents to be no longer new."""
        self._database.execute("UPDATE kept.document SET fresh = 0")

    def _among(self, documents: list[str]) -> Iterator[str]:
        for at in range(0, len(documents), _ROWS):
            part = documents[at : at + _ROWS]
            marks = ", ".join("?" * len(part))
            query = f"SELECT iri FROM kept.document WHERE iri IN ({marks}) ORDER BY iri"
            for (iri,) in self._database.execute(query, part):
                yield iri

    def source(self, path: bytes) -> tuple[int, int, str, str] | None:
        """Return size, time, SHA-256 and reading digest of a source, or None if it is unknown."""
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
        """Yield the records of a source's outcomes, in their order."""
        rows = self._database.execute(
            "SELECT content FROM kept.outcome WHERE path = ? ORDER BY number", (path,)
        )
        for (content,) in rows:
            yield json.loads(content)

    def replace_sources(self, log: sqlite3.Connection) -> None:
        """Take over the sources of a build's log (see `SourceLog`), and remove all other sources."""
        database = self._database
        database.execute("CREATE TEMP TABLE IF NOT EXISTS stays (path BLOB PRIMARY KEY) WITHOUT ROWID")
        database.execute("DELETE FROM temp.stays")
        database.executemany("INSERT INTO stays VALUES (?)", log.execute("SELECT path FROM source"))
        for table in ("source", "outcome"):
            database.execute(f"DELETE FROM kept.{table} WHERE path NOT IN (SELECT path FROM stays)")
        read = log.execute("SELECT path FROM source WHERE read")
        database.executemany("DELETE FROM kept.outcome WHERE path = ?", read)
        sources = log.execute("SELECT path, name, size, time, sha256, reading FROM source")
        database.executemany("REPLACE INTO kept.source VALUES (?, ?, ?, ?, ?, ?)", sources)
        outcomes = log.execute("SELECT path, number, content FROM outcome")
        database.executemany("REPLACE INTO kept.outcome VALUES (?, ?, ?)", outcomes)

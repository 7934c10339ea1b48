"""The log of the sources that a build reads, kept in a temporary database until the build is done."""

from __future__ import annotations

import json
import os
import sqlite3
import time
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from hashlib import file_digest
from pathlib import Path
from typing import Self

from tipgraph.build.fingerprint import document_digest
from tipgraph.errors import InputError
from tipgraph.model.documents import Document, Narrative, Report
from tipgraph.reading.outcome import Outcome, Skipped

__all__ = ["FileStamp", "KnownDocument", "SourceLog", "from_record", "to_record"]

_RECENT = 2_000_000_000
"""Nanoseconds within which a file may change again without a new modification time."""

_UNRELIABLE = -1
_SEPARATOR = os.fsencode(os.sep)

_TABLES = """
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
        self.database.executescript(_TABLES)

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

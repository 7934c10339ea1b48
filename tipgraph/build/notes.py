"""What came of a document, as far as summaries count it: kept with a store, so that nobody counts twice.

What a build notes of its sources while it runs: it waits on disk, and counts once the build is done.
"""

from __future__ import annotations

import json
import os
import sqlite3
import time
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from hashlib import file_digest
from pathlib import Path
from typing import Self

from tipgraph.build.fingerprint import inputs
from tipgraph.errors import InputError
from tipgraph.model.documents import Document, Narrative, Report
from tipgraph.reading.outcome import Outcome, Skipped

__all__ = ["Known", "Mark", "Notes", "Result", "content", "restored"]


@dataclass(frozen=True, slots=True)
class Result:
    """The counts of one document.

    ``claims`` is a count by kind; ``sentences_without_claims`` counts sentences that name a place and give
    no claim; ``ambiguous`` lists place names with several meanings; ``problems`` counts validation results
    by severity (``Violation``, ``Warning``) and shape.
    """

    claims: Counter[str] = field(default_factory=Counter)
    sentences_without_claims: int = 0
    ambiguous: tuple[str, ...] = ()
    quads: int = 0
    problems: Counter[tuple[str, str]] = field(default_factory=Counter)

    def to_json(self) -> str:
        """Return the result as a list of JSON.

        >>> made = Result(Counter(route=2), 1, ("Congo",), 90, Counter({("Warning", "TierYearShape"): 1}))
        >>> Result.from_json(made.to_json()) == made
        True
        """
        problems = [[*key, count] for key, count in sorted(self.problems.items())]
        parts = [
            dict(sorted(self.claims.items())),
            self.sentences_without_claims,
            self.ambiguous,
            self.quads,
            problems,
        ]
        return json.dumps(parts)

    @classmethod
    def from_json(cls, text: str) -> Self:
        """Read what `to_json` has written."""
        claims, sentences, ambiguous, quads, problems = json.loads(text)
        found = Counter({(severity, shape): count for severity, shape, count in problems})
        return cls(Counter(claims), sentences, tuple(ambiguous), quads, found)


_UNSURE = 2_000_000_000
"""Nanoseconds within which a file may change again without its time telling."""

_NEVER = -1
_SEPARATOR = os.fsencode(os.sep)

_TABLES = """
CREATE TABLE source (
    path BLOB PRIMARY KEY, name TEXT, size INTEGER, time INTEGER, sha256 TEXT, reading TEXT, anew INTEGER
);
CREATE TABLE outcome (path BLOB, number INTEGER, content TEXT, PRIMARY KEY (path, number)) WITHOUT ROWID;
BEGIN;
"""


@dataclass(frozen=True, slots=True)
class Mark:
    """What a file is known by: its size and time for a first look, its SHA-256 to be sure.

    ``time`` is the last change in nanoseconds, or -1 where it was so short ago that another change could
    bear the same time.
    """

    size: int
    time: int
    sha256: str

    @classmethod
    def of(cls, path: Path) -> Self:
        """Look at a file. Raises OSError where it cannot be read."""
        with path.open("rb") as file:
            status = os.fstat(file.fileno())
            recent = time.time_ns() - status.st_mtime_ns < _UNSURE
            digest = file_digest(file, "sha256").hexdigest()
        return cls(status.st_size, _NEVER if recent else status.st_mtime_ns, digest)

    def seems_same(self, path: Path) -> bool:
        """Tell whether a file has this size and time still. Raises OSError where there is none."""
        status = path.stat()
        return (status.st_size, status.st_mtime_ns) == (self.size, self.time)


@dataclass(frozen=True, slots=True)
class Known:
    """A document of a source that need not be read again: what names it, and the digest of its inputs."""

    document: Document
    inputs: str


class Notes:
    """Sources seen in a build, with what came of those that were read; never more than a row in memory."""

    def __init__(self) -> None:
        self.database = sqlite3.connect("", isolation_level=None)
        self.database.executescript(_TABLES)

    def source(self, path: bytes, name: str, mark: Mark, reading: str, *, anew: bool) -> None:
        """Note a source; ``anew`` where what came of it is noted too, and not what is known already."""
        row = (path, name, mark.size, mark.time, mark.sha256, reading, anew)
        self.database.execute("REPLACE INTO source VALUES (?, ?, ?, ?, ?, ?, ?)", row)
        self.database.execute("DELETE FROM outcome WHERE path = ?", (path,))

    def outcome(self, path: bytes, number: int, outcome: Outcome) -> None:
        """Note what came of reading a source, by its number."""
        row = (path, number, json.dumps(content(outcome)))
        self.database.execute("REPLACE INTO outcome VALUES (?, ?, ?)", row)

    def any_below(self, folder: bytes) -> bool:
        """Tell whether a source of a folder, or of one in it, is noted."""
        first = folder.removesuffix(_SEPARATOR) + _SEPARATOR
        after = first[:-1] + bytes([first[-1] + 1])
        found = self.database.execute("SELECT 1 FROM source WHERE path > ? AND path < ?", (first, after))
        return found.fetchone() is not None

    def close(self) -> None:
        """Drop it all."""
        self.database.close()


def content(outcome: Outcome) -> list[str | None]:
    """Return what to keep of an outcome: all of an error's words, but of a narrative's only what names it."""
    if isinstance(outcome, Narrative):
        document = outcome.document
        return ["read", *_named(document), document.sha256, document.source, inputs(document)]
    if isinstance(outcome, Skipped):
        return ["skipped", outcome.source, outcome.reason]
    cause = outcome.cause.removeprefix(f"{outcome.source}: ")
    return ["error", outcome.source, cause, outcome.remedy]


def _named(document: Document) -> Iterator[str | None]:
    report = document.report
    yield from (document.identifier, report.publication, report.edition, report.country, report.section)


def restored(kept: Sequence[str | None]) -> Known | InputError | Skipped:
    """Return what `content` was made of, as far as it was kept."""
    kind, *rest = kept
    words = [part or "" for part in rest]
    if kind == "skipped":
        return Skipped(*words)
    if kind == "error":
        source, cause, remedy = words
        return InputError(source, cause, remedy=remedy)
    identifier, publication, edition, country, _, sha256, source, digest = words
    report = Report(publication, edition, country, rest[4])
    return Known(Document(identifier, report, sha256, source=source), digest)

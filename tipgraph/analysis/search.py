"""Search the words that claims rest on, by words and facets, in the database of ``tipgraph export``.

A sentence is a piece of evidence, found once for each report that has it. Reports that only repeat an earlier
edition are not searched.
"""

from __future__ import annotations

import re
import sqlite3
from collections import defaultdict
from collections.abc import Iterator, Mapping
from contextlib import closing, contextmanager
from dataclasses import dataclass
from itertools import groupby
from operator import itemgetter
from pathlib import Path
from typing import NamedTuple

from tipgraph.errors import UsageError
from tipgraph.util.text import did_you_mean

__all__ = ["FACETS", "Found", "Hit", "Said", "Value", "labels", "search", "sentences"]

FACETS = {
    "country": "r.country",
    "year": "r.year",
    "publication": "r.publication",
    "kind": "c.kind",
    "code": "k.code",
    "status": "c.status",
}
"""The facets, with their columns. A code has its vocabulary before it, as in ``sector/mining``."""

_SIGNS = "\x02", "\x03"
"""The signs around words that match, in texts that the database returns."""
_WORD = re.compile(r"[^\W_]+")
_TERM = re.compile(r'"([^"]*)"|([^\W_]+)(\*?)')
_CODES = """
CREATE TEMP VIEW claim_codes AS
SELECT claim, kind || '/' || code AS code FROM claims WHERE code IS NOT NULL
UNION ALL SELECT claim, 'role/' || role FROM claims WHERE role IS NOT NULL
UNION ALL SELECT claim, 'measure/' || measure FROM claims WHERE measure IS NOT NULL
UNION ALL SELECT claim, 'tier/' || tier FROM claims WHERE tier IS NOT NULL
UNION ALL SELECT claim, CASE property WHEN 'victims' THEN 'victim-group' WHEN 'sectors' THEN 'sector'
  ELSE property END || '/' || value
FROM claim_values WHERE property IN ('victims', 'exploitation', 'sectors')
"""
_CLAIMS = """
FROM claims c
JOIN claim_evidence x ON x.claim = c.claim AND x.part = 'evidence'
JOIN evidence e ON e.evidence = x.evidence
JOIN reports r ON r.report = c.report
"""
_HITS = """
SELECT e.rowid, e.evidence, r.report, r.title, r.country, r.year, r.publication, e.quote
FROM (SELECT DISTINCT sentence FROM matches) m
JOIN evidence e ON e.rowid = m.sentence
JOIN documents d ON d.document = e.document
JOIN reports r ON r.report = d.report
ORDER BY r.year DESC, r.report, e.document, e.start, e.end
LIMIT ? OFFSET ?
"""
_MATCHING = """
SELECT f.rowid, highlight(evidence_fts, 0, ?, ?)
FROM evidence_fts f WHERE evidence_fts MATCH ? AND f.rowid IN ({})
"""
_SAID = f"""
SELECT e.rowid, c.claim, c.kind, c.description, c.status, k.code
{_CLAIMS} LEFT JOIN claim_codes k ON k.claim = c.claim
WHERE e.rowid IN ({{}}) ORDER BY e.rowid, c.kind, c.claim, k.code
"""


class Said(NamedTuple):
    """A claim that rests on a sentence: its IRI, kind, description, status and codes."""

    claim: str
    kind: str
    description: str
    status: str | None
    codes: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Value:
    """A value of a facet, its English name, and the number of sentences that have it."""

    value: str
    label: str
    count: int


@dataclass(frozen=True, slots=True)
class Hit:
    """A sentence with the IRIs of its evidence and report, and the claims that rest on it.

    ``parts`` are its words in pieces, each with whether it matches.
    """

    evidence: str
    report: str
    title: str
    country: str
    year: int
    publication: str
    parts: tuple[tuple[str, bool], ...]
    claims: tuple[Said, ...]

    @property
    def words(self) -> str:
        """Its words in one piece."""
        return "".join(text for text, _ in self.parts)


@dataclass(frozen=True, slots=True)
class Found:
    """The number of sentences that match, some of them, and the values of all of them by facet."""

    total: int
    hits: tuple[Hit, ...]
    facets: Mapping[str, tuple[Value, ...]]


def search(
    path: Path, words: str = "", chosen: Mapping[str, str] | None = None, *, limit: int = 20, offset: int = 0
) -> Found:
    """Return the sentences that have all words, the newest first, and a claim with all chosen facets.

    A word with an asterisk stands for all words that begin so (``mine*``). Words in quotation marks stand
    together (``"forced labor"``). Case and accents are ignored.

    Raises UsageError for an unknown facet.
    """
    match = _match(words)
    with _matches(path, match, chosen or {}) as database:
        total = database.execute("SELECT COUNT(DISTINCT sentence) FROM matches").fetchone()[0]
        hits = tuple(_hits(database, match, limit, offset))
        return Found(total, hits, {facet: tuple(_values(database, facet)) for facet in FACETS})


def sentences(path: Path) -> Iterator[Hit]:
    """Yield all sentences, the newest first."""
    with _matches(path, "", {}) as database:
        size = 500
        for offset in range(0, database.execute("SELECT COUNT(*) FROM evidence").fetchone()[0], size):
            yield from _hits(database, "", size, offset)


def labels(path: Path) -> dict[str, dict[str, str]]:
    """Return the English names of values by facet; values without a name are their own."""
    with closing(_opened(path)) as database:
        return {facet: _labels(database, facet) for facet in FACETS}


def _match(words: str) -> str:
    """Return words as a query of FTS5.

    >>> _match('resort* "and" NOT "forced  labor"')
    '"resort"* "and" "NOT" "forced labor"'
    """
    terms = ((" ".join(_WORD.findall(phrase or word)), star) for phrase, word, star in _TERM.findall(words))
    return " ".join(f'"{term}"{star}' for term, star in terms if term)


def _opened(path: Path) -> sqlite3.Connection:
    database = sqlite3.connect(f"{path.resolve().as_uri()}?mode=ro", uri=True)
    database.execute("PRAGMA temp_store = MEMORY")
    return database


@contextmanager
def _matches(path: Path, match: str, chosen: Mapping[str, str]) -> Iterator[sqlite3.Connection]:
    """Open the database with a table of the sentences that match and of their claims that do."""
    given = {facet: value for facet, value in chosen.items() if value}
    for facet in given.keys() - FACETS.keys():
        raise UsageError(f"there is no facet {facet!r}", remedy=did_you_mean(facet, FACETS, "see the docs"))
    tests = ["c.reprint = 0", *(f"{FACETS[facet]} = ?" for facet in given if facet != "code")]
    values = [value for facet, value in given.items() if facet != "code"]
    if "code" in given:
        tests.append("EXISTS (SELECT 1 FROM claim_codes k WHERE k.claim = c.claim AND k.code = ?)")
        values.append(given["code"])
    if match:
        tests.append("e.rowid IN (SELECT rowid FROM evidence_fts WHERE evidence_fts MATCH ?)")
        values.append(match)
    with closing(_opened(path)) as database:
        database.execute(_CODES)
        database.execute(
            "CREATE TEMP TABLE matches AS SELECT c.rowid AS claim,"
            " MIN(e.rowid) OVER (PARTITION BY c.report, e.quote) AS sentence"
            f" {_CLAIMS} WHERE {' AND '.join(tests)}",
            values,
        )
        yield database


def _hits(database: sqlite3.Connection, match: str, limit: int, offset: int) -> Iterator[Hit]:
    found = database.execute(_HITS, (limit, offset)).fetchall()
    numbers = [row[0] for row in found]
    marks = ", ".join("?" * len(numbers))
    marked = dict(database.execute(_MATCHING.format(marks), (*_SIGNS, match, *numbers))) if match else {}
    claims = dict(_claims(database.execute(_SAID.format(marks), numbers)))
    for number, evidence, report, title, country, year, publication, quote in found:
        parts = tuple(_parts(marked.get(number, quote)))
        yield Hit(evidence, report, title, country, year, publication, parts, claims[number])


def _claims(
    rows: Iterator[tuple[int, str, str, str, str | None, str | None]],
) -> Iterator[tuple[int, tuple[Said, ...]]]:
    for number, of_sentence in groupby(rows, key=itemgetter(0)):
        codes: dict[tuple[str, str, str, str | None], list[str]] = defaultdict(list)
        for _, claim, kind, description, status, code in of_sentence:
            codes[claim, kind, description, status] += [code] if code else []
        yield number, tuple(Said(*said, tuple(found)) for said, found in codes.items())


def _parts(text: str) -> Iterator[tuple[str, bool]]:
    """Yield the pieces of a text, each with whether it matches.

    >>> list(_parts("at \\x02beach\\x03 resorts"))
    [('at ', False), ('beach', True), (' resorts', False)]
    """
    for number, piece in enumerate(re.split("[\x02\x03]", text)):
        if piece:
            yield piece, bool(number % 2)


def _values(database: sqlite3.Connection, facet: str) -> Iterator[Value]:
    """Yield the values of a facet: years from the newest, others from the most frequent."""
    column = FACETS[facet]
    codes = "JOIN claim_codes k ON k.claim = c.claim" if facet == "code" else ""
    order = "1 DESC" if facet == "year" else "2 DESC, 1"
    names = _labels(database, facet)
    for value, count in database.execute(
        f"SELECT CAST({column} AS TEXT), COUNT(DISTINCT m.sentence) FROM matches m"
        f" JOIN claims c ON c.rowid = m.claim JOIN reports r ON r.report = c.report {codes}"
        f" WHERE {column} IS NOT NULL GROUP BY 1 ORDER BY {order}"
    ):
        yield Value(value, names.get(value, value), count)


def _labels(database: sqlite3.Connection, facet: str) -> dict[str, str]:
    if facet == "country":
        return dict(database.execute("SELECT place, name FROM places"))
    if facet == "code":
        return dict(database.execute("SELECT scheme || '/' || code, label FROM concepts"))
    return dict(database.execute("SELECT code, label FROM concepts WHERE scheme = ?", (facet,)))

"""The tables of an export: SQLite with keys and search, Parquet, and Datasette's view of them."""

from __future__ import annotations

import json
import sqlite3
import subprocess
import sys
from collections.abc import Iterator
from contextlib import closing
from importlib.util import find_spec
from pathlib import Path
from typing import Any

import duckdb
import pandas as pd
import pytest

from tests.analysis.test_reprints import ORIGINALS, REPRINT
from tests.drafts import draft, route, says
from tipgraph.analysis.database import write_tables
from tipgraph.analysis.database.schema import FULL_TEXT, TABLES
from tipgraph.analysis.facts import facts
from tipgraph.errors import UnwritableError, UsageError
from tipgraph.model.claims import Extraction
from tipgraph.model.iris import NEIGHBORS

_NEIGHBORS = draft(
    "MEX", "2017",
    says("[Girls from neighboring countries and from Utopia are exploited].",
         route(NEIGHBORS, "MEX"), route("XUT", "MEX")),
)[1]  # fmt: skip
EXTRACTIONS: list[Extraction] = [*ORIGINALS, REPRINT, _NEIGHBORS]


@pytest.fixture(scope="module")
def path(tmp_path_factory: pytest.TempPathFactory) -> Path:
    target = tmp_path_factory.mktemp("tables") / "tip.db"
    assert write_tables(EXTRACTIONS, target) == (target, target.with_name("tip.metadata.json"))
    return target


@pytest.fixture(scope="module")
def database(path: Path) -> Iterator[sqlite3.Connection]:
    with closing(sqlite3.connect(path)) as connection:
        yield connection


def values(database: sqlite3.Connection, query: str, *parameters: str) -> list[Any]:
    return [row[0] if len(row) == 1 else row for row in database.execute(query, parameters)]


def test_every_claim_is_a_row_with_its_values_and_evidence(database: sqlite3.Connection) -> None:
    stated = [fact for extraction in EXTRACTIONS for fact in facts(extraction)]
    assert values(database, "SELECT claim FROM claims ORDER BY claim") == sorted(f["claim"] for f in stated)
    for fact in stated:
        pairs = [
            (name, value)
            for name in ("via", "victims", "exploitation", "sectors", "rules", "operators")
            for value in set(fact.get(name) or ())
        ]
        query = "SELECT property, value FROM claim_values WHERE claim = ?"
        assert sorted(values(database, query, fact["claim"])) == sorted(pairs)
        query = "SELECT quote FROM evidence JOIN claim_evidence USING (evidence) WHERE claim = ? AND part = ?"
        for part in ("evidence", "context"):
            quotes = sorted(piece["quote"] for piece in fact.get(part, ()))
            assert sorted(values(database, query, fact["claim"], part)) == quotes


def test_references_lead_to_rows(database: sqlite3.Connection) -> None:
    assert values(database, "PRAGMA foreign_key_check") == []
    names = "SELECT place, name FROM places WHERE place IN ('MEX/neighbors', 'XUT', 'MEX') ORDER BY place"
    assert values(database, names) == [
        ("MEX", "Mexico"),
        ("MEX/neighbors", "Neighboring countries of Mexico"),
        ("XUT", "XUT"),
    ]
    regions = values(database, "SELECT region FROM place_regions WHERE place = 'MEX'")
    assert "latin-america" in regions
    mapped = "SELECT other_code FROM mappings WHERE code = 'forced-labor' AND vocabulary LIKE '%/iccs/'"
    assert values(database, mapped) == ["02042"]
    assert values(database, "SELECT DISTINCT scheme FROM concepts WHERE scheme IN ('cue', 'sector')") == [
        "sector"
    ]


def test_reprints_are_marked(database: sqlite3.Connection) -> None:
    assert values(database, "SELECT DISTINCT year FROM claims WHERE reprint AND country = 'GTM'") == [2016]
    assert values(database, "SELECT repeated_share FROM documents WHERE repeats IS NOT NULL") == [0.95]


def test_the_evidence_can_be_searched(database: sqlite3.Connection) -> None:
    found = "SELECT rowid FROM evidence_fts WHERE evidence_fts MATCH ?"
    query = f"SELECT quote FROM evidence WHERE rowid IN ({found})"
    assert values(database, query, "kuwait work") == ["Men may work in Kuwait"]


def test_the_same_graph_gives_the_same_bytes(path: Path, tmp_path: Path) -> None:
    write_tables(EXTRACTIONS, tmp_path / "tip.db")
    assert (tmp_path / "tip.db").read_bytes() == path.read_bytes()


def test_parquet_files_have_the_same_rows(path: Path, tmp_path: Path) -> None:
    target = tmp_path / "tip.parquet"
    for _ in range(2):  # tables of an earlier export are replaced
        assert write_tables(EXTRACTIONS, target) == (target,)
    assert sorted(file.stem for file in target.iterdir()) == sorted(table.name for table in TABLES)
    with closing(sqlite3.connect(path)) as connection:
        for table in TABLES:
            frame = pd.read_parquet(target / f"{table.name}.parquet")
            assert tuple(frame.columns) == table.names
            assert len(frame) == values(connection, f"SELECT COUNT(*) FROM {table.name}")[0]
    claims = pd.read_parquet(target / "claims.parquet")
    assert claims.loc[claims.kind == "count", "number"].max() == 12


def test_duckdb_has_the_same_rows_keys_and_meanings(path: Path, tmp_path: Path) -> None:
    target = tmp_path / "tip.duckdb"
    for _ in range(2):  # an earlier export is replaced
        assert write_tables(EXTRACTIONS, target) == (target,)
    with duckdb.connect(str(target), read_only=True) as made, closing(sqlite3.connect(path)) as connection:
        for table in TABLES:
            order = ", ".join(f'"{name}"' for name in table.key)
            query = f"SELECT * FROM {table.name} ORDER BY {order}"
            assert made.execute(query).fetchall() == connection.execute(query).fetchall()
        joined = "SELECT COUNT(*) FROM claims JOIN reports USING (report) WHERE claims.country = 'GTM'"
        assert made.execute(joined).fetchall() == connection.execute(joined).fetchall()
        (comment,) = made.execute(
            "SELECT comment FROM duckdb_tables() WHERE table_name = 'claims'"
        ).fetchone()  # type: ignore[misc]
        assert comment.startswith("What reports say.")
        with pytest.raises(duckdb.Error, match="read-only"):
            made.execute("DELETE FROM reviews")


def test_the_metadata_describe_the_tables(path: Path) -> None:
    described = json.loads(path.with_name("tip.metadata.json").read_text(encoding="utf-8"))
    tables = described["databases"]["tip"]["tables"]
    assert list(tables) == [table.name for table in TABLES]
    for table in TABLES:
        own = tables[table.name]
        assert list(own["columns"]) == list(table.names)
        assert {*own.get("facets", ()), own.get("label_column", table.names[0])} <= set(table.names)
        assert own.get("fts_table") == (f"{table.name}_fts" if table.name in FULL_TEXT else None)


def shown(path: Path, address: str) -> dict[str, Any]:
    command = [
        "datasette",
        str(path),
        "--metadata",
        str(path.with_name("tip.metadata.json")),
        "--get",
        address,
    ]
    done = subprocess.run([sys.executable, "-m", *command], capture_output=True, text=True, check=True)
    answer: dict[str, Any] = json.loads(done.stdout)
    return answer


@pytest.mark.slow
@pytest.mark.skipif(find_spec("datasette") is None, reason="datasette is not installed")
def test_datasette_has_facets_search_and_labels(path: Path) -> None:
    claims = shown(path, "/tip/claims.json?_shape=objects&_labels=on&kind=route&reprint=0")
    assert set(claims["facet_results"]) == {"kind", "country", "year", "certainty", "status", "reprint"}
    assert {row["destination"]["label"] for row in claims["rows"]} >= {"Mexico", "Canada"}
    found = shown(path, "/tip/evidence.json?_shape=objects&_search=kuwait")
    assert [row["quote"] for row in found["rows"]][-1:] == ["Men may work in Kuwait"]


@pytest.mark.parametrize("name", ["tip.xlsx", "tip"])
def test_unknown_extensions_are_named(tmp_path: Path, name: str) -> None:
    with pytest.raises(UsageError, match=r"use one of \.db, \.sqlite, \.duckdb, \.parquet"):
        write_tables([], tmp_path / name)
    assert list(tmp_path.iterdir()) == []


def test_a_folder_of_something_else_stays(tmp_path: Path) -> None:
    target = tmp_path / "tip.parquet"
    target.mkdir()
    (target / "notes.txt").touch()
    with pytest.raises(UnwritableError, match="something else than tables"):
        write_tables(EXTRACTIONS, target)
    assert [path.name for path in target.iterdir()] == ["notes.txt"]

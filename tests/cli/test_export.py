"""``tipgraph export``."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from pathlib import Path

from tests.cli.support import run


def test_a_graph_becomes_a_database(graph: Path, tmp_path: Path) -> None:
    result = run("export", graph, "-o", tmp_path / "tip.db")
    assert result.exit_code == 0
    assert [line.rpartition("/")[2] for line in result.stderr.splitlines()] == ["tip.db", "tip.metadata.json"]
    with closing(sqlite3.connect(tmp_path / "tip.db")) as database:
        (kinds,) = database.execute("SELECT COUNT(DISTINCT kind) FROM claims").fetchone()
    assert kinds == 8


def test_an_unknown_extension_is_an_error(graph: Path, tmp_path: Path) -> None:
    result = run("export", graph, "-o", tmp_path / "tip.xlsx")
    assert result.exit_code == 2
    assert "use one of .db, .sqlite, .duckdb, .parquet" in result.stderr

"""The table of passing mentions: the sentences of each row, and files that are refused."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.understanding.support import check_refused, reader
from tipgraph.understanding.actors.recoding import measure_codes
from tipgraph.understanding.operators.passing import TABLES, Row, load, rows

ROWS = [(table, row) for table in TABLES for row in rows().tables[table]]


def fitting(table: str, text: str) -> list[Row | None]:
    """Return the first row of a table that fits each measure that a sentence names."""
    reading = next(reader().read(text, country="MDA")).reading
    named = measure_codes(reading, reader().labels)
    return [rows().fitting(reading, node, code, table) for code, node in named]


@pytest.mark.parametrize(("table", "row"), [each for each in ROWS if each[1].passing])
def test_what_is_only_named(table: str, row: Row) -> None:
    assert row in fitting(table, row.passing), row.passing


@pytest.mark.parametrize(("table", "row"), [each for each in ROWS if each[1].stated])
def test_what_is_stated(table: str, row: Row) -> None:
    stated = next(reader().read(row.stated, country="MDA")).statements
    assert any(row.concerns(statement.type) for statement in stated), row.stated
    assert row.keep == (row in fitting(table, row.stated)), row.stated


@pytest.mark.parametrize(
    ("old", "new", "message"),
    [
        ('under = ["fund"]', 'governor = ["fund"]', "the condition 'governor'"),
        ('stated = "The committee met."', 'said = "The committee met."', "the condition 'said'"),
        ("[[circumstance]]", "[[circumstances]]", "'circumstance'"),
        ('is = ["wrong"]', "is = 3", "is = 3, which is no list"),
        ('is = ["wrong"]', 'is = "wrong"', "which is no list"),
        ('is = ["wrong"]', 'is = ["wrnog"]', "the type 'wrnog' of 'is'"),
        ('role = ["object"]', 'role = ["objekt"]', "the type 'objekt' of 'role'"),
        ('measures = ["repatriation"]', 'measures = ["return"]', "the type 'return' of 'measures'"),
    ],
)
def test_a_wrong_file_is_refused(tmp_path: Path, old: str, new: str, message: str) -> None:
    check_refused(load, "passing.toml", tmp_path, (old, new, message))

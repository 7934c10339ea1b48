"""Text that a spreadsheet would take for a formula is written as text; numbers stay numbers."""

from __future__ import annotations

import csv
from decimal import Decimal
from io import StringIO

import pytest

from tipgraph.util.text import as_text, write_rows

FORMULAS = [
    '=HYPERLINK("https://a.example")', "+cmd|' /C calc'!A0", "-2+3", "@SUM(1)", "\t=1", "\r=1", "\n=1", "=",
    "-", "+", "--1", "-1 year", "-1,5", "- a list item", "＝1+1", "＋1", "－1+1", "＠a", "-٣",
]  # fmt: skip
TEXTS = [
    "", "Laos", "a=b", "2-3", "KHM>THA", "https://a.example/=", " =1", "'=1", "12", "-12", "+12", "-1.5",
    "-.5", "-1.", "-1e-9", "+1E+9", -12, -1.5, Decimal("-2"), True, None,
]  # fmt: skip


@pytest.mark.parametrize("cell", FORMULAS)
def test_formulas(cell: str) -> None:
    assert as_text(cell) == f"'{cell}"


@pytest.mark.parametrize("cell", TEXTS)
def test_other_cells(cell: object) -> None:
    assert as_text(cell) is cell


@pytest.mark.parametrize("raw", [False, True])
def test_rows(raw: bool) -> None:
    file = StringIO()
    write_rows(file, [["id", "=a,b"], ["@x", -1]], raw=raw)
    mark = "" if raw else "'"
    assert list(csv.reader(StringIO(file.getvalue()))) == [["id", f"{mark}=a,b"], [f"{mark}@x", "-1"]]

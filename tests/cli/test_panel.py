"""``tipgraph panel``."""

from __future__ import annotations

import csv
import io
from pathlib import Path

from tests.cli.support import run


def test_panel(graph: Path) -> None:
    rows = list(csv.DictReader(io.StringIO(run("panel", graph).stdout)))
    assert [(row["country"], row["year"], row["tier"]) for row in rows][2:4] == [
        ("GTM", "2014", "2"),
        ("GTM", "2015", "2WL"),
    ]
    assert "no-report" in run("panel", graph, "--format", "table").stdout


def test_years_have_no_separator(graph: Path) -> None:
    shown = run("panel", graph, "--format", "table").stdout
    assert " 2014 " in shown
    assert "2,014" not in shown


def test_a_panel_without_formulas_is_the_same_raw(graph: Path) -> None:
    assert run("panel", graph, "--raw").stdout == run("panel", graph).stdout

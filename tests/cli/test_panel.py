"""``tipgraph panel``."""

from __future__ import annotations

import csv
import io
from pathlib import Path

from tests.cli.support import run


def test_panel(graph: Path) -> None:
    rows = list(csv.DictReader(io.StringIO(run("panel", graph).stdout)))
    assert [(row["country"], row["year"], row["tier"]) for row in rows][1:3] == [
        ("GTM", "2014", "2"),
        ("GTM", "2015", "2WL"),
    ]
    assert "no-report" in run("panel", graph, "--balanced", "--format", "table").stdout


def test_files_and_the_codebook(graph: Path, tmp_path: Path) -> None:
    panel, codebook = tmp_path / "panel.csv", tmp_path / "codebook.md"
    assert run("panel", graph, "-o", panel, "--codebook", codebook).stdout == ""
    assert panel.read_text(encoding="utf-8") == run("panel", graph).stdout
    assert "| `tier_rank` |" in codebook.read_text(encoding="utf-8")


def test_years_have_no_separator(graph: Path) -> None:
    shown = run("panel", graph, "--format", "table").stdout
    assert " 2014 " in shown
    assert "2,014" not in shown


def test_a_panel_without_formulas_is_the_same_raw(graph: Path) -> None:
    assert run("panel", graph, "--raw").stdout == run("panel", graph).stdout

"""``tipgraph inspect``, and what ``tipgraph build`` says about the same reports."""

from __future__ import annotations

import csv
import io
import json
from pathlib import Path

import pytest

from tests.cli.support import run
from tests.narratives import line, write_lines


@pytest.fixture
def reports(tmp_path: Path) -> Path:
    folder = tmp_path / "reports"
    write_lines(folder / "a.jsonl", [line("GTM", 2002), line("HTI", 2003)])
    text = "2014 Trafficking in Persons Report: Kenya\n\nTraffickers force boys to beg in Kenya."
    (folder / "uganda.txt").write_text(text)
    return folder


def test_each_text_is_a_row(reports: Path) -> None:
    done = run("inspect", reports, "--format", "json")
    rows = json.loads(done.stdout)
    assert [(row["country"], row["year"], row["reader"]) for row in rows] == [
        ("GTM", "2002", "jsonl"),
        ("HTI", "2003", "jsonl"),
        ("KEN", "2014", "text"),
    ]
    assert rows[2]["words"] == 7
    lines = run("inspect", reports, "--format", "jsonl").stdout.splitlines()
    assert [json.loads(each) for each in lines] == rows


def test_a_csv_has_the_same(reports: Path) -> None:
    rows = list(csv.DictReader(io.StringIO(run("inspect", reports, "-f", "csv").stdout)))
    assert rows[2]["why"].startswith("country: title '2014 Trafficking")
    assert "but the file name 'uganda.txt' says Uganda" in rows[2]["doubts"]
    assert "uganda.txt" in run("inspect", reports).stdout


def test_the_counts_are_those_of_build(reports: Path, tmp_path: Path) -> None:
    counted = "documents of tip (3 countries, 2002 to 2014)"
    done = run("inspect", reports)
    assert f"{counted}: 3\ndoubtful: 1" in done.stderr
    built = run("build", reports, "-o", tmp_path / "graph.trig", "--no-validate", "-j", "1")
    said = " ".join(built.stderr.replace("│", " ").split())
    assert f"{counted} 3" in said
    assert "Warning:" in said
    assert "says Kenya, but the file name 'uganda.txt' says Uganda" in said


def test_what_cannot_be_read_is_an_error(reports: Path) -> None:
    (reports / "empty.txt").touch()
    done = run("inspect", reports)
    assert done.exit_code == 1
    assert "empty.txt: the file is empty" in done.stderr
    assert "1 source excluded" in done.stderr

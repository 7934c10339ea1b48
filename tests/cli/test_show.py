"""``tipgraph show``."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.cli.support import REPORT_OPTIONS, run


def test_show_a_report(report: Path) -> None:
    shown = run("show", report, *REPORT_OPTIONS)
    assert shown.exit_code == 0, shown.output
    assert "Guatemala is a source and transit country" in shown.stdout
    assert "Guatemala → Mexico" in shown.stdout


def test_show_from_a_graph(graph: Path, folder: Path) -> None:
    assert "Judges were trained" in run("show", graph, "GTM/2015").stdout
    assert "no text of this document" in run("show", graph, "CUB").stdout
    page = folder / "page.html"
    shown = run("show", graph, "GTM/2015", "--html", page)
    assert (shown.exit_code, shown.stdout) == (0, "")
    assert "Judges were trained" in page.read_text()
    assert [path.name for path in folder.glob(".page*")] == []


@pytest.mark.parametrize(
    ("wanted", "message"),
    [
        ("GTM/2014", "2 documents match"),
        ("USA", "no report 'USA'"),
        ("Guatemala/2020", "those on Guatemala are of 2014, 2015"),
    ],
)
def test_show_needs_one(graph: Path, wanted: str, message: str) -> None:
    shown = run("show", graph, wanted)
    assert shown.exit_code == 2
    assert message in shown.stderr


def test_a_page_that_cannot_be_written(report: Path) -> None:
    shown = run("show", report, "--html", report / "page.html", *REPORT_OPTIONS)
    assert shown.exit_code == 2


def test_a_page_is_printed_where_its_file_is_a_dash(report: Path) -> None:
    shown = run("show", report, *REPORT_OPTIONS, "--html", "-")
    assert shown.exit_code == 0
    assert shown.stdout.startswith("<!DOCTYPE html>")
    assert not Path("-").exists()

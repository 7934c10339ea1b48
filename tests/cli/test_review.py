"""``tipgraph review``, without a browser; tests/web/review opens its page."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.cli.support import run


def test_a_csv_of_corrections_is_refused_with_a_remedy(report: Path, tmp_path: Path) -> None:
    done = run("review", report, "--no-browser", "--corrections", tmp_path / "kim.csv")
    assert done.exit_code == 2
    assert "verdicts are added to JSON Lines" in done.stderr


def test_an_input_without_reports_is_refused(tmp_path: Path) -> None:
    done = run("review", tmp_path, "--no-browser", "--corrections", tmp_path / "kim.jsonl")
    assert done.exit_code == 2
    assert "no report could be read" in done.stderr
    assert not (tmp_path / "kim.jsonl").exists()


@pytest.mark.parametrize("name", ["reports", "unreadable/kim.jsonl"])
def test_a_file_that_cannot_be_written_is_an_error(report: Path, tmp_path: Path, name: str) -> None:
    (tmp_path / "reports").mkdir()
    done = run("review", report, "--no-browser", "--corrections", tmp_path / name)
    assert done.exit_code == 2

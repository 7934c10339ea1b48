from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from tests.narratives import line, write_lines
from tipgraph.cli import main
from tipgraph.rdf.store import data_graphs, open_graph


def run(*args: str | Path, stdin: str | None = None) -> Result:
    return CliRunner().invoke(main, ["build", *map(str, args), "--no-validate", "-j", "1"], input=stdin)


@pytest.fixture
def source(tmp_path: Path) -> Path:
    return write_lines(tmp_path / "in.jsonl", [line("GTM", 2002), line("HTI", 2002)])


def test_summary_goes_to_standard_error(source: Path, tmp_path: Path) -> None:
    done = run(source, "-o", tmp_path / "graph.trig")
    assert done.exit_code == 0
    assert done.stdout == ""
    said = " ".join(done.stderr.replace("│", " ").split())
    assert "documents 2" in said
    assert "claims: role" in said
    assert "sentences with a place but without claims" in said
    assert "excluded 0" in said


def test_quiet(source: Path, tmp_path: Path) -> None:
    done = run(source, "-o", tmp_path / "graph.trig", "--quiet")
    assert (done.exit_code, done.output) == (0, "")


def test_standard_input(tmp_path: Path) -> None:
    text = str(line("GTM", 2002)["text"])
    options = ("--country", "Guatemala", "--year", "2002", "--publication", "tip")
    done = run("-", "-o", tmp_path / "graph.ttl", *options, stdin=text)
    assert done.exit_code == 0, done.output
    assert "<document/tip/2002/GTM/stdin>" in (tmp_path / "graph.ttl").read_text()


def test_sources_that_cannot_be_read_are_reported(source: Path, tmp_path: Path) -> None:
    (tmp_path / "empty.txt").touch()
    done = run(source, tmp_path / "empty.txt", "-o", tmp_path / "graph.trig", "-q")
    assert done.exit_code == 1
    assert f"Error: {tmp_path / 'empty.txt'}" in done.stderr
    assert len(data_graphs(open_graph(tmp_path / "graph.trig"))) == 2


def test_a_few_of_many_are_shown(source: Path, tmp_path: Path) -> None:
    missing = [tmp_path / f"missing{number}.txt" for number in range(25)]
    few = run(source, *missing, "-o", tmp_path / "graph.trig")
    assert few.stderr.count("Error:") == 21
    assert "5 more errors; --verbose lists all" in few.stderr
    assert run(source, *missing, "-o", tmp_path / "graph.trig", "-v").stderr.count("Error:") == 25


def test_strict(source: Path, tmp_path: Path) -> None:
    done = run(tmp_path / "missing.txt", source, "-o", tmp_path / "graph.trig", "--strict")
    assert done.exit_code == 1
    assert "missing.txt" in done.stderr
    assert not (tmp_path / "graph.trig").exists()


def test_nothing_read(tmp_path: Path) -> None:
    done = run(tmp_path / "missing.txt", "-o", tmp_path / "graph.trig")
    assert done.exit_code == 2
    assert "missing.txt" in done.stderr
    assert done.stderr.endswith("Error: no report could be read: nothing was written\n")


def test_no_claims_is_a_warning(tmp_path: Path) -> None:
    source = write_lines(
        tmp_path / "in.jsonl", [{**line("GTM", 2002), "text": "The weather is mild. It rains at night."}]
    )
    done = run(source, "-o", tmp_path / "graph.trig")
    assert done.exit_code == 0
    assert f"Warning: {source}:1: no claims found" in done.stderr


def test_ambiguous_places_are_named(tmp_path: Path) -> None:
    text = "Women from Congo are exploited in Guatemala."
    source = write_lines(tmp_path / "in.jsonl", [{**line("GTM", 2002), "text": text}])
    done = run(source, "-o", tmp_path / "graph.trig")
    assert "Warning: ambiguous place names, excluded: Congo (documents: 1)" in done.stderr


def test_numbers_above_a_trillion_are_counted(tmp_path: Path) -> None:
    text = "The courts convicted 12 traffickers and 5,000,000,000,000 others."
    source = write_lines(tmp_path / "in.jsonl", [{**line("GTM", 2002), "text": text}])
    done = run(source, "-o", tmp_path / "graph.trig")
    assert "numbers above a trillion, read as no count │ 1" in " ".join(done.stderr.split())


def test_outputs_that_cannot_be_written(source: Path, tmp_path: Path) -> None:
    assert run(source, "-o", tmp_path / "graph.docx.zip").exit_code == 2
    done = run(source, "-o", source / "graph.trig")
    assert done.exit_code == 2
    assert "nothing was changed there" in done.stderr


def test_no_progress_bar_in_a_pipe(source: Path, tmp_path: Path) -> None:
    command = [sys.executable, "-m", "tipgraph", "build", str(source), "-o", str(tmp_path / "graph.nq")]
    done = subprocess.run([*command, "--no-validate"], capture_output=True, text=True, check=True)
    assert "Building" not in done.stderr
    assert "\x1b" not in done.stderr


def test_no_graph_on_standard_output(source: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    done = run(source, "-o", "-")
    assert done.exit_code == 2
    assert "`-` is for input" in done.stderr
    assert not (tmp_path / "-").exists()


def test_skipped_files_are_counted_and_listed_on_demand(source: Path, tmp_path: Path) -> None:
    (tmp_path / "in").mkdir()
    for name in ("a.css", "b.css"):
        (tmp_path / "in" / name).write_text("p {}")
    brief = run(source, tmp_path / "in", "-o", tmp_path / "graph.trig")
    assert "2 skipped; --verbose lists them\n" in brief.stderr
    assert "a.css" not in brief.stderr
    assert "Skipped: " in run(source, tmp_path / "in", "-o", tmp_path / "graph.trig", "-v").stderr

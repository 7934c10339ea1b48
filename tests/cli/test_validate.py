from __future__ import annotations

import json
from pathlib import Path

import pytest
from click.testing import CliRunner, Result
from pyoxigraph import RdfFormat, parse

from tests.narratives import line, write_lines
from tipgraph.cli import main
from tipgraph.pipeline import build


def run(*args: str | Path) -> Result:
    return CliRunner().invoke(main, ["validate", *map(str, args)])


@pytest.fixture
def good(tmp_path: Path) -> Path:
    build([write_lines(tmp_path / "in.jsonl", [line("GTM", 2002)])], tmp_path / "good.nq", validate=False)
    return tmp_path / "good.nq"


@pytest.fixture
def bad(good: Path) -> Path:
    """A graph whose document has no checksum."""
    rows = good.read_text().splitlines(keepends=True)
    path = good.with_name("bad.nq")
    path.write_text("".join(row for row in rows if "#sha256>" not in row))
    return path


def test_conforms(good: Path) -> None:
    done = run(good)
    assert done.exit_code == 0, done.output
    assert "1 documents" in done.stderr
    assert "conforms" in done.stderr
    assert "quotes not checked" in done.stderr


def test_does_not_conform(bad: Path) -> None:
    done = run(bad)
    assert done.exit_code == 1
    assert "sha256" in done.stdout
    assert "Violation" in done.stdout
    assert "does not conform" in done.stderr


def test_json(bad: Path) -> None:
    done = run(bad, "--format", "json", "-q")
    assert done.exit_code == 1
    report = json.loads(done.stdout)
    assert not report["conforms"]
    assert done.stderr == ""


def test_turtle(bad: Path) -> None:
    done = run(bad, "--format", "turtle")
    assert done.exit_code == 1
    conforms = "http://www.w3.org/ns/shacl#conforms"
    (verdict,) = [t.object for t in parse(done.stdout, RdfFormat.TURTLE) if t.predicate.value == conforms]
    assert verdict.value == "false"


def test_could_not_run(tmp_path: Path) -> None:
    (tmp_path / "text.ttl").write_text("no graph at all")
    assert run(tmp_path / "missing.ttl").exit_code == 2
    assert run(tmp_path / "text.ttl").exit_code == 2

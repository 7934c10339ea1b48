from __future__ import annotations

import json
from pathlib import Path

import pytest
from click.testing import CliRunner, Result
from pyoxigraph import RdfFormat, parse

from tests.narratives import line, write_lines
from tipgraph.build import build_graph
from tipgraph.cli import main


def run(*args: str | Path) -> Result:
    return CliRunner().invoke(main, ["validate", *map(str, args)])


@pytest.fixture
def good(tmp_path: Path) -> Path:
    build_graph(
        [write_lines(tmp_path / "in.jsonl", [line("GTM", 2002)])], tmp_path / "good.nq", validate=False
    )
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
    assert "1 document, " in done.stderr
    assert "conforms" in done.stderr
    assert "Quotes not checked: 1 document without" in done.stderr


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


@pytest.mark.parametrize("turtle", ["", "<https://example.org/a> a <https://example.org/B> .\n"])
def test_nothing_to_check(tmp_path: Path, turtle: str) -> None:
    (tmp_path / "empty.ttl").write_text(turtle)
    done = run(tmp_path / "empty.ttl")
    assert done.exit_code == 2
    assert done.stderr == f"Error: {tmp_path / 'empty.ttl'} has no report: nothing to validate\n"


def test_lines_in_a_pipe_are_not_padded(good: Path) -> None:
    text = good.read_text()
    (quote,) = {row.split('"')[1] for row in text.splitlines() if "#exact>" in row and "domestic" in row}
    wrong = good.with_name("wrong.nq")
    wrong.write_text(text.replace(f'"{quote}"', f'"{quote} {quote * 9}"'))
    done = run(wrong)
    line = next(row for row in done.stdout.splitlines() if "distance between the offsets" in row)
    severity, node, _, value, message = line.split("\t")
    assert severity == "Violation"
    assert not node.startswith("https://w3id.org/")
    assert len(value) <= 60
    assert quote not in message
    assert "  " not in done.stdout

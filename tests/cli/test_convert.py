from __future__ import annotations

from pathlib import Path

from click.testing import CliRunner

from tests.narratives import line, write_lines
from tipgraph.build import build_graph
from tipgraph.cli import main


def test_convert(tmp_path: Path) -> None:
    source = write_lines(tmp_path / "in.jsonl", [line("GTM", 2002)])
    build_graph([source], tmp_path / "graph.trig", validate=False)
    build_graph([source], tmp_path / "direct.nq", validate=False)
    args = ["convert", str(tmp_path / "graph.trig"), "-o", str(tmp_path / "graph.nq")]
    done = CliRunner().invoke(main, args)
    assert (done.exit_code, done.stdout) == (0, "")
    assert (tmp_path / "graph.nq").read_bytes() == (tmp_path / "direct.nq").read_bytes()
    assert "triples" in done.stderr
    assert CliRunner().invoke(main, [*args, "-q"]).output == ""


def test_shortcuts(tmp_path: Path) -> None:
    source = write_lines(tmp_path / "in.jsonl", [line("GTM", 2002)])
    build_graph([source], tmp_path / "graph.trig", validate=False)
    args = ["convert", str(tmp_path / "graph.trig"), "--shortcuts", "-o", str(tmp_path / "shortcuts.ttl")]
    assert CliRunner().invoke(main, args).exit_code == 0
    written = (tmp_path / "shortcuts.ttl").read_text()
    assert "place:GTM tg:hasRouteTo place:" in written
    assert "tg:playsRole <concept/role/" in written
    assert "tg:RoleClaim" not in written
    assert CliRunner().invoke(main, [*args, "--with-vocabularies"]).exit_code == 2


def test_missing_graph(tmp_path: Path) -> None:
    done = CliRunner().invoke(
        main, ["convert", str(tmp_path / "missing.ttl"), "-o", str(tmp_path / "graph.nq")]
    )
    assert done.exit_code == 2
    assert "there is no such file" in done.stderr
    assert not (tmp_path / "graph.nq").exists()

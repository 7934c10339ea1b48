from __future__ import annotations

from pathlib import Path

from click.testing import CliRunner

from tests.web.publish import sites
from tipgraph.cli import main


def test_publish(tmp_path: Path) -> None:
    graph = sites.graph(tmp_path / "graph.nq")
    args = ["publish", str(graph), "-o", str(tmp_path / "site"), "--base-iri", "https://example.org/"]
    done = CliRunner().invoke(main, args)
    assert done.exit_code == 1  # one graph is no document's
    assert "5 reports, 75 claims" in done.stderr
    assert "excluded graphs that belong to no document: https://w3id.org/tipgraph/odd" in done.stderr
    assert done.stdout == ""
    assert (tmp_path / "site/place/GTM.html").exists()


def test_a_missing_graph_changes_nothing(tmp_path: Path) -> None:
    args = ["publish", str(tmp_path / "missing.ttl"), "-o", str(tmp_path / "site")]
    done = CliRunner().invoke(main, args)
    assert done.exit_code == 2
    assert "there is no such file" in done.stderr
    assert list(tmp_path.iterdir()) == []

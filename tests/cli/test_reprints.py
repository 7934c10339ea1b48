"""The option ``--reprints``, and the notes that say what is excluded without it."""

from __future__ import annotations

from pathlib import Path

import pytest
from pyoxigraph import RdfFormat, serialize

from tests.analysis.test_reprints import ORIGINALS, REPRINT
from tests.cli.support import run
from tipgraph.rdf.emit import quads

_NOTE = "reprints of earlier editions, excluded: 1"


@pytest.fixture(scope="module")
def graph(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("reprints") / "graph.nq"
    found = [quad for extraction in [*ORIGINALS, REPRINT] for quad in quads(extraction)]
    serialize(found, path, RdfFormat.N_QUADS)
    return path


@pytest.mark.parametrize(
    ("command", "row"),
    [
        (("query", "routes-out", "GRAPH", "-p", "origin=GTM", "-p", "year=2016", "--format", "csv"), "CAN"),
        (("panel", "GRAPH"), "GTM,Guatemala,90,2016,1"),
        (("routes", "corroborated", "GRAPH", "--from", "2016", "--format", "csv"), "both-ends"),
    ],
)
def test_reprints_count_if_they_are_asked_for(graph: Path, command: tuple[str, ...], row: str) -> None:
    arguments = [graph if word == "GRAPH" else word for word in command]
    without, counted = run(*arguments), run(*arguments, "--reprints")
    assert (without.exit_code, counted.exit_code) == (0, 0)
    assert (row in without.stdout, row in counted.stdout) == (False, True)
    assert (_NOTE in without.stderr, "reprints" in counted.stderr) == (True, False)


def test_comparisons_leave_reprints_out(graph: Path) -> None:
    shown = run("routes", "compare", graph, "2015", "2016")
    assert "2016" in shown.stdout
    assert _NOTE in shown.stderr

"""A build into a store resumes one that was killed, and ends with the same store as an undisturbed build."""

from __future__ import annotations

import random
import subprocess
import sys
from pathlib import Path

import pytest

from tests.narratives import COUNTRIES, line, write_lines
from tipgraph.build import build_graph
from tipgraph.rdf.provenance import RUNS
from tipgraph.rdf.reference import REFERENCE
from tipgraph.rdf.store import open_graph

SCRIPT = Path(__file__).with_name("killing.py")


def data(store: Path) -> list[str]:
    apart = {*REFERENCE, RUNS}
    return sorted(str(quad) for quad in open_graph(store) if quad.graph_name not in apart)


def everything(store: Path) -> list[str]:
    return sorted(str(quad) for quad in open_graph(store) if quad.graph_name != RUNS)


@pytest.fixture
def source(tmp_path: Path) -> Path:
    for year in (2001, 2002):
        write_lines(tmp_path / "in" / f"{year}.jsonl", [line(country, year) for country in COUNTRIES])
    return tmp_path / "in"


def kill_builds(source: Path, store: Path, times: int, seed: int) -> None:
    """Start and kill builds into a store, and build one undisturbed beside it, as ``aside``."""
    command = [sys.executable, str(SCRIPT), str(source), str(store), str(times), str(seed)]
    subprocess.run(command, check=True, stdout=subprocess.PIPE)


@pytest.mark.slow
def test_a_first_build(source: Path, tmp_path: Path) -> None:
    store = tmp_path / "store"
    kill_builds(source, store, times=10, seed=1)
    change = build_graph([source], store, validate=False).change
    assert change
    assert change.unchanged > 0, "the work of killed builds is kept"
    assert everything(store) == everything(tmp_path / "aside")
    assert sorted(path.name for path in tmp_path.iterdir()) == ["aside", "in", "store"]


@pytest.mark.slow
@pytest.mark.parametrize("times", [2, 10])
def test_an_update(source: Path, tmp_path: Path, times: int) -> None:
    store = tmp_path / "store"
    build_graph([source], store, validate=False)
    before = data(store)
    chance = random.Random(2)
    (source / "2001.jsonl").unlink()
    for year in (2002, 2006):
        lines = [line(country, year) for country in COUNTRIES]
        lines[chance.randrange(5)]["text"] = "Some boys from Haiti are exploited in mines in Mexico."
        write_lines(source / f"{year}.jsonl", lines)
    kill_builds(source, store, times, seed=2)
    assert data(store) in (before, data(tmp_path / "aside")), "a store is the old one or the new one"
    build_graph([source], store, validate=False)
    assert everything(store) == everything(tmp_path / "aside")
    assert sorted(path.name for path in tmp_path.iterdir()) == ["aside", "in", "store"]

"""A build into a store goes on where one was killed, and ends as an undisturbed one does."""

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


def whole(store: Path) -> list[str]:
    return sorted(str(quad) for quad in open_graph(store) if quad.graph_name != RUNS)


def narratives(folder: Path, years: range) -> Path:
    for year in years:
        write_lines(folder / f"{year}.jsonl", [line(country, year) for country in COUNTRIES])
    return folder


def killed(source: Path, store: Path, times: int, seed: int) -> None:
    command = [sys.executable, str(SCRIPT), str(source), str(store), str(times), str(seed)]
    subprocess.run(command, check=True, stdout=subprocess.PIPE)


@pytest.mark.slow
def test_a_first_build(tmp_path: Path) -> None:
    source, store = narratives(tmp_path / "in", range(2001, 2004)), tmp_path / "store"
    killed(source, store, times=10, seed=1)
    found = build_graph([source], store, validate=False).change
    assert found
    assert found.unchanged > 0, "what killed builds had done was not done again"
    assert whole(store) == whole(tmp_path / "aside")
    assert sorted(path.name for path in tmp_path.iterdir()) == ["aside", "in", "store"]


@pytest.mark.parametrize("times", [2, pytest.param(10, marks=pytest.mark.slow)])
def test_a_build_into_a_store(tmp_path: Path, times: int) -> None:
    source, store = narratives(tmp_path / "in", range(2001, 2004)), tmp_path / "store"
    build_graph([source], store, validate=False)
    before = data(store)
    chance = random.Random(2)
    (source / "2001.jsonl").unlink()
    for year in (2002, 2006):
        lines = [line(country, year, f"{country}-{year}") for country in COUNTRIES]
        lines[chance.randrange(5)]["text"] = "Some boys from Haiti are exploited in mines in Mexico."
        write_lines(source / f"{year}.jsonl", lines)
    killed(source, store, times, seed=2)
    assert data(store) in (before, data(tmp_path / "aside")), "a store is the old one or the new one"
    build_graph([source], store, validate=False)
    assert whole(store) == whole(tmp_path / "aside")
    assert sorted(path.name for path in tmp_path.iterdir()) == ["aside", "in", "store"]

"""A build that is killed or interrupted at any moment leaves the old output whole."""

from __future__ import annotations

import random
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from tests.interrupting import heed_interrupts
from tests.narratives import COUNTRIES, line, write_lines
from tipgraph.build import build_graph
from tipgraph.rdf.provenance import RUNS
from tipgraph.rdf.store import open_graph

NAMES = ["graph.trig", "store"]
slow = pytest.mark.slow


@pytest.fixture
def source(tmp_path: Path) -> Path:
    lines = [line(country, year) for year in range(2001, 2007) for country in COUNTRIES]
    for each in lines:
        each["text"] = f"{each['text']}\n\n" * 12
    return write_lines(tmp_path / "in" / "new.jsonl", lines)


def state(path: Path) -> object:
    if not path.is_dir():
        return path.read_bytes()
    return sorted(str(quad) for quad in open_graph(path) if quad.graph_name != RUNS)


def started(source: Path, target: Path, jobs: int) -> subprocess.Popen[str]:
    command = [sys.executable, "-m", "tipgraph", "build", str(source), "-o", str(target)]
    return subprocess.Popen(
        [*command, "--no-validate", "--jobs", str(jobs)],
        stderr=subprocess.PIPE,
        stdin=subprocess.DEVNULL,
        text=True,
        preexec_fn=heed_interrupts,
    )


@pytest.mark.parametrize("name", NAMES)
@pytest.mark.parametrize("seed", [0, pytest.param(1, marks=slow), pytest.param(2, marks=slow)])
def test_killed_at_any_moment(source: Path, tmp_path: Path, name: str, seed: int) -> None:
    target = tmp_path / "out" / name
    target.parent.mkdir()
    build_graph([write_lines(tmp_path / "old.jsonl", [line("GTM", 1 + 2000)])], target, validate=False)
    old = state(target)
    begun = started(source, target, jobs=1 + seed % 2)
    time.sleep(random.Random(seed).uniform(0.1, 1.2))
    begun.kill()
    begun.communicate()
    assert begun.returncode == 0 or state(target) == old or complete(source, target)
    build_graph([source], target, validate=False)
    assert [path.name for path in target.parent.iterdir()] == [name], "what was left behind is removed"


def complete(source: Path, target: Path) -> bool:
    """Tell whether the kill came after the new output had taken its place."""
    again = target.parent.parent / f"again-{target.name}"
    build_graph([source], again, validate=False)
    return state(again) == state(target)


@pytest.mark.parametrize(
    ("name", "jobs"),
    [
        ("graph.trig", 2),
        ("store", 1),
        *(pytest.param(*each, marks=slow) for each in (("graph.trig", 1), ("store", 2))),
    ],
)
def test_ctrl_c(source: Path, tmp_path: Path, name: str, jobs: int) -> None:
    target = tmp_path / "out" / name
    target.parent.mkdir()
    begun = started(source, target, jobs)
    while begun.poll() is None and not list(target.parent.iterdir()):
        time.sleep(0.01)  # until work is in progress
    begun.send_signal(signal.SIGINT)
    _, said = begun.communicate()
    assert begun.returncode == 130
    assert said == "Error: interrupted\n"
    left = [path.name for path in target.parent.iterdir()]
    # What is finished of a store is kept for the next build, where the interrupt came after the first batch.
    assert left == [] or (name == "store" and left == [f".{name}.begun.part"])
    build_graph([source], target, validate=False)
    assert [path.name for path in target.parent.iterdir()] == [name]
    assert complete(source, target)

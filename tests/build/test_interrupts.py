"""A build that is killed or interrupted leaves the old output complete, and the next build succeeds."""

from __future__ import annotations

import random
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from tests.interrupting import heed_interrupts
from tests.narratives import line, write_lines
from tipgraph.build import build_graph
from tipgraph.rdf.provenance import RUNS
from tipgraph.rdf.store import open_graph

NAMES = ["graph.trig", "store"]
slow = pytest.mark.slow
SEEDS = [0, pytest.param(1, marks=slow), pytest.param(2, marks=slow)]
RUNS_WITH_JOBS = [
    ("graph.trig", 2),
    pytest.param("store", 1, marks=slow),
    pytest.param("graph.trig", 1, marks=slow),
    pytest.param("store", 2, marks=slow),
]


@pytest.fixture(scope="module")
def source(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return two reports, the first so long that it is a batch of work alone."""
    long = line("HTI", 2002)
    long["text"] = f"{long['text']}\n\n" * (100_000 // len(str(long["text"])) + 1)
    return write_lines(tmp_path_factory.mktemp("in") / "new.jsonl", [long, line("MEX", 2003)])


@pytest.fixture(scope="module")
def complete(source: Path, tmp_path_factory: pytest.TempPathFactory) -> dict[str, object]:
    """Return the state of each output after a build that nothing disturbs."""
    folder = tmp_path_factory.mktemp("complete")
    for name in NAMES:
        build_graph([source], folder / name, validate=False)
    return {name: state(folder / name) for name in NAMES}


def state(path: Path) -> object:
    if not path.is_dir():
        return path.read_bytes()
    return sorted(str(quad) for quad in open_graph(path) if quad.graph_name != RUNS)


def start(source: Path, target: Path, jobs: int) -> subprocess.Popen[str]:
    command = [sys.executable, "-m", "tipgraph", "build", str(source), "-o", str(target), "--prune"]
    return subprocess.Popen(
        [*command, "--no-validate", "--jobs", str(jobs)],
        stderr=subprocess.PIPE,
        stdin=subprocess.DEVNULL,
        text=True,
        preexec_fn=heed_interrupts,
    )


def wait_for_work(process: subprocess.Popen[str], folder: Path) -> None:
    """Wait until a build has begun to write beside its output, or has ended."""
    before = set(folder.iterdir())
    while process.poll() is None and set(folder.iterdir()) == before:
        time.sleep(0.01)


@pytest.mark.parametrize("name", NAMES)
@pytest.mark.parametrize("seed", SEEDS)
def test_a_killed_build(
    source: Path, complete: dict[str, object], tmp_path: Path, name: str, seed: int
) -> None:
    target = tmp_path / "out" / name
    target.parent.mkdir()
    build_graph([write_lines(tmp_path / "old.jsonl", [line("GTM", 2001)])], target, validate=False)
    old = state(target)
    process = start(source, target, jobs=1 + seed % 2)
    wait_for_work(process, target.parent)
    time.sleep(random.Random(seed).uniform(0, 1))
    process.kill()
    process.communicate()
    assert state(target) in (old, complete[name])
    build_graph([source], target, validate=False, prune=True)
    assert state(target) == complete[name]
    assert [path.name for path in target.parent.iterdir()] == [name], "temporary output is removed"


@pytest.mark.parametrize(("name", "jobs"), RUNS_WITH_JOBS)
def test_an_interrupted_build(
    source: Path, complete: dict[str, object], tmp_path: Path, name: str, jobs: int
) -> None:
    target = tmp_path / "out" / name
    target.parent.mkdir()
    process = start(source, target, jobs)
    wait_for_work(process, target.parent)
    process.send_signal(signal.SIGINT)
    _, message = process.communicate()
    assert process.returncode == 130
    assert message == "Error: interrupted\n"
    left = [path.name for path in target.parent.iterdir()]
    # A store keeps finished work for the next build if the interrupt came after the first batch.
    assert left == [] or (name == "store" and left == [f".{name}.begun.part"])
    build_graph([source], target, validate=False)
    assert state(target) == complete[name]
    assert [path.name for path in target.parent.iterdir()] == [name]

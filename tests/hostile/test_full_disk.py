"""An output that cannot be written is named, and what was there before stays."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path

import pytest

from tests.paths import ROOT

pytestmark = [
    pytest.mark.slow,
    pytest.mark.skipif(sys.platform == "win32", reason="the system cannot limit the size of files"),
]
GRAPH = ROOT / "examples" / "graph.trig"
OLD = b"what was there before"
LARGEST = 4_096
"""The size in bytes that files may have, as if the disk were full beyond it."""


def error_of(arguments: Sequence[str | Path], folder: Path) -> str:
    """Run a command that cannot write large files; return the last line of its standard error."""

    def limit_files() -> None:
        import resource

        resource.setrlimit(resource.RLIMIT_FSIZE, (LARGEST, LARGEST))

    command = [sys.executable, "-m", "tipgraph", *map(str, arguments)]
    result = subprocess.run(command, cwd=folder, capture_output=True, text=True, preexec_fn=limit_files)
    assert result.returncode == 2, result.stderr
    return result.stderr.splitlines()[-1]


@pytest.mark.parametrize(
    ("command", "output"),
    [
        (["show", GRAPH, "tip-2012-mda", "--html"], "page.html"),
        (["routes", "map", GRAPH, "-o"], "map.html"),
        (["routes", "plot", GRAPH, "-o"], "plot.svg"),
        (["routes", "export", GRAPH, "-o"], "routes.gexf"),
        (["panel", GRAPH, "-o"], "panel.csv"),
        (["convert", GRAPH, "-o"], "graph.nq"),
        (["build", ROOT / "examples" / "reports", "-o"], "built.ttl"),
    ],
    ids=lambda value: value if isinstance(value, str) else " ".join(map(str, value[:2])),
)
def test_the_output_is_named(command: list[str | Path], output: str, tmp_path: Path) -> None:
    (tmp_path / output).write_bytes(OLD)
    line = error_of([*command, output], tmp_path)
    assert f"{output}: file too large: nothing was changed there" in line
    assert (tmp_path / output).read_bytes() == OLD
    assert [path.name for path in tmp_path.iterdir()] == [output]


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="the system has no device that is always full")
@pytest.mark.parametrize(
    "command", [["facts", GRAPH], ["show", GRAPH, "tip-2012-mda"], ["routes", "summary", GRAPH]]
)
def test_standard_output_is_named(command: list[str | Path]) -> None:
    with Path("/dev/full").open("wb") as full:
        arguments = [sys.executable, "-m", "tipgraph", *map(str, command)]
        result = subprocess.run(arguments, stdout=full, stderr=subprocess.PIPE, text=True)
    assert result.returncode == 2
    assert result.stderr.splitlines()[-1] == "Error: standard output: no space left on device"

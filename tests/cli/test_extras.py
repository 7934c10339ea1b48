"""Commands without the extra that they need."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest

from tests.cli.support import NEEDS_EXTRA, run
from tests.paths import GRAPH
from tipgraph.cli.routes.network_measures import MEASURES, NEED_SCIPY
from tipgraph.util.optional import EXTRAS

pytestmark = pytest.mark.slow


def run_without(extra: str, *arguments: str) -> subprocess.CompletedProcess[str]:
    """Run a command that, with the processes that it starts, cannot import the modules of an extra."""
    code = f"from tipgraph.cli import main; main({list(arguments)!r})"
    with TemporaryDirectory() as folder:
        block = f"import sys; sys.modules.update(dict.fromkeys({EXTRAS[extra]!r}))"
        Path(folder, "sitecustomize.py").write_text(block, encoding="utf-8")
        paths = os.pathsep.join([folder, *sys.path])
        return subprocess.run(
            [sys.executable, "-c", code], capture_output=True, text=True, check=False,
            env={**os.environ, "PYTHONPATH": paths},
        )  # fmt: skip


@pytest.mark.parametrize("extra", NEEDS_EXTRA)
def test_a_command_names_the_extra_that_it_needs(extra: str) -> None:
    done = run_without(extra, *NEEDS_EXTRA[extra])
    assert done.returncode == 2
    assert done.stderr == (
        f"Error: {EXTRAS[extra][0]} is not installed: run: pip install 'tipgraph[{extra}]'\n"
    )


def test_a_file_names_the_extra_that_it_needs_and_others_are_read(tmp_path: Path) -> None:
    sheet = tmp_path / "a.xlsx"
    sheet.write_bytes(b"PK\x03\x04")
    (tmp_path / "b.txt").write_text(
        "2014 Trafficking in Persons Report: Kenya\n\nTraffickers force boys to beg."
    )
    done = run_without("tables", "facts", str(tmp_path), "--kind", "victim-group")
    assert done.returncode == 1
    assert f"{sheet}: python_calamine is not installed: run: pip install 'tipgraph[tables]'" in done.stderr
    assert "boys" in done.stdout


def test_load_names_its_extra() -> None:
    assert "tipgraph[dask]" in run_without("dask", "load", "parts", "-o", "graph.nq").stderr


@pytest.mark.parametrize("measure", MEASURES)
def test_measures_that_need_scipy_are_known(measure: str, monkeypatch: pytest.MonkeyPatch) -> None:
    for module in [name for name in sys.modules if name.partition(".")[0] == "scipy"] or ["scipy"]:
        monkeypatch.setitem(sys.modules, module, None)
    done = run("routes", "hubs", GRAPH, "--by", measure)
    assert done.exit_code == (2 if measure in NEED_SCIPY else 0)


def test_summary_skips_measures_that_need_scipy() -> None:
    done = run_without("networks", "routes", "summary", str(GRAPH))
    assert done.returncode == 0
    assert "betweenness" in done.stdout
    assert "pagerank" not in done.stdout
    assert "pagerank, hubs, authorities" in done.stderr
    assert "pip install 'tipgraph[networks]'" in done.stderr
    compared = run_without("networks", "routes", "compare", str(GRAPH), "2012", "2019")
    assert (compared.returncode, "pagerank" in compared.stdout) == (0, False)

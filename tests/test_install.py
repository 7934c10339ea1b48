"""The wheel and the sdist, and what works where the wheel is installed without extras."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import tarfile
import zipfile
from pathlib import Path

import pytest

from tests.cli.support import NEEDS_EXTRA
from tests.paths import GRAPH, REPORTS, ROOT

pytestmark = pytest.mark.slow

OLDEST = "3.11"
NEWEST = "3.13"


def python(version: str) -> str:
    """Return a Python of a version; skip the test where the machine has none."""
    for name in (sys.executable, f"/usr/bin/python{version}", shutil.which(f"python{version}")):
        check = f"import sys, venv; sys.exit('%d.%d' % sys.version_info[:2] != '{version}')"
        if name and Path(name).exists() and subprocess.run([name, "-c", check], check=False).returncode == 0:
            return name
    pytest.skip(
        f"no Python {version} with venv was found: install python{version} and python{version}-venv, "
        f"or run `uv python install {version}` and put ~/.local/bin on the PATH"
    )


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a folder with the wheel and the sdist of the checkout."""
    folder = tmp_path_factory.mktemp("dist")
    run([sys.executable, "-m", "hatchling", "build", "-d", str(folder)], ROOT)
    return folder


@pytest.fixture(scope="module", params=[OLDEST, NEWEST])
def tipgraph(request: pytest.FixtureRequest, built: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return the command in a new environment with the wheel and the base dependencies alone."""
    folder = tmp_path_factory.mktemp("clean") / "venv"
    run([python(request.param), "-m", "venv", "--without-pip", str(folder)], ROOT)
    [wheel] = built.glob("*.whl")
    run([sys.executable, "-m", "uv", "pip", "install", "-q", "--python", str(folder), str(wheel)], ROOT)
    return folder / "bin" / "tipgraph"


def run(command: list[str], folder: Path, code: int = 0) -> subprocess.CompletedProcess[str]:
    environment = {name: value for name, value in os.environ.items() if name != "PYTHONPATH"}
    done = subprocess.run(command, cwd=folder, env=environment, capture_output=True, text=True, check=False)
    assert done.returncode == code, done.stderr
    return done


def test_the_sdist_builds_the_same_wheel(built: Path, tmp_path: Path) -> None:
    [sdist], [wheel] = built.glob("*.tar.gz"), built.glob("*.whl")
    with tarfile.open(sdist) as archive:
        archive.extractall(tmp_path, filter="data")
    [sources] = tmp_path.iterdir()
    run([sys.executable, "-m", "hatchling", "build", "-t", "wheel", "-d", str(tmp_path)], sources)
    again = tmp_path / wheel.name
    assert {item.filename: item.CRC for item in zipfile.ZipFile(again).infolist()} == {
        item.filename: item.CRC for item in zipfile.ZipFile(wheel).infolist()
    }


def test_base_install(tipgraph: Path, tmp_path: Path) -> None:
    """Builds, validates, asks, lists and measures without extras."""
    command = str(tipgraph)
    graph = str(tmp_path / "graph.trig")
    run([command, "build", str(REPORTS), "-o", graph], tmp_path)
    assert Path(graph).read_bytes() == GRAPH.read_bytes()
    run([command, "validate", graph], tmp_path)
    assert "2WL" in run([command, "query", "tiers", graph, "-p", "country=KEN"], tmp_path).stdout
    assert "trafficking" in run([command, "facts", graph, "--kind", "route"], tmp_path).stdout
    assert run([command, "panel", graph], tmp_path).stdout.startswith("country,")
    assert "Kenya" in run([command, "routes", "hubs", graph], tmp_path).stdout
    summary = run([command, "routes", "summary", graph], tmp_path)
    assert "betweenness" in summary.stdout
    assert "pip install 'tipgraph[networks]'" in summary.stderr


@pytest.mark.parametrize("extra", NEEDS_EXTRA)
def test_commands_name_the_extra_that_they_need(extra: str, tipgraph: Path, tmp_path: Path) -> None:
    done = run([str(tipgraph), *NEEDS_EXTRA[extra]], tmp_path, code=2)
    assert done.stderr.endswith(f" is not installed: run: pip install 'tipgraph[{extra}]'\n")

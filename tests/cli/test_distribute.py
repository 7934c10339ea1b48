from __future__ import annotations

import json
from pathlib import Path

import pytest
from distributed import Client

from tests.cli.support import run
from tests.narratives import line, write_lines
from tipgraph.build import build_graph


def scheduler(dask: Client) -> str:
    return str(dask.scheduler_info()["address"])


def source(folder: Path) -> Path:
    return write_lines(folder / "in.jsonl", [line("GTM", 2002), line("AGO", 2003)])


def test_distribute_and_load(tmp_path: Path, dask: Client) -> None:
    parts, graph = tmp_path / "parts", tmp_path / "graph.trig"
    done = run("distribute", source(tmp_path), "-o", parts, "--scheduler", scheduler(dask))
    assert (done.exit_code, done.stdout) == (0, "")
    assert "documents" in done.stderr
    assert f"Written to {parts}. To load it into a store: tipgraph load {parts} -o STORE" in done.stderr
    loaded = run("load", parts, "-o", graph)
    assert (loaded.exit_code, loaded.stdout) == (0, "")
    assert "2 documents with " in loaded.stderr
    build_graph([tmp_path / "in.jsonl"], tmp_path / "built.trig")
    assert graph.read_bytes() == (tmp_path / "built.trig").read_bytes()
    assert run("load", parts, "-o", graph, "-q").output == ""


@pytest.mark.slow
def test_local_workers(tmp_path: Path) -> None:
    options = ("--workers", "1", "--no-validate", "--with-texts", "-q")
    done = run("distribute", source(tmp_path), "-o", tmp_path / "parts", *options)
    assert (done.exit_code, done.output) == (0, "")
    entry = json.loads((tmp_path / "parts" / "manifest.json").read_text())
    assert (entry["documents"], entry["problems"], entry["options"]["with_texts"]) == (2, None, True)


@pytest.mark.slow
def test_sources_that_cannot_be_read_are_reported(tmp_path: Path, dask: Client) -> None:
    inputs = (source(tmp_path), tmp_path / "missing.txt")
    done = run("distribute", *inputs, "-o", tmp_path / "parts", "--scheduler", scheduler(dask))
    assert done.exit_code == 1
    assert f"Error: {tmp_path / 'missing.txt'}: there is no such file" in done.stderr
    entry = json.loads((tmp_path / "parts" / "manifest.json").read_text())
    assert entry["excluded"] == [
        {
            "source": str(tmp_path / "missing.txt"),
            "cause": "there is no such file or folder",
            "remedy": "check its spelling",
        }
    ]
    loaded = run("load", tmp_path / "parts", "-o", tmp_path / "graph.nq")
    assert loaded.exit_code == 0
    assert "Warning: sources excluded from the graph: 1; the manifest lists them" in loaded.stderr


@pytest.mark.slow
def test_nothing_that_can_be_read(tmp_path: Path, dask: Client) -> None:
    done = run(
        "distribute", tmp_path / "missing.txt", "-o", tmp_path / "parts", "--scheduler", scheduler(dask)
    )
    assert done.exit_code == 2
    assert "no report could be read: nothing was written" in done.stderr


@pytest.mark.parametrize(
    ("arguments", "why"),
    [
        (("distribute", "x", "-o", "y", "--scheduler", "tcp://z:1", "--workers", "2"), "not both"),
        (("load", "missing", "-o", "graph.nq"), "missing/manifest.json: there is no such file"),
    ],
)
def test_failures(arguments: tuple[str, ...], why: str) -> None:
    done = run(*arguments)
    assert done.exit_code == 2
    assert why in done.stderr

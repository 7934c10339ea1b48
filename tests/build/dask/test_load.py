from __future__ import annotations

import gzip
import json
import shutil
from collections.abc import Callable
from hashlib import sha256
from pathlib import Path
from typing import Any

import pytest
from distributed import Client
from fsspec import filesystem

from tests.narratives import line, write_lines
from tipgraph.build.dask import distribute, load
from tipgraph.errors import UnreadableError


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory, dask: Client) -> Path:
    """Return a distributed graph of two documents in two partitions."""
    folder = tmp_path_factory.mktemp("made")
    source = write_lines(folder / "in.jsonl", [line("AGO", 2003), line("GTM", 2004)])
    distribute([source], folder / "parts", scheduler=dask, batch_size=500)
    return folder / "parts"


@pytest.fixture
def parts(made: Path, tmp_path: Path) -> Path:
    """Return a copy of it, to be damaged."""
    return Path(shutil.copytree(made, tmp_path / "parts"))


def first(parts: Path) -> Path:
    return sorted(parts.glob("part-*"))[0]


def rewritten(parts: Path, change: Callable[[dict[str, Any]], object]) -> None:
    manifest = parts / "manifest.json"
    entry = json.loads(manifest.read_text())
    change(entry)
    manifest.write_text(json.dumps(entry))


def replaced(parts: Path, content: bytes) -> None:
    """Put other content into a partition, such that its length and SHA-256 are right."""
    path = first(parts)
    path.write_bytes(content)
    found = {"bytes": len(content), "sha256": sha256(content).hexdigest()}
    rewritten(parts, lambda entry: entry["partitions"][0].update(found))


def unpacked(path: Path) -> bytes:
    return gzip.decompress(path.read_bytes())


def refused(parts: Path, output: Path) -> str:
    """Return why a graph is not loaded; what was there stays."""
    output.write_text("old")
    with pytest.raises(UnreadableError) as caught:
        load(parts, output)
    assert output.read_text() == "old"
    return str(caught.value)


def test_a_graph_is_named_by_folder_manifest_or_address(parts: Path, tmp_path: Path) -> None:
    filesystem("memory").pipe({f"/loaded/{path.name}": path.read_bytes() for path in parts.iterdir()})
    load(parts, tmp_path / "0.nq")
    ways: tuple[str | Path, ...] = (parts / "manifest.json", f"{parts}/", "memory://loaded")
    for number, given in enumerate(ways, 1):
        assert load(given, tmp_path / f"{number}.nq").documents == 2
        assert (tmp_path / f"{number}.nq").read_bytes() == (tmp_path / "0.nq").read_bytes()


def test_partitions_are_gzipped_quads_for_any_program(parts: Path, tmp_path: Path) -> None:
    load(parts, tmp_path / "graph.nq")
    lines = [each for path in parts.glob("part-*") for each in unpacked(path).splitlines()]
    assert sorted(lines) == sorted((tmp_path / "graph.nq").read_bytes().splitlines())


def test_the_counts_of_the_manifest_are_right(parts: Path) -> None:
    entry = json.loads((parts / "manifest.json").read_text())
    found = {path.name: path.read_bytes() for path in parts.glob("*.gz")}
    named = [*entry["partitions"], entry["vocabularies"]]
    assert {each["name"] for each in named} == set(found)
    for each in named:
        content = found[each["name"]]
        assert (each["bytes"], each["sha256"]) == (len(content), sha256(content).hexdigest())
        assert each["quads"] == gzip.decompress(content).count(b"\n")
    assert sum(each["quads"] for each in entry["partitions"]) == entry["quads"]
    assert sum(each["claims"] for each in entry["partitions"]) == sum(entry["claims"].values())


def test_missing_manifest(parts: Path, tmp_path: Path) -> None:
    (parts / "manifest.json").unlink()
    assert "manifest.json: there is no such file: run tipgraph distribute to its end" in refused(
        parts, tmp_path / "g.nq"
    )


@pytest.mark.parametrize(
    ("content", "why"),
    [
        ("{", "is not the manifest of a distributed graph, or is damaged"),
        ("[]", "is not the manifest of a distributed graph, or is damaged"),
        ("{}", "is not the manifest of a distributed graph, or is damaged"),
        ('{"format": 3}', "is not the manifest of a distributed graph, or is damaged"),
        (
            '{"format": 1}',
            "has format 1, and this version reads format 3: load it with the",
        ),
    ],
)
def test_damaged_manifest(parts: Path, tmp_path: Path, content: str, why: str) -> None:
    (parts / "manifest.json").write_text(content)
    assert why in refused(parts, tmp_path / "g.nq")


def test_a_manifest_cannot_name_files_elsewhere(parts: Path, tmp_path: Path) -> None:
    rewritten(parts, lambda entry: entry["partitions"][0].update(name="../secret.nq.gz"))
    assert "../secret.nq.gz is not the name of a partition" in refused(parts, tmp_path / "g.nq")


def test_missing_partition(parts: Path, tmp_path: Path) -> None:
    gone = first(parts)
    gone.unlink()
    assert f"{gone.name}: there is no such file" in refused(parts, tmp_path / "g.nq")


@pytest.mark.parametrize(
    "damage",
    [
        lambda content: content[:-1],
        lambda content: content[:50] + bytes([content[50] ^ 1]) + content[51:],
        lambda _: b"",
    ],
    ids=["cut short", "a bit", "empty"],
)
def test_damaged_partition(parts: Path, tmp_path: Path, damage: Callable[[bytes], bytes]) -> None:
    path = first(parts)
    path.write_bytes(damage(path.read_bytes()))
    why = refused(parts, tmp_path / "g.nq")
    assert f"{path.name} has changed since it was written" in why
    assert "copy it again" in why


def test_malformed_partition(parts: Path, tmp_path: Path) -> None:
    lines = unpacked(first(parts))
    replaced(parts, gzip.compress(lines[lines.index(b"\n") + 1 :]))
    assert "quads instead of" in refused(parts, tmp_path / "g.nq")
    replaced(parts, gzip.compress(b"no quads\n"))
    assert "is not a partition (a line does not end with a graph)" in refused(parts, tmp_path / "g.nq")
    replaced(parts, b"no gzip")
    assert "is not a partition" in refused(parts, tmp_path / "g.nq")

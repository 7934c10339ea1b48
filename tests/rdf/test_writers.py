from __future__ import annotations

import errno
import gzip
import json
import os
from pathlib import Path

import pytest
from pyoxigraph import Literal, NamedNode, Quad, Store

from tipgraph.errors import UnwritableError, UsageError
from tipgraph.rdf import serialize, writers
from tipgraph.rdf.formats import FORMATS, format_by_name
from tipgraph.rdf.serialize import pieces
from tipgraph.rdf.writers import open_writer

NAMES = [*(f"graph{ending}" for ending in FORMATS), *(f"graph{ending}.gz" for ending in FORMATS), "store"]
targets = pytest.mark.parametrize("name", NAMES)


def quad(number: int) -> Quad:
    node = NamedNode(f"https://w3id.org/tipgraph/document/tip/2002/GTM/{number}")
    return Quad(node, NamedNode("https://example.org/p"), Literal("x"), NamedNode(node.value + "#graph"))


def write(target: Path, *numbers: int) -> None:
    with open_writer(target) as writer:
        for number in numbers:
            writer.add(pieces([quad(number)], format_by_name(target)))


def names(folder: Path) -> list[str]:
    return sorted(path.name for path in folder.iterdir())


def state(path: Path) -> object:
    if path.is_dir():
        return sorted(map(str, Store.read_only(str(path))))
    return path.read_bytes()


@targets
def test_order_of_arrival_makes_no_difference(tmp_path: Path, name: str) -> None:
    for folder, numbers in (("a", (1, 2, 3)), ("b", (3, 1, 2, 1))):
        (tmp_path / folder).mkdir()
        write(tmp_path / folder / name, *numbers)
    assert state(tmp_path / "a" / name) == state(tmp_path / "b" / name)


@targets
def test_the_output_replaces_the_old_one(tmp_path: Path, name: str) -> None:
    target = tmp_path / name
    write(target, 1)
    old = state(target)
    write(target, 2)
    assert state(target) != old
    assert names(tmp_path) == [name]


def test_a_store_is_compacted(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(writers, "BATCH", 1)
    target = tmp_path / "store"
    write(target, *range(10))
    tables = names(target)
    Store(str(target)).optimize()
    assert [name for name in names(target) if name.endswith(".sst")] == [
        name for name in tables if name.endswith(".sst")
    ]


def interrupted(target: Path) -> None:
    with open_writer(target) as writer:
        writer.add(pieces([quad(2)], format_by_name(target)))
        raise KeyboardInterrupt


@targets
def test_failure_leaves_the_old_output(tmp_path: Path, name: str) -> None:
    target = tmp_path / name
    write(target, 1)
    old = state(target)
    with pytest.raises(KeyboardInterrupt):
        interrupted(target)
    assert state(target) == old
    assert names(tmp_path) == [name]


@pytest.mark.parametrize("name", ["graph.trig", "graph.nq.gz"])
def test_full_disk_leaves_the_old_output(tmp_path: Path, name: str, monkeypatch: pytest.MonkeyPatch) -> None:
    target = tmp_path / name
    write(target, 1)
    old = state(target)

    def full(*_: object) -> None:
        raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))

    monkeypatch.setattr(serialize.DiskBuffer, "add", full)
    with pytest.raises(UnwritableError, match="no space left on device: nothing was changed there"):
        write(target, 2)
    assert state(target) == old
    assert names(tmp_path) == [name]


def on_a_full_device(target: Path) -> None:
    with open_writer(target) as writer:
        writer.add(pieces([quad(2)], format_by_name(target)))
        (folder,) = target.parent.glob(f".{target.name}.*")
        (folder / "graph").symlink_to("/dev/full")


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="the system has no device that is always full")
def test_full_disk_at_the_end(tmp_path: Path) -> None:
    target = tmp_path / "graph.trig"
    write(target, 1)
    old = state(target)
    with pytest.raises(UnwritableError, match="no space left"):
        on_a_full_device(target)
    assert state(target) == old
    assert names(tmp_path) == ["graph.trig"]


def test_gzip_has_no_name_and_no_time(tmp_path: Path) -> None:
    write(tmp_path / "graph.nq.gz", 1)
    packed = (tmp_path / "graph.nq.gz").read_bytes()
    assert packed[3:8] == bytes(5), "no flags, so no name, and no time"
    assert gzip.decompress(packed) == pieces([quad(1)], FORMATS[".nq"])[0].content


def test_a_link_stays_a_link(tmp_path: Path) -> None:
    write(tmp_path / "real.nq", 1)
    (tmp_path / "link.nq").symlink_to("real.nq")
    write(tmp_path / "link.nq", 2)
    assert (tmp_path / "link.nq").is_symlink()
    assert "GTM/2" in (tmp_path / "real.nq").read_text()


def test_folders_of_something_else_are_not_replaced(tmp_path: Path) -> None:
    (tmp_path / "notes").mkdir()
    (tmp_path / "notes" / "mine.txt").write_text("precious")
    with pytest.raises(UnwritableError, match="something else than a store"):
        write(tmp_path / "notes", 1)
    assert (tmp_path / "notes" / "mine.txt").read_text() == "precious"


def test_files_are_not_replaced_by_stores(tmp_path: Path) -> None:
    (tmp_path / "notes").write_text("precious")
    with pytest.raises(UnwritableError, match="something else than a store"):
        write(tmp_path / "notes", 1)


def test_an_empty_folder_becomes_a_store(tmp_path: Path) -> None:
    (tmp_path / "store").mkdir()
    write(tmp_path / "store", 1)
    assert state(tmp_path / "store") == [str(quad(1))]


def test_store_folder_with_the_ending_of_a_file(tmp_path: Path) -> None:
    (tmp_path / "graph.ttl").mkdir()
    write(tmp_path / "graph.ttl", 1)
    assert state(tmp_path / "graph.ttl") == [str(quad(1))]


@pytest.mark.parametrize(
    "name", ["graph.rdf", "graph.nt", "graph.gz", "graph.json", "facts.csv", "x.docx", "x.rdfx"]
)
def test_other_endings_are_refused(tmp_path: Path, name: str) -> None:
    with pytest.raises(UsageError, match="the ending names no format"):
        write(tmp_path / name, 1)


def test_a_graph_is_not_written_to_standard_output(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    with pytest.raises(UsageError, match="write to a file or folder; `-` is for input"):
        format_by_name(Path("-"))


def test_an_existing_store_may_have_any_name(tmp_path: Path) -> None:
    write(tmp_path / "store", 1)
    (tmp_path / "store").rename(tmp_path / "store.v2")
    write(tmp_path / "store.v2", 2)
    assert state(tmp_path / "store.v2") == [str(quad(2))]


def test_missing_folders_are_made(tmp_path: Path) -> None:
    write(tmp_path / "missing" / "too" / "graph.nq", 1)
    assert state(tmp_path / "missing" / "too" / "graph.nq")


def test_file_in_the_place_of_a_folder(tmp_path: Path) -> None:
    (tmp_path / "notes").touch()
    with pytest.raises(UnwritableError, match="file exists: nothing was changed"):
        write(tmp_path / "notes" / "graph.nq", 1)


@pytest.mark.parametrize("name", ["pipe", "pipe.ttl"])
def test_pipes_and_devices_are_refused(tmp_path: Path, name: str) -> None:
    os.mkfifo(tmp_path / name)
    with pytest.raises(UnwritableError, match=r"neither a file nor a folder|something else"):
        write(tmp_path / name, 1)
    assert (tmp_path / name).is_fifo()


def test_empty_graphs_are_valid(tmp_path: Path) -> None:
    for name in NAMES:
        write(tmp_path / name)
    assert json.loads((tmp_path / "graph.jsonld").read_text()) == []
    assert state(tmp_path / "store") == []

"""Remote sources are found in the same order as local ones."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from urllib.parse import quote

import pytest
from fsspec import filesystem

from tests.build.dask.graphs import archive
from tests.build.dask.web import served
from tests.paths import REPORTS
from tipgraph.build.dask.listing import RemoteSource, SizedSource, list_sources
from tipgraph.errors import InputError, UsageError
from tipgraph.reading import Skipped
from tipgraph.reading.inputs import outcomes
from tipgraph.reading.sources import Source, walk


@pytest.fixture
def memory(tmp_path: Path) -> Iterator[Path]:
    """Put a folder into memory too, as memory://in; return it."""
    folder = archive(tmp_path / "in")
    system = filesystem("memory")
    system.put(str(folder), "/in", recursive=True)
    yield folder
    system.rm("/in", recursive=True)


def seen(found: Source) -> tuple[object, ...]:
    return found.identifier, found.suffix, found.hints, found.given


def found(address: str) -> list[Source]:
    return [each.source for each in list_sources([address]) if isinstance(each, SizedSource)]


def walked(folder: Path) -> list[Source]:
    return [each for each in walk([folder]) if isinstance(each, Source)]


def contents(source: Source) -> list[str]:
    return [str(each) if isinstance(each, InputError) else repr(each) for each in outcomes(source)]


def test_a_remote_folder_is_walked_like_a_local_one(memory: Path) -> None:
    assert [seen(each) for each in found("memory://in")] == [seen(each) for each in walked(memory)]
    skipped = [each for each in list_sources(["memory://in"]) if isinstance(each, Skipped)]
    assert [each.source for each in skipped] == ["memory:///in/2004/tip-2004-m-r_files"]


def test_remote_files_are_read_like_local_ones(memory: Path) -> None:
    there = [
        line.replace("memory:///in", str(memory)) for each in found("memory://in") for line in contents(each)
    ]
    assert there == [line for each in walked(memory) for line in contents(each)]


def test_a_web_folder_is_walked_like_a_local_one() -> None:
    with served(REPORTS.parent) as address:
        listed = list(list_sources([f"{address}reports/"]))
        assert all(isinstance(each, SizedSource) for each in listed)
        sizes = [each.size for each in listed if isinstance(each, SizedSource)]
        there = [each.source for each in listed if isinstance(each, SizedSource)]
        assert [seen(each) for each in there] == [seen(each) for each in walked(REPORTS)]
        assert sizes == [each.path.stat().st_size for each in walked(REPORTS) if each.path]
        texts = [line.replace(f"{address}reports", str(REPORTS)) for each in there for line in contents(each)]
    assert texts == [line for each in walked(REPORTS) for line in contents(each)]


def test_broken_link(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("12345")
    (tmp_path / "gone.txt").symlink_to(tmp_path / "nowhere")
    with served(tmp_path) as address:
        listed = list(list_sources([address]))
        assert [each.size for each in listed if isinstance(each, SizedSource)] == [5, 0]
        (error,) = outcomes(found(address)[1])
    assert str(error).startswith(f"{address}gone.txt: cannot be opened")


def test_names_of_a_web_server_are_unescaped(tmp_path: Path) -> None:
    (tmp_path / "Côte d'Ivoire 2014.txt").write_text("x")
    with served(tmp_path) as address:
        for given in (address, address + quote("Côte d'Ivoire 2014.txt")):
            (source,) = found(given)
            assert source.identifier == "Côte d'Ivoire 2014"


def test_a_pattern_names_files(memory: Path) -> None:
    assert memory
    given = found("memory://in/*.jsonl")
    assert [each.name for each in given] == [f"memory:///in/{name}.jsonl" for name in "abd"]
    assert all(each.given for each in given)


def test_a_store_is_skipped(memory: Path) -> None:
    assert memory
    filesystem("memory").pipe("/in/store/CURRENT", b"x")
    passed = [str(each) for each in list_sources(["memory://in"]) if isinstance(each, Skipped)]
    assert "memory:///in/store: the folder is a graph store" in passed


@pytest.mark.parametrize("address", ["memory://missing", "memory://missing/*.txt"])
def test_missing_address(address: str) -> None:
    (error,) = list_sources([address])
    assert isinstance(error, InputError)
    assert str(error).startswith(f"{address}: there is no such file or folder")


def test_unreachable_server() -> None:
    (error,) = list_sources(["http://127.0.0.1:1/a.txt"])
    assert "Cannot connect" in str(error)


def test_file_removed_before_reading() -> None:
    system = filesystem("memory")
    gone = RemoteSource("gone", Path("gone.txt"), system=system, key="/gone.txt")
    (error,) = outcomes(gone)
    assert isinstance(error, InputError)
    assert str(error).startswith("gone: cannot be opened")


@pytest.mark.parametrize(
    ("given", "why"),
    [("-", "standard input"), ("nix://a", "nix"), ("sftp://me:secret@host/a", "has a password in it")],
)
def test_refused_inputs(given: str, why: str) -> None:
    with pytest.raises(UsageError, match=why):
        list(list_sources([given]))


def test_local_files_have_absolute_paths_for_workers(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "a.txt").write_text("12345")
    monkeypatch.chdir(tmp_path)
    (found,) = list_sources(["a.txt"])
    assert isinstance(found, SizedSource)
    assert (found.size, found.source.path, found.source.name) == (5, tmp_path / "a.txt", "a.txt")

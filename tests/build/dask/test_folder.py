from __future__ import annotations

from pathlib import Path

import pytest

from tipgraph.build.dask.folder import MANIFEST, Folder
from tipgraph.errors import UnreadableError, UnwritableError, UsageError


@pytest.fixture(params=["path", "memory"])
def folder(request: pytest.FixtureRequest, tmp_path: Path) -> Folder:
    if request.param == "memory":
        return Folder(f"memory://{tmp_path.name}")
    return Folder(tmp_path / "parts")


def names(folder: Folder) -> list[str]:
    return sorted(folder.names())


def test_a_partition_is_named_by_its_content(folder: Folder) -> None:
    folder.prepare()
    assert folder.write_partition("part-000001", b"x") == "part-000001-2d711642b726b044.nq.gz"
    assert folder.write_partition("part-000001", b"x") == "part-000001-2d711642b726b044.nq.gz"
    assert folder.read("part-000001-2d711642b726b044.nq.gz") == b"x"
    assert names(folder) == ["part-000001-2d711642b726b044.nq.gz"]


def test_keep_only_removes_leftovers(folder: Folder) -> None:
    folder.prepare()
    kept, old = folder.write_partition("part-000001", b"x"), folder.write_partition("part-000001", b"y")
    folder.write(MANIFEST, b"{}")
    folder.write(".unfinished-0", b"half")
    assert old in names(folder)
    folder.keep_only({MANIFEST, kept})
    assert names(folder) == [MANIFEST, kept]


def test_other_files_are_kept(folder: Folder) -> None:
    folder.prepare()
    folder.write("thesis.odt", b"x")
    with pytest.raises(UnwritableError, match=r"something else .*thesis\.odt"):
        folder.prepare()
    folder.keep_only(())
    assert names(folder) == ["thesis.odt"]


def test_missing_file(folder: Folder) -> None:
    with pytest.raises(
        UnreadableError, match=r"manifest\.json: there is no such file: run tipgraph distribute"
    ):
        folder.read(MANIFEST)


def test_unwritable_folder(tmp_path: Path) -> None:
    (tmp_path / "file").touch()
    with pytest.raises(UnwritableError, match=r"file/parts.*may write there"):
        Folder(tmp_path / "file" / "parts").prepare()
    with pytest.raises(UnwritableError, match=r"127\.0\.0\.1"):
        Folder("http://127.0.0.1:1/parts").write("x", b"")


def test_unknown_scheme() -> None:
    with pytest.raises(UsageError, match=r"nix://a: .*nix"):
        Folder("nix://a")

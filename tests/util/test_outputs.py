from __future__ import annotations

import errno
import os
import subprocess
import sys
from contextlib import AbstractContextManager
from pathlib import Path

import pytest

from tipgraph.errors import UnwritableError
from tipgraph.util import outputs
from tipgraph.util.outputs import move_into_place, staging_directory, temporary_output

_KILLED = """
import os, signal, sys
from pathlib import Path
from tipgraph.util.outputs import temporary_output
with temporary_output(Path(sys.argv[1])) as folder:
    (folder / "half").write_text("made")
    os.kill(os.getpid(), signal.SIGKILL)
"""


def test_a_temporary_output_is_beside_its_target_and_is_removed(tmp_path: Path) -> None:
    with temporary_output(tmp_path / "graph.ttl") as folder:
        assert folder.parent == tmp_path
        assert folder.name.startswith(".graph.ttl.")
    assert list(tmp_path.iterdir()) == []


def test_leftovers_of_killed_processes_are_removed(tmp_path: Path) -> None:
    target = tmp_path / "graph[1].ttl"
    subprocess.run([sys.executable, "-c", _KILLED, str(target)], check=False)
    (left,) = tmp_path.iterdir()
    assert (left / "half").read_text() == "made"
    with temporary_output(target):
        assert not left.exists()


def test_work_in_progress_is_not_removed(tmp_path: Path) -> None:
    with (
        temporary_output(tmp_path / "graph.ttl") as first,
        temporary_output(tmp_path / "graph.ttl") as second,
    ):
        assert first.exists()
        assert second.exists()


def test_a_folder_without_its_lock_is_not_removed(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    target, lock = tmp_path / "graph.ttl", outputs._lock

    def meanwhile(folder: Path) -> AbstractContextManager[object]:
        monkeypatch.setattr(outputs, "_lock", lock)
        with temporary_output(target):
            return lock(folder)

    monkeypatch.setattr(outputs, "_lock", meanwhile)
    with temporary_output(target) as folder:
        assert (folder / "lock").exists()


def test_a_staging_directory_admits_one_process(tmp_path: Path) -> None:
    target = tmp_path / "store"
    with (
        staging_directory(target) as first,
        pytest.raises(UnwritableError, match="is being built by another process: wait"),
        staging_directory(target),
    ):
        pass
    assert not first.folder.exists()
    with staging_directory(target):
        pass


def test_a_killed_process_leaves_no_lock_on_its_staging_directory(tmp_path: Path) -> None:
    target = tmp_path / "store"
    code = _KILLED.replace("temporary_output", "staging_directory").replace("(folder /", "(folder.folder /")
    subprocess.run([sys.executable, "-c", code, str(target)], check=False)
    with staging_directory(target) as made:
        assert (made.folder / "half").read_text() == "made"


def test_a_full_disk_leaves_no_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    opened = os.open

    def full(path: str | Path, flags: int, *rest: int, **more: int) -> int:
        if flags & os.O_CREAT:
            raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))
        return opened(path, flags, *rest, **more)

    monkeypatch.setattr(os, "open", full)
    with (
        pytest.raises(UnwritableError, match=r"no space left.*make room"),
        temporary_output(tmp_path / "graph.ttl"),
    ):
        pass
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("platform", [sys.platform, "any other"])
def test_folders_are_swapped(tmp_path: Path, platform: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "platform", platform)
    for name in ("made", "target"):
        (tmp_path / name).mkdir()
        (tmp_path / name / "file").write_text(name)
    move_into_place(tmp_path / "made", tmp_path / "target")
    assert (tmp_path / "target" / "file").read_text() == "made"


def test_an_unwritable_folder_is_an_error(tmp_path: Path) -> None:
    (tmp_path / "no").write_text("a file, not a folder")
    (tmp_path / "file").touch()
    with (
        pytest.raises(UnwritableError, match="nothing was changed"),
        temporary_output(tmp_path / "file" / "graph.ttl"),
    ):
        pass


def test_pipes_and_devices_are_refused(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe")
    with (
        pytest.raises(UnwritableError, match="neither a file nor a folder"),
        temporary_output(tmp_path / "pipe"),
    ):
        pass
    assert (tmp_path / "pipe").is_fifo()


def test_a_missing_folder_is_created(tmp_path: Path) -> None:
    with temporary_output(tmp_path / "new" / "graph.ttl") as folder:
        assert folder.parent == tmp_path / "new"

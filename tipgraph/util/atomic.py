"""Outputs that are whole or not there: made beside their place, and moved there when they are done.

What is in the making lies in a hidden folder beside the output, locked as long as its maker lives, so
that the next one can tell what a killed process left behind, and removes it.
"""

from __future__ import annotations

import ctypes
import os
import shutil
import stat
import sys
from collections.abc import Iterator
from contextlib import AbstractContextManager, contextmanager, suppress
from dataclasses import dataclass
from glob import escape
from pathlib import Path
from tempfile import mkdtemp

from filelock import FileLock, Timeout

from tipgraph.errors import UnwritableError

__all__ = [
    "StagingDirectory",
    "move_into_place",
    "staging_directory",
    "staging_path",
    "temporary_output",
    "writing",
]

_ENDING = ".part"
_BENCH = f".begun{_ENDING}"
_LOCK = "lock"
_AT_FDCWD = -100
_SWAP = 2
"""RENAME_EXCHANGE of Linux, RENAME_SWAP of macOS."""


@contextmanager
def writing(target: Path) -> Iterator[None]:
    """Turn an OSError of writing ``target`` into an UnwritableError that says what to do."""
    try:
        yield
    except OSError as error:
        reason = error.strerror.lower() if error.strerror else str(error)
        raise UnwritableError(
            f"{target}: {reason}",
            remedy="nothing was changed there; make room or choose another place",
        ) from error


@contextmanager
def temporary_output(target: Path) -> Iterator[Path]:
    """Yield an empty folder beside ``target`` to work in; it is gone when the work is done or has failed.

    The folder that ``target`` is to lie in is made where there is none. Raises UnwritableError where
    nothing can be written there, or where ``target`` is a device or a pipe: it would be replaced by a file.
    """
    _refuse_devices(target)
    with writing(target):
        _clear(target)
        target.parent.mkdir(parents=True, exist_ok=True)
        folder = Path(mkdtemp(prefix=f".{target.name}.", suffix=_ENDING, dir=target.parent))
    try:
        with writing(target):
            lock = _lock(folder)
        with lock:
            yield folder
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def _refuse_devices(target: Path) -> None:
    if target.exists() and not (target.is_dir() or target.is_file()):
        raise UnwritableError(f"{target} is neither a file nor a folder", remedy="name a file or a folder")


@dataclass(slots=True)
class StagingDirectory:
    """A folder to work in whose work can be gone on with; ``keep`` leaves it there when the work fails."""

    folder: Path
    keep: bool = False


def staging_path(target: Path) -> Path:
    """Return where the bench of ``target`` is, whether or not there is one."""
    return target.with_name(f".{target.name}{_BENCH}")


@contextmanager
def staging_directory(target: Path) -> Iterator[StagingDirectory]:
    """Yield a folder beside ``target`` as a killed process left it, or an empty one; one process at a time.

    Raises UnwritableError as `temporary_output` does, and where another process works there.
    """
    _refuse_devices(target)
    made = StagingDirectory(staging_path(target))
    with _claim(made.folder, target):
        try:
            _clear(target)
            yield made
            made.keep = False
        finally:
            if not made.keep:
                shutil.rmtree(made.folder, ignore_errors=True)


def _claim(folder: Path, target: Path) -> AbstractContextManager[object]:
    """Return the lock of a staging directory, acquired. Raises UnwritableError if another process has it."""
    busy = UnwritableError(f"{target} is being built by another process", remedy="wait until that is done")
    with writing(target):
        folder.mkdir(parents=True, exist_ok=True)
        try:
            return FileLock(folder / _LOCK).acquire(timeout=0)
        except (Timeout, FileNotFoundError) as error:  # the holder may just have removed the folder
            raise busy from error


def move_into_place(made: Path, target: Path) -> None:
    """Move a finished file or folder to its place, at once and for good.

    What was there is removed, or, a folder, is left where ``made`` was.
    """
    _sync(made)
    if made.is_dir() and target.exists():
        _exchange(made, target)
    else:
        made.replace(target)
    _sync_entry(target.parent)


def _lock(folder: Path) -> AbstractContextManager[object]:
    """Return an acquired lock that marks a folder as in use.

    The lock file gets its final name only once it is locked: `_clear` of another process would take a
    folder whose lock is free for the leftover of a killed process.
    """
    unlocked = folder / f"{_LOCK}.new"
    lock = FileLock(unlocked).acquire(timeout=0)
    unlocked.rename(folder / _LOCK)
    return lock


def _clear(target: Path) -> None:
    """Remove what killed processes left of earlier work on ``target``."""
    for folder in target.parent.glob(f".{escape(target.name)}.*{_ENDING}"):
        if (folder / _LOCK).exists():
            with suppress(OSError), FileLock(folder / _LOCK, timeout=0):  # a Timeout is an OSError
                shutil.rmtree(folder, ignore_errors=True)


def _sync(path: Path) -> None:
    """See to it that a file, or every file of a folder, is on the disk and not in its cache alone."""
    if path.is_dir() and _synced_together(path):
        return
    for part in [path, *path.rglob("*")] if path.is_dir() else [path]:
        if stat.S_ISREG(part.stat().st_mode):
            with part.open("rb+") as file:
                os.fsync(file.fileno())


def _synced_together(folder: Path) -> bool:
    """Sync a folder's file system, or tell that there is no call for it: a site has 20,000 small files,
    and to wait for one after the other takes a minute.
    """
    if sys.platform != "linux":
        return False
    libc = ctypes.CDLL(None)
    if not hasattr(libc, "syncfs"):
        return False
    descriptor = os.open(folder, os.O_RDONLY)
    try:
        return bool(libc.syncfs(descriptor) == 0)
    finally:
        os.close(descriptor)


def _sync_entry(folder: Path) -> None:
    if os.name == "posix":
        descriptor = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(descriptor)
        finally:
            os.close(descriptor)


def _exchange(made: Path, target: Path) -> None:
    """Let two folders change places: in one step where the system can, else with a way back."""
    if _swapped(os.fsencode(made), os.fsencode(target)):
        return
    aside = made.with_name(made.name + ".old")
    target.rename(aside)
    try:
        made.rename(target)
    except OSError:
        aside.rename(target)
        raise


def _swapped(one: bytes, other: bytes) -> bool:
    """Let two paths change places, or tell that this system or file system has no call for it."""
    if sys.platform not in ("linux", "darwin"):
        return False
    libc = ctypes.CDLL(None)
    if hasattr(libc, "renameat2"):
        return bool(libc.renameat2(_AT_FDCWD, one, _AT_FDCWD, other, _SWAP) == 0)
    return hasattr(libc, "renamex_np") and bool(libc.renamex_np(one, other, _SWAP) == 0)

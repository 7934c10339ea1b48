"""Outputs that are complete or absent: written beside their target and moved into place when finished.

Unfinished work lies in a hidden folder beside the target. The folder is locked while its process lives,
so that a later process can recognise and remove what a killed one left behind. Names of files are checked
before anything is read: the suffix decides the format.
"""

from __future__ import annotations

import ctypes
import os
import shutil
import stat
import sys
from collections.abc import Iterator, Sequence
from contextlib import AbstractContextManager, contextmanager, suppress
from dataclasses import dataclass
from glob import escape
from pathlib import Path
from tempfile import mkdtemp

from filelock import FileLock, Timeout

from tipgraph.errors import UnwritableError, UsageError

__all__ = [
    "StagingDirectory",
    "move_into_place",
    "refuse_output",
    "staging_directory",
    "staging_path",
    "suffix_of",
    "sync_entry",
    "temporary_output",
    "writing",
]

_ENDING = ".part"
_STAGING = f".begun{_ENDING}"
_LOCK = "lock"
_AT_FDCWD = -100
_SWAP = 2
"""RENAME_EXCHANGE on Linux, RENAME_SWAP on macOS."""


@contextmanager
def writing(target: Path) -> Iterator[None]:
    """Turn an OSError raised while writing ``target`` into an UnwritableError with a remedy."""
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
    """Yield an empty folder beside ``target``; it is removed at the end, whether or not the work succeeds.

    Creates the parent folder of ``target`` if it does not exist.
    Raises UnwritableError if nothing can be written there, or if ``target`` is a device or a pipe,
    which a file would replace.
    """
    _refuse_devices(target)
    with writing(target):
        _remove_leftovers(target)
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
    """A folder whose work can be resumed; set ``keep`` to leave it there if the work fails."""

    folder: Path
    keep: bool = False


def staging_path(target: Path) -> Path:
    """Return the path of the staging directory of ``target``, whether or not it exists."""
    return target.with_name(f".{target.name}{_STAGING}")


@contextmanager
def staging_directory(target: Path) -> Iterator[StagingDirectory]:
    """Yield the staging directory of ``target``: empty, or as an interrupted process left it.

    Raises UnwritableError as `temporary_output` does, and if another process is using the directory.
    """
    _refuse_devices(target)
    staging = StagingDirectory(staging_path(target))
    with _claim(staging.folder, target):
        try:
            _remove_leftovers(target)
            yield staging
            staging.keep = False
        finally:
            if not staging.keep:
                shutil.rmtree(staging.folder, ignore_errors=True)


def _claim(folder: Path, target: Path) -> AbstractContextManager[object]:
    """Lock a staging directory and return the lock. Raises UnwritableError if another process has it."""
    busy = UnwritableError(f"{target} is being built by another process", remedy="wait until that is done")
    with writing(target):
        folder.mkdir(parents=True, exist_ok=True)
        try:
            return FileLock(folder / _LOCK).acquire(timeout=0)
        except (Timeout, FileNotFoundError) as error:  # the holder may just have removed the folder
            raise busy from error


def move_into_place(made: Path, target: Path) -> None:
    """Move a finished file or folder to ``target`` in one step, and flush it to the disk.

    A file that was there is replaced. A folder that was there is left at ``made``.
    """
    _sync(made)
    if made.is_dir() and target.exists():
        _exchange(made, target)
    else:
        made.replace(target)
    sync_entry(target.parent)


def _lock(folder: Path) -> AbstractContextManager[object]:
    """Lock a folder and return the lock, which marks the folder as in use.

    The lock file gets its final name only once it is locked: another process would take a folder with a
    free lock for the leftover of a killed one.
    """
    unlocked = folder / f"{_LOCK}.new"
    lock = FileLock(unlocked).acquire(timeout=0)
    unlocked.rename(folder / _LOCK)
    return lock


def _remove_leftovers(target: Path) -> None:
    """Remove what killed processes left of earlier work on ``target``."""
    for folder in target.parent.glob(f".{escape(target.name)}.*{_ENDING}"):
        if (folder / _LOCK).exists():
            with suppress(OSError), FileLock(folder / _LOCK, timeout=0):  # a Timeout is an OSError
                shutil.rmtree(folder, ignore_errors=True)


def _sync(path: Path) -> None:
    """Flush a file, or every file of a folder, from the cache to the disk."""
    if path.is_dir() and _synced_together(path):
        return
    for part in [path, *path.rglob("*")] if path.is_dir() else [path]:
        if stat.S_ISREG(part.stat().st_mode):
            with part.open("rb+") as file:
                os.fsync(file.fileno())


def _synced_together(folder: Path) -> bool:
    """Flush the folder's file system; return False if the system has no call for that.

    A site has 20,000 small files, and flushing them one by one takes a minute.
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


def sync_entry(folder: Path) -> None:
    """Flush the names of a folder's files to the disk, so that a new file is found after a power cut."""
    if os.name == "posix":
        descriptor = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(descriptor)
        finally:
            os.close(descriptor)


def _exchange(made: Path, target: Path) -> None:
    """Swap two folders: in one step where the system can, else in two, undoing the first on failure."""
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
    """Swap two paths in one step; return False if the system or file system has no call for that."""
    if sys.platform not in ("linux", "darwin"):
        return False
    libc = ctypes.CDLL(None)
    if hasattr(libc, "renameat2"):
        return bool(libc.renameat2(_AT_FDCWD, one, _AT_FDCWD, other, _SWAP) == 0)
    return hasattr(libc, "renamex_np") and bool(libc.renamex_np(one, other, _SWAP) == 0)


def suffix_of(path: Path, suffixes: Sequence[str], *, remedy: str = "") -> str:
    """Return the suffix of a file's name, in lower case.

    Raises UsageError for a suffix that is not among ``suffixes``, and for ``-``. ``remedy`` replaces the
    advice of the error.

    >>> suffix_of(Path("routes.PDF"), [".svg", ".pdf"])
    '.pdf'
    """
    refuse_output(path)
    if path.suffix.lower() not in suffixes:
        names = remedy or f"use a name that ends in {', '.join(suffixes)}"
        raise UsageError(f"{path}: unknown file format", remedy=names)
    return path.suffix.lower()


def refuse_output(path: Path) -> None:
    """Raise UsageError for ``-``, standard output."""
    if str(path) == "-":
        raise UsageError("cannot write to standard output (-)", remedy="give the name of a file")

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
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from glob import escape
from pathlib import Path
from tempfile import mkdtemp

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
            lock = _lock_of(folder)
        try:
            yield folder
        finally:
            os.close(lock)
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
    with writing(target):
        made.folder.mkdir(parents=True, exist_ok=True)
        lock = os.open(made.folder / _LOCK, os.O_CREAT | os.O_RDWR)
    try:
        _claim(lock, made.folder / _LOCK, target)
    except BaseException:
        os.close(lock)
        raise
    try:
        _clear(target)
        yield made
        made.keep = False
    finally:
        os.close(lock)
        if not made.keep:
            shutil.rmtree(made.folder, ignore_errors=True)


def _claim(lock: int, path: Path, target: Path) -> None:
    """Lock a bench, where the system has locks. Raises UnwritableError where another process has it."""
    busy = UnwritableError(f"{target} is being built by another process", remedy="wait until that is done")
    try:
        import fcntl

        fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError as error:
        raise busy from error
    except (ImportError, OSError):
        return  # without locks, the store's own has to do
    if not path.exists():  # whoever had it has just cleared it away
        raise busy


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


def _lock_of(folder: Path) -> int:
    """Make the file that is locked as long as the work goes on, and return its descriptor.

    It has its name only once it is locked: before that, another process would take the folder for one
    that nobody works in. Where files cannot be locked it never has, and what is left over stays.
    """
    unlocked = folder / f"{_LOCK}.new"
    descriptor = os.open(unlocked, os.O_CREAT | os.O_RDWR)
    try:
        if _locked(descriptor):
            unlocked.rename(folder / _LOCK)
    except OSError:
        os.close(descriptor)
        raise
    return descriptor


def _locked(descriptor: int) -> bool:
    """Lock a file for this process, or tell that another one has it."""
    try:
        import fcntl
    except ImportError:  # Windows: leftovers are not told from work in progress, and stay
        return False
    try:
        fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except OSError:
        return False
    return True


def _clear(target: Path) -> None:
    """Remove what killed processes left of earlier work on ``target``."""
    for folder in target.parent.glob(f".{escape(target.name)}.*{_ENDING}"):
        with suppress(OSError):
            lock = os.open(folder / _LOCK, os.O_RDWR)
            try:
                if _locked(lock):
                    shutil.rmtree(folder, ignore_errors=True)
            finally:
                os.close(lock)


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

"""What tells a graph on the disk from the one that takes its place."""

from __future__ import annotations

from pathlib import Path

__all__ = ["State", "is_still", "state"]

State = tuple[int, ...]


def state(path: Path) -> State:
    """Return the state of a file or of a store's folder; raises OSError where there is none.

    A build puts a new folder in the place of an old one, so that the file that a store begins with is
    another. Nothing is read, so that it can be asked for often.
    """
    found = (path / "CURRENT" if path.is_dir() else path).stat()
    return found.st_dev, found.st_ino, found.st_size, found.st_mtime_ns


def is_still(path: Path, known: State) -> bool:
    """Tell whether a file or folder is there in the state that is known."""
    try:
        return state(path) == known
    except OSError:
        return False

"""The corrections on the disk, which other windows, programs and people change while a page is open."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Any

from tipgraph.corrections import Corrections, append, read_corrections
from tipgraph.corrections.rows import parse
from tipgraph.errors import InputError, UsageError
from tipgraph.model.vocabulary import load

__all__ = ["Record"]

_CSV_SUFFIXES = (".csv", ".tsv")


class Record:
    """Files of corrections: the first is written, the others are those of other people.

    Raises UsageError if the first is a CSV, which cannot be added to line by line, or in no folder.
    """

    def __init__(self, files: Sequence[Path], vocabulary: Sequence[Path], on_conflict: str) -> None:
        self.path, *_ = self._files = tuple(files)
        if self.path.suffix.lower() in _CSV_SUFFIXES:
            raise UsageError(
                f"{self.path} is a CSV, and verdicts are added to JSON Lines",
                remedy=f"give --corrections {self.path.with_suffix('.jsonl')} --corrections {self.path}",
            )
        if not self.path.absolute().parent.is_dir():
            raise UsageError(f"there is no folder {self.path.parent}", remedy="make it, or name another file")
        self._vocabulary = tuple(vocabulary)
        self._on_conflict = on_conflict
        self._seen: tuple[object, ...] = ()
        self.corrections = Corrections(on_conflict=on_conflict)
        self.errors: tuple[InputError, ...] = ()

    def refresh(self) -> bool:
        """Read the files again if they changed; return whether they did."""
        state = self._state()
        if state == self._seen:
            return False
        existing = [path for path in self._files if path.exists()]
        self.corrections, self.errors = read_corrections(existing, self._vocabulary, self._on_conflict)
        self._seen = state
        return True

    def write(self, row: dict[str, Any]) -> str:
        """Add a correction; when this returns, it is on the disk. Return the document's name in it.

        Raises InputError if the row is not a correction.
        """
        correction = parse(row, str(self.path), load(self._vocabulary))
        before = self._state()
        size = append(self.path, correction)
        after = self._state()
        if before == self._seen and _grew(before[0], after[0], size):
            self.corrections = Corrections((*self.corrections.items, correction), self._on_conflict)
            self._seen = after
        return correction.document

    def _state(self) -> tuple[Any, ...]:
        """Return the size and time of each file, None for a missing one."""
        return tuple(
            (found.st_size, found.st_mtime_ns) if path.exists() and (found := path.stat()) else None
            for path in self._files
        )


def _grew(before: Any, after: Any, size: int) -> bool:
    return after is not None and after[0] == (before[0] if before else 0) + size

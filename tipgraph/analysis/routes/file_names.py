"""What files that are written may be called: their names end in what they are."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from tipgraph.errors import UsageError

__all__ = ["refuse_output", "suffix_of"]


def suffix_of(path: Path, suffixes: Sequence[str], *, remedy: str = "") -> str:
    """Return the ending of a file's name, which says what the file is to be, in small letters.

    Raises UsageError for one that is not among ``suffixes``, and for ``-``.

    >>> suffix_of(Path("routes.PDF"), [".svg", ".pdf"])
    '.pdf'
    """
    refuse_output(path)
    if path.suffix.lower() not in suffixes:
        names = remedy or f"end its name in {', '.join(suffixes)}"
        raise UsageError(f"{path}: nothing of the kind is written here", remedy=names)
    return path.suffix.lower()


def refuse_output(path: Path) -> None:
    """Raise UsageError for ``-``: what is written here is files."""
    if str(path) == "-":
        raise UsageError("-: only files are written here", remedy="name a file")

"""Names of output files: the suffix decides the format."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from tipgraph.errors import UsageError

__all__ = ["refuse_output", "suffix_of"]


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

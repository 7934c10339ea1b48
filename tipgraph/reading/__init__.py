"""Reads reports: files, folders and streams in, narratives out."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from pathlib import Path

from tipgraph.model.documents import Outcome, Skipped
from tipgraph.reading.defaults import LIMITS, NO_DEFAULTS, Defaults, Limits

__all__ = ["Defaults", "Limits", "Outcome", "Skipped", "read"]


def read(
    inputs: Iterable[str | Path], defaults: Defaults = NO_DEFAULTS, limits: Limits = LIMITS
) -> Iterator[Outcome]:
    """Yield a Narrative, an InputError or a Skipped for each document in ``inputs``.

    ``inputs`` are any mix of files, folders (read with their subfolders) and ``-`` (standard input). The
    format of a file is detected by its content. Bad input raises nothing: its error is yielded in its
    place, and reading continues. Only one document is in memory at a time.

    A document that occurs twice with the same identifier is skipped if its text is the same, and an
    error if it differs.

    >>> [str(outcome) for outcome in read(["missing.txt"])]
    ['missing.txt: there is no such file or folder: check its spelling']
    """
    # Imported on the first call: importing the package itself stays fast.
    from tipgraph.reading.inputs import read as read_all

    return read_all(inputs, defaults, limits)

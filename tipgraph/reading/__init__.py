"""Readers: files, folders and streams in, narratives out."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from pathlib import Path

from tipgraph.reading.defaults import LIMITS, NO_DEFAULTS, Defaults, Limits
from tipgraph.reading.outcome import Outcome, Skipped

__all__ = ["Defaults", "Limits", "Outcome", "Skipped", "read"]


def read(
    inputs: Iterable[str | Path], defaults: Defaults = NO_DEFAULTS, limits: Limits = LIMITS
) -> Iterator[Outcome]:
    """Yield a Narrative, an InputError or a Skipped for each document that ``inputs`` hold.

    ``inputs`` are files, folders (read with all that is in them) and ``-`` (standard input), in any mix;
    what they hold is recognised by content. Nothing is raised for bad input: its error stands in its
    place, and the rest goes on. One document is held at a time.

    >>> [str(outcome) for outcome in read(["missing.txt"])]
    ['missing.txt: there is no such file or folder: check its spelling']
    """
    # Imported on the first call, so that the package itself loads at once.
    from tipgraph.reading.inputs import read as read_all

    return read_all(inputs, defaults, limits)

"""Reads RTF as plain text."""

from __future__ import annotations

from collections.abc import Iterator

from tipgraph.errors import InputError, UsageError
from tipgraph.reading.defaults import Defaults, Limits
from tipgraph.reading.outcome import Outcome
from tipgraph.reading.plaintext import read_decoded
from tipgraph.reading.sources import Source
from tipgraph.reading.stream import Stream
from tipgraph.util.optional import require

__all__ = ["read_rtf"]


def read_rtf(stream: Stream, source: Source, defaults: Defaults, limits: Limits) -> Iterator[Outcome]:
    """Read an RTF document. Raises InputError if it is damaged or the extra ``office`` is missing."""
    try:
        require("office")
    except UsageError as error:
        raise InputError(source.name, error.cause, remedy=error.remedy) from error
    from striprtf.striprtf import rtf_to_text

    try:
        text = rtf_to_text(stream.read(limits.document).decode("cp1252", "replace"), errors="ignore")
    except (LookupError, ValueError) as error:
        cause = f"the document is damaged ({error})"
        raise InputError(source.name, cause, remedy="open it and save it again") from error
    # A line is a paragraph.
    return read_decoded(text.replace("\n", "\n\n"), source, defaults)

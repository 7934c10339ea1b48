"""Documents that come twice under one identifier: a second copy is skipped, a different text is an error.

The texts themselves are not kept. Checksums of their blocks are enough to say where two texts differ.
"""

from __future__ import annotations

from array import array
from collections.abc import Callable
from hashlib import blake2b
from typing import NamedTuple
from zlib import crc32

from tipgraph.errors import InputError
from tipgraph.model.documents import Document, Narrative, Outcome, Skipped

__all__ = ["BlockChecksums", "Deduplicator"]

_BLOCK = 32
"""Code points per checksum. The checksums of a text take an eighth of its memory."""


class BlockChecksums:
    """Checksums of a text's blocks, kept instead of the text.

    >>> before = BlockChecksums("The government convicted two traffickers in the year 2014.")
    >>> before.first_difference("The government convicted six traffickers in the year 2014.")
    'from character 1 on it says "The government convicted six traffickers in the year 2014."'
    """

    def __init__(self, text: str) -> None:
        self._sums = _sums(text)

    def first_difference(self, text: str) -> str:
        """Say where another text begins to differ, and quote it there.

        The place is that of the word before the first block that differs, so it may be a little early.
        """
        pairs = zip(self._sums, _sums(text), strict=False)
        same = next((at for at, (ours, theirs) in enumerate(pairs) if ours != theirs), None)
        start = _BLOCK * (min(len(self._sums), len(_sums(text))) if same is None else same)
        end = start + 2 * _BLOCK
        if not text[start:].strip():
            return f"it ends after {len(text):,} characters, where the other continues"
        word = text.rfind(" ", max(0, start - _BLOCK), start) + 1 or start
        excerpt = " ".join(text[word:end].split()) + " …" * (len(text) > end)
        return f'from character {word + 1:,} on it says "{excerpt}"'


def _sums(text: str) -> array[int]:
    blocks = (text[at : at + _BLOCK] for at in range(0, len(text), _BLOCK))
    return array("I", (crc32(block.encode("utf-8", "surrogatepass")) for block in blocks))


class _First(NamedTuple):
    digest: str
    place: str
    checksums: Callable[[], BlockChecksums]


class Deduplicator:
    """Remembers where each document was read first, with the digest and the checksums of its text."""

    def __init__(self) -> None:
        self._first: dict[bytes, _First] = {}

    def check(self, outcome: Outcome) -> Outcome:
        """Return ``outcome``, or a Skipped or an InputError if its document came before."""
        if not isinstance(outcome, Narrative):
            return outcome
        if not self.seen(outcome.document):
            checksums = BlockChecksums(outcome.text)
            self.remember(outcome.document, lambda: checksums)
            return outcome
        return self.duplicate(outcome.document) or self.conflict(outcome)

    def seen(self, document: Document) -> bool:
        """Tell whether a document with the same identifier and report came before, whatever its text."""
        return _key(document) in self._first

    def duplicate(self, document: Document) -> Skipped | None:
        """Return a Skipped if the document came before with the same text, else None."""
        before = self._first.get(_key(document))
        if before is None or before.digest != document.sha256:
            return None
        return Skipped(document.source, f"{_read_before(document, before)}, with the same text")

    def conflict(self, narrative: Narrative) -> InputError:
        """Return the error for a narrative whose document came before with a different text."""
        document = narrative.document
        before = self._first[_key(document)]
        difference = before.checksums().first_difference(narrative.text)
        return InputError(
            document.source,
            f"{_read_before(document, before)}, with a different text ({difference})",
            remedy="give one of the two another name or id, or leave it out",
        )

    def remember(self, document: Document, checksums: Callable[[], BlockChecksums]) -> None:
        """Record a document as read; ``checksums`` is called only if a different text follows."""
        self._first[_key(document)] = _First(document.sha256, document.source, checksums)


def _read_before(document: Document, before: _First) -> str:
    return f"{document.identifier!r} was read before from {before.place}"


def _key(document: Document) -> bytes:
    report = document.report
    parts = (document.identifier, report.publication, report.edition, report.country, report.section or "")
    return blake2b("\0".join(parts).encode("utf-8", "surrogatepass"), digest_size=16).digest()

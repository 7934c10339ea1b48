"""Where two texts part, though only one of them is still at hand.

Tells documents that come twice under one identifier: copies are passed over, other texts are errors.
"""

from __future__ import annotations

from array import array
from collections.abc import Callable
from hashlib import blake2b
from typing import NamedTuple
from zlib import crc32

from tipgraph.errors import InputError
from tipgraph.model.documents import Document, Narrative
from tipgraph.reading.outcome import Outcome, Skipped

__all__ = ["Outline", "Sieve"]

_BLOCK = 32
"""Code points that one checksum stands for: a text takes an eighth of its room."""


class Outline:
    """Checksums of a text's blocks, kept instead of the text.

    >>> before = Outline("The government convicted two traffickers in the year 2014.")
    >>> before.departure("The government convicted six traffickers in the year 2014.")
    'from character 1 on it says "The government convicted six traffickers in the year 2014."'
    """

    def __init__(self, text: str) -> None:
        self._sums = _sums(text)

    def departure(self, text: str) -> str:
        """Say from where on another text differs, in its own words; to the block, so a little early."""
        pairs = zip(self._sums, _sums(text), strict=False)
        same = next((at for at, (ours, theirs) in enumerate(pairs) if ours != theirs), None)
        start = _BLOCK * (min(len(self._sums), len(_sums(text))) if same is None else same)
        end = start + 2 * _BLOCK
        if not text[start:].strip():
            return f"it ends after {len(text):,} characters, where the other goes on"
        word = text.rfind(" ", max(0, start - _BLOCK), start) + 1 or start
        excerpt = " ".join(text[word:end].split()) + " …" * (len(text) > end)
        return f'from character {word + 1:,} on it says "{excerpt}"'


def _sums(text: str) -> array[int]:
    blocks = (text[at : at + _BLOCK] for at in range(0, len(text), _BLOCK))
    return array("I", (crc32(block.encode("utf-8", "surrogatepass")) for block in blocks))


class _First(NamedTuple):
    digest: str
    place: str
    outline: Callable[[], Outline]


class Sieve:
    """What is kept of the documents so far: where they were read, their digests and outlines."""

    def __init__(self) -> None:
        self._first: dict[bytes, _First] = {}

    def sifted(self, outcome: Outcome) -> Outcome:
        """Return ``outcome`` as it is, or what to say of it where its document came before."""
        if not isinstance(outcome, Narrative):
            return outcome
        before = self._before(outcome.document)
        if before is None:
            outline = Outline(outcome.text)
            self.remember(outcome.document, lambda: outline)
            return outcome
        return self.copy(outcome.document) or self.refusal(outcome)

    def has(self, document: Document) -> bool:
        """Tell whether a document of the same identifier and report came before, whatever its text."""
        return self._before(document) is not None

    def copy(self, document: Document) -> Skipped | None:
        """Return what to say of a document that came before with the same text, or None of another one."""
        before = self._before(document)
        if before is None or before.digest != document.sha256:
            return None
        return Skipped(document.source, f"{_said(document, before)}, with the same text")

    def refusal(self, narrative: Narrative) -> InputError:
        """Return what to say of a narrative whose document came before with another text."""
        before = self._first[_key(narrative.document)]
        return InputError(
            narrative.document.source,
            f"{_said(narrative.document, before)}, with another text "
            f"({before.outline().departure(narrative.text)})",
            remedy="give one of the two another name or id, or leave it out",
        )

    def remember(self, document: Document, outline: Callable[[], Outline]) -> None:
        """Let a document count as read; ``outline`` is called where another text under its name turns up."""
        self._first[_key(document)] = _First(document.sha256, document.source, outline)

    def _before(self, document: Document) -> _First | None:
        return self._first.get(_key(document))


def _said(document: Document, before: _First) -> str:
    return f"{document.identifier!r} was read before from {before.place}"


def _key(document: Document) -> bytes:
    report = document.report
    parts = (document.identifier, report.publication, report.edition, report.country, report.section or "")
    return blake2b("\0".join(parts).encode("utf-8", "surrogatepass"), digest_size=16).digest()

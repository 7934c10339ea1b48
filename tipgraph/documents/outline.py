"""Where two texts part, though only one of them is still at hand."""

from __future__ import annotations

from array import array
from zlib import crc32

__all__ = ["Outline"]

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

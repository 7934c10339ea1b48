"""Pages as words with boxes, in points from the lower left corner of the displayed page."""

from __future__ import annotations

from typing import NamedTuple

__all__ = ["Page", "Word"]


class Word(NamedTuple):
    """A word and the box of its font."""

    text: str
    left: float
    bottom: float
    right: float
    top: float

    @property
    def height(self) -> float:
        """The height of the font, from the deepest descender to the highest ascender."""
        return self.top - self.bottom

    @property
    def middle(self) -> float:
        """The vertical middle of the box."""
        return (self.top + self.bottom) / 2


class Page(NamedTuple):
    """A page: its index in the file, counted from 0, its size, and its words in the order of painting."""

    place: int
    width: float
    height: float
    words: list[Word]

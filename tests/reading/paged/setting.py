"""Words set in lines, for tests."""

from __future__ import annotations

from tipgraph.reading.paged.lines import Word

LETTER = 5.0
HEIGHT = 10.0


def line(text: str, x: float, y: float, height: float = HEIGHT) -> list[Word]:
    """Return the words of a line that begins at a point."""
    words = []
    for part in text.split():
        end = x + LETTER * len(part)
        words.append(Word(part, x, y, end, y + height))
        x = end + 3
    return words

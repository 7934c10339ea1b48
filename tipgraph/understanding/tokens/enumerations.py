"""Lists with marks, on lines or between semicolons, read as a sentence would say them."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping

from tipgraph.understanding.tokens.mention import Mention

__all__ = ["in_line"]

_MARK = r"(?:[-–*•·]|\(?(?:\d{1,2}|[a-z])[.)])?"
_BETWEEN = re.compile(rf"[;,.]?\s*(?:(?:and|or)\s+)?{_MARK}\s*(?:the )?", re.IGNORECASE)
"""What may stand between two items: marks of an end, a word, and the mark of the next item."""


_INNER_MARK = re.compile(r"(?<=[:;]) (?:and |or )?\((?:\d{1,2}|[a-h])\) (?=[a-z])")


def in_line(text: str, mentions: Iterable[Mention]) -> str:
    """Return a text of the same length, with the places of each list behind a colon in one line.

    Marks of items inside a sentence become blanks: "did not: (1) train judges; or (2) open shelters".

    >>> places = [Mention(11, 15, "place", "MLI", ""), Mention(18, 22, "place", "TGO", "")]
    >>> in_line("Origins:\\n- Mali\\n- Togo\\nThe law", places)
    'Origins:   Mali,  Togo\\nThe law'
    """
    ends = {mention.start: mention.end for mention in mentions if mention.kind in ("place", "demonym")}
    pieces, done = [], 0
    for colon in re.finditer(":", text) if ends else ():
        gaps = _gaps(text, colon.end(), ends)
        if len(gaps) > 1 and any(mark in text[start:end] for start, end in gaps for mark in ";\n"):
            for number, (start, end) in enumerate(gaps):
                pieces += [text[done:start], ("," if number else "").ljust(end - start)]
                done = end
    return _INNER_MARK.sub(lambda mark: " " * len(mark[0]), "".join((*pieces, text[done:])))


def _gaps(text: str, start: int, ends: Mapping[int, int]) -> list[tuple[int, int]]:
    """Return what stands before each of the places that follow an offset without other words."""
    gaps: list[tuple[int, int]] = []
    while True:
        between = _BETWEEN.match(text, start)
        end = between.end() if between else start
        if end not in ends:
            return gaps
        gaps.append((start, end))
        start = ends[end]

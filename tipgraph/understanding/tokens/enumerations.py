"""Lists with marks, on lines or between semicolons, read as a sentence would say them."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from functools import lru_cache

from tipgraph.understanding.tokens.mention import Mention
from tipgraph.understanding.tokens.words import english

__all__ = ["in_line"]

_MARK = r"(?:[-–*•·]|\(?(?:\d{1,2}|[a-h])[.)])?"
_OPENING = re.compile(rf"[ \t]*\n?[ \t]*{_MARK}[ \t]*(?:the )?", re.IGNORECASE)
"""What may stand between a colon and the first item."""
_BETWEEN = re.compile(rf"(?:[;,][ \t]*\n?|\n)[ \t]*(?:(?:and|or) )?{_MARK}[ \t]*(?:the )?", re.IGNORECASE)
"""What may stand between two items: the mark of an end or a new line, and the mark of the next item."""
_END = re.compile(r"[.;,]?[ \t]*(?:\n|$)|\.")
"""What stands behind the last item."""
_INNER_MARK = re.compile(r"(?<=[:;]) (?:and |or )?\((?:\d{1,2}|[a-h])\) (?=[a-z])")
"""The mark of an item inside a sentence: "did not: (1) train judges; or (2) open shelters"."""
_WORD = re.compile(r"[a-z]+")
_PLACE = r"(?:(?:the|other|some|several) )*@+(?: @+)*"
_PLACES = rf"(?:and |or )?{_PLACE}(?:(?:,? and |,? or |, ){_PLACE})*"
_PARTS = re.compile(rf"(?<=[@)])(?:; {_PLACES}(?: \({_PLACES}\))?)+(?=[;.]|$)", re.MULTILINE)
"""Parts between semicolons that have only places, each written as "@", behind a place."""
_LEGS = re.compile(rf";(?= (?:and )?(?:to|from) {_PLACES} (?:for|as) )")
"""Semicolons before parts that say where else people go, and what for: "; to @ for work"."""


def in_line(text: str, mentions: Iterable[Mention]) -> str:
    """Return a text of the same length, without marks of items, and with listed places in one line.

    >>> places = [Mention(11, 15, "place", "MLI", ""), Mention(18, 22, "place", "TGO", "")]
    >>> in_line("Origins:\\n- Mali\\n- Togo\\nThe law", places)
    'Origins:   Mali,  Togo\\nThe law'
    >>> in_line("To be in Mali; or Togo", [Mention(9, 13, *places[0][2:]), Mention(18, 22, *places[1][2:])])
    'To be in Mali, or Togo'
    """
    ends = {mention.start: mention.end for mention in mentions if mention.kind in ("place", "demonym")}
    text = _without_semicolons(text, ends) if ends and ";" in text else text
    pieces, done = [], 0
    for colon in re.finditer(":", text) if ends else ():
        gaps = _gaps(text, colon.end(), ends)
        if len(gaps) > 1 and any(mark in text[start:end] for start, end in gaps for mark in ";\n"):
            for number, (start, end) in enumerate(gaps):
                pieces += [text[done:start], ("," if number else "").ljust(end - start)]
                done = end
    return _INNER_MARK.sub(lambda mark: " " * len(mark[0]), "".join((*pieces, text[done:])))


def _without_semicolons(text: str, ends: Mapping[int, int]) -> str:
    """Return a text with commas for the semicolons between places: "the Balkans (Kosovo); and Italy"."""
    nouns = ((word.start(), word.end()) for word in _WORD.finditer(text) if _is_noun_of_places(word[0]))
    masked = list(text)
    for start, end in (*ends.items(), *nouns):
        masked[start:end] = "@" * (end - start)
    written = list(_LEGS.sub(",", "".join(masked)))
    written = [mark if mark == "," else own for mark, own in zip(written, text, strict=True)]
    for parts in _PARTS.finditer("".join(masked)):
        written[slice(*parts.span())] = text[slice(*parts.span())].replace(";", ",")
    return "".join(written)


@lru_cache(maxsize=4096)
def _is_noun_of_places(word: str) -> bool:
    """Tell whether a word stands for places: "countries" of "other European countries"."""
    return "heading_places" in english().classes(word)


def _gaps(text: str, start: int, ends: Mapping[int, int]) -> list[tuple[int, int]]:
    """Return what stands before each of the places that alone are the items of a list."""
    gaps: list[tuple[int, int]] = []
    between = _OPENING.match(text, start)
    while between is not None and between.end() in ends:
        gaps.append((start, between.end()))
        start = ends[between.end()]
        between = _BETWEEN.match(text, start)
    return gaps if _END.match(text, start) else gaps[:-1]

"""Finds the words of a correction in a text, as a selector of the W3C Web Annotation model does.

Source: W3C, Web Annotation Data Model (2017), sections 4.2.4 (text quote) and 4.2.5 (text position).
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from tipgraph.corrections.correction import Correction
from tipgraph.model.claims import Evidence

__all__ = ["Span", "Unanchored", "anchor", "anchor_in_evidence"]

Span = tuple[int, int]
"""Start and end of words in a text."""


class Unanchored(str):
    """The reason why the words of a correction are not found."""

    __slots__ = ()


def anchor(correction: Correction, text: str, sha256: str) -> Span | Unanchored:
    """Return where the words of a correction are in a text with this digest, or why they are not found.

    Offsets count if the text is the one that they were taken from, or if they hold the quote and no digest
    says otherwise. Else the quote has to occur once, or once between its prefix and suffix.
    """
    quote = correction.quote
    start, end = correction.start, correction.end
    same = correction.sha256 in ("", sha256)
    if same and start is not None and end is not None and text[start:end] == quote:
        return start, end
    places = list(_occurrences(quote, text))
    if len(places) > 1 and (correction.prefix or correction.suffix):
        places = [place for place in places if _is_between(correction, text, place)]
        if not places:
            return Unanchored("the words are in the text, but not between this prefix and suffix")
    if len(places) == 1:
        return places[0], places[0] + len(quote)
    if places:
        return Unanchored(f"the words are in the text {len(places)} times: give a prefix or a suffix")
    return Unanchored("the words are not in the text")


def _occurrences(quote: str, text: str) -> Iterator[int]:
    place = text.find(quote)
    while place >= 0:
        yield place
        place = text.find(quote, place + 1)


def _is_between(correction: Correction, text: str, place: int) -> bool:
    before = text.endswith(correction.prefix, 0, place)
    return before and text.startswith(correction.suffix, place + len(correction.quote))


def anchor_in_evidence(correction: Correction, pieces: Iterable[Evidence], sha256: str) -> Span | Unanchored:
    """Return where the words of a correction are, by a graph without texts: by the evidence of its claims."""
    start, end = correction.start, correction.end
    if start is not None and end is not None and correction.sha256 == sha256:
        return start, end
    found = {
        (each.start + place, each.start + place + len(correction.quote))
        for each in pieces
        for place in _occurrences(correction.quote, each.quote)
    }
    if (start, end) in found and start is not None and end is not None:
        return start, end
    if len(found) == 1:
        return found.pop()
    return Unanchored("the graph has no text to find the words in: build it with --with-texts")

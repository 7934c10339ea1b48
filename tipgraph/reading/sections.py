"""Finds the sections of a narrative by headings on separate lines or at the start of paragraphs.

Recommendations matter most, because what they recommend was not done. In doubt they end early.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Callable, Collection, Iterable, Iterator
from dataclasses import dataclass

from tipgraph.model.documents import Section

__all__ = ["TIER", "is_heading", "sections_of"]

_COUNTRY = r"[^.:;\n]{3,60}"
_KINDS = {
    "profile": r"(?:human )?trafficking profile|profile|scope and magnitude(?: of the problem)?"
    r"|(?:nature|scope|extent) (?:and (?:scope|extent) )?of (?:the )?(?:problem|trafficking)|background",
    "tier": r"tier (?:ranking|rating|placement|justification)s?",
    "prosecution": r"(?:investigation and )?prosecution(?: efforts| of traffickers)?"
    r"|law enforcement(?: efforts)?",
    "protection": r"(?:victim )?protection(?: and assistance)?(?: efforts| (?:of|for|to) victims)?"
    r"|(?:protection|assistance) (?:and assistance )?(?:of|for|to) victims",
    "prevention": r"prevention(?: efforts| of trafficking)?",
    "partnership": r"partnerships?|international cooperation",
    "recommendations": rf"(?:prioriti[sz]ed |key |priority )?recommendations?(?: (?:for|to) {_COUNTRY})?"
    rf"|(?:conclusions and|main|our|policy|specific) recommendations?"
    rf"|(?:recommended|suggested|priority|required) (?:government )?(?:actions?|steps|measures)"
    rf"(?: (?:for|to) {_COUNTRY})?"
    r"|issues for (?:immediate|urgent) action|areas for (?:action|improvement)|the way forward|next steps",
}
_KIND = "|".join(f"(?P<{kind}>{form})" for kind, form in _KINDS.items())
_OWN_LINE = re.compile(rf"^[ *_#•]*+(?:{_KIND})[ *_]*+(?:[.:][ *_]*+)?$", re.IGNORECASE | re.MULTILINE)
_CAPITALISED = rf"(?=\b[A-Z])(?i:{_KIND})"
_RUN_IN = re.compile(rf"^[*_•]*{_CAPITALISED}[*_]*(?:[.:]| ?[–—]| -)[*_]* +(?=[\"“‘'(]?[A-Z])", re.MULTILINE)
_MID_PARAGRAPH = re.compile(
    rf"(?<=[.!?”\"] )(?:Prioriti[sz]ed )?Recommendations? for {_COUNTRY}: +(?=\S)", re.IGNORECASE
)
TIER = r"tier ?(?:[123]|one|two|three)\b(?: ?[-–—:]? ?\(?watch ?list\)?)?|special cases?"
"""The forms in which tiers are written; to be compiled with re.IGNORECASE."""
_TIER_LINE = re.compile(
    rf"^(?=.)[^.;\n]{{0,70}}?(?:\( ?(?:{TIER}) ?\)|[:–—-] ?(?:{TIER})|^(?:{TIER})) ?[*†]?$",
    re.IGNORECASE | re.MULTILINE,
)
_REQUEST = r"(?:recommend(?:s|ed)?|urge[sd]?|call(?:s|ed)? (?:up)?on|invite[sd]?|request(?:s|ed)?)"
_ASKED = re.compile(
    rf"\b(?:recommend(?:s|ed)|{_REQUEST}\b[^.:;\n]{{0,160}} (?:to|the following|that(?: [^\s.:;]++){{1,6}})"
    r"|(?:following|made|makes|offer(?:s|ed)) [^.:;\n]{0,60}recommendations"
    r"|recommendations\b[^.:;\n]{0,60} including):(?=\s*+(?:[•*·–-]|\(?[a-z\d]{1,3}[).]|[A-Za-z]))"
)
"""What a sentence asks for, in a list behind it: "It recommends that the State: (a) Set up shelters"."""
_ITEMS = re.compile(r"(?:\s*+(?:[•*·–-]|\(?(?:[a-z]{1,3}|\d{1,2})[).]) *+[^\n]++)++|[^\n.]*+\.?")
_CAPITALS = re.compile(r"^[^a-z\n.;!?]{4,70}$", re.MULTILINE)
_PLACEMENT = re.compile(
    r"^[^\n.]{0,120}\b(?:fully|meets?|compl(?:y|ies)|placed|Tier)\b[^\n]{0,40}?"
    r"\b(?:minimum standards|Tier\b)",
    re.MULTILINE,
)
_REPORTS_AGAIN = re.compile(
    r"^(?:The government\b|During the (?:reporting )?(?:period|year)|As reported\b)"
    r"|(?<=[.!?] )The government (?:did|has|had|also|\w{3,}ed)\b",
    re.I | re.M,
)
_NEXT_PARAGRAPH = re.compile(r"\n+(?=[^\sa-z•*·–-])")


@dataclass(frozen=True, slots=True)
class _Mark:
    """A heading: its start, the start of the text below it, and the latest end of that text."""

    at: int
    start: int
    kind: str
    heading: str
    limit: int | None = None


def is_heading(line: str) -> bool:
    """Return whether a line is the heading of a known section.

    >>> is_heading("PRIORITIZED RECOMMENDATIONS:"), is_heading("Prosecution"), is_heading("Prosecution fell.")
    (True, True, False)
    """
    return _OWN_LINE.match(line.strip()) is not None


def sections_of(text: str, marked: Collection[str] = ()) -> tuple[Section, ...]:
    """Return the sections of a normalised text in their order.

    ``marked`` are lines that the source marks as headings. Unknown headings and lines in capitals open a
    section ``other``. The text before the first heading is the profile; from the paragraph on the minimum
    standards on it is the tier section.

    >>> text = "GHANA: TIER 2\\n\\nChildren fish.\\n\\nProsecution\\n\\nTwo were tried."
    >>> [(s.kind, s.heading, text[s.start : s.end]) for s in sections_of(text)]
    [('profile', 'GHANA: TIER 2', 'Children fish.'), ('prosecution', 'Prosecution', 'Two were tried.')]
    """
    heading, top = _title(text)
    marks = _without_overlaps(mark for mark in _marks(text, marked) if mark.at >= top)
    opening_end, *ends = (*(mark.at for mark in marks), len(text))
    found = [*_opening(text, heading, top, opening_end)]
    for mark, end in zip(marks, ends, strict=True):
        found += _section(text, mark, end)
    return tuple(section for section in found if section.start < section.end)


def _title(text: str) -> tuple[str, int]:
    """Return the country's line at the top, with a tier on the next line, and its end."""
    first = text.partition("\n")[0]
    if len(first) == len(text) or len(first) > 90 or first.endswith((".", ";", ",")) or is_heading(first):
        return "", 0
    tier = _TIER_LINE.match(text, _trimmed(text, len(first), len(text))[0])
    return (f"{first} {tier[0]}", tier.end()) if tier else (first, len(first))


def _marks(text: str, marked: Collection[str]) -> Iterator[_Mark]:
    paragraph_end = _paragraph_ends(text)
    for form in (_OWN_LINE, _RUN_IN):
        for found in form.finditer(text):
            yield _mark(found, paragraph_end if form is _RUN_IN else None)
    for found in _MID_PARAGRAPH.finditer(text):
        limit = paragraph_end(found.end())
        yield _Mark(found.start(), found.end(), "recommendations", found[0].strip(), limit)
    for found in _ASKED.finditer(text):
        items = _ITEMS.match(text, found.end())
        assert items is not None
        yield _Mark(found.end(), found.end(), "recommendations", "", items.end())
    for found in _TIER_LINE.finditer(text):
        yield _Mark(found.start(), found.end(), "tier", found[0].strip())
    for found in _CAPITALS.finditer(text):
        if sum(map(str.isupper, found[0])) >= 4:
            yield _Mark(found.start(), found.end(), "other", found[0].strip())
    yield from _marked(text, marked)


def _mark(found: re.Match[str], paragraph_end: Callable[[int], int] | None) -> _Mark:
    """Return the mark of a heading; of one in a line with its text if ``paragraph_end`` is given."""
    kind = found.lastgroup
    assert kind is not None
    limit = paragraph_end(found.end()) if paragraph_end and kind == "recommendations" else None
    return _Mark(found.start(), found.end(), kind, found[0].strip(" *_#•"), limit)


def _marked(text: str, marked: Collection[str]) -> Iterator[_Mark]:
    at = 0
    for line in text.split("\n") if marked else ():
        if line in marked:
            yield _Mark(at, at + len(line), "other", line)
        at += len(line) + 1


def _without_overlaps(marks: Iterable[_Mark]) -> list[_Mark]:
    """Keep one of several marks at a place: a known heading before an unknown one, then the longest."""
    kept: list[_Mark] = []
    for mark in sorted(marks, key=lambda mark: (mark.at, mark.kind == "other", -mark.start)):
        if not kept or mark.at >= kept[-1].start:
            kept.append(mark)
    return kept


def _opening(text: str, heading: str, start: int, end: int) -> Iterator[Section]:
    start, end = _trimmed(text, start, end)
    placement = _PLACEMENT.search(text, start, end)
    turn = placement.start() if placement else end
    if turn > start:
        yield Section("profile", heading, *_trimmed(text, start, turn))
    if turn < end:
        yield Section("tier", "" if turn > start else heading, turn, end)


def _section(text: str, mark: _Mark, end: int) -> Iterator[Section]:
    stop = min(end, mark.limit or end)
    if mark.kind == "recommendations" and (report := _REPORTS_AGAIN.search(text, mark.start + 1, stop)):
        stop = report.start()
    yield Section(mark.kind, mark.heading, *_trimmed(text, mark.start, stop))
    if stop < end:
        yield Section("other", "", *_trimmed(text, stop, end))


def _paragraph_ends(text: str) -> Callable[[int], int]:
    """Return a function that gives the end of the paragraph at an offset."""
    ends = [*(found.start() for found in _NEXT_PARAGRAPH.finditer(text)), len(text)]
    return lambda start: ends[bisect_left(ends, start)]


def _trimmed(text: str, start: int, end: int) -> tuple[int, int]:
    part = text[start:end]
    return start + len(part) - len(part.lstrip()), end - len(part) + len(part.rstrip())

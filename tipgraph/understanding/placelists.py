"""Lists of places with the same function in a sentence, and regions that share a word.

"South and Southeast Asia" names two regions, one of them in part.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple

from tipgraph.model.vocabulary import Concept
from tipgraph.understanding.grammar import COUNTRIES, words
from tipgraph.understanding.mention import Mention

__all__ = ["PlaceList", "RegionNames", "place_lists", "words_between"]

_JOINING = ("and ", "or ", ", ", "/ ", "other ")
_COUNTRIES = re.compile(rf" (?:{COUNTRIES})$")


class RegionNames:
    """Completes names of regions that share their last word with the next one."""

    def __init__(self, places: Iterable[Concept]) -> None:
        self._codes: dict[tuple[str, str], str] = {}
        for place in places:
            if any(kind.endswith("Region") for kind in place.types):
                for label in (*place.names, *place.demonyms):
                    first, _, last = label.lower().replace("-", " ").rpartition(" ")
                    if first:
                        self._codes[first, last] = place.code
        self._heads = frozenset(head for _, head in self._codes)
        firsts = sorted({first for first, _ in self._codes}, key=len, reverse=True)
        pattern = "|".join(map(re.escape, firsts)) or r"(?!)"
        self._before = re.compile(rf"\b({pattern})(?:,? (?:and|or)|,|/) (?:other )?$")

    def complete(self, mentions: Sequence[Mention], flat: str) -> list[Mention]:
        """Return the mentions with those of regions named in part, by start, the longest first."""
        named = [m for m in mentions if m.kind in ("place", "demonym")]
        partial = [found for mention in named for found in self._partial(mention, flat)]
        if not partial:
            return list(mentions)
        taken = {m.end for m in named}
        named_too = [m for m in partial if m.end not in taken]
        return sorted([*mentions, *named_too], key=lambda m: (m.start, -m.end))

    def _partial(self, full: Mention, flat: str) -> Iterator[Mention]:
        if not flat.endswith(_JOINING, 0, full.start):
            return
        head = _COUNTRIES.sub("", flat[full.start : full.end]).rpartition(" ")[2]
        at = full.start
        while head in self._heads and (match := self._before.search(flat, max(0, at - 40), at)):
            code = self._codes.get((match.group(1), head))
            if code is None:
                return
            at = match.start(1)
            yield full._replace(start=at, end=match.end(1), code=code)


_LISTING = words("conj comma exemplifier certainty bracket country-noun abroad")
_COUNTRIES_PLACELISTS = re.compile(rf"\s*(?:{COUNTRIES}|region|territories|continent|mainland)\b")
_WORD = re.compile(r"\w+")
_DASHES = "—–&"
_OF_NAMES = re.compile(r"\b(?:the|region|countries)\b")
"""Words around a name that do not count as strangers: "the Great Lakes region"."""
_STRANGERS = 2
"""Words in no vocabulary that two members of a list may have between them: "in Chad, oil-rich Gabon"."""


class PlaceList(NamedTuple):
    """The members of a list, and the mentions of the clause before and after it."""

    members: tuple[Mention, ...]
    before: Sequence[Mention]
    after: Sequence[Mention]
    text: str

    @property
    def start(self) -> int:
        """The start of the first member."""
        return self.members[0].start

    @property
    def end(self) -> int:
        """The end of the last member."""
        return self.members[-1].end

    @property
    def adjectival(self) -> bool:
        """Whether the list modifies a noun: "Thai women", but not "Central African countries"."""
        last = self.members[-1]
        return last.kind == "demonym" and not _before_countries(last, self.text)


def place_lists(mentions: Sequence[Mention], text: str) -> Iterator[PlaceList]:
    """Yield the lists of places among the mentions of a clause, in order. A single place is a list of one."""
    first, last = -1, -1
    for at, mention in enumerate(mentions):
        if mention.kind not in ("place", "demonym"):
            continue
        if last >= 0 and not _continues(mentions, last, at, text):
            yield _list(mentions, first, last, text)
            first = at
        first, last = (at if first < 0 else first), at
    if last >= 0:
        yield _list(mentions, first, last, text)


def words_between(text: str, start: int, end: int) -> int:
    """Count the words between two offsets."""
    return len(_WORD.findall(text, start, end)) if start < end else 0


def _list(mentions: Sequence[Mention], first: int, last: int, text: str) -> PlaceList:
    members = tuple(m for m in mentions[first : last + 1] if m.kind in ("place", "demonym"))
    return PlaceList(members, mentions[:first], mentions[last + 1 :], text)


def _continues(mentions: Sequence[Mention], last: int, at: int, text: str) -> bool:
    """Return whether a place continues the list of the place at ``last``."""
    previous, mention = mentions[last], mentions[at]
    between = mentions[last + 1 : at]
    if previous.kind != mention.kind and not (
        _before_countries(previous, text)
        or _before_countries(mention, text)
        or _is_listed_name(mentions, last, at)
    ):
        return False
    gap = text[previous.end : mention.start]
    if ";" in gap or any(m.kind not in _LISTING and not _opens(m, between) for m in between):
        return False
    if previous.kind == mention.kind == "demonym" and between and between[0].kind == "country-noun":
        return False  # "in the Mexican border area, Guatemalan children"
    strangers = len(_WORD.findall(gap)) - sum(len(_WORD.findall(text, m.start, m.end)) for m in between)
    joined = bool(between) or any(dash in gap for dash in _DASHES)
    return joined and strangers - len(_OF_NAMES.findall(gap)) <= _STRANGERS


def _opens(mention: Mention, between: Sequence[Mention]) -> bool:
    """Tell whether a verb is "including", which opens the rest of a list."""
    return mention.kind == "status" and any(
        m.kind == "exemplifier" and m.start == mention.start for m in between
    )


def _is_listed_name(mentions: Sequence[Mention], last: int, at: int) -> bool:
    """Tell whether an adjective stands for its country among names: "to Poland, Russian, and Turkey"."""
    joined = [m.kind for m in mentions[last + 1 : at]] == ["comma"]
    following = [m for m in mentions[at + 1 : at + 4] if m.kind not in ("comma", "conj")][:1]
    adjoining = mentions[at + 1 : at + 2]
    in_list = bool(adjoining) and adjoining[0].kind in ("comma", "conj") and bool(following)
    names = in_list and following[0].kind == mentions[last].kind == "place" and mentions[at].kind == "demonym"
    resumes = mentions[last].kind == "demonym" and mentions[at].kind == "place" and last > 1
    return (joined and names) or (
        resumes and mentions[last - 1].kind == "comma" and mentions[last - 2].kind == "place"
    )


def _before_countries(mention: Mention, text: str) -> bool:
    """Tell whether a noun for countries makes a place of an adjective: "Central African countries"."""
    return bool(_COUNTRIES_PLACELISTS.match(text, mention.end))

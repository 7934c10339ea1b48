"""Regions that share a word of their names.

"South and Southeast Asia" names two regions, one of them in part.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence

from tipgraph.model.vocabulary import Concept
from tipgraph.understanding.tokens.mention import Mention

__all__ = ["COUNTRIES", "RegionNames"]

COUNTRIES = "countries|states|nations|republics"
"""Nouns for countries, as alternatives of a pattern."""

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

"""Verbs that no vocabulary knows, told by their form and place: they only open clauses."""

from __future__ import annotations

import re
from collections.abc import Sequence

from tipgraph.language.inflect import PAST
from tipgraph.language.mention import Mention

__all__ = ["with_verbs"]

_COORDINATED = re.compile(
    r"""\b(?:and|but|or)\s(?:[a-z]+ly\s)?(?P<verb>[a-z]+ed)\s
    (?:on|to|from|with|by|in|into|for|at|the|a|an|its|their|no|any|some|all|that|whether|when)\b""",
    re.VERBOSE,
)


def with_verbs(mentions: Sequence[Mention], text: str) -> list[Mention]:
    """Return mentions, in order, with the unknown past tenses that follow a conjunction.

    >>> [text[m.start : m.end] for text in ["They wept and relied on us."] for m in with_verbs([], text)]
    ['relied']
    """
    found = [(match.start("verb"), match.end("verb")) for match in _COORDINATED.finditer(text)]
    if not found:
        return list(mentions)
    known = {m.start for m in mentions}
    unknown = [Mention(start, end, "verb", "verb", PAST) for start, end in found if start not in known]
    return sorted([*mentions, *unknown], key=lambda m: m.start) if unknown else list(mentions)

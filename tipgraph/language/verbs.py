"""Verbs that no vocabulary knows, told by their form and place: they only open clauses."""

from __future__ import annotations

import re
from collections.abc import Sequence

from tipgraph.language.grammar import words
from tipgraph.language.inflect import PAST
from tipgraph.language.mention import BACKGROUND, Mention

__all__ = ["with_verbs"]

_OPENERS = words("and but or who which")
_COORDINATED = re.compile(
    r"""\s(?:[a-z]+ly\s)?(?P<verb>[a-z]+ed)\s
    (?:on|to|from|with|by|in|into|for|at|the|a|an|its|their|no|any|some|all|that|whether|when)\b""",
    re.VERBOSE,
)


def with_verbs(mentions: Sequence[Mention], text: str) -> list[Mention]:
    """Return mentions, in order, with the unknown past tenses that follow a conjunction, or "who".

    >>> text, conjunction = "They wept and relied on us.", Mention(10, 13, "conj", "and", "noun")
    >>> [text[m.start : m.end] for m in with_verbs([conjunction], text)]
    ['and', 'relied']
    """
    after = (_COORDINATED.match(text, m.end) for m in mentions if m.code in _OPENERS)
    found = [match.span("verb") for match in after if match]
    if not found:
        return list(mentions)
    known = {m.start for m in mentions if m.kind not in BACKGROUND}
    unknown = [Mention(start, end, "verb", "verb", PAST) for start, end in found if start not in known]
    return sorted([*mentions, *unknown], key=lambda m: m.start) if unknown else list(mentions)

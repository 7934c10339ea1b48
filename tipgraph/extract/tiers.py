"""The tier placement: tier, compliance, efforts, change, waiver, years.

What a sentence says of other years ("after being on the Tier 2 Watch List") or of what was averted
("from an otherwise required downgrade to Tier 3") is no placement.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import Any

from tipgraph.claims import TierClaim
from tipgraph.language.analysis import Analysis, Segment
from tipgraph.language.clauses import Clause
from tipgraph.language.grammar import ORDINALS
from tipgraph.language.mention import Mention

__all__ = ["extract"]

_RANK = {"1": 0, "2": 1, "2WL": 2, "3": 3}
_STATING = ("tier", "compliance", "efforts", "tier-change", "waiver")
_AVERTED = re.compile(r"(?:required|automatic|otherwise|avoid\w*)\s+(?:\w+\s+){0,3}$")
_EARLIER = re.compile(
    r"""(?:\bfrom|after\s(?:being|\w+\syears?)\s(?:\w+\s){0,4}on|previously|formerly|had\sbeen(?:\s\w+)?\son
    |having\sbeen\son)\s+(?:the\s+)?$""",
    re.VERBOSE,
)
_CONSECUTIVE = re.compile(rf"for (?:the |a )?({'|'.join(ORDINALS)}) (?:consecutive|straight)\b")
_CLOSING_YEAR = re.compile(r"\((20\d\d)\)\W*$")
_SOURCE_YEAR = re.compile(r"(20\d\d)[-_ ]trafficking[-_ ]in[-_ ]persons[-_ ]report", re.IGNORECASE)


def extract(analysis: Analysis) -> Iterator[TierClaim]:
    """Yield what each segment states of the placement; the year with the first."""
    for segment in analysis.segments:
        mentions = segment.mentions
        fields = _fields(analysis.text, segment, mentions) if segment.has(*_STATING) else {}
        if fields:
            yield TierClaim(
                evidence=analysis.evidence(*_stating(segment), at=_tiers(mentions)),
                rules=tuple(f"tier.{name.replace('_', '-')}" for name in fields),
                tier_year=_year(analysis),
                **fields,
            )


def _stating(segment: Segment) -> list[Clause]:
    return [clause for clause in segment.clauses if clause.has(*_STATING)]


def _tiers(mentions: Sequence[Mention]) -> list[Mention]:
    return [m for m in mentions if m.kind in _STATING]


def _fields(text: str, segment: Segment, mentions: Sequence[Mention]) -> dict[str, Any]:
    stated: dict[str, Any] = {}
    tier, earlier = _placement(text, segment, mentions)
    stated["tier"] = tier
    for name, kind in (("compliance", "compliance"), ("efforts", "efforts")):
        stated[name] = next((m.code for m in mentions if m.kind == kind), None)
    stated["change"] = _change(mentions, tier, earlier)
    stated["waiver"] = True if any(m.kind == "waiver" for m in mentions) else None
    if tier or stated["change"]:
        stated["consecutive_years"] = _consecutive(
            text[segment.span.start : segment.span.end], stated["change"]
        )
    return {name: value for name, value in stated.items() if value is not None}


def _placement(text: str, segment: Segment, mentions: Sequence[Mention]) -> tuple[str | None, str | None]:
    """Return the tier of the report and, where it is named, that of the year before."""
    now: str | None = None
    earlier: str | None = None
    for mention in mentions:
        if mention.kind != "tier":
            continue
        before = text[max(segment.span.start, mention.start - 60) : mention.start]
        if _AVERTED.search(before) or _AVERTED.search(re.sub(r"\bdowngrade\w* to\s*$", "", before)):
            continue
        if _EARLIER.search(before):
            earlier = mention.code
        else:
            now = now or mention.code
    return now, earlier


def _change(mentions: Sequence[Mention], tier: str | None, earlier: str | None) -> str | None:
    stated = next((m.code for m in mentions if m.kind == "tier-change"), None)
    if stated or tier not in _RANK or earlier not in _RANK:
        return stated
    if _RANK[tier] == _RANK[earlier]:
        return "remained"
    return "downgraded" if _RANK[tier] > _RANK[earlier] else "upgraded"


def _consecutive(text: str, change: str | None) -> int | None:
    match = _CONSECUTIVE.search(text) if change == "remained" else None
    return ORDINALS[match.group(1)] if match else None


def _year(analysis: Analysis) -> int | None:
    """The report's own year, or the one that a summary closes with."""
    report = analysis.narrative.document.report
    if report.publication == "tip":
        return report.year
    closing = _CLOSING_YEAR.search(analysis.text) or _SOURCE_YEAR.search(analysis.text)
    return int(closing.group(1)) if closing else None

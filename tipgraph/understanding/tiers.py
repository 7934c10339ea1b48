"""Statements on the tier: placement, compliance, efforts, change, waiver, consecutive years.

Statements on other years ("after being on the Tier 2 Watch List") and on averted downgrades ("from an
otherwise required downgrade to Tier 3") do not count.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from operator import attrgetter
from typing import Any

from tipgraph.model.claims import TierClaim
from tipgraph.understanding.clauses import Clause
from tipgraph.understanding.grammar import ORDINALS, words
from tipgraph.understanding.mention import Mention
from tipgraph.understanding.narrative_analysis import Analysis, Segment

__all__ = ["extract"]

_RANK = {"1": 0, "2": 1, "2WL": 2, "3": 3}
_STATING = ("tier", "compliance", "efforts", "tier-change", "waiver")
_AVERTED = re.compile(r"(?:required|automatic|otherwise|avoid\w*)\s+(?:\w+\s+){0,4}$")
_EARLIER = re.compile(
    r"""(?:\bfrom|after\s(?:being|\w+\s(?:\w+\s)?years?)\s(?:\w+\s){0,4}on|previously|\bleft|years\son
    |having\sbeen\son)\s+(?:the\s+)?$|\b(?:formerly|former|once|had\sbeen)\s(?:[\w-]+\s){0,6}$""",
    re.VERBOSE | re.IGNORECASE,
)
"""What stands before the tier of an earlier report."""
_EARLIER_AFTER = re.compile(
    r"""(?:\s\w+){0,3}?\s(?:last\syear|\w+\syears\sago
    |(?:in|for|until|through)\s(?:the\s)?(?:earlier|previous|past|prior|last)\s(?:\w+['’]?s?\s)?(?:reports?|years?)
    |until\slast\syear)\b""",
    re.VERBOSE | re.IGNORECASE,
)
"""What stands after it."""
_NAMED_REPORT = re.compile(r"\b(20\d\d)\s(?:[\w-]+\s){0,4}?report\b", re.IGNORECASE)
_BELOW = re.compile(r"\b(?:below|above|qualify for)\s$")
_DENYING = 45
"""Code points between a denial, or a word for failing, and the tier that it denies."""
_MODALS = words("could may might would")
_CODE = 3
"""Letters of a country's code; those of regions are longer."""
_CONSECUTIVE = re.compile(
    rf"for (?:the |a )?({'|'.join(ORDINALS)}) (?:(?:consecutive|straight)\b|year in a row\b)"
)
_PLACED_FOR = re.compile(rf"(?:Tier \w+|Watch List|[Ss]pecial [Cc]ase)\)? {_CONSECUTIVE.pattern}")
"""The same right behind the tier: elsewhere it may be said of what the government did."""
_CLOSING_YEAR = re.compile(r"\((20\d\d)\)\W*$")
_SOURCE_YEAR = re.compile(r"(20\d\d)[-_ ]trafficking[-_ ]in[-_ ]persons[-_ ]report", re.IGNORECASE)


def extract(analysis: Analysis) -> Iterator[TierClaim]:
    """Yield the statements of each segment on the tier."""
    year = analysis.narrative.document.report.year
    for segment in analysis.segments:
        mentions = _of_the_country(analysis, segment) if segment.has(*_STATING) else []
        fields = _fields(analysis.text, segment, mentions, year) if mentions else {}
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


def _fields(text: str, segment: Segment, mentions: Sequence[Mention], year: int) -> dict[str, Any]:
    stated: dict[str, Any] = {}
    tier, earlier = _placement(text, segment, mentions, year)
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


def _of_other_report(before: str, year: int) -> bool:
    """Of "in the 2017 report, X was on Tier 3"."""
    named = _NAMED_REPORT.search(before)
    return named is not None and int(named.group(1)) != year


def _placement(
    text: str, segment: Segment, mentions: Sequence[Mention], year: int
) -> tuple[str | None, str | None]:
    """Return the tier of the report and, where it is named, that of the year before."""
    now: str | None = None
    earlier: str | None = None
    for mention in mentions:
        if mention.kind != "tier":
            continue
        before = text[max(segment.span.start, mention.start - 60) : mention.start]
        if _AVERTED.search(before) or _AVERTED.search(re.sub(r"\bdowngrade\w* to\s*$", "", before)):
            continue
        if _BELOW.search(before):
            continue
        of_earlier = _EARLIER.search(before) or _EARLIER_AFTER.match(text, mention.end)
        if of_earlier or _of_other_report(before, year):
            earlier = mention.code
        else:
            now = now or mention.code
    return now, earlier


def _of_the_country(analysis: Analysis, segment: Segment) -> list[Mention]:
    """Return what is stated of the report country and is not denied."""
    return [
        mention
        for clause in segment.clauses
        if _subject(clause) in (None, analysis.country)
        for mention in sorted((m for kind in _STATING for m in clause.of(kind)), key=attrgetter("start"))
        if not (_is_negated(clause, mention) or _is_to_come(clause, mention))
    ]


def _subject(clause: Clause) -> str | None:
    """Return the country that a clause is on: the first that is named outside a phrase, or that before it."""
    previous: Mention | None = None
    for mention in clause.mentions:
        if (
            mention.kind == "place"
            and len(mention.code) == _CODE
            and not _in_phrase(previous, mention, clause)
        ):
            return mention.code
        if mention.kind == "demonym" and any(0 <= m.start - mention.end <= 1 for m in clause.of("official")):
            return mention.code
        previous = mention
    return _subject(clause.previous) if clause.shared and clause.previous is not None else None


def _in_phrase(previous: Mention | None, place: Mention, clause: Clause) -> bool:
    """Of "in Sweden" and "with Sweden", but not of "the Government of Sweden"."""
    if previous is None or previous.kind != "prep" or place.start - previous.end > len(" the "):
        return False
    before = clause.before(previous.start)
    return not (previous.code == "of" and before is not None and before.kind == "official")


def _is_negated(clause: Clause, stated: Mention) -> bool:
    """Of "was not upgraded to Tier 1" and "failed to attain Tier 1"; "does not meet" is a compliance."""
    if stated.kind in ("compliance", "efforts"):
        return False
    failing = (m for m in clause.of("status") if m.code == "not-done")
    between = [m for kind in ("compliance", "efforts") for m in clause.of(kind)]
    return any(
        negation.code not in ("without", "instead of")
        and 0 <= stated.start - negation.end <= _DENYING
        and not any(negation.start < m.end and m.start < stated.start for m in between)
        for negation in (*clause.of("neg"), *failing)
    )


def _is_to_come(clause: Clause, stated: Mention) -> bool:
    """Of "could be downgraded to Tier 3", "risks a downgrade", "will be placed on": it has not come to it."""
    if stated.kind not in ("tier", "tier-change"):
        return False
    coming = (
        *(m for m in clause.of("aux") if m.code in _MODALS),
        *(m for m in clause.of("status") if m.code == "planned"),
        *clause.of("certainty"),
    )
    return any(0 <= stated.start - m.end <= _DENYING for m in coming)


def _change(mentions: Sequence[Mention], tier: str | None, earlier: str | None) -> str | None:
    stated = next((m.code for m in mentions if m.kind == "tier-change"), None)
    if stated or tier not in _RANK or earlier not in _RANK:
        return stated
    if _RANK[tier] == _RANK[earlier]:
        return "remained"
    return "downgraded" if _RANK[tier] > _RANK[earlier] else "upgraded"


def _consecutive(text: str, change: str | None) -> int | None:
    match = (_CONSECUTIVE if change == "remained" else _PLACED_FOR).search(text)
    return ORDINALS[match.group(1)] if match else None


def _year(analysis: Analysis) -> int | None:
    """The report's own year, or the one that a summary closes with."""
    report = analysis.narrative.document.report
    if report.publication == "tip":
        return report.year
    closing = _CLOSING_YEAR.search(analysis.text) or _SOURCE_YEAR.search(analysis.text)
    return int(closing.group(1)) if closing else None

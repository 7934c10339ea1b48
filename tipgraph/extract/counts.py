"""Results in numbers: how many were investigated, convicted, identified, helped, and what was spent."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from operator import attrgetter

from tipgraph.claims import CountClaim
from tipgraph.extract.actors import is_government
from tipgraph.extract.officials import LAW_ENFORCEMENT, about_officials
from tipgraph.language.analysis import Analysis, Segment
from tipgraph.language.inflect import NOUN, PAST
from tipgraph.language.mention import Mention
from tipgraph.language.numbers import Number, Year, numbers, years

__all__ = ["extract"]

_UNITS = {
    "investigation": "cases",
    "prosecution": "cases",
    "conviction": "persons",
    "sentencing": "persons",
    "official-complicity": "persons",
    "training": "persons",
    "victim-identification": "victims",
    "victim-referral": "victims",
    "victim-services": "victims",
    "repatriation": "victims",
    "legal-status": "victims",
    "compensation": "victims",
    "funding": "currency",
}
"""Measures that are counted, with what "12 convictions" counts where no other noun says it."""
_RESULTS = LAW_ENFORCEMENT
"""Measures that are counted by their own noun: "12 convictions", but not "three shelters"."""
_COUNTABLE = {
    "count-unit": "",
    "victim-group": "victims",
    "victim": "victims",
    "perpetrator": "persons",
    "officer": "persons",
    "person": "",
    "partitive": "",
}
"""Nouns that can be counted, with their unit; where it is empty, their code or their measure says it."""
_COMPARISON = re.compile(
    r"\b(?:compared|comparison|from|versus|down|up|than|previous|against)\b|\((?=[^)]*\d)"
)
_RANGE = re.compile(r"\s(?:and|to|or|-)\s\d")
"""What shows that a number is the low end of a range: "between 30 and 40"."""
_CONVERTED = re.compile(r"\($")
"""What shows that a sum is the one before it in another currency: "5 million baht ($150,000)"."""
_DIGIT = re.compile(r"\d")
_REACH = 45
"""Code points between a number and the noun that it counts."""


_start = attrgetter("start")


@dataclass(frozen=True, slots=True)
class _Counted:
    types: tuple[str, ...]
    unit: str


def extract(analysis: Analysis) -> Iterator[CountClaim]:
    """Yield the counts of all sentences but recommendations."""
    for segment in analysis.segments:
        if segment.section != "recommendations":
            yield from _segment_counts(analysis, segment)


def _segment_counts(analysis: Analysis, segment: Segment) -> Iterator[CountClaim]:
    if not segment.has("measure") or not (
        segment.has("number") or _DIGIT.search(analysis.text, *segment.span)
    ):
        return
    results = [m for m in segment.mentions if m.kind == "measure" and m.code in _UNITS]
    if not results:
        return
    found = list(numbers(analysis.text, segment.span, spelt=segment.has("number")))
    if not found:
        return
    named = years(analysis.text, segment.span)
    counted: _Counted | None = None
    for at, number in enumerate(found):
        if number.value == 0 or _RANGE.match(analysis.text, number.end):
            continue
        if number.currency and _CONVERTED.search(analysis.text, max(0, number.start - 2), number.start):
            continue
        # "Compared with nine in 2017", "of these, 36 in sex trafficking" count what was counted before.
        end = _clause_end(segment, number)
        next_one = found[at + 1].start if at + 1 < len(found) else end
        ahead = _ahead(segment.mentions, number, min(end, next_one))
        counted = _counted(number, ahead, [m for m in results if m.start < end], segment) or _same(
            counted, number
        )
        if counted is not None:
            yield from _claims(
                analysis, segment, number, counted, _period(analysis.text, number, found, named)
            )


def _claims(
    analysis: Analysis, segment: Segment, number: Number, counted: _Counted, period: int | None
) -> Iterator[CountClaim]:
    clause = next(
        (c for c in segment.clauses if c.span.start <= number.start < c.span.end), segment.clauses[0]
    )
    at = Mention(number.start, number.end, "number", "", NOUN)
    if any(m.code == "recommended" for m in clause.of("status")):
        return
    measures = [m for m in clause.of("measure") if m.form != NOUN]
    if not all(is_government(clause, m, "done", analysis.country) for m in measures):
        return
    for type_ in counted.types:
        tried = type_ in LAW_ENFORCEMENT and any(about_officials(clause, m) for m in measures)
        yield CountClaim(
            type="official-complicity" if tried else type_,
            count=number.value,
            unit=counted.unit,
            period=period,
            evidence=analysis.evidence(clause, at=[at]),
            rules=("count.number-of-result",),
        )


def _same(before: _Counted | None, number: Number) -> _Counted | None:
    """Return what the number before counted, unless one is a sum of money and the other none."""
    money = before is not None and before.unit == "currency"
    return before if money == number.currency else None


def _clause_end(segment: Segment, number: Number) -> int:
    return next((c.span.end for c in segment.clauses if number.start < c.span.end), segment.span.end)


def _ahead(mentions: Sequence[Mention], number: Number, until: int) -> Sequence[Mention]:
    """Return the mentions after a number that its noun may be among."""
    first = bisect_left(mentions, number.end, key=_start)
    return mentions[first : bisect_left(mentions, min(until, number.end + _REACH), lo=first, key=_start)]


def _counted(
    number: Number, ahead: Sequence[Mention], results: Sequence[Mention], segment: Segment
) -> _Counted | None:
    """Return what a number counts: the noun after it, and the measure that governs both."""
    prep = next((at for at, m in enumerate(ahead) if m.kind == "prep"), len(ahead))
    result = next((m for m in ahead[:prep] if m.code in _RESULTS and m.form == NOUN), None)
    unit = next((m for m in ahead if m.kind in _COUNTABLE), None)
    if number.currency or (unit is not None and unit.code == "currency"):
        fined = any(m.code == "sentencing" for m in results)
        return None if fined else _Counted(("funding",), "currency")
    if result is not None and (unit is None or result.start <= unit.start):
        return _Counted((result.code,), _UNITS[result.code])
    if ahead and ahead[0] in results and ahead[0].form == PAST and ahead[0].start - number.end <= 1 and unit:
        return _Counted((ahead[0].code,), _UNITS[ahead[0].code])  # "the 27 convicted traffickers"
    if unit is None:
        return _object(number, results)
    types = _governors(number, unit, results, segment.mentions)
    return _Counted(types, _unit(unit, types)) if types else None


def _object(number: Number, results: Sequence[Mention]) -> _Counted | None:
    """Of "it convicted seven": the verb right before a bare number says what it counts."""
    verbs = [m for m in results if m.code in LAW_ENFORCEMENT and m.form != NOUN]
    near = [m for m in verbs if 0 <= number.start - m.end <= 1]
    return _Counted((near[-1].code,), _UNITS[near[-1].code]) if near else None


def _unit(unit: Mention, types: Sequence[str]) -> str:
    """Return the unit that a noun says; whether people are victims or tried, their measure says better."""
    said = unit.code if unit.kind == "count-unit" else _COUNTABLE[unit.kind]
    usual = _UNITS[types[0]]
    return usual if not said or {said, usual} <= {"persons", "victims"} else said


def _governors(
    number: Number, unit: Mention, results: Sequence[Mention], mentions: Sequence[Mention]
) -> tuple[str, ...]:
    """Return the measures said of what is counted: the last before it, else the first after its noun."""
    before = [m for m in results if m.start < number.start]
    if any(_of_the_crime(number, measure, mentions) for measure in (before or results)[-1:]):
        return ()
    if before:
        return _coordinated(list(reversed(before)), mentions)
    return _coordinated([m for m in results if m.start >= unit.start], mentions)


def _of_the_crime(number: Number, measure: Mention, mentions: Sequence[Mention]) -> bool:
    """Of "convicted of trafficking two girls" and "a man who sold two girls was convicted"."""
    if measure.code not in LAW_ENFORCEMENT or measure.form == NOUN:
        return False
    within = sorted((number.start, measure.start))
    between = [m for m in mentions if within[0] <= m.start < within[1]]
    before = [m for m in mentions if m.end <= number.start][-2:]
    crime = any(m.kind == "exploitation-verb" and m.form != NOUN for m in before)
    return crime and any(m.kind in ("exploitation-verb", "aux") for m in between)


def _coordinated(results: Sequence[Mention], mentions: Sequence[Mention]) -> tuple[str, ...]:
    """Return the first measure's type, with those of measures joined to it ("prosecuted and convicted")."""
    if not results:
        return ()
    group = [results[0]]
    for other in results[1:]:
        low, high = sorted((group[-1], other))
        between = [m for m in mentions if low.end < m.end <= high.start]
        if other.form != group[0].form or any(m.kind not in ("conj", "comma") for m in between):
            break
        group.append(other)
    return tuple(dict.fromkeys(m.code for m in group))


def _period(text: str, number: Number, found: Sequence[Number], named: Sequence[Year]) -> int | None:
    """Return the year right after a number or its list, else the last one before it."""
    for year in named:
        if year.start >= number.end:
            apart = any(number.end <= n.start < year.start for n in found)
            if not apart or not _COMPARISON.search(text, number.end, year.start):
                return year.value
            break
    earlier = [y for y in named if y.end <= number.start]
    compared = bool(earlier) and _COMPARISON.search(text, earlier[-1].end, number.start)
    return earlier[-1].value if earlier and not compared else None

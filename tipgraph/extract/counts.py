"""Results in numbers: how many were investigated, convicted, identified, helped, and what was spent."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple

from tipgraph.claims import CountClaim
from tipgraph.extract.actors import is_government
from tipgraph.extract.law import LAW_ENFORCEMENT
from tipgraph.extract.measures import deeds
from tipgraph.extract.numbering import is_circumstance, is_new, is_of_another
from tipgraph.extract.officials import about_officials
from tipgraph.extract.periods import Periods, takes_up_sum, takes_up_year
from tipgraph.extract.status import SUPPOSED, status_of
from tipgraph.language.analysis import Analysis, Segment
from tipgraph.language.clauses import is_verb
from tipgraph.language.grammar import BE, words
from tipgraph.language.inflect import NOUN, PAST
from tipgraph.language.mention import Mention
from tipgraph.language.numbers import Number, numbers

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
    "labor-regulation": "cases",
    "hotline": "cases",
    "awareness-campaign": "persons",
}
"""Measures that are counted, with what "12 convictions" counts where no other noun says it."""
_RESULT_NOUNS = {
    "labor-regulation": frozenset[str](),
    "hotline": words("cases"),
    "awareness-campaign": words("persons victim-group person"),
}
"""What results of these are counted in, of whatever kind where it is empty; never those who act."""
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
_OF_VICTIMS = words("victim-identification victim-referral")
"""Measures whose verbs take a bare number for people: "identified 40 victims and referred 30"."""
_PAID = words("funding compensation")
"""Measures that sums of money are told of."""
_AUXILIARIES = BE | words("had have has")
_COUNTED_NOUN = words(
    "count-unit victim-group victim perpetrator officer person demonym foreign quantity "
    "action trafficking recruitment"
)
"""What may stand between a number and the verb that it is the subject of."""
_FEW = 8
"""Mentions between an auxiliary and its participle."""
_ADVERBIAL = words("action degree prep status recruitment trafficking")
_UNDONE = words("not-done planned recommended")
_CHANGING = re.compile(r"\b(?:from (?:(?:[^,;:.()]|[,.](?=\d)){1,40}? to )?|to )$")
"""What stands before a number that something rose or fell from or to: "fell from 12 in 2017 to six"."""
_CHANGE = 60
"""Code points before a number that its change may be told in."""
_DIGIT = re.compile(r"\d")
_REACH = 45
"""Code points between a number and the noun that it counts."""


class _Counted(NamedTuple):
    """What a number counts; ``governor`` is the measure that says so, None where the number before did."""

    types: tuple[str, ...]
    unit: str
    governor: Mention | None = None


class _Told(NamedTuple):
    """What the numbers of a segment tell: what the last counted, if anything, the year, and the claims."""

    segment: Segment
    counted: _Counted | None
    year: int | None
    claims: Sequence[CountClaim]


def extract(analysis: Analysis) -> Iterator[CountClaim]:
    """Yield the counts of all sentences but recommendations."""
    last: _Told | None = None
    for segment in analysis.segments:
        if segment.section == "recommendations":
            continue
        goes_on = last is not None and _goes_on(analysis.text, last, segment)
        if not (goes_on or "measure" in segment.kinds) or not _has_number(analysis, segment):
            continue
        told = _told(analysis, segment, last, goes_on=goes_on)
        if told is not None:
            yield from told.claims
            last = told


def _has_number(analysis: Analysis, segment: Segment) -> bool:
    return "number" in segment.kinds or bool(_DIGIT.search(analysis.text, *segment.span))


def _goes_on(text: str, last: _Told, segment: Segment) -> bool:
    """Tell whether a segment goes on with the numbers of the last: "…; 98 were women", "Of these, 12 …"."""
    near = 0 <= segment.span.start - last.segment.span.end <= 2
    return near and (last.segment.sentence == segment.sentence or takes_up_sum(text, segment.span))


def _told(analysis: Analysis, segment: Segment, last: _Told | None, *, goes_on: bool) -> _Told | None:
    """Return what the numbers of a segment tell; None where they count nothing."""
    text = analysis.text
    counted = last.counted if last is not None and goes_on else None
    acting = {m.start for m in segment.mentions if m.kind in ("official", "officer")}
    results = [
        m for m in segment.mentions if m.kind == "measure" and m.code in _UNITS and m.start not in acting
    ]
    if not results and counted is None:
        return None
    found = list(numbers(text, segment.span, spelt="number" in segment.kinds))
    if not found:
        return None
    same_year = goes_on or takes_up_year(text, segment.span)
    periods = Periods(text, segment.span, found, last.year if last is not None and same_year else None)
    claims: list[CountClaim] = []
    main: list[_Counted] = []
    for at, number in enumerate(found):
        changed = _changes(segment, number, text)
        if not (changed or is_new(text, number)):
            continue
        end = _clause_end(segment, number)
        ahead = _ahead(segment.mentions, number, min([end, *(n.start for n in found[at + 1 : at + 2])]))
        governing = [m for m in results if m.start < end and not _is_complete(m, found[:at], number)]
        if is_of_another(number, ahead, governing, segment):
            continue
        listed = periods.listed_with(number)
        counted = (
            _counted(number, ahead, governing, segment)
            or (_subject(number, governing) if changed else None)
            or _paired(main, listed, number)
            # "Compared with nine in 2017", "of these, 36 in sex trafficking" count what was counted before.
            or (None if is_circumstance(segment, text, number, ahead) else _same(counted, number))
        )
        if counted is not None and not listed:
            main.append(counted)
        if counted is not None and not _is_of_another_kind(counted, ahead):
            claims += _claims(analysis, segment, number, counted, periods.of(number))
    return _Told(segment, counted, periods.last, claims) if counted or claims else None


def _is_complete(measure: Mention, earlier: Iterable[Number], number: Number) -> bool:
    """Of "opened 14 cases, charged six men": a verb that stretches over its object counts that alone."""
    return measure.end <= number.start and any(measure.start < n.start < measure.end for n in earlier)


def _changes(segment: Segment, number: Number, text: str) -> bool:
    """Tell whether something rose or fell from or to a number."""
    if not text.endswith(("from ", "to "), segment.span.start, number.start):
        return False
    before = _CHANGING.search(text, max(segment.span.start, number.start - _CHANGE), number.start)
    if before is None or number.value == 0:
        return False
    verb = next((m for m in reversed(segment.mentions) if m.end <= before.start() and is_verb(m)), None)
    if verb is None or (verb.kind, verb.form) != ("status", PAST):
        return False
    # "Raised the number of trials from two to six", but of "to six" alone the verb is right before it.
    return before.start() - verb.end <= (_REACH if text.startswith("from", before.start()) else 1)


def _subject(number: Number, results: Sequence[Mention]) -> _Counted | None:
    """Of "convictions rose from two to four": the noun before the number says what it counts."""
    noun = next((m for m in reversed(results) if m.form == NOUN and m.end <= number.start), None)
    return None if noun is None or number.currency else _Counted((noun.code,), _UNITS[noun.code], noun)


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
    if counted.governor is not None:
        if not _came_about(analysis, segment, counted.governor):
            return
    elif not all(is_government(clause, m, "done", analysis.country) for m in measures):
        return
    trials = [m for m in measures if m.code in LAW_ENFORCEMENT]
    of_officials = counted.governor in analysis.once(_trials_of_officials)
    for type_ in counted.types:
        tried = type_ in LAW_ENFORCEMENT and (of_officials or any(about_officials(clause, m) for m in trials))
        yield CountClaim(
            type="official-complicity" if tried else type_,
            count=number.value,
            unit=counted.unit,
            period=period,
            evidence=analysis.evidence(clause, at=[at]),
            rules=("count.number-of-result",),
        )


def _came_about(analysis: Analysis, segment: Segment, measure: Mention) -> bool:
    """Tell whether the government did what is counted: not "did not repatriate the 36 victims"."""
    known = analysis.once(_status_of_deeds).get(measure)
    if known is not None:
        return known not in _UNDONE
    clause = next((c for c in segment.clauses if c.span.start <= measure.start < c.span.end), None)
    if clause is None:
        return True
    status, rule = status_of(clause, measure, analysis.text)
    came_about = status not in _UNDONE and rule != SUPPOSED
    return came_about and is_government(clause, measure, "done", analysis.country)


def _status_of_deeds(analysis: Analysis) -> dict[Mention, str]:
    # What a later clause denies ("but none were completed") was begun, and is counted all the same.
    return {deed.mention: deed.status for deed in reversed(analysis.once(deeds))}


def _is_of_another_kind(counted: _Counted, ahead: Sequence[Mention]) -> bool:
    """Of "69 labor inspectors", "two hotlines", "leaflets in eight languages": no result of the measure."""
    wanted = _RESULT_NOUNS.get(counted.types[0])
    if wanted is None or counted.governor is None:
        return False
    first = [m for m in ahead if m.start == ahead[0].start] if ahead else []
    people = any(m.kind in ("official", "officer", "place", "country-noun") for m in first)
    return people or (bool(wanted) and not any(m.code in wanted or m.kind in wanted for m in ahead))


def _trials_of_officials(analysis: Analysis) -> set[Mention]:
    return {deed.mention for deed in analysis.once(deeds) if deed.type == "official-complicity"}


def _paired(main: Sequence[_Counted], listed: Sequence[Number], number: Number) -> _Counted | None:
    """Of "tried six and convicted two, compared with four and one": each is compared with its own."""
    if not 1 < len(listed) <= len(main):
        return None
    return _same(main[listed.index(number) - len(listed)], number)


def _same(before: _Counted | None, number: Number) -> _Counted | None:
    """Return what the number before counted, unless one is a sum of money and the other none."""
    if before is None or (before.unit == "currency") != number.currency:
        return None
    return before._replace(governor=None)


def _clause_end(segment: Segment, number: Number) -> int:
    return next((c.span.end for c in segment.clauses if number.start < c.span.end), segment.span.end)


def _ahead(mentions: Sequence[Mention], number: Number, until: int) -> Sequence[Mention]:
    """Return the mentions after a number that its noun may be among."""
    first = bisect_left(mentions, (number.end,))
    return mentions[first : bisect_left(mentions, (min(until, number.end + _REACH),), first)]


def _counted(
    number: Number, ahead: Sequence[Mention], results: Sequence[Mention], segment: Segment
) -> _Counted | None:
    """Return what a number counts: the noun after it, and the measure that governs both."""
    phrase = next((at for at, m in enumerate(ahead) if m.kind in ("prep", "comma")), len(ahead))
    result = next((m for m in ahead[:phrase] if m.code in _RESULTS and m.form == NOUN), None)
    unit = next((m for m in ahead if m.kind in _COUNTABLE), None)
    if number.currency or (unit is not None and unit.code == "currency"):
        fined = any(m.code == "sentencing" for m in results)
        paid = _paid(number, ahead, results)
        return None if fined else _Counted((paid.code if paid else "funding",), "currency", paid)
    if result is not None and (unit is None or result.start <= unit.start):
        return _Counted((result.code,), _UNITS[result.code], result)
    adjoining = next(
        (m for m in ahead if m in results and m.form == PAST and m.start - number.end <= 1), None
    )
    passive = _of_passive([m for m in ahead if m is not adjoining], segment, results)
    if passive is not None:
        return _Counted((passive.code,), _unit(unit, (passive.code,)), passive)
    if adjoining is not None:  # "the 27 convicted traffickers", "four led to convictions"
        return _Counted((adjoining.code,), _UNITS[adjoining.code], adjoining)
    if unit is None:
        return _object(number, results)
    group = _governors(number, unit, results, segment)
    types = tuple(dict.fromkeys(m.code for m in group if m.code != "funding"))  # "it funded two shelters"
    return _Counted(types, _unit(unit, types), group[0]) if types else None


def _paid(number: Number, ahead: Sequence[Mention], results: Sequence[Mention]) -> Mention | None:
    """Of "spent $9 on shelters and $2 in compensation": what is beside a sum, else the verb before it."""
    told = [m for m in results if m.code in _PAID]
    before = [m for m in reversed(told) if m.start < number.start]
    beside = [*ahead[:2], *(m for m in before if number.start - m.end <= len(" of "))]
    verbs = [m for m in before if m.form != NOUN]
    return next((m for m in (*beside, *verbs, *before, *told) if m in told), None)


def _object(number: Number, results: Sequence[Mention]) -> _Counted | None:
    """Of "it convicted seven": the verb right before a bare number, or around it, says what it counts."""
    verbs = [m for m in results if m.form != NOUN and (m.code in LAW_ENFORCEMENT or m.code in _OF_VICTIMS)]
    near = [m for m in verbs if m.start < number.start and number.start - m.end <= 1]
    return _Counted((near[-1].code,), _UNITS[near[-1].code], near[-1]) if near else None


def _of_passive(ahead: Sequence[Mention], segment: Segment, results: Sequence[Mention]) -> Mention | None:
    """Of "the victims identified, 17 were referred": the verb that a number is the subject of."""
    aux = next((m for m in ahead if m.kind not in _COUNTED_NOUN), None)
    if aux is None or aux.code not in _AUXILIARIES:
        return None
    first = bisect_left(segment.mentions, (aux.end,))
    following = (m for m in segment.mentions[first : first + _FEW] if m.kind not in _ADVERBIAL)
    verb = next((m for m in following if m.kind != "aux"), None)
    return next((m for m in results if verb is not None and m.form == PAST and m.end == verb.end), None)


def _unit(unit: Mention | None, types: Sequence[str]) -> str:
    """Return the unit that a noun says; whether people are victims or tried, their measure says better."""
    if unit is None:
        return _UNITS[types[0]]
    if unit.kind == "victim-group" and types[0] in LAW_ENFORCEMENT:
        return "persons"  # "arrested six men"
    said = unit.code if unit.kind == "count-unit" else _COUNTABLE[unit.kind]
    usual = _UNITS[types[0]]
    return usual if not said or {said, usual} <= {"persons", "victims"} else said


def _governors(
    number: Number, unit: Mention, results: Sequence[Mention], segment: Segment
) -> Sequence[Mention]:
    """Return the measures said of what is counted: the last before it, else the first after its noun."""
    mentions = segment.mentions
    before = [m for m in results if m.start < number.start]
    if before:
        return _coordinated(list(reversed(before)), mentions)
    return _coordinated(
        [m for m in results if m.start >= unit.start and _is_said_of(unit, m, mentions)], mentions
    )


def _is_said_of(unit: Mention, measure: Mention, mentions: Sequence[Mention]) -> bool:
    """Tell whether a later verb is on a noun: "turned 140 victims away and assisted none" is on none."""
    between = [m for m in mentions if unit.end <= m.start and m.end <= measure.start]
    joined = any(m.kind == "conj" for m in between) and not any(m.kind == "aux" for m in between)
    return measure.form == NOUN or not joined


def _coordinated(results: Sequence[Mention], mentions: Sequence[Mention]) -> Sequence[Mention]:
    """Return the first measure, with those joined to it ("prosecuted and convicted")."""
    if not results:
        return ()
    group = [results[0]]
    for other in results[1:]:
        low, high = sorted((group[-1], other))
        if other.form != group[0].form or high.start - low.end > _REACH:
            break
        if any(low.end < m.end <= high.start and m.kind not in ("conj", "comma") for m in mentions):
            break
        group.append(other)
    return group

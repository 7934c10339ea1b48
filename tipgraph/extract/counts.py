"""Results in numbers: how many were investigated, convicted, identified, helped, and what was spent."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple

from tipgraph.claims import CountClaim
from tipgraph.extract.actors import is_government
from tipgraph.extract.counted import REACH, UNITS, Counted, counted_by, is_money, same, subject_of_change
from tipgraph.extract.law import LAW_ENFORCEMENT
from tipgraph.extract.measures import deeds
from tipgraph.extract.numbering import is_circumstance, is_left_open, is_new, is_of_another, is_subject
from tipgraph.extract.officials import about_officials
from tipgraph.extract.periods import Periods
from tipgraph.extract.status import SUPPOSED, status_of
from tipgraph.language.analysis import Analysis, Segment
from tipgraph.language.clauses import Clause, is_verb
from tipgraph.language.comparisons import takes_up_sum
from tipgraph.language.grammar import words
from tipgraph.language.inflect import NOUN, PAST
from tipgraph.language.mention import Mention
from tipgraph.language.numbers import Number, numbers
from tipgraph.language.years import takes_up_year

__all__ = ["extract"]

_RESULT_NOUNS = {
    "labor-regulation": frozenset[str](),
    "hotline": words("cases"),
    "awareness-campaign": words("persons victim-group person"),
}
"""What results of these are counted in, of whatever kind where it is empty; never those who act."""
_UNDONE = words("not-done planned recommended")
_CHANGING = re.compile(r"\b(?:from (?:(?:[^,;:.()]|[,.](?=\d)){1,40}? to )?|to )$")
"""What stands before a number that something rose or fell from or to: "fell from 12 in 2017 to six"."""
_CHANGE = 60
"""Code points before a number that its change may be told in."""
_SHARING = words("exploitation trafficking affliction exploitation-verb conj")
"""What numbers that share a noun have between them."""
_COMPARED = LAW_ENFORCEMENT | words("victim-identification victim-referral victim-services repatriation")
"""Measures that a bare number of comparison may be of."""
_PARTING = (", ", ", and ", ", but ", ", while ")
"""What stands before something else that is told."""
_ABLE = words("can could")
_MODAL = len("could ")
_LARGE = ("million", "billion")
_DIGIT = re.compile(r"\d")


class _Told(NamedTuple):
    """What the numbers of a segment tell: what the last counted, its verb, the year, and the claims."""

    segment: Segment
    counted: Counted | None
    verb: str
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
    return near and (
        last.segment.sentence == segment.sentence
        or takes_up_sum(text, segment.span)
        or (last.verb != "" and _repeats(text, last.verb, segment))
    )


def _repeats(text: str, verb: str, segment: Segment) -> bool:
    """Of "It identified 40 victims. In 2011, it identified 33": the same is said of another number."""
    at = text.find(f" {verb} ", *segment.span)
    start = at + len(verb) + 2
    return at >= 0 and (
        text[start : start + 1].isdigit()
        or any(m.kind == "number" and m.start == start for m in segment.mentions)
    )


def _told(analysis: Analysis, segment: Segment, last: _Told | None, *, goes_on: bool) -> _Told | None:
    """Return what the numbers of a segment tell; None where they count nothing."""
    text = analysis.text
    counted = last.counted if last is not None and goes_on else None
    acting = {m.start for m in segment.mentions if m.kind in ("official", "officer")}
    results = [
        m for m in segment.mentions if m.kind == "measure" and m.code in UNITS and m.start not in acting
    ]
    if not results and counted is None:
        return None
    found = list(numbers(text, segment.span, spelt="number" in segment.kinds))
    if not found:
        return None
    same_year = goes_on or takes_up_year(text, segment.span)
    before = last.year if last is not None and same_year else None
    periods = Periods(text, segment.span, found, before, list(_bounds(segment, text, found)))
    claims: list[CountClaim] = []
    main: list[Counted] = []
    verb = last.verb if last is not None and goes_on else ""
    new = [n for n in found if is_new(text, n) or _changes(segment, n, text)]
    for at, number in enumerate(new):
        end = _clause_end(segment, number)
        ahead = _ahead(segment.mentions, number, [n.start for n in new[at + 1 :]], end)
        governing = [m for m in results if m.start < end and not _is_complete(m, new[:at], number)]
        if is_left_open(ahead) or is_of_another(number, ahead, governing, segment):
            continue
        listed = periods.listed_with(number)
        money = is_money(number, ahead) or _is_large(text, number)
        counted = (
            counted_by(number, ahead, governing, segment, counted)
            or (subject_of_change(number, governing) if _changes(segment, number, text) else None)
            or _paired(main, listed, number, money=money)
            or (_compared(number, governing) if listed and not main else None)
            # "Compared with nine in 2017", "of these, 36 in sex trafficking" count what was counted before.
            or (None if is_circumstance(segment, text, number, ahead) else same(counted, money=money))
        )
        if counted is not None and not listed:
            main.append(counted)
            verb = _verb(text, counted) or verb
        if counted is not None and not _is_of_another_kind(counted, ahead):
            compared = bool(listed)
            claims += _claims(analysis, segment, number, counted, periods.of(number), compared=compared)
    return _Told(segment, counted, verb, periods.last, claims) if counted or claims else None


def _bounds(segment: Segment, text: str, found: Iterable[Number]) -> Iterator[int]:
    """Yield where something else begins to be told: "it trained 600 men, and six were arrested in 2006".

    What is all of law enforcement shares its year.
    """
    clauses = (c.span.start for c in segment.clauses[1:] if not c.shared)
    subjects = (n.start for n in found if text.endswith(_PARTING, 0, n.start) and is_subject(segment, n))
    for start in (*(c for c in clauses if text.endswith(_PARTING, 0, c)), *subjects):
        before = [m for m in segment.mentions if m.kind == "measure" and m.end <= start]
        listed = before and all(m.code in LAW_ENFORCEMENT for m in before)
        if not listed:
            yield start


def _is_large(text: str, number: Number) -> bool:
    """Of "$3 million, compared with 2 million": the sign may be left out."""
    return text.endswith(_LARGE, number.start, number.end)


def _compared(number: Number, results: Sequence[Mention]) -> Counted | None:
    """Of "no convictions, compared with three in 2013": what did not come about is what is compared."""
    before = [m for m in results if m.end <= number.start and m.code in _COMPARED]
    return None if not before or number.currency else Counted((before[-1].code,), UNITS[before[-1].code])


def _verb(text: str, counted: Counted) -> str:
    """Return the word of the verb that governs what is counted; nothing where no verb does."""
    governor = counted.governor
    if governor is None or governor.form == NOUN:
        return ""
    return text[governor.start : governor.end].split()[0]


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
    return before.start() - verb.end <= (REACH if text.startswith("from", before.start()) else 1)


def _claims(
    analysis: Analysis,
    segment: Segment,
    number: Number,
    counted: Counted,
    period: int | None,
    *,
    compared: bool,
) -> Iterator[CountClaim]:
    clause = next(
        (c for c in segment.clauses if c.span.start <= number.start < c.span.end), segment.clauses[0]
    )
    at = Mention(number.start, number.end, "number", "", NOUN)
    if any(m.code == "recommended" for m in clause.of("status")):
        return
    measures = [m for m in clause.of("measure") if m.form != NOUN]
    if not _is_result(analysis, segment, clause, counted, compared=compared):
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


def _is_result(
    analysis: Analysis, segment: Segment, clause: Clause, counted: Counted, *, compared: bool
) -> bool:
    """Tell whether what a number of a clause counts is the government's, and came about."""
    measure = counted.governor
    if measure is None:
        verbs = [m for m in clause.of("measure") if m.form != NOUN]
        return all(is_government(clause, m, "done", analysis.country) for m in verbs)
    told = next((c for c in segment.clauses if c.span.start <= measure.start < c.span.end), clause)
    if compared:  # "no victims were helped, down from six in 2009": those were
        return is_government(told, measure, "done", analysis.country)
    return _came_about(analysis, told, measure)


def _came_about(analysis: Analysis, clause: Clause, measure: Mention) -> bool:
    """Tell whether the government did what is counted: not "did not repatriate the 36 victims"."""
    if any(m.code in _ABLE for m in clause.starting(measure.start - _MODAL, measure.start)):
        return False  # "the shelter can house 40"
    known = analysis.once(_status_of_deeds).get(measure)
    if known is not None:
        return known not in _UNDONE
    status, rule = status_of(clause, measure, analysis.text)
    came_about = status not in _UNDONE and rule != SUPPOSED
    return came_about and is_government(clause, measure, "done", analysis.country)


def _status_of_deeds(analysis: Analysis) -> dict[Mention, str]:
    # What a later clause denies ("but none were completed") was begun, and is counted all the same.
    return {deed.mention: deed.status for deed in reversed(analysis.once(deeds))}


def _is_of_another_kind(counted: Counted, ahead: Sequence[Mention]) -> bool:
    """Of "69 labor inspectors", "two hotlines", "leaflets in eight languages": no result of the measure."""
    wanted = _RESULT_NOUNS.get(counted.types[0])
    if wanted is None or counted.governor is None:
        return False
    first = [m for m in ahead if m.start == ahead[0].start] if ahead else []
    if any(m.kind == "partitive" for m in first):
        return False  # "1,200 calls, 34 of which"
    people = any(m.kind in ("official", "officer", "place", "country-noun") for m in first)
    return people or (bool(wanted) and not any(m.code in wanted or m.kind in wanted for m in ahead))


def _trials_of_officials(analysis: Analysis) -> set[Mention]:
    return {deed.mention for deed in analysis.once(deeds) if deed.type == "official-complicity"}


def _paired(
    main: Sequence[Counted], listed: Sequence[Number], number: Number, *, money: bool
) -> Counted | None:
    """Of "tried six and convicted two, compared with four and one": each is compared with its own."""
    if not 1 < len(listed) <= len(main):
        return None
    return same(main[listed.index(number) - len(listed)], money=money)


def _clause_end(segment: Segment, number: Number) -> int:
    return next((c.span.end for c in segment.clauses if number.start < c.span.end), segment.span.end)


def _ahead(
    mentions: Sequence[Mention], number: Number, following: Sequence[int], end: int
) -> Sequence[Mention]:
    """Return the mentions after a number that its noun may be among; ``following`` are the next numbers.

    Of "12 sex trafficking and six labor trafficking cases", the noun is behind the second number.
    """
    first = bisect_left(mentions, (number.end,))
    last = first
    for until in (*following, end):
        last = bisect_left(mentions, (min(until, end, number.end + REACH),), first)
        between = [m.kind for m in mentions[first:last] if m.kind != "number"]
        if "conj" not in between or not _SHARING.issuperset(between):
            break
    return mentions[first:last]

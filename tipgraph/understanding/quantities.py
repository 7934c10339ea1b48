"""The quantities of a sentence: each number with its target and its year."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterable, Iterator, Sequence
from decimal import Decimal
from typing import NamedTuple

from tipgraph.understanding.clauses import is_verb
from tipgraph.understanding.grammar import LAW_ENFORCEMENT, words
from tipgraph.understanding.inflect import BASE, NOUN, PAST
from tipgraph.understanding.mention import Mention
from tipgraph.understanding.narrative_analysis import Segment
from tipgraph.understanding.numerals import Number, numbers, takes_up_sum, takes_up_year
from tipgraph.understanding.quantity_filters import (
    follows_unknown_verb,
    is_circumstance,
    is_left_open,
    is_new,
    is_of_another,
    is_subject,
)
from tipgraph.understanding.quantity_targets import (
    REACH,
    UNITS,
    QuantityTarget,
    is_money,
    same,
    subject_of_change,
    target_of,
)
from tipgraph.understanding.temporal_attachment import TemporalAttachment

__all__ = ["Antecedent", "Quantities", "Quantity"]

_CHANGING = re.compile(r"\b(?:from (?:(?:[^,;:.()]|[,.](?=\d)){1,40}? to )?|to )$")
"""What stands before a number that something rose or fell from or to: "fell from 12 in 2017 to six"."""
_CHANGE = 60
"""Code points before a number that its change may be told in."""
_SHARING = words("exploitation trafficking victimization exploitation-verb conj")
"""What numbers that share a noun have between them."""
_OF_PEOPLE = LAW_ENFORCEMENT | words("victim-identification victim-referral victim-services repatriation")
"""Measures that are done to people, case by case."""
_COMPARED = _OF_PEOPLE | words("legal-status compensation")
"""Measures that a bare number of comparison may be of."""
_PARTING = (", ", ", and ", ", but ", ", while ")
"""What separates one statement from the next."""
_LARGE = ("million", "billion")
"""Of "$3 million, compared with 2 million", the second has no sign, and is money all the same."""
_IN = " in "
_BEING = (" was ", " is ", " were ", " are ")
_NUMBER_OF = "umber of "
"""How a sum is introduced: "the number of convictions was 12"."""
_GAP = 2
"""Code points between two sentences of a paragraph."""
_FAR = 200
"""Code points between a sum and a sentence on its parts, with one on something else between them."""
_WHOLE = re.compile(r"\W*(?:Of|Among|Out of) (?:the |these |those |its )?(?:total )?")
"""What opens a sentence with a whole."""


class Quantity(NamedTuple):
    """A number, its target, the mentions after it and its year. ``compared`` marks a figure of comparison."""

    number: Number
    target: QuantityTarget
    ahead: Sequence[Mention]
    period: int | None
    compared: bool


class Antecedent(NamedTuple):
    """What a segment may refer back to: the last numbers, their target, verb and year.

    ``repeated`` is true if the segment must repeat the verb.
    """

    segment: Segment
    sums: frozenset[Decimal]
    target: QuantityTarget | None
    verb: str
    year: int | None
    repeated: bool = False

    def continued_by(self, text: str, segment: Segment) -> Antecedent | None:
        """Return what a segment refers back to, or None: "…; 98 were women", "Of these, 12 …"."""
        apart = segment.span.start - self.segment.span.end
        near = 0 <= apart <= _GAP
        if near and self.segment.sentence == segment.sentence:
            return self
        if 0 <= apart <= _FAR and self._is_taken_up(text, segment, near=near):
            return self
        repeats = near and self.verb != "" and _repeats(text, self.verb, segment)
        same_year = takes_up_year(text, segment.span)
        if not (repeats or same_year):
            return None
        return self._replace(
            target=self.target if repeats else None,
            verb=self.verb if repeats else "",
            year=self.year if same_year else None,
            repeated=repeats,
        )

    def _is_taken_up(self, text: str, segment: Segment, *, near: bool) -> bool:
        """In "Of the 40, nine were boys", whether 40 were mentioned before, at most a sentence ago."""
        if not takes_up_sum(text, segment.span):
            return False
        whole = _WHOLE.match(text, *segment.span)
        first = next(numbers(text, segment.span), None) if whole else None
        if whole is None or first is None or first.start != whole.end():
            return near
        return first.value in self.sums


class Quantities:
    """The quantities of a segment. ``antecedent`` is what it may refer back to."""

    def __init__(self, text: str, segment: Segment, antecedent: Antecedent | None = None) -> None:
        self._text, self._segment = text, segment
        self._target = antecedent.target if antecedent else None
        self._verb = antecedent.verb if antecedent else ""
        self._year = antecedent.year if antecedent else None
        self._sums = antecedent.sums if antecedent else frozenset()
        self._repeated = antecedent is not None and antecedent.repeated
        self._main: list[QuantityTarget] = []
        self._results = list(_results(segment))
        self.found = list(self._all()) if self._results or self._target else []

    @property
    def antecedent(self) -> Antecedent | None:
        """What the next segment may refer back to, or None if this one has no quantity."""
        if not self.found:
            return None
        sums = self._sums | {quantity.number.value for quantity in self.found}
        return Antecedent(self._segment, sums, self._target, self._verb, self._year)

    def _all(self) -> Iterator[Quantity]:
        text, segment = self._text, self._segment
        found = list(numbers(text, segment.span, spelt="number" in segment.kinds))
        if not found:
            return
        attachment = TemporalAttachment(
            text, segment.span, found, self._year, list(_bounds(segment, text, found))
        )
        self._year = attachment.last
        new = [n for n in found if is_new(text, n) or _changes(segment, n, text)]
        for at, number in enumerate(new):
            end = _clause_end(segment, number)
            ahead = _ahead(segment.mentions, number, [n.start for n in new[at + 1 :]], end)
            governing = self._governing(number, new[:at], end)
            if is_left_open(ahead) or is_of_another(number, ahead, governing, segment):
                continue
            listed = attachment.listed_with(number)
            self._target = self._find_target(number, ahead, governing, listed)
            if self._target is not None:
                self._note(self._target, listed)
                yield Quantity(number, self._target, ahead, attachment.of(number), compared=bool(listed))

    def _governing(self, number: Number, earlier: Sequence[Number], end: int) -> list[Mention]:
        """Return the measures that may govern a number: those of its clause and before, not yet complete."""
        whole = self._whole_end(number)
        told = [m for m in self._results if m.start < end and (whole is None or m.end <= whole)]
        trials = self._text.endswith(_IN, 0, number.start)  # "charged six men in two cases"
        return [
            m for m in told if not _is_complete(m, earlier, number) or (trials and m.code in LAW_ENFORCEMENT)
        ]

    def _find_target(
        self, number: Number, ahead: Sequence[Mention], results: Sequence[Mention], listed: Sequence[Number]
    ) -> QuantityTarget | None:
        target = target_of(number, ahead, results, self._segment, self._target)
        if target is not None:
            return target
        if _changes(self._segment, number, self._text) or self._is_number_of(number):
            target = subject_of_change(number, results)
        elif listed and not self._main:
            target = _compared(number, results)
        return target or self._same(number, ahead, listed)

    def _is_number_of(self, number: Number) -> bool:
        """Of "the number of convictions was 12": the subject says what is counted."""
        start, at = self._segment.span.start, number.start
        told = self._text.endswith(_BEING, start, at) and self._text.find(_NUMBER_OF, start, at) >= 0
        return told and not number.currency

    def _same(
        self, number: Number, ahead: Sequence[Mention], listed: Sequence[Number]
    ) -> QuantityTarget | None:
        """Of "compared with nine in 2017", "of these, 36 in sex trafficking": what was counted before."""
        money = is_money(number, ahead) or self._text.endswith(_LARGE, number.start, number.end)
        if 1 < len(listed) <= len(self._main):
            # "Tried six and convicted two, compared with four and one": each is compared with its own.
            return same(self._main[listed.index(number) - len(listed)], number, ahead, money=money)
        if self._whole_end(number) is not None or is_circumstance(self._segment, self._text, number, ahead):
            return None
        if self._repeated and not (self._main or self._text.endswith(f" {self._verb} ", 0, number.start)):
            return None  # the earlier statement belongs to the repeated verb only
        of_people = self._target is not None and self._target.types[0] in _OF_PEOPLE
        if of_people and not listed and follows_unknown_verb(self._segment, self._text, number, self._verb):
            return None
        last = self._main[-1] if listed and self._main else None
        return same(self._target or last, number, ahead, money=money)

    def _note(self, target: QuantityTarget, listed: Sequence[Number]) -> None:
        """Keep what a number outside a comparison counts, and its verb."""
        if listed:
            return
        self._main.append(target)
        governor = target.governor
        if governor is not None and governor.form != NOUN:
            self._verb = self._text[governor.start : governor.end].split()[0]

    def _whole_end(self, number: Number) -> int | None:
        """Return where the phrase ends that opens a segment with a whole: "Of the 17 men tried, six …"."""
        if not _WHOLE.fullmatch(self._text, self._segment.span.start, number.start):
            return None
        commas = (m.start for m in self._segment.mentions if m.kind == "comma" and m.start >= number.end)
        return next(commas, None)


def _results(segment: Segment) -> Iterator[Mention]:
    """Yield the measures that are counted, but not those that name who acts: "labor inspectors"."""
    acting = {m.start for m in segment.mentions if m.kind in ("official", "officer")}
    return (m for m in segment.mentions if m.kind == "measure" and m.code in UNITS and m.start not in acting)


def _repeats(text: str, verb: str, segment: Segment) -> bool:
    """Of "It identified 40 victims. In 2011, it identified 33": the same is said of another number."""
    at = text.find(f" {verb} ", *segment.span)
    start = at + len(verb) + 2
    return at >= 0 and (
        text[start : start + 1].isdigit()
        or any(m.kind == "number" and m.start == start for m in segment.mentions)
    )


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


def _compared(number: Number, results: Sequence[Mention]) -> QuantityTarget | None:
    """Of "no convictions, compared with three in 2013": what did not come about is what is compared."""
    before = [m for m in results if m.end <= number.start and m.code in _COMPARED]
    return (
        None if not before or number.currency else QuantityTarget((before[-1].code,), UNITS[before[-1].code])
    )


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
    verbs = (m for m in reversed(segment.mentions) if m.end <= before.start() and is_verb(m))
    verb = next((m for m in verbs if m.form != BASE), None)  # "its budget" has the form of a verb
    if verb is None or (verb.kind, verb.form) != ("status", PAST):
        return False
    # "Raised the number of trials from two to six", but of "to six" alone the verb is right before it.
    return before.start() - verb.end <= (REACH if text.startswith("from", before.start()) else 1)


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

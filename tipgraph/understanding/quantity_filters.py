"""Filters out numbers that are not results: ranges, repeated totals, converted sums, numbers of a crime."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Sequence
from itertools import takewhile

from tipgraph.understanding.clauses import is_verb
from tipgraph.understanding.grammar import LAW_ENFORCEMENT, words
from tipgraph.understanding.inflect import GERUND, NOUN, PAST
from tipgraph.understanding.mention import Mention
from tipgraph.understanding.narrative_analysis import Segment
from tipgraph.understanding.numerals import NUMBER, Number

__all__ = ["follows_unknown_verb", "is_circumstance", "is_left_open", "is_new", "is_of_another", "is_subject"]

_NAMED = words(
    "count-unit victim-group victim perpetrator officer person partitive demonym foreign report-noun "
    "trafficking"
)
"""What may name what a number counts."""
_LAST = 12
"""Mentions before a number that its verb is among."""
_FEW = 6
"""Mentions that name it."""
_PARTING = words("comma conj contrast")
"""What parts a number's noun and verb from what comes next."""
_OPEN = words("planned not-done insufficient")
"""What becomes of cases that are no results yet: they are pending, or dismissed."""
_HAVE = words("have has had")
_HELD = words("training victim-services awareness-campaign compensation")
"""Measures whose nouns are things, where what is counted is people."""
_PAST_TENSE = re.compile(r"\b([a-z]+ed) (?:only |about |some |another |at least )?$")
_REACH = 30
"""Code points before a number that its verb is looked for in."""
_NEAREST = 4
"""Mentions right before a number: a word can be several."""
_THINGS = words("country-noun workplace ngo")
"""Nouns right behind a number that are no result: "gave money to four centers"."""
_RANGE = re.compile(rf"\s(and|to|or|-)\s{NUMBER}\b")
_BETWEEN = re.compile(r"\bbetween (?:\w+ )?$", re.IGNORECASE)
"""What makes a range of "30 and 40", which else are two sums."""
_BOUNDED = re.compile(
    rf"""(?:\b{NUMBER}\s(?:to|of)(?:\s(?:some|about|the))?|\b(?:fewer|less)\sthan|\bup\sto|\bby
    |\b(?:increase|decrease|decline|rise|drop|reduction|fall|average)\sof)\s$""",
    re.VERBOSE | re.IGNORECASE,
)
"""What stands before a number that is no result: the high end of a range, a whole, a bound, a difference."""
_BOUNDING = ("to ", "of ", "some ", "about ", "the ", "than ", "by ")
"""The ends of all these patterns: a fast first check."""
_DIFFERENCE = re.compile(r"\s(?:more|fewer|less|higher|lower)\s(?:[a-z]+\s)?than\b")
"""What makes of a number the difference of two: "three fewer than in 2011"."""
_BOUND = 20
_CONVERTED = re.compile(r"\((?:about |some |roughly |nearly |approximately |around |or )?$", re.IGNORECASE)
"""What shows that a sum is the one before it in another currency: "5 million baht ($150,000)"."""


def is_new(text: str, number: Number) -> bool:
    """Tell whether a number is new: not a range, a conversion, or a total stated before."""
    if number.value == 0 or _is_low_end(text, number) or _is_known(text, number):
        return False
    before = max(0, number.start - _BOUND)
    bounded = text.endswith(_BOUNDING, 0, number.start) and _BOUNDED.search(text, before, number.start)
    if bounded or _DIFFERENCE.match(text, number.end):
        return False
    return not (number.currency and _CONVERTED.search(text, before, number.start))


def _is_low_end(text: str, number: Number) -> bool:
    """Of "20 to 30" and "between 30 and 40": another number bounds the same sum."""
    joined = None if number.currency else _RANGE.match(text, number.end)
    if joined is None or joined[1] != "and":
        return joined is not None
    return bool(_BETWEEN.search(text, max(0, number.start - _BOUND), number.start))


def _is_known(text: str, number: Number) -> bool:
    """Of "three of the 12 paid fines" and "Of the 19, …": the whole was counted before."""
    if not text.endswith("f the ", 0, number.start):
        return False
    first = text[number.start - len("of the ")]
    return first == "o" or (first == "O" and text.startswith(",", number.end))


def is_of_another(
    number: Number, ahead: Sequence[Mention], results: Sequence[Mention], segment: Segment
) -> bool:
    """Tell whether a number counts something other than results: a crime, a rumor, or objects.

    ``ahead`` are the mentions that may include its noun, ``results`` the measures that may govern it.
    """
    thing = bool(ahead) and ahead[0].start - number.end <= 1 and _is_thing(ahead)
    return (
        thing
        or _is_of_penalized(number, segment)
        or _has_room(number, results, segment)
        or _is_ended(number, results, segment)
        or _is_of_the_crime(number, results, segment)
        or _is_told_of(number, results, segment)
    )


def _is_thing(ahead: Sequence[Mention]) -> bool:
    """Of "four centers" and "one Gulf state", but not of "four Gulf nationals"."""
    first = ahead[0]
    people = any(m.start - first.end == 1 and m.kind in _NAMED for m in ahead)
    return first.kind in _THINGS or (first.kind == "place" and not people)


def _before(segment: Segment, number: Number) -> Sequence[Mention]:
    """Return the last mentions that begin before a number."""
    at = bisect_left(segment.mentions, (number.start,))
    return segment.mentions[max(0, at - _LAST) : at]


def _is_of_penalized(number: Number, segment: Segment) -> bool:
    """Of "fined or deported 45 women": who is penalized is no result."""
    return any(m.code == "non-penalization" and m.end > number.start for m in _before(segment, number))


def _has_room(number: Number, results: Sequence[Mention], segment: Segment) -> bool:
    """Of "the shelter has beds for 40 women": nobody is said to be there."""
    measure = next((m for m in reversed(results) if m.start < number.start), None)
    if measure is None or measure.form != NOUN or measure.code != "victim-services":
        return False
    verbs = [m for m in segment.mentions if measure.end <= m.start < number.start and is_verb(m)]
    return bool(verbs) and all(m.code in _HAVE for m in verbs)


def _is_ended(number: Number, results: Sequence[Mention], segment: Segment) -> bool:
    """Of "and closed seven others": what was ended is no result, unless that is the measure."""
    beside = (m for m in _before(segment, number) if 0 <= number.start - m.end <= 1)
    ending = [m for m in beside if m.kind == "status" and m.code == "not-done" and m.form == PAST]
    return bool(ending) and not any(m.start == ending[0].start for m in results)


def _is_of_the_crime(number: Number, results: Sequence[Mention], segment: Segment) -> bool:
    """Of "convicted of trafficking two girls" and "a man who sold two girls was convicted"."""
    if "exploitation-verb" not in segment.kinds or not results:
        return False
    measure = next((m for m in reversed(results) if m.start < number.start), results[-1])
    if measure.code not in LAW_ENFORCEMENT or measure.form == NOUN:
        return False
    # The measure's own words may also be words for crimes: "brought charges against 39 people".
    mentions = [m for m in segment.mentions if not measure.start <= m.start < measure.end]
    within = sorted((number.start, measure.start))
    between = [m for m in mentions if within[0] <= m.start < within[1]]
    before = [m for m in mentions if m.end <= number.start][-_NEAREST:]
    crime = any(m.kind == "exploitation-verb" and m.form != NOUN for m in before)
    return crime and any(m.kind in ("exploitation-verb", "aux") for m in between)


def _is_told_of(number: Number, results: Sequence[Mention], segment: Segment) -> bool:
    """Of "investigated reports that 500 men were held": what is only told is no result."""
    if "rel" not in segment.kinds:
        return False
    measure = next((m for m in reversed(results) if m.start < number.start), None)
    if measure is None or measure.form == NOUN or any(m.start > number.end for m in results):
        return False
    between = [m for m in segment.mentions if measure.end <= m.start < number.start]
    return any(
        m.code == "that" and any(t.kind == "report-noun" and 0 <= m.start - t.end <= 1 for t in between)
        for m in between
    )


def is_circumstance(segment: Segment, text: str, number: Number, ahead: Sequence[Mention]) -> bool:
    """Tell whether a number gives a circumstance: "six" in "trained 40 judges in six courses"."""
    if text.endswith((" in ", "all but "), 0, number.start):
        return True
    verbs = [m for m in _before(segment, number) if 0 <= number.start - m.end <= 1 and m.form != NOUN]
    crime = any((m.kind, m.form) == ("exploitation-verb", GERUND) for m in verbs)  # "for selling nine girls"
    deeds = [m for m in verbs if m.kind in ("not-a-measure", "movement", "measure")]
    if crime or any(not _has_object(m, segment) for m in deeds):
        return True  # "acquitted nine", "returned 50 of them", "extradited two"
    # "And 12 lectures for judges": a noun that no label knows.
    unknown = bool(ahead) and ahead[0].kind == "prep" and text.endswith("s ", number.end, ahead[0].start)
    return unknown or _names_measure(ahead) or any(m.kind == "not-a-measure" for m in ahead[:2])


def _has_object(verb: Mention, segment: Segment) -> bool:
    """Of "identified 67 victims—55 girls": the label stretches to the verb's own object."""
    return any(m.kind in _NAMED and verb.start < m.start < verb.end for m in segment.mentions)


def follows_unknown_verb(segment: Segment, text: str, number: Number, known: str) -> bool:
    """Tell whether a number depends on an unknown verb: "arrested nine men and extradited two".

    ``known`` is the verb of the previous target.
    """
    verb = _PAST_TENSE.search(text, max(segment.span.start, number.start - _REACH), number.start)
    if verb is None or verb[1] == known:
        return False
    return not any(m.start == verb.start() for m in _before(segment, number))


def _names_measure(ahead: Sequence[Mention]) -> bool:
    """Of "and 12 courses for judges", "and two shelters": what was held, and nobody who was helped."""
    named = takewhile(lambda m: m.kind not in _PARTING and m.kind not in ("prep", "aux"), ahead)
    first = next((m for m in named if m.kind == "measure" or m.kind in _NAMED), None)
    return first is not None and first.form == NOUN and first.code in _HELD


def is_subject(segment: Segment, number: Number) -> bool:
    """Tell whether the noun of a number has its own verb: "and six traffickers were arrested"."""
    first = bisect_left(segment.mentions, (number.end,))
    following = segment.mentions[first : first + _FEW]
    # The label of a passive begins where its subject does.
    named = {m.start for m in following if m.kind in _NAMED}
    verb = next((m for m in following if m.start not in named), None)
    return verb is not None and verb.kind == "aux"


def is_left_open(ahead: Sequence[Mention]) -> bool:
    """Return whether the verb states that a result is missing: "six cases remained pending"."""
    clause = list(takewhile(lambda m: m.kind not in _PARTING, ahead))
    verb = next((m for m in clause if is_verb(m) and m.kind != "measure"), None)
    if verb is None or any(m.kind == "measure" and m.form == NOUN and m.start < verb.start for m in clause):
        return False
    said = (m for m in clause if m.start >= verb.start and m.kind not in ("aux", "action", "degree"))
    predicate = next(said, None)
    return predicate is not None and (predicate.code in _OPEN or predicate.kind == "not-a-measure")
